import { expect, it } from 'vitest';
import { fitsAmount, NO_SHARES, readShares } from './funding-choice.ts';

it('reads the shares that were typed and leaves out the empty ones', () => {
  expect(readShares({ province: '', city: '15', district: '１５' })).toEqual([
    { payer: 'city', fen: 15_000_000 },
    { payer: 'district', fen: 15_000_000 },
  ]);
  expect(readShares(NO_SHARES)).toEqual([]);
});

it('a share that is no amount makes the whole unreadable', () => {
  expect(readShares({ ...NO_SHARES, city: '十五' })).toBeNull();
});

it('a way of funding fits only the amount its shares add up to', () => {
  const way = {
    id: 'cityStands',
    words: '',
    shares: [
      { payer: 'city', fen: 10 },
      { payer: 'district', fen: 20 },
    ],
  } as const;
  expect(fitsAmount(way, 30)).toBe(true);
  expect(fitsAmount(way, 29)).toBe(false);
  expect(fitsAmount(way, null)).toBe(false);
});
