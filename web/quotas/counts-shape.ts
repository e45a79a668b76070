import type { QuotaCountsReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import type { RosterCounts } from '../../server/rules/roster-counts.ts';
import { minus } from '../format.ts';
import type { ExportedTable } from '../ui/card-file.ts';

/** Which of the counts a table shows. */
export const MEASURES = { net: '净增', added: '新增', removed: '退出', stock: '累计' } as const;
export type Measure = keyof typeof MEASURES;

export const measureOf = (text: string): Measure =>
  (Object.keys(MEASURES) as Measure[]).find((key) => key === text) ?? 'net';

/** '+3', '−1', '0'; the stock without a sign; '—' where the base is missing. */
export function countText(counts: RosterCounts, measure: Measure): string {
  const value = counts[measure];
  if (value === null) return '—';
  return measure === 'net' && value > 0 ? `+${value}` : minus(String(value));
}

function total(reply: QuotaCountsReply, measure: 'added' | 'removed' | 'net'): number {
  return QUOTA_COLUMNS.reduce((sum, { key }) => sum + reply.totals[key][measure], 0);
}

const spanOf = (year: number | null) => (year === null ? '2025年以来' : `${year}年`);

/** '2025年以来新增51个、退出1个，净增50个'. */
export function countsFinding(reply: QuotaCountsReply): string {
  const span = spanOf(reply.year);
  const [added, removed] = [total(reply, 'added'), total(reply, 'removed')];
  if (added === 0 && removed === 0) return `${span}标杆没有增减`;
  if (removed === 0) return `${span}新增标杆${added}个，没有退出`;
  return `${span}新增标杆${added}个、退出${removed}个，净增${minus(String(total(reply, 'net')))}个`;
}

/** The counts of every unit and column as a table to be saved, four figures each. */
export function countsTable(reply: QuotaCountsReply): ExportedTable {
  const measures = Object.keys(MEASURES) as Measure[];
  const columns = QUOTA_COLUMNS.flatMap(({ label }) =>
    measures.map((measure) => ({ label: `${label}${MEASURES[measure]}`, kind: 'integer' as const })),
  );
  const cells = (counts: QuotaCountsReply['totals']) =>
    QUOTA_COLUMNS.flatMap(({ key }) => measures.map((measure) => counts[key][measure]));
  return {
    title: `绿色制造标杆增减（${spanOf(reply.year)}）`,
    columns: [{ label: '单位', kind: 'text' as const }, ...columns],
    rows: [
      ['全市合计', ...cells(reply.totals)],
      ...reply.units.map(({ name, counts }) => [name, ...cells(counts)]),
    ],
    sources: [
      `由2024年底存量和称号名单计算，截至${reply.asOf}。新增按名单年度，退出按退出日期所在年度，净增=新增−退出，累计=2024年底存量+历年净增。`,
    ],
    internal: false,
  };
}
