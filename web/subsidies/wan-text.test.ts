import { describe, expect, it } from 'vitest';
import { parseWan, wanDecimals, wanInput } from './wan-text.ts';

describe('amounts in 万元 as people write them', () => {
  it.each([
    ['30', 30_000_000],
    ['0.1', 100_000],
    ['1,286.5', 1_286_500_000],
    ['３０万元', 30_000_000],
    [' 8.123456 ', 8_123_456],
    ['8.1234567', null],
    ['-5', null],
    ['', null],
    ['三十', null],
  ])('reads %s as %s 分', (text, fen) => {
    expect(parseWan(text)).toBe(fen);
  });

  it('a 分 survives the way to the input and back', () => {
    for (const fen of [1, 29, 8_123_457, 128_600_000, 999_999_999_999]) {
      expect(parseWan(wanInput(fen))).toBe(fen);
    }
  });
});

it.each([
  [[30_000_000, 20_000_000], 0],
  [[30_000_000, 20_500_000], 1],
  [[30_000_000, 20_550_000], 2],
  [[], 0],
])('a column of %j needs %i decimals', (amounts, decimals) => {
  expect(wanDecimals(amounts)).toBe(decimals);
});
