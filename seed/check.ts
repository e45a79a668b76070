import {
  type BreakdownLine,
  type IntensityRow as CheckedIntensityRow,
  checkBreakdown,
} from '../server/analytics/breakdown.ts';
import { Decimal } from '../server/analytics/decimal.ts';
import { QUOTA_KEYS, type QuotaKey } from '../server/analytics/quota-keys.ts';
import { INTENSITY_CITATION, INTENSITY_ROWS, QUOTA_COLUMN_HEADINGS, QUOTA_ROWS } from './attachment2.ts';
import { unitName } from './units.ts';

/** Checksums of Attachment 2 added up from the printed text itself: they fail when a transcribed figure is changed. */
const PRINTED_ENERGY_SUM = '1751.02';
const PRINTED_TARGET_SUMS = { 2025: '-63.5', 2026: '-47.9', 2027: '-40.5' } as const;
const PRINTED_CHANGE_SUM = '47.3';
const PRINTED_QUOTA_SUMS: Readonly<Record<QuotaKey, number>> = {
  greenParkNational: 6,
  greenParkProvincial: 13,
  greenFactoryNational: 70,
  greenFactoryProvincial: 160,
  greenSupplyChainNational: 7,
  greenSupplyChainProvincial: 14,
  efficiencyLeader: 5,
};
const PRINTED_BLANK_QUOTAS = 31;
const PRINTED_COUNTIES = 14;

/** Columns a terminal uses for a text: a Chinese character or full-width sign takes two. */
function widthOf(text: string): number {
  return [...text].reduce((width, char) => width + (/[\u1100-\u115f\u2e80-\uffef]/.test(char) ? 2 : 1), 0);
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

function numberText(value: Decimal, decimals: number): string {
  return value.toFixed(decimals).replace('-', '−');
}

function unitText(value: string, unit: BreakdownLine['unit']): string {
  return unit === '%' ? `${value}%` : `${value} ${unit}`;
}

function checkedRow(row: (typeof INTENSITY_ROWS)[number]): CheckedIntensityRow {
  return {
    name: unitName(row.unitCode),
    energyWanTce: row.energyWanTce,
    intensityChangePct: row.intensityChangePct,
    targetsPct: row.targetsPct,
  };
}

/** The breakdown check (目标分解校核) of Attachment 2 as seeded. */
export function attachment2Breakdown(): BreakdownLine[] {
  const [city, ...counties] = INTENSITY_ROWS.map(checkedRow);
  if (city === undefined) throw new Error('Attachment 2, table 1 is empty');
  const quotas = QUOTA_ROWS.map((row) => ({ name: unitName(row.unitCode), quotas: row.quotas }));
  return checkBreakdown({ city, counties, quotas });
}

interface Checksum {
  label: string;
  actual: string;
  expected: string;
}

function sumOf(values: readonly string[]): string {
  return values.reduce((sum, value) => sum.plus(value), new Decimal(0)).toFixed();
}

/** What must hold for the transcription, whatever the plan's own inconsistencies are. */
function checksums(): Checksum[] {
  const counties = INTENSITY_ROWS.filter((row) => row.unitCode !== '360400');
  const cells = QUOTA_ROWS.flatMap((row) => QUOTA_KEYS.map((key) => row.quotas[key]));
  const check = (label: string, actual: string | number, expected: string | number): Checksum => ({
    label,
    actual: String(actual),
    expected: String(expected),
  });
  return [
    check('表（一）单位数（不含全市）', counties.length, PRINTED_COUNTIES),
    check('表（一）能耗合计', sumOf(counties.map((row) => row.energyWanTce)), PRINTED_ENERGY_SUM),
    check('表（一）2024年变化列和', sumOf(counties.map((row) => row.intensityChangePct)), PRINTED_CHANGE_SUM),
    ...([2025, 2026, 2027] as const).map((year) =>
      check(
        `表（一）${year}年目标列和`,
        sumOf(counties.map((row) => row.targetsPct[year])),
        PRINTED_TARGET_SUMS[year],
      ),
    ),
    check('表（二）单位数', QUOTA_ROWS.length, PRINTED_COUNTIES),
    check('表（二）空白格数', cells.filter((cell) => cell === null).length, PRINTED_BLANK_QUOTAS),
    ...QUOTA_KEYS.map((key) =>
      check(
        `表（二）${QUOTA_COLUMN_HEADINGS[key]}列和`,
        QUOTA_ROWS.reduce((sum, row) => sum + (row.quotas[key] ?? 0), 0),
        PRINTED_QUOTA_SUMS[key],
      ),
    ),
  ];
}

function verdictOf({ agrees }: BreakdownLine): string {
  if (agrees === null) return '—';
  return agrees ? '一致' : '不一致';
}

function breakdownTable(): string[] {
  const rows = attachment2Breakdown().map((line) => [
    line.label,
    unitText(numberText(line.value, line.decimals), line.unit),
    line.printed === null ? '—' : numberText(line.printed, line.printed.decimalPlaces()),
    verdictOf(line),
    line.assumption,
  ]);
  const header = ['校核项目', '重新计算', '文件印数', '比较', '说明'];
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((cells) => widthOf(cells[column] ?? ''))),
  );
  const format = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        if (column === cells.length - 1) return cell;
        const width = widths[column] ?? 0;
        return column === 1 || column === 2 ? padStart(cell, width) : padEnd(cell, width);
      })
      .join('  ');
  return [format(header), ...rows.map(format)];
}

/**
 * The breakdown check of DESIGN §3.9 as an aligned table, then the checksums of the transcription.
 * A plan that disagrees with itself is reported; only a wrong transcription makes `ok` false.
 */
export function seedCheckReport(): { lines: string[]; ok: boolean } {
  const sums = checksums();
  const failed = sums.filter(({ actual, expected }) => actual !== expected);
  const lines = [
    `目标分解校核：${INTENSITY_CITATION.document}${INTENSITY_CITATION.section}`,
    '',
    ...breakdownTable(),
    '',
    failed.length === 0
      ? `录入核对：${sums.length}项全部一致。`
      : `录入核对：${sums.length}项中${failed.length}项不一致：`,
    ...failed.map(({ label, actual, expected }) => `  ${label}：数据为${actual}，原表为${expected}`),
  ];
  return { lines, ok: failed.length === 0 };
}
