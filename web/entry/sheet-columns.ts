import { FIGURE_FIELDS, type FigureField } from '../../server/rules/figures.ts';
import { REPORT_COLUMNS, type ReportColumn } from '../../server/rules/report-columns.ts';
import { FIELD_LABELS } from './field-words.ts';

export type SheetKey = ReportColumn['key'];

export function isFigureKey(key: SheetKey): key is FigureField {
  return FIGURE_FIELDS.some((field) => field === key);
}

/** The columns to look for in an officer's sheet: headings of our template and form, and what officers call them. */
export function sheetColumns(keys: readonly SheetKey[]): (ReportColumn & { aliases: readonly string[] })[] {
  return REPORT_COLUMNS.filter(({ key }) => keys.includes(key)).map((column) =>
    isFigureKey(column.key) ? { ...column, aliases: [...column.aliases, FIELD_LABELS[column.key]] } : column,
  );
}

/** Same unit, whether written 永修 or 永修县, 经开区 or 九江经开区, with blanks or without. */
export function namesUnit(cell: string, unitName: string): boolean {
  const text = cell.replace(/\s/g, '').replace(/^九江市?/, '');
  return text !== '' && (text === unitName || text === unitName.replace(/[县市区]$/, ''));
}
