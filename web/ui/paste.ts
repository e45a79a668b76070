/** A cell in quotes as spreadsheets put it on the clipboard, followed by the end of the cell. */
const QUOTED = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
const PLAIN = /[^\t\r\n]*/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The cell that begins at `at`: quotes are taken off where they hold a tab, a line break or doubled quotes together. */
function cellAt(text: string, at: number): { value: string; end: number } {
  const quoted = text[at] === '"' ? matchAt(QUOTED, text, at) : null;
  const inner = quoted?.[1] ?? '';
  if (quoted && /[\t\r\n]|""/.test(inner)) {
    const value = inner.replaceAll('""', '"').replace(/\r\n?/g, '\n');
    return { value, end: at + quoted[0].length };
  }
  const plain = matchAt(PLAIN, text, at)?.[0] ?? '';
  return { value: plain, end: at + plain.length };
}

/**
 * Cells of a block copied in Excel, WPS or LibreOffice: tabs between cells, line breaks between rows, cells with line
 * breaks in quotes. The line break after the last row makes no row of its own; text that is no block is one cell.
 * @param text the clipboard as plain text
 */
export function pastedRows(text: string): string[][] {
  const source = text.replace(/^\ufeff/, '').replace(/\0+$/, '');
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < source.length) {
    const { value, end } = cellAt(source, at);
    row.push(value);
    at = end;
    if (source[at] === '\t') {
      at += 1;
      if (at === source.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
    at += source[at] === '\r' && source[at + 1] === '\n' ? 2 : 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
