import type { QuotaKey } from '../server/analytics/quota-keys.ts';
import { ACTION_PLAN } from '../server/rules/documents.ts';

/**
 * Attachment 2 (附件2) of the plan, figure by figure as printed: a decimal string keeps the decimals that were
 * printed, from which the rounding band follows; a blank cell is null (无任务), never 0.
 */

/** Where a figure stands in print. */
export interface Citation {
  document: string;
  issuer: string;
  section: string;
  table: string;
}

/** Where one single figure stands: table, row and column as printed. */
export interface FigureCitation extends Citation {
  row: string;
  column: string;
}

const PLAN = {
  document: ACTION_PLAN.title,
  issuer: ACTION_PLAN.issuer,
  section: '附件2',
} as const;

/** Table 1: energy in 2024 and the yearly targets of energy intensity. */
export const INTENSITY_CITATION: Citation = {
  ...PLAN,
  table: '九江市制造业绿色低碳高质量发展预期目标（2025—2027年）（一）',
};

/** Table 2: certificates (称号) in 2027. */
export const QUOTA_CITATION: Citation = {
  ...PLAN,
  table: '九江市制造业绿色低碳高质量发展预期目标（2027年）（二）',
};

/** Year of the printed baseline and year of the quotas. */
export const BASELINE_YEAR = 2024;
export const QUOTA_YEAR = 2027;

/** One row of table 1. Energy in 万吨标准煤, all others in percent (−5 = fall by 5 %). */
export interface IntensityRow {
  unitCode: string;
  printedName: string;
  /** 2024年综合能源消费量 */
  energyWanTce: string;
  /** 2024年单位工业增加值能耗增长 */
  intensityChangePct: string;
  /** 单位工业增加值能耗增长率预期目标 */
  targetsPct: { 2025: string; 2026: string; 2027: string };
}

/** Compact notation of a row of table 1, in the printed column order. */
function intensityRow(
  unitCode: string,
  printedName: string,
  figures: readonly [energy: string, change: string, y2025: string, y2026: string, y2027: string],
): IntensityRow {
  const [energyWanTce, intensityChangePct, y2025, y2026, y2027] = figures;
  return {
    unitCode,
    printedName,
    energyWanTce,
    intensityChangePct,
    targetsPct: { 2025: y2025, 2026: y2026, 2027: y2027 },
  };
}

/** Table 1: 全市 first, then the 14 units. */
export const INTENSITY_ROWS: readonly IntensityRow[] = [
  intensityRow('360400', '全市', ['1751.03', '-2.2', '-5', '-4', '-3.5']),
  intensityRow('360402', '濂溪区', ['99.79', '1.8', '-4', '-3.5', '-3.2']),
  intensityRow('360403', '浔阳区', ['131.26', '-3.5', '-5', '-4.2', '-4']),
  intensityRow('JKQ', '经开区', ['321.4', '0.2', '-5', '-4.2', '-4']),
  intensityRow('360404', '柴桑区', ['23.45', '-21.1', '-5.5', '-5', '-5']),
  intensityRow('360423', '武宁县', ['5.62', '9', '-3', '-2', '-1']),
  intensityRow('360424', '修水县', ['13.05', '-11', '-5.5', '-4.5', '-3.5']),
  intensityRow('360425', '永修县', ['30.49', '9.7', '-4', '-3', '-2']),
  intensityRow('360426', '德安县', ['31.29', '22.2', '-4.5', '-3', '-2.3']),
  intensityRow('360428', '都昌县', ['4.91', '-0.3', '-3', '-1', '-1']),
  intensityRow('360429', '湖口县', ['588.11', '-11.5', '-6', '-4.5', '-4']),
  intensityRow('360430', '彭泽县', ['263.2', '-10.6', '-6', '-4.5', '-4.5']),
  intensityRow('360481', '瑞昌市', ['233.17', '-8.2', '-6', '-4.5', '-4']),
  intensityRow('360482', '共青城市', ['4.36', '0.2', '-3', '-2', '-1']),
  intensityRow('360483', '庐山市', ['0.92', '70.4', '-3', '-2', '-1']),
];

