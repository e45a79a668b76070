import { Collector, SheetCells } from './collector.ts';
import { parseDelimited } from './csv-text.ts';
import { ABOUT_SHEET, SOURCES_SHEET } from './table.ts';
import { refusal, type Sheet, type Workbook } from './workbook.ts';

/** Where the closing lines of one of our own exports begin: an empty row, then 来源说明 or 说明 alone. */
function closingStart(rows: readonly string[][]): number {
  const isEmpty = (row: readonly string[] | undefined) => row?.every((cell) => cell === '') ?? false;
  const start = rows.findLastIndex(
    ([name = '', ...more], index) =>
      more.length === 0 && (name === SOURCES_SHEET || name === ABOUT_SHEET) && isEmpty(rows[index - 1]),
  );
  return start === -1 ? rows.length : start;
}

/** Name of the sheet a text table becomes: that of the file, without folder and ending. */
function nameOf(fileName: string): string {
  const stem = (fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '').trim();
  return [...stem].slice(0, 31).join('') || 'CSV';
}

function sheetOf(name: string, rows: readonly string[][], collector: Collector): Sheet {
  const cells = new SheetCells(name, collector);
  for (const [row, texts] of rows.entries()) {
    for (const [column, text] of texts.entries()) cells.put(row, column, text);
  }
  return cells.finish(0);
}

/**
 * Reads .csv and tab-separated .txt. The lines our own exports close with come as a sheet of their own, as in .xlsx.
 * @throws AppError 422, see REFUSALS
 */
export function readCsv(content: Buffer, fileName: string): Workbook {
  const rows = parseDelimited(content);
  if (rows.every((row) => row.every((cell) => cell.trim() === ''))) throw refusal('empty');
  const collector = new Collector();
  const closing = closingStart(rows);
  const sheets = [sheetOf(nameOf(fileName), rows.slice(0, closing), collector)];
  const [name] = rows[closing] ?? [];
  if (name !== undefined) sheets.push(sheetOf(name, rows.slice(closing + 1), collector));
  return { sheets, notes: collector.notes };
}
