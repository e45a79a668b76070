import { CFB } from '@e965/xlsx';
import { A_ROW, fixture, manyRows, oneSheet, xlsxOf, xlsxParts, zipOf } from './sheet-files.ts';

const MB = 1024 * 1024;
const utf8 = (text: string) => Buffer.from(text, 'utf8');

interface Container {
  FullPaths: string[];
  FileIndex: { content: Uint8Array }[];
}

/** An OLE container with one more stream. */
function withStream(file: Buffer, path: string): Buffer {
  const container = CFB.read(file, { type: 'buffer' });
  CFB.utils.cfb_add(container, path, Buffer.alloc(200, 1));
  return Buffer.from(CFB.write(container, { type: 'buffer' }));
}

function newContainer(...paths: string[]): Buffer {
  const container = CFB.utils.cfb_new();
  for (const path of paths) CFB.utils.cfb_add(container, path, Buffer.alloc(5_000, 7));
  return Buffer.from(CFB.write(container, { type: 'buffer' }));
}

/** An .xls whose records after the first are encrypted, as the record FILEPASS says. */
function encryptedXls(): Buffer {
  const container = CFB.read(fixture('libreoffice.xls'), { type: 'buffer' }) as Container;
  const index = container.FullPaths.findIndex((path) => path.endsWith('/Workbook'));
  const entry = container.FileIndex[index];
  if (!entry) throw new Error('no Workbook stream');
  const stream = Buffer.from(entry.content);
  const first = 4 + stream.readUInt16LE(2);
  const filePass = Buffer.concat([Buffer.from([0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4])]);
  const content = Buffer.concat([stream.subarray(0, first), filePass, stream.subarray(first)]);
  CFB.utils.cfb_add(container, '/Workbook', content);
  return Buffer.from(CFB.write(container, { type: 'buffer' }));
}

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), Buffer.alloc(64)]);
const EXE = Buffer.concat([Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), Buffer.alloc(2_000)]);
const ZEROS = Buffer.alloc(5 * MB);
const DTD = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
const LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const VBA = { name: 'xl/vbaProject.bin', data: Buffer.alloc(100, 1) };
const sheets = (number: number) => Array.from({ length: number }, () => ({ xml: A_ROW }));

function rowsWithoutNumber(number: number): string {
  const rows: string[] = [];
  for (let row = 0; row < number; row += 1) rows.push(`<row><c><v>${row % 97}</v></c></row>`);
  return rows.join('');
}

/** A column formatted down to the last row, as WPS writes it. */
function emptyRows(number: number): string {
  const rows = [A_ROW];
  for (let row = 2; row <= number; row += 1) rows.push(`<row r="${row}" ht="14"/>`);
  return rows.join('');
}

function hugeStrings(): string {
  const items: string[] = [];
  for (let index = 0; index < 300_000; index += 1)
    items.push(`<si><t>企业名称有限公司${index * 7919}</t></si>`);
  return items.join('');
}

