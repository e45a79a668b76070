import type { ExportedTable } from './card-file.ts';

/** A cell as it stands in an HTML table. */
export interface ShownCell {
  text: string;
  colSpan: number;
  rowSpan: number;
}
export type ShownRow = readonly ShownCell[];

/** no code or number with leading zeros */
const NUMBER = /^[+-]?(0|[1-9]\d{0,2}(,?\d{3})*)(\.\d+)?$/;
const MISSING = /^[—–-]?$/;

/** Texts in their columns; a cell that spans several stands in each of them. */
function gridOf(rows: readonly ShownRow[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const { text, colSpan, rowSpan } of row) {
      while (grid[y]?.[x] !== undefined) x += 1;
      for (let down = 0; down < Math.min(rowSpan, rows.length - y); down += 1) {
        for (let right = 0; right < colSpan; right += 1) {
          const line = grid[y + down];
          if (line) line[x + right] = text;
        }
      }
      x += colSpan;
    }
  });
  return grid;
}

/** '−3.60' → '-3.60', '1,751.03' → '1751.03', '—' → null; other text as it is. */
function writtenOf(text: string): string | null {
  if (MISSING.test(text)) return null;
  const plain = text.replaceAll('−', '-');
  return NUMBER.test(plain) ? plain.replaceAll(',', '').replace(/^\+/, '') : text;
}

/** Headings of several lines read from the top: '年度目标（同比%） 2026'. */
function labelsOf(head: readonly ShownRow[]): string[] {
  const lines = gridOf(head);
  return (lines[0] ?? []).map((_, column) =>
    [...new Set(lines.map((line) => line[column] ?? ''))].filter((text) => text !== '').join(' '),
  );
}

/**
 * What a table on the screen shows, as columns and rows of a file: numbers become numbers with the decimals shown (words between
 * them, like 未报, stay words),
 * the dash of a missing value an empty cell. A row without a name (the axis of a chart) is none.
 */
export function tableOfCells(
  head: readonly ShownRow[],
  body: readonly ShownRow[],
): Pick<ExportedTable, 'columns' | 'rows'> {
  const labels = labelsOf(head);
  const rows = gridOf(body)
    .filter(([name = '']) => name !== '')
    .map((line) => labels.map((_, column) => writtenOf(line[column] ?? '')));
  const columns = labels.map((label, column) => {
    const values = rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined);
    const isNumeric = column > 0 && values.some((value) => NUMBER.test(value));
    return { label, kind: isNumeric ? ('number' as const) : ('text' as const) };
  });
  return { columns, rows };
}

/** Texts of one element stand together, those of neighbouring elements apart. */
function wordsOf(element: Node): string {
  let words = '';
  let parent: Node | null = null;
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (parent !== null && parent !== node.parentNode) words += ' ';
    words += node.textContent;
    parent = node.parentNode;
  }
  return words.replace(/\s+/g, ' ').trim();
}

/** What a cell says; a lamp speaks only where it stands alone. */
function textOf(cell: Element): string {
  const copy = cell.cloneNode(true) as Element;
  const lamp = copy.querySelector('svg[aria-label]')?.getAttribute('aria-label') ?? '';
  for (const mark of copy.querySelectorAll('[aria-hidden="true"], [data-hint], svg, sup, input, select'))
    mark.remove();
  return wordsOf(copy) || lamp;
}

const rowsOf = (rows: Iterable<HTMLTableRowElement>): ShownRow[] =>
  [...rows].map((row) =>
    [...row.cells].map((cell) => ({ text: textOf(cell), colSpan: cell.colSpan, rowSpan: cell.rowSpan })),
  );

/** The same of an element of the page. */
export function shownTable(table: HTMLTableElement): Pick<ExportedTable, 'columns' | 'rows'> {
  const bodies = [...table.tBodies].flatMap((body) => [...body.rows]);
  return tableOfCells(rowsOf(table.tHead?.rows ?? []), rowsOf([...bodies, ...(table.tFoot?.rows ?? [])]));
}
