import type { LedgerListReply, ListId, Provider } from '../../../server/providers/schema.ts';
import { formatFullDate, formatNumber, MISSING } from '../../format.ts';
import type { ExportedTable } from '../../ui/card-file.ts';

/** The four lists in the order of 行动计划 三（一）. */
export const LIST_LABELS: Readonly<Record<ListId, string>> = {
  benchmarks: '示范标杆',
  diagnosed: '诊断企业',
  willing: '意愿改造企业',
  providers: '服务商',
};
const LIST_ORDER = Object.keys(LIST_LABELS) as ListId[];

/** The list the address names; the first where it names none. */
export function listOf(text: string | undefined): ListId {
  return LIST_ORDER.find((list) => list === text) ?? 'benchmarks';
}

/** '湖口县绿色低碳诊断企业清单'; of the whole city where no unit is chosen. */
export function formTitle({ title }: Pick<LedgerListReply, 'title'>, unitName: string | null): string {
  return `${unitName ?? '九江市'}${title}`;
}

/** The line between title and table: who fills it in, which day, which units. */
export function formLine({ reporter, today, unitWords }: LedgerListReply): string[] {
  return [
    `填报单位：${reporter}`,
    `填报日期：${formatFullDate(today)}`,
    ...(unitWords === null ? [] : [`单位：${unitWords}`]),
  ];
}

type Cell = LedgerListReply['rows'][number]['cells'][number];

type Kind = LedgerListReply['columns'][number]['kind'];

const isFigure = (value: Cell | undefined, kind: Kind) =>
  kind !== 'text' && kind !== 'date' && Number.isFinite(Number(value ?? Number.NaN));

/**
 * A value as the table shows it; missing is a dash, never 0; a hyphen in a text (telephone, day) stays one.
 * @param decimals of the column, see columnDecimals
 */
export function cellText(value: Cell | undefined, kind: Kind = 'text', decimals?: number): string {
  if (value === null || value === undefined) return MISSING;
  return isFigure(value, kind) ? formatNumber(Number(value), decimals) : String(value);
}

/** Decimals of each column, so that its figures stand under each other: as many as any has, two at most. */
export function columnDecimals({ columns, rows }: Pick<LedgerListReply, 'columns' | 'rows'>): number[] {
  return columns.map(({ kind }, index) => {
    const figures = rows.map(({ cells }) => cells[index]).filter((value) => isFigure(value, kind));
    const places = figures.map((value) => String(Number(value)).split('.')[1]?.length ?? 0);
    return Math.min(2, Math.max(0, ...places));
  });
}

/** The list as a file: the same columns and values, and what stands in the head of the form. */
export function listTable(reply: LedgerListReply, unitName: string | null): ExportedTable {
  const { columns, rows, note, today, unitWords, internal } = reply;
  return {
    title: formTitle(reply, unitName),
    columns: columns.map(({ label, kind }) => ({ label, kind })),
    rows: rows.map(({ cells }) => cells),
    sources: [...formLine(reply).slice(0, 2), '依据：九江市制造业绿色低碳高质量发展行动计划 三（一）'],
    scope: note,
    ...(unitWords === null ? {} : { unit: unitWords }),
    asOf: today,
    internal,
  };
}

export const STATE_WORDS: Readonly<Record<Provider['state'], string>> = {
  candidate: '待遴选',
  listed: '在册',
  ended: '已退出',
};

/** 符合, 不符合, 待核实. */
export function barWord(ok: boolean | null): string {
  if (ok === null) return '待核实';
  return ok ? '符合' : '不符合';
}

/** What a provider is in charge of, in words. */
export function chargeWords({ charges }: Pick<Provider, 'charges'>): string {
  const names = charges.map(({ unitName, industry }) => unitName ?? industry ?? '');
  return names.length === 0 ? '未包挂' : names.join('、');
}

/** '2026年5个、2025年3个', newest first. */
export function landedWords({ landed }: Pick<Provider, 'landed'>): string {
  const years = Object.entries(landed).sort(([a], [b]) => Number(b) - Number(a));
  return years.length === 0 ? '尚无' : years.map(([year, count]) => `${year}年${count}个`).join('、');
}
