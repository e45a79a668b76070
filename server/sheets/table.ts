/** Name of the sheet, and of the closing lines of a .csv, that say where the figures come from. */
export const SOURCES_SHEET = '来源说明';
/** Its name where it also says what the figures are: definition, unit, scope, as-of, citation. */
export const ABOUT_SHEET = '说明';

/** A value for a cell: figures as decimal text ('-3.60') or number, dates as 'YYYY-MM-DD', null = empty. */
export type TableValue = string | number | null;

export const COLUMN_KINDS = ['text', 'number', 'integer', 'percent', 'money', 'date'] as const;
/** `percent` holds percents as written (−5 means −5 %), `money` 万元 or 元 as the label says. */
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** A column of a sheet to be written. */
export interface TableColumn {
  label: string;
  kind: ColumnKind;
  /** decimals shown of a JS number; decimal text keeps its own */
  decimals?: number | undefined;
  /** in characters; by content when left out */
  width?: number | undefined;
  /** on a protected sheet: whether its cells may be filled in (default: they may not) */
  input?: boolean | undefined;
  /** the only values the cells accept */
  options?: readonly string[] | undefined;
  /** the range numbers must lie in, ends included */
  range?: { min: number; max: number } | undefined;
}

export interface TableSheet {
  name: string;
  title: string;
  columns: readonly TableColumn[];
  rows: readonly (readonly TableValue[])[];
  /** protect the sheet: only the cells of `input` columns can be changed (no password: it guards against slips) */
  protect?: boolean | undefined;
  /** lines between title and header: what to fill in and how */
  hints?: readonly string[] | undefined;
}

/** A workbook to be written. */
export interface WorkbookSpec {
  sheets: readonly TableSheet[];
  /** lines of the sheet 来源说明 */
  sources: readonly string[];
  /** label and text; where given, they and the sources stand on a sheet 说明 instead */
  about?: readonly (readonly [label: string, text: string])[] | undefined;
  /** `内部资料 · 张三 · 2026-11-21 10:00`, under each title; null where nothing is internal */
  watermark: string | null;
}

const NUMERIC = new Set<ColumnKind>(['number', 'integer', 'percent', 'money']);
const CANONICAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whether the cells of a column are numbers. */
export const isNumeric = (kind: ColumnKind) => NUMERIC.has(kind);

/**
 * A figure that a spreadsheet can hold without changing it: decimal text of at most 15 digits, written as numbers are
 * written (a true minus sign counts as one). Anything else, a code with leading zeros say, is to be written as text.
 * @returns the decimal text with an ASCII minus, or null
 */
export function exactFigure(text: string): string | null {
  const figure = text.replace('−', '-');
  if (!CANONICAL.test(figure) || /^-0(?:\.0+)?$/.test(figure)) return null;
  const digits = figure.replace(/^-?(?:0\.?0*)?|\./g, '');
  return digits.length <= 15 ? figure : null;
}

/** Label of a column; a percent column says so. */
export function labelOf({ label, kind }: TableColumn): string {
  return kind === 'percent' && !/[%％]/.test(label) ? `${label}（%）` : label;
}
