import type { certificate } from '../../db/schema.ts';
import { QUOTA_COLUMNS, type QuotaColumn } from '../rules/quota-columns.ts';
import type { QuotaGap } from '../rules/quota-forecast.ts';
import { policyById } from '../rules/subsidies/catalogue.ts';
import type { QuotaPaceReply } from './schema.ts';

type UnitRow = QuotaPaceReply['units'][number];
type CertificateRow = typeof certificate.$inferSelect;

/** What every cost of meeting the quotas rests on. */
export const COST_ASSUMPTIONS = [
  '各单位恰好完成附件2的2027年目标（按总量口径，待市工信局确认），已登记的称号均保留。',
  '只计九江措施三的称号奖励和柴桑第2条对同一称号的补足差额；须申报的条款无法由目标推算，不在其内。',
  '只计今后认定、且在2025年6月30日至2027年12月31日之间的称号；已生成的事项另计为预计可得（待审定）。',
  '下限：由省级升为国家级的只补差额（最多计至已获或将获奖励的省级称号数）；上限：升级按国家级全额。',
  '领跑者均按首次荣获计。',
  '金额为预计可得（待审定），不构成兑现承诺；九江实行择优兑现，柴桑实行年度预算总额控制。',
];

/** Provincial titles of a unit that the city's measures reward: recognised in force, or still to come. */
function rewardedProvincial(
  column: QuotaColumn,
  unit: UnitRow,
  certificates: readonly CertificateRow[],
): number {
  const provincial = QUOTA_COLUMNS.find(({ kind, level }) => kind === column.kind && level === 'provincial');
  if (!provincial) return 0;
  const { validFrom } = policyById('jiujiang');
  const named = certificates.filter(
    (row) =>
      row.unitCode === unit.code &&
      row.column === provincial.key &&
      row.removedOn === null &&
      row.publishedOn >= (validFrom ?? ''),
  );
  return named.length + missingOf(unit, provincial);
}

/** Titles missing to one quota; 0 without a quota or a base. */
function missingOf(unit: UnitRow, column: QuotaColumn): number {
  const { quota, stock } = unit.cells[column.key];
  return quota === null || stock === null ? 0 : Math.max(0, quota - stock);
}

/** The titles still missing to every quota with a base, unit by unit. */
export function gapsOf(pace: QuotaPaceReply, certificates: readonly CertificateRow[]): QuotaGap[] {
  return pace.units.flatMap((unit) =>
    QUOTA_COLUMNS.flatMap((column) => {
      const titles = missingOf(unit, column);
      if (titles === 0) return [];
      const raised = column.level === 'national' ? rewardedProvincial(column, unit, certificates) : 0;
      return [{ unitCode: unit.code, column, titles, upgrades: Math.min(titles, raised) }];
    }),
  );
}

/** Cells that cannot be forecast because the end-2024 stock was not entered. */
export function unknownWords(pace: QuotaPaceReply): string[] {
  const unknown = pace.units.flatMap((unit) =>
    QUOTA_COLUMNS.filter(({ key }) => unit.cells[key].status === 'noBase').map(() => unit.name),
  );
  const names = [...new Set(unknown)];
  if (names.length === 0) return [];
  return [`${names.join('、')}共${unknown.length}项缺2024年底基数，无法推算，未计入，合计因此偏低。`];
}
