import { posix } from 'node:path';
import { Collector, SheetCells } from './collector.ts';
import { refusal, type Sheet, type Workbook } from './workbook.ts';
import { RelationsPart, SharedStringsPart, StylesPart, WorkbookPart } from './xlsx-parts.ts';
import { type Book, SheetPart } from './xlsx-sheet.ts';
import { type XmlListener, XmlScanner } from './xml.ts';
import { checkEntries, unpack, type ZipEntry, zipEntries } from './zip.ts';

type Entries = ReadonlyMap<string, ZipEntry>;

/** One part, in UTF-8 or UTF-16 by its first bytes, read piece by piece. */
async function readPart(file: Buffer, entry: ZipEntry, listener: XmlListener): Promise<void> {
  const scanner = new XmlScanner(listener);
  let decoder: TextDecoder | null = null;
  const decode = (piece: Buffer, last: boolean) => {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    try {
      return decoder.decode(piece, { stream: !last });
    } catch {
      throw refusal('damaged');
    }
  };
  await unpack(file, entry, (piece) => scanner.feed(decode(piece, false)));
  scanner.feed(decode(Buffer.alloc(0), true));
  scanner.end();
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** What kind of zip it is, by its entries: only a workbook without macros is read. */
function refuseOthers(entries: Entries): void {
  const names = [...entries.keys()];
  if (names.some((name) => /(?:^|\/)vbaproject[^/]*\.bin$|(?:^|\/)macrosheets\//.test(name))) {
    throw refusal('macro');
  }
  const has = (...some: string[]) => some.some((name) => entries.has(name));
  if (has('encryptedpackage')) throw refusal('encrypted');
  if (
    has(
      'xl/workbook.bin',
      'word/document.xml',
      'ppt/presentation.xml',
      'meta-inf/manifest.xml',
      'content.xml',
    )
  )
    throw refusal('other_office');
  if (!has('[content_types].xml')) throw refusal('unknown_type');
}

/** Whether [Content_Types].xml says that it holds macros, whatever its parts are called. */
class ContentTypes implements XmlListener {
  macros = false;
  open(_name: string, attributes: string): void {
    if (/macroEnabled|vbaProject|macrosheet/i.test(attributes)) this.macros = true;
  }
  text(): void {}
  close(): void {}
}

const relationsOf = (path: string) =>
  `${posix.dirname(path)}/_rels/${posix.basename(path)}.rels`.replace(/^\.\//, '');

/** Path of a part a relation leads to, lower case: relative to the part it starts from, or absolute. */
const resolve = (from: string, target: string) =>
  (target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target)).toLowerCase();

/** An .xlsx while it is read: its entries, and each part on demand. */
class Package {
  private readonly file: Buffer;
  private readonly entries: Entries;
  constructor(file: Buffer, entries: Entries) {
    this.file = file;
    this.entries = entries;
  }
  async read<L extends XmlListener>(path: string, listener: L): Promise<L> {
    const entry = this.entries.get(path.toLowerCase());
    if (entry) await readPart(this.file, entry, listener);
    return listener;
  }
  has(path: string): boolean {
    return this.entries.has(path);
  }
  relations(path: string): Promise<RelationsPart> {
    return this.read(relationsOf(path), new RelationsPart());
  }
}

async function workbookPath(pack: Package): Promise<string> {
  const { targets } = await pack.read('_rels/.rels', new RelationsPart());
  const main = [...targets.values()].find(({ type }) => type.endsWith('/officeDocument'));
  const path = main ? resolve('', main.target) : 'xl/workbook.xml';
  if (!pack.has(path)) throw refusal('unknown_type');
  return path;
}

async function readSheet(
  pack: Package,
  path: string,
  name: string,
  book: Book,
  collector: Collector,
): Promise<Sheet> {
  const cells = new SheetCells(name, collector);
  const part = await pack.read(path, new SheetPart(cells, book));
  part.finish();
  return cells.finish(part.merged);
}

/**
 * Reads an .xlsx, of Excel, WPS or LibreOffice. Parts that hold no cells (drawings, links, queries) are never looked
 * into; formulas are not run, links not followed.
 * @throws AppError 422, see REFUSALS
 */
export async function readXlsx(file: Buffer): Promise<Workbook> {
  const entries = zipEntries(file);
  refuseOthers(entries);
  await checkEntries(file, entries.values());
  const pack = new Package(file, entries);
  const types = await pack.read('[content_types].xml', new ContentTypes());
  if (types.macros) throw refusal('macro');
  const path = await workbookPath(pack);
  const workbook = await pack.read(path, new WorkbookPart());
  const { targets } = await pack.relations(path);
  const partOf = (type: string) => {
    const found = [...targets.values()].find((relation) => relation.type.endsWith(`/${type}`));
    return found ? resolve(path, found.target) : '';
  };
  const styles = await pack.read(partOf('styles'), new StylesPart());
  const { strings } = await pack.read(partOf('sharedStrings'), new SharedStringsPart());
  const collector = new Collector();
  const book = { strings, styles, since1904: workbook.since1904 };
  const sheets: Sheet[] = [];
  for (const { name, hidden, relation } of workbook.sheets) {
    const target = targets.get(relation);
    // a chart sheet has no cells
    if (!target?.type.endsWith('/worksheet')) continue;
    const sheetPath = resolve(path, target.target);
    if (!pack.has(sheetPath)) throw refusal('damaged');
    if (hidden) {
      sheets.push({ name, hidden, rows: [], truncated: false });
      collector.note('hidden_sheet', '工作表已隐藏，未读取。', name);
    } else sheets.push(await readSheet(pack, sheetPath, name, book, collector));
  }
  if ([...entries.keys()].some((name) => name.includes('externallinks/')))
    collector.note('external_links', '文件含有指向其他文件的链接，未打开这些链接。');
  if (!sheets.some((sheet) => !sheet.hidden)) throw refusal('no_sheet');
  return { sheets, notes: collector.notes };
}
