import { describe, expect, it } from 'vitest';
import { loadOf, partsOf, sharePct } from './money-shape.ts';
import { money } from './testing.ts';

describe('parts of a money bar', () => {
  it('paid, approved, expected and what is left add up to the budget', () => {
    const parts = partsOf(money(1286, 1906, 545), 3_000_000_000);
    expect(parts).toEqual({
      paidFen: 1_286_000_000,
      committedFen: 620_000_000,
      expectedFen: 545_000_000,
      leftFen: 549_000_000,
      overFen: 0,
    });
    expect(loadOf(parts) + (parts.leftFen ?? 0)).toBe(3_000_000_000);
  });

  it('a budget that does not suffice is short by what is left below nought', () => {
    expect(partsOf(money(100, 200, 150), 300_000_000)).toMatchObject({
      leftFen: -50_000_000,
      overFen: 50_000_000,
    });
  });

  it('a budget used up to the last 分 is not exceeded', () => {
    expect(partsOf(money(100, 200, 100), 300_000_000)).toMatchObject({ leftFen: 0, overFen: 0 });
  });

  it('without a budget nothing is said to be left: missing is not 0', () => {
    expect(partsOf(money(1, 2, 3), null).leftFen).toBeNull();
  });

  it('a payment on a case of an earlier year makes no negative part', () => {
    expect(partsOf(money(50, 20, 0), null).committedFen).toBe(0);
  });
});

it.each([
  [1, 3, 33],
  [1, 1000, 1],
  [0, 1000, 0],
  [5, 0, 0],
  [7, 7, 100],
])('%i of %i is %i %%', (part, whole, pct) => {
  expect(sharePct(part, whole)).toBe(pct);
});
