import { describe, expect, test } from 'vitest';
import { QUOTA_KEYS } from '../../server/analytics/quota-keys.ts';
import { stockOn } from '../../server/rules/quota-pace.ts';
import { REPORTING_UNITS } from '../units.ts';
import { DEMO_TODAY } from './profiles.ts';
import { demoBases, demoBatches, demoCertificates } from './roster.ts';

const BASES = demoBases();
const CERTIFICATES = demoCertificates();

function stock(date: string, column: (typeof QUOTA_KEYS)[number]): number {
  return BASES.filter((base) => base.column === column).reduce((sum, { unitCode, count }) => {
    const entries = CERTIFICATES.filter((entry) => entry.unitCode === unitCode && entry.column === column);
    return sum + (stockOn(date, count, entries) ?? 0);
  }, 0);
}

describe('the demo roster', () => {
  test.each([
    ['greenParkNational', 2, 4],
    ['greenParkProvincial', 10, 12],
    ['greenFactoryNational', 40, 52],
    ['greenFactoryProvincial', 80, 121],
    ['greenSupplyChainNational', 3, 5],
    ['greenSupplyChainProvincial', 4, 8],
    ['efficiencyLeader', 2, 3],
  ] as const)('%s stood at %i at the end of 2024 and stands at %i today', (column, before, today) => {
    expect(stock('2024-12-31', column)).toBe(before);
    expect(stock(DEMO_TODAY, column)).toBe(today);
  });

  test('has a base for each unit and column', () => {
    expect(BASES).toHaveLength(REPORTING_UNITS.length * QUOTA_KEYS.length);
  });

  test('every holder is recognisably invented, and holds one title of a column', () => {
    for (const { holder } of CERTIFICATES) expect(holder).toContain('演示');
    const titles = CERTIFICATES.map(({ holder, column }) => `${holder} ${column}`);
    expect(new Set(titles).size).toBe(CERTIFICATES.length);
    expect(CERTIFICATES.length).toBeGreaterThanOrEqual(75);
  });

  test('one title was removed in 2026, with a reason, and belonged to the base', () => {
    const removed = CERTIFICATES.filter((entry) => entry.removedOn !== null);
    expect(removed).toHaveLength(1);
    expect(removed[0]).toMatchObject({ listYear: 2021, removalReason: expect.stringContaining('移出') });
  });

  test('named titles of the base are never more than the base', () => {
    for (const { unitCode, column, count } of BASES) {
      const named = CERTIFICATES.filter(
        (entry) => entry.unitCode === unitCode && entry.column === column && entry.listYear <= 2024,
      );
      expect(named.length).toBeLessThanOrEqual(count);
    }
  });

  test('the 2025 lists are out, of 2026 only the provincial ones, of 2027 none', () => {
    const published = (year: number) =>
      demoBatches()
        .filter((batch) => batch.year === year && batch.publishedOn !== null)
        .map(({ column }) => column);
    expect(published(2025)).toEqual(QUOTA_KEYS);
    expect(published(2026)).toEqual([
      'greenParkProvincial',
      'greenFactoryProvincial',
      'greenSupplyChainProvincial',
    ]);
    expect(published(2027)).toEqual([]);
  });

  test('a title of a list is published with its list', () => {
    for (const { column, listYear, publishedOn } of CERTIFICATES.filter((entry) => entry.listYear > 2024)) {
      const batch = demoBatches().find((one) => one.column === column && one.year === listYear);
      expect(publishedOn).toBe(batch?.publishedOn);
    }
  });
});
