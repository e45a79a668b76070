import type { QuotaPaceReply } from '../../server/quotas/schema.ts';

export type QuotaKey = keyof QuotaPaceReply['totals'];

/** How one quota column of Attachment 2 is written on screen. */
export interface ColumnWords {
  key: QuotaKey;
  /** first and second line of a table head */
  level: string;
  kind: string;
  label: string;
  shortLabel: string;
  /** measure word: 个 for parks, 家 for firms */
  measure: '个' | '家';
}

const column = (
  key: QuotaKey,
  level: string,
  kind: string,
  label: string,
  shortLabel: string,
  measure: '个' | '家',
): ColumnWords => ({ key, level, kind, label, shortLabel, measure });

/**
 * The seven columns in printed order. Labels are those of `server/rules/quota-pace.ts` (a test compares them);
 * they stand here too because that module brings decimal.js, which the leadership pages do not load.
 */
export const COLUMNS: readonly ColumnWords[] = [
  column('greenParkNational', '国家级', '绿色园区', '国家级绿色园区', '国家园区', '个'),
  column('greenParkProvincial', '省级', '绿色园区', '省级绿色园区', '省级园区', '个'),
  column('greenFactoryNational', '国家级', '绿色工厂', '国家级绿色工厂', '国家工厂', '家'),
  column('greenFactoryProvincial', '省级', '绿色工厂', '省级绿色工厂', '省级工厂', '家'),
  column('greenSupplyChainNational', '国家级', '绿色供应链', '国家级绿色供应链', '国家供应链', '家'),
  column('greenSupplyChainProvincial', '省级', '绿色供应链', '省级绿色供应链', '省级供应链', '家'),
  column('efficiencyLeader', '国家', '能效水效领跑者', '国家能效水效领跑者', '领跑者', '家'),
];

/** The column of a key from the address bar; null where there is none. */
export function columnOf(key: string | undefined): ColumnWords | null {
  return COLUMNS.find((candidate) => candidate.key === key) ?? null;
}
