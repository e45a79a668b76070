import { inertText } from '../sheets/inert.ts';

/** A figure stays a number, also one given as decimal text; text that a spreadsheet would take for a formula is made inert. */
export type CsvCell = string | number | null | { figure: string };

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.figure;
  const inert = inertText(cell);
  return /[",;\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** Rows as a CSV file that Excel and WPS open as UTF-8. */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}
