import { describe, expect, it } from 'vitest';
import type { QuotaCountsReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { countsFinding, countsTable, countText } from './counts-shape.ts';

const NOTHING = { added: 0, removed: 0, net: 0, stock: 3 };
const counts = (first: Partial<typeof NOTHING> = {}) =>
  Object.fromEntries(
    QUOTA_COLUMNS.map(({ key }, index) => [key, index === 0 ? { ...NOTHING, ...first } : NOTHING]),
  ) as QuotaCountsReply['totals'];
const reply = (first: Partial<typeof NOTHING>, year: number | null = null): QuotaCountsReply => ({
  asOf: '2026-11-21',
  year,
  units: [{ code: '360425', name: '永修县', counts: counts(first) }],
  totals: counts(first),
});

describe('增减', () => {
  it.each<[string, Partial<typeof NOTHING>, number | null, string]>([
    ['both', { added: 5, removed: 1, net: 4 }, null, '2025年以来新增标杆5个、退出1个，净增4个'],
    ['more lost than won', { added: 1, removed: 3, net: -2 }, 2026, '2026年新增标杆1个、退出3个，净增−2个'],
    ['none lost', { added: 5, net: 5 }, 2025, '2025年新增标杆5个，没有退出'],
    ['nothing', {}, 2027, '2027年标杆没有增减'],
  ])('in words: %s', (_name, first, year, words) => {
    expect(countsFinding(reply(first, year))).toBe(words);
  });

  it.each([
    [{ ...NOTHING, net: 2 }, 'net', '+2'],
    [{ ...NOTHING, net: -2 }, 'net', '−2'],
    [NOTHING, 'net', '0'],
    [{ ...NOTHING, added: 2 }, 'added', '2'],
    [NOTHING, 'stock', '3'],
    [{ ...NOTHING, stock: null }, 'stock', '—'],
  ] as const)('%j as %s: %s', (one, measure, text) => {
    expect(countText(one, measure)).toBe(text);
  });

  it('is saved with the city first and four figures of each column', () => {
    const table = countsTable(reply({ added: 5, removed: 1, net: 4 }));
    expect(table.rows[0]?.slice(0, 5)).toEqual(['全市合计', 4, 5, 1, 3]);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });
});