/** The seven columns of table 2 with their printed heading. */
export const QUOTA_COLUMN_HEADINGS: Readonly<Record<QuotaKey, string>> = {
  greenParkNational: '绿色园区·国家',
  greenParkProvincial: '绿色园区·省级',
  greenFactoryNational: '绿色工厂·国家',
  greenFactoryProvincial: '绿色工厂·省级',
  greenSupplyChainNational: '绿色供应链·国家',
  greenSupplyChainProvincial: '绿色供应链·省级',
  efficiencyLeader: '国家能效/水效领跑者',
};

/** One row of table 2; null where the cell is blank. */
export interface QuotaRow {
  /** printed serial number (序号) */
  serial: number;
  unitCode: string;
  printedName: string;
  quotas: Record<QuotaKey, number | null>;
}

type Cell = number | null;
type SevenCells = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell];

/** Compact notation of a row of table 2, in the printed column order. */
function quotaRow(serial: number, unitCode: string, printedName: string, cells: SevenCells): QuotaRow {
  const [parkN, parkP, factoryN, factoryP, chainN, chainP, leader] = cells;
  return {
    serial,
    unitCode,
    printedName,
    quotas: {
      greenParkNational: parkN,
      greenParkProvincial: parkP,
      greenFactoryNational: factoryN,
      greenFactoryProvincial: factoryP,
      greenSupplyChainNational: chainN,
      greenSupplyChainProvincial: chainP,
      efficiencyLeader: leader,
    },
  };
}

/** Table 2: 14 units in the printed order (which is not that of table 1); no total is printed. */
export const QUOTA_ROWS: readonly QuotaRow[] = [
  quotaRow(1, 'JKQ', '九江经开区', [1, 1, 8, 16, 2, 3, 1]),
  quotaRow(2, '360425', '永修县', [1, 1, 8, 15, 1, null, 1]),
  quotaRow(3, '360481', '瑞昌市', [1, 1, 7, 20, 1, 1, null]),
  quotaRow(4, '360482', '共青城市', [1, 1, 4, 8, null, 1, null]),
  quotaRow(5, '360429', '湖口县', [null, 1, 8, 16, 1, 3, 1]),
  quotaRow(6, '360404', '柴桑区', [null, 1, 4, 14, null, 1, null]),
  quotaRow(7, '360402', '濂溪区', [null, 1, 6, 12, 1, 1, 1]),
  quotaRow(8, '360426', '德安县', [1, 1, 7, 14, null, 1, null]),
  quotaRow(9, '360423', '武宁县', [null, 1, 2, 6, null, null, null]),
  quotaRow(10, '360424', '修水县', [null, 1, 4, 10, null, 2, null]),
  quotaRow(11, '360430', '彭泽县', [1, 1, 8, 17, 1, 1, 1]),
  quotaRow(12, '360428', '都昌县', [null, 1, 1, 4, null, null, null]),
  quotaRow(13, '360483', '庐山市', [null, 1, 2, 7, null, null, null]),
  quotaRow(14, '360403', '浔阳区', [null, null, 1, 1, null, null, null]),
];

/** Columns of table 1 with their printed heading. */
export const INTENSITY_COLUMN_HEADINGS = {
  energyWanTce: '2024年综合能源消费量（万吨标准煤）',
  intensityChangePct: '2024年单位工业增加值能耗增长（%）',
  2025: '单位工业增加值能耗增长率预期目标（%）2025年',
  2026: '单位工业增加值能耗增长率预期目标（%）2026年',
  2027: '单位工业增加值能耗增长率预期目标（%）2027年',
} as const;

/** Key of a column of table 1. */
export type IntensityColumnKey = keyof typeof INTENSITY_COLUMN_HEADINGS;

/** Where a figure of table 1 is printed; null where the table has no such row. */
export function citeIntensity(unitCode: string, column: IntensityColumnKey): FigureCitation | null {
  const row = INTENSITY_ROWS.find((candidate) => candidate.unitCode === unitCode);
  if (row === undefined) return null;
  return { ...INTENSITY_CITATION, row: row.printedName, column: INTENSITY_COLUMN_HEADINGS[column] };
}

/** Where a figure of table 2 is printed; null where the table has no such row (全市 has none). */
export function citeQuota(unitCode: string, column: QuotaKey): FigureCitation | null {
  const row = QUOTA_ROWS.find((candidate) => candidate.unitCode === unitCode);
  if (row === undefined) return null;
  return {
    ...QUOTA_CITATION,
    row: `${row.serial} ${row.printedName}`,
    column: QUOTA_COLUMN_HEADINGS[column],
  };
}