const sharedBomb = () =>
  oneSheet(
    Array.from(
      { length: 3_000 },
      (_row, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="s"><v>0</v></c></row>`,
    ).join(''),
    { strings: `<si><t>${'字'.repeat(30_000)}</t></si>` },
  );

/** Files that are refused: what they are, how they are made, the code of the refusal. */
export const HOSTILE: readonly [what: string, make: () => Buffer, code: string][] = [
  ['a program named .xlsx', () => EXE, 'unknown_type'],
  ['a picture named .xls', () => PNG, 'unknown_type'],
  ['a PDF', () => utf8('%PDF-1.7\n1 0 obj'), 'unknown_type'],
  ['any zip', () => zipOf([{ name: 'readme.txt', data: 'hello' }]), 'unknown_type'],
  ['an OLE file without a workbook', () => newContainer('/Something'), 'unknown_type'],
  [
    'a Word document',
    () => zipOf([...xlsxParts({ sheets: sheets(1) }), { name: 'word/document.xml', data: '' }]),
    'other_office',
  ],
  ['an old Word document', () => newContainer('/WordDocument'), 'other_office'],
  [
    'an OpenDocument',
    () =>
      zipOf([
        { name: 'mimetype', data: 'x' },
        { name: 'content.xml', data: '<a/>' },
      ]),
    'other_office',
  ],
  ['a binary workbook', () => zipOf([{ name: 'xl/workbook.bin', data: 'x' }]), 'other_office'],
  ['a web page named .xls', () => utf8('<html><table><tr><td>1</td></tr></table></html>'), 'html'],
  [
    'a web page of a Chinese system, in GBK',
    () => Buffer.concat([utf8('\r\n <meta charset=gb2312><table><td>'), Buffer.from('bcc3', 'hex')]),
    'html',
  ],
  ['a web page in UTF-16', () => Buffer.from('\ufeff<table><tr><td>1', 'utf16le'), 'html'],
  [
    'an XML table of 2003',
    () => utf8('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
    'xml_table',
  ],
  ['macros in an .xlsx', () => oneSheet(A_ROW, { extra: [VBA] }), 'macro'],
  [
    'macros under another name',
    () => oneSheet(A_ROW, { contentTypes: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
    'macro',
  ],
  [
    'Excel 4 macros',
    () => oneSheet(A_ROW, { extra: [{ name: 'xl/macrosheets/sheet1.xml', data: '<a/>' }] }),
    'macro',
  ],
  ['macros in an .xls', () => withStream(fixture('libreoffice.xls'), '/_VBA_PROJECT_CUR/VBA/dir'), 'macro'],
  [
    'an encrypted zip',
    () => zipOf(xlsxParts({ sheets: sheets(1) }).map((part) => ({ ...part, flags: 1 }))),
    'encrypted',
  ],
  ['an .xlsx with a password', () => newContainer('/EncryptionInfo', '/EncryptedPackage'), 'encrypted'],
  ['an .xls with a password', encryptedXls, 'encrypted'],
  ['an empty file', () => Buffer.alloc(0), 'empty'],
  ['a .csv of empty lines', () => utf8('\ufeff\r\n,,\r\n \r\n'), 'empty'],
  ['half an .xlsx', () => fixture('libreoffice.xlsx').subarray(0, 2_500), 'damaged'],
  ['half an .xls', () => fixture('libreoffice.xls').subarray(0, 1_000), 'damaged'],
  ['an .xlsx with a broken part', () => damagedPart(), 'damaged'],
  ['a sheet that ends in the middle', () => oneSheet('<sheetData><row r="1"><c r="A1"><v>1'), 'damaged'],
  ['a row far outside', () => oneSheet('<row r="-5"><c><v>1</v></c></row>'), 'damaged'],
  [
    'an address that is none',
    () => oneSheet('<row r="1"><c r="ZZZZZ99999999"><v>1</v></c></row>'),
    'damaged',
  ],
  [
    'a workbook whose sheet is missing',
    () => zipOf(xlsxParts({ sheets: sheets(1) }).filter(({ name }) => !name.includes('sheet1'))),
    'damaged',
  ],
  [
    'two parts of one name',
    () => zipOf([...xlsxParts({ sheets: sheets(1) }), { name: 'XL/workbook.xml', data: '<a/>' }]),
    'damaged',
  ],
  ['a million rows', () => oneSheet(rowsWithoutNumber(1_000_000)), 'too_many_rows'],
  ['a million empty rows', () => oneSheet(emptyRows(1_000_000)), 'too_many_rows'],
  ['a million lines of .csv', () => utf8('12,3\n'.repeat(1_000_000)), 'too_many_rows'],
  [
    'a zip bomb that says so',
    () =>
      oneSheet(A_ROW, {
        extra: Array.from({ length: 14 }, (_part, index) => ({ name: `xl/media/${index}.png`, data: ZEROS })),
      }),
    'zip_bomb',
  ],
  ['a dense entry', () => oneSheet(A_ROW, { extra: [{ name: 'xl/media/1.png', data: ZEROS }] }), 'zip_bomb'],
  [
    'a zip bomb that lies',
    () => oneSheet(A_ROW, { extra: [{ name: 'xl/media/1.png', data: ZEROS, claims: 1_000 }] }),
    'zip_bomb',
  ],
  ['a sheet that lies about its size', () => lyingSheet(), 'zip_bomb'],
  [
    'an entry smaller than it says',
    () => oneSheet(A_ROW, { extra: [{ name: 'a.txt', data: 'x', claims: 2 }] }),
    'zip_bomb',
  ],
  [
    'a zip within',
    () =>
      oneSheet(A_ROW, { extra: [{ name: 'xl/embeddings/a.bin', data: zipOf([{ name: 'x', data: 'y' }]) }] }),
    'nested_zip',
  ],
  [
    '3,000 entries',
    () =>
      oneSheet(A_ROW, {
        extra: Array.from({ length: 3_000 }, (_part, index) => ({ name: `a/${index}`, data: '' })),
      }),
    'zip_entries',
  ],
  ['200 sheets', () => xlsxOf({ sheets: sheets(200) }), 'too_many_sheets'],
  [
    'only hidden sheets',
    () =>
      xlsxOf({
        sheets: [
          { xml: A_ROW, state: 'hidden' },
          { xml: A_ROW, state: 'veryHidden' },
        ],
      }),
    'no_sheet',
  ],
  ['huge shared strings', () => oneSheet(A_ROW, { strings: hugeStrings() }), 'sheet_too_large'],
  ['a long text in thousands of cells', sharedBomb, 'sheet_too_large'],
  [
    'a text longer than Excel allows',
    () => oneSheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${'长'.repeat(40_000)}</t></is></c></row>`),
    'sheet_too_large',
  ],
  ['a file named in a DTD', () => oneSheet(A_ROW, { doctype: DTD }), 'forbidden_xml'],
  ['a DTD in a sheet', () => oneSheet(`<sheetData>${LAUGHS}${A_ROW}</sheetData>`), 'forbidden_xml'],
  [
    'a DTD in the shared strings',
    () => oneSheet(A_ROW, { strings: `${LAUGHS}<si><t>&b;</t></si>` }),
    'forbidden_xml',
  ],
  ['UTF-16 without a mark', () => Buffer.from('单位,值\r\n永修县,1', 'utf16le'), 'unknown_type'],
  [
    'UTF-8 with a broken character',
    () => Buffer.concat([utf8('单位,能耗强度\r\n永修'), Buffer.from('e58e', 'hex'), utf8(',1\r\n武宁县,2')]),
    'encoding',
  ],
  [
    'UTF-16 cut in a character',
    () => Buffer.concat([Buffer.from('\ufeff单位,值', 'utf16le'), Buffer.from([0x53])]),
    'encoding',
  ],
  [
    'bytes of no encoding',
    () => Buffer.from('d5e2,ff,31,80,0a,ff,fe,fd'.replaceAll(',', ''), 'hex'),
    'encoding',
  ],
  ['a file above 5 MB', () => Buffer.alloc(5 * MB + 1, 0x31), 'too_large'],
];

function damagedPart(): Buffer {
  const file = Buffer.from(oneSheet(manyRows(500)));
  const at = file.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length;
  file.fill(0xff, at + 20, at + 60);
  return file;
}

function lyingSheet(): Buffer {
  const parts = xlsxParts({ sheets: [{ xml: manyRows(4_000) }] });
  return zipOf(parts.map((part) => (part.name.includes('sheet1') ? { ...part, claims: 500 } : part)));
}
