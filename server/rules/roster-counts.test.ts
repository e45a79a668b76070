import { describe, expect, it } from 'vitest';
import type { StockEntry } from './quota-pace.ts';
import { stockOn } from './quota-pace.ts';
import { rosterCounts, sumCounts } from './roster-counts.ts';

const entry = (listYear: number, publishedOn: string, removedOn: string | null = null): StockEntry => ({
  listYear,
  publishedOn,
  removedOn,
});

const ENTRIES = [
  entry(2023, '2023-12-20', '2026-05-18'),
  entry(2025, '2025-09-19'),
  entry(2025, '2026-01-08'),
  entry(2026, '2026-09-18', '2026-11-20'),
];

describe('新增, 退出, 净增, 累计', () => {
  it.each<[string, string, number | null, number, number, number, number]>([
    ['all years', '2026-11-21', null, 3, 2, 1, 6],
    ['2025: by the year of the list, though one came out in January', '2026-11-21', 2025, 2, 0, 2, 6],
    ['2026: removals by the day they happened', '2026-11-21', 2026, 1, 2, -1, 6],
    ['a year without lists', '2026-11-21', 2027, 0, 0, 0, 6],
    ['the day before the last removal', '2026-11-19', 2026, 1, 1, 0, 7],
    ['the day of the last removal', '2026-11-20', 2026, 1, 2, -1, 6],
    ['the day before a list is out', '2026-09-17', 2026, 0, 1, -1, 6],
  ])('%s', (_name, date, year, added, removed, net, stock) => {
    expect(rosterCounts(5, ENTRIES, { date, year })).toEqual({ added, removed, net, stock });
  });

  it('without a base the 累计 is not known, the 新增 is', () => {
    expect(rosterCounts(null, ENTRIES, { date: '2026-11-21', year: null })).toMatchObject({
      added: 3,
      stock: null,
    });
  });

  it('the city is the sum of its units, and unknown while one of them lacks its base', () => {
    const one = rosterCounts(5, ENTRIES, { date: '2026-11-21', year: null });
    const other = rosterCounts(2, [], { date: '2026-11-21', year: null });
    expect(sumCounts([one, other], false)).toEqual({ added: 3, removed: 2, net: 1, stock: 8 });
    expect(sumCounts([one, { ...other, stock: null }], true).stock).toBeNull();
  });
});

/** A small generator with a seed, so that a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

const dayOf = (offset: number) =>
  new Date(Date.UTC(2022, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);

it('for any roster: the years add up to the whole, and base + net is the stock of the matrix', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = randomOf(seed);
    const base = random(10);
    const entries = Array.from({ length: random(12) }, () => {
      const from = random(1900);
      const removed = random(3) === 0 ? dayOf(from + random(600)) : null;
      const publishedOn = dayOf(from);
      const listYear = Math.min(2027, Number(publishedOn.slice(0, 4)) - (random(4) === 0 ? 1 : 0));
      return { listYear, publishedOn, removedOn: removed };
    });
    const date = dayOf(1095 + random(1100));
    const all = rosterCounts(base, entries, { date, year: null });
    const years = [2022, 2023, 2024, 2025, 2026, 2027, 2028].map((year) =>
      rosterCounts(base, entries, { date, year }),
    );
    expect([seed, sumCounts(years, true)]).toEqual([seed, { ...all, stock: null }]);
    expect([seed, all.stock]).toEqual([seed, stockOn(date, base, entries)]);
  }
});
