import { type CellObject, CFB, read, set_cptable, type WorkBook } from '@e965/xlsx';
import { Collector, SheetCells } from './collector.ts';
import { LIMITS } from './limits.ts';
import { numberStyle, numberText } from './number-text.ts';
import { refusal, type Sheet, type Workbook } from './workbook.ts';

/** Texts of .xls before 1997 are in the code page of their system; the runtime knows it, no table is needed. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  936: 'gb18030',
  950: 'big5',
  1200: 'utf-16le',
  1252: 'windows-1252',
  65001: 'utf-8',
};
set_cptable({
  utils: {
    decode: (page: number, bytes: ArrayLike<number>) =>
      new TextDecoder(CODE_PAGES[page] ?? 'gb18030').decode(Uint8Array.from(bytes)),
    encode: (_page: number, text: string) => Buffer.from(text, 'utf8'),
  },
});

const FILE_PASS = 0x2f;
const END_OF_SHEET = 0x0a;

/** Whether the records at the start of a workbook stream say that the rest is encrypted. */
function isEncrypted(stream: Buffer): boolean {
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const record = stream.readUInt16LE(at);
    if (record === FILE_PASS) return true;
    if (record === END_OF_SHEET) return false;
  }
  return false;
}

/** Refuses what is no .xls or not to be read, by the streams of the OLE container. */
function checkContainer(file: Buffer): void {
  const container = openContainer(file);
  const names = container.FullPaths.map(
    (path) => path.toLowerCase().replace(/\/$/, '').split('/').at(-1) ?? '',
  );
  if (names.includes('encryptedpackage')) throw refusal('encrypted');
  if (names.some((name) => name === '_vba_project_cur' || name === '_vba_project' || name === 'vba')) {
    throw refusal('macro');
  }
  const index = names.findIndex((name) => name === 'workbook' || name === 'book');
  if (index === -1) throw refusal(names.includes('worddocument') ? 'other_office' : 'unknown_type');
  if (isEncrypted(Buffer.from(container.FileIndex[index]?.content ?? []))) throw refusal('encrypted');
}

/** An OLE container: its streams in the order of their paths. */
interface Container {
  FullPaths: string[];
  FileIndex: { content?: Uint8Array | number[] }[];
}

function openContainer(file: Buffer): Container {
  try {
    return CFB.read(file, { type: 'buffer' }) as Container;
  } catch {
    throw refusal('damaged');
  }
}

function parse(file: Buffer): WorkBook {
  try {
    return read(file, {
      type: 'buffer',
      dense: true,
      cellFormula: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellDates: false,
      bookVBA: false,
    });
  } catch {
    throw refusal('damaged');
  }
}

function putCell(cells: SheetCells, row: number, column: number, cell: CellObject, since1904: boolean): void {
  const { counts } = cells;
  if (cell.f !== undefined) counts.formulas += 1;
  if (cell.t === 'e') {
    counts.errors += 1;
    return;
  }
  if (cell.t === 's') cells.put(row, column, String(cell.v ?? ''));
  if (cell.t === 'b') cells.put(row, column, cell.v ? 'TRUE' : 'FALSE');
  if (cell.t !== 'n' || typeof cell.v !== 'number') return;
  const style = numberStyle(typeof cell.z === 'string' ? cell.z : 'General');
  const number = numberText(cell.v, style, { computed: cell.f !== undefined, since1904 });
  if (!number) return;
  if (number.showsLess) counts.showsLess += 1;
  if (number.tooLong) counts.tooLong += 1;
  cells.put(row, column, number.text);
}

function sheetOf(workbook: WorkBook, name: string, collector: Collector): Sheet {
  const source = workbook.Sheets[name];
  const cells = new SheetCells(name, collector);
  const since1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const data = (source?.['!data'] ?? []) as (CellObject | undefined)[][];
  for (const [row, line] of data.entries()) {
    for (const [column, cell] of (line ?? []).entries()) {
      if (cell) putCell(cells, row, column, cell, since1904);
    }
  }
  const merges = source?.['!merges'] ?? [];
  for (const { s, e } of merges.slice(0, 10_000)) cells.blankMerged(s.r, s.c, e.r, e.c);
  return cells.finish(merges.length);
}

/**
 * Reads an .xls (Excel 95 to 2003, WPS, LibreOffice).
 * @throws AppError 422, see REFUSALS
 */
export function readXls(file: Buffer): Workbook {
  checkContainer(file);
  const workbook = parse(file);
  const names = workbook.SheetNames;
  if (names.length > LIMITS.sheets) throw refusal('too_many_sheets');
  const collector = new Collector();
  const sheets = names.map((name, index) => {
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    if (!hidden) return sheetOf(workbook, name, collector);
    collector.note('hidden_sheet', '工作表已隐藏，未读取。', name);
    return { name, hidden, rows: [], truncated: false };
  });
  if (!sheets.some((sheet) => !sheet.hidden)) throw refusal('no_sheet');
  return { sheets, notes: collector.notes };
}
