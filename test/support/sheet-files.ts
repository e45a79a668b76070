import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { zipEntries } from '../../server/sheets/zip.ts';

/** A file of test/fixtures/sheets. */
export const fixture = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../fixtures/sheets', name));

/** One entry of a zip, with what it may lie about. */
export interface ZipPart {
  name: string;
  data: Buffer | string;
  /** size the directory claims to unpack to, where it is not the true one */
  claims?: number;
  /** general purpose flags; bit 0 = encrypted */
  flags?: number;
}

interface Written {
  local: Buffer;
  central: Buffer;
}

function writePart({ name, data, claims, flags = 0 }: ZipPart, offset: number): Written {
  const content = typeof data === 'string' ? Buffer.from(data) : data;
  const packed = deflateRawSync(content);
  const nameBytes = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(claims ?? content.length, 18);
  common.writeUInt16LE(nameBytes.length, 22);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed]),
    central: Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, nameBytes]),
  };
}

/** A zip of these entries, byte by byte, so that it can lie. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const written: Written[] = [];
  let offset = 0;
  for (const part of parts) {
    const one = writePart(part, offset);
    written.push(one);
    offset += one.local.length;
  }
  const central = Buffer.concat(written.map((one) => one.central));
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([
    ...written.map((one) => one.local),
    central,
    Buffer.from('PK\x05\x06', 'latin1'),
    end,
  ]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet of a made workbook: what stands inside <worksheet>. */
export interface SheetSource {
  name?: string;
  state?: 'hidden' | 'veryHidden';
  /** rows of the sheet as XML, or the whole content of <worksheet> where it begins with <sheetData */
  xml: string;
}

export interface XlsxSource {
  sheets: readonly SheetSource[];
  /** <si> elements */
  strings?: string;
  /** number formats of the cell styles 1, 2, …; style 0 is General */
  formats?: readonly string[];
  extra?: readonly ZipPart[];
  contentTypes?: string;
  workbookPr?: string;
  /** put in front of the root element of every part */
  doctype?: string;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function stylesXml(formats: readonly string[]): string {
  const codes = formats.map(
    (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`,
  );
  const styles = formats.map((_code, index) => `<xf numFmtId="${200 + index}"/>`);
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
}

/** The parts of an .xlsx with this content. */
export function xlsxParts(source: XlsxSource): ZipPart[] {
  const { sheets, strings = '', formats = [], extra = [], doctype = '' } = source;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = sheets.map((_sheet, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  const names = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name ?? `Sheet${index + 1}`)}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const relationships = (inner: string) =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  return [
    {
      name: '[Content_Types].xml',
      data: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${source.contentTypes ?? `${TYPE}.sheet.main+xml`}"/></Types>`,
    },
    { name: '_rels/.rels', data: relationships(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}${doctype}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${source.workbookPr ?? ''}<sheets>${names.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relationships(
        [
          ...relations,
          relation('rIdS', 'styles', 'styles.xml'),
          relation('rIdT', 'sharedStrings', 'sharedStrings.xml'),
        ].join(''),
      ),
    },
    { name: 'xl/styles.xml', data: stylesXml(formats) },
    { name: 'xl/sharedStrings.xml', data: `${HEAD}<sst xmlns="${MAIN}">${strings}</sst>` },
    ...sheets.map(({ xml }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: `${HEAD}<worksheet xmlns="${MAIN}">${xml.startsWith('<sheetData') ? xml : `<sheetData>${xml}</sheetData>`}</worksheet>`,
    })),
    ...extra,
  ];
}

export const xlsxOf = (source: XlsxSource): Buffer => zipOf(xlsxParts(source));

/** An .xlsx of one sheet with these rows of XML. */
export const oneSheet = (xml: string, more: Partial<XlsxSource> = {}): Buffer =>
  xlsxOf({ sheets: [{ xml }], ...more });

/** One row with one number. */
export const A_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';

/** XML of many rows, each with a number in column A. */
export function manyRows(number: number): string {
  const rows: string[] = [];
  for (let row = 1; row <= number; row += 1)
    rows.push(`<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`);
  return rows.join('');
}

/** One part of an .xlsx as text. */
export function xlsxPart(file: Buffer, name: string): string {
  const entry = zipEntries(file).get(name);
  if (!entry) throw new Error(`no ${name}`);
  const start =
    entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28);
  const packed = file.subarray(start, start + entry.packedBytes);
  return entry.method === 0 ? packed.toString('utf8') : inflateRawSync(packed).toString('utf8');
}
