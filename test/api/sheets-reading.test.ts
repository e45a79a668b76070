import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { readSheets } from '../../server/sheets/sheets.ts';
import type { Cell, Workbook } from '../../server/sheets/workbook.ts';
import { A_ROW, fixture, manyRows, oneSheet, xlsxOf, xlsxParts, zipOf } from '../support/sheet-files.ts';

const codesOf = (workbook: Workbook) => workbook.notes.map((note) => note.code);
const rowsOf = async (file: Uint8Array, name?: string) => (await readSheets(file, name)).sheets[0]?.rows;

/** The one cell of a sheet with this XML, written in this number format. */
async function cellOf(inner: string, format?: string, attributes = ''): Promise<Cell | undefined> {
  const style = format === undefined ? '' : ' s="1"';
  const xml = `<row r="1"><c r="A1"${style}${attributes}>${inner}</c><c r="B1" t="str"><v>末</v></c></row>`;
  return (await rowsOf(oneSheet(xml, { formats: format === undefined ? [] : [format] })))?.[0]?.[0];
}

const TABLE = [
  ['单位', '综合能源消费量（万吨标准煤）', '能耗增速（%）', '认定日期', '说明'],
  ['濂溪区', '38.2', '-3.6', '2026-03-01', '正常'],
  ['浔阳区', '12.05', '0.92', '2026-04-15', '含逗号,与“引号”'],
  ['永修县', '26.15', '-1.5', null, '退库企业1家'],
];

describe('files of LibreOffice', () => {
  test.each(['libreoffice.xlsx', 'libreoffice.xls', 'libreoffice-gbk.csv'])('%s is read', async (name) => {
    const workbook = await readSheets(fixture(name), name);
    expect(workbook.sheets).toMatchObject([{ hidden: false, truncated: false, rows: TABLE }]);
    expect(workbook.notes).toEqual([]);
  });

  test('the name decides nothing', async () => {
    expect(await rowsOf(fixture('libreoffice.xls'), 'x.csv')).toEqual(TABLE);
    expect(await rowsOf(fixture('source.csv'), 'x.xlsx')).toHaveLength(4);
  });
});

describe('text tables', () => {
  const text = '单位,能耗\r\n濂溪区,38.20\r\n';
  const rows = [
    ['单位', '能耗'],
    ['濂溪区', '38.20'],
  ];
  const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['GBK', Buffer.from('b5a5cebb2cc4dcbac40d0ae5a5cfaac7f82c33382e32300d0a', 'hex')],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 of the other order', utf16be],
    ['tabs', Buffer.from(text.replaceAll(',', '\t'))],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
    ['line feeds', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['carriage returns', Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['no line break at the end', Buffer.from(text.trimEnd())],
  ])('%s', async (_what, content) => {
    const read = await rowsOf(content);
    expect(read).toEqual(rows);
  });

  test('quotes hold separators, quotes and line breaks', async () => {
    expect(await rowsOf(Buffer.from('a,"b,""c""\nd"\n,,x\n'))).toEqual([
      ['a', 'b,"c"\nd'],
      [null, null, 'x'],
    ]);
  });

  test('the sheet is called as the file', async () => {
    const { sheets } = await readSheets(Buffer.from(text), 'C:\\表\\9月反馈.csv');
    expect(sheets[0]?.name).toBe('9月反馈');
  });
});

describe('numbers come as written', () => {
  test.each<[value: string, format: string | undefined, text: string]>([
    ['3.6', undefined, '3.6'],
    ['3.6', '0.00', '3.60'],
    ['3.6', '0.00_ ', '3.60'],
    ['3.6', '0.0#', '3.6'],
    ['3', '0.0#', '3.0'],
    ['3.6', '#,##0.00_);[Red]\\(#,##0.00\\)', '3.60'],
    ['-3.6', '0.00;[红色]-0.00', '-3.60'],
    ['1234567.5', '#,##0.00', '1234567.50'],
    ['0.30000000000000004', undefined, '0.3'],
    ['5.2300000000000004', '0.0', '5.23'],
    ['-1E-3', undefined, '-0.001'],
    ['1.2E+6', undefined, '1200000'],
    ['0.92', '0', '0.92'],
    ['0', '0.00', '0.00'],
    ['-0', '0.0', '0.0'],
    ['5.2E-2', '0.00%', '5.20%'],
    ['-5.1999999999999998E-2', '0%', '-5.2%'],
    ['5', '0.00"%"', '5.00'],
    ['38.2', '0.00"万吨"', '38.20'],
    ['2026', 'General"年"', '2026'],
    ['12.5', '# ?/?', '12.5'],
    ['1200', '0.0E+00', '1200'],
    ['1500000', '0.0,', '1500000'],
    ['46082', 'yyyy/m/d', '2026-03-01'],
    ['46082', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2026-03-01'],
    ['46082', 'yyyy"年"m"月"d"日";@', '2026-03-01'],
    ['46082', 'yyyy"年"m"月"', '2026-03'],
    ['46082', 'yyyy', '2026'],
    ['46082.5', 'yyyy-mm-dd hh:mm', '2026-03-01 12:00'],
    ['0.75', 'h:mm', '18:00'],
    ['1.5', '[h]:mm', '1.5'],
    ['61', 'yyyy-mm-dd', '1900-03-01'],
    ['-5', 'yyyy-mm-dd', '-5'],
  ])('%s in %s is %s', async (value, format, text) => {
    expect(await cellOf(`<v>${value}</v>`, format)).toBe(text);
  });

  test('days may be counted since 1904', async () => {
    const xml = '<row r="1"><c r="A1" s="1"><v>44620</v></c></row>';
    const pr = '<workbookPr date1904="1"/>';
    expect(await rowsOf(oneSheet(xml, { formats: ['yyyy-mm-dd'], workbookPr: pr }))).toEqual([
      ['2026-03-01'],
    ]);
  });

  test('what a formula computed is taken as shown, what was typed is not cut', async () => {
    const xml =
      '<row r="1"><c r="A1" s="1"><f>B1*1</f><v>5.237894123</v></c><c r="B1" s="1"><v>5.237</v></c></row>';
    const workbook = await readSheets(oneSheet(xml, { formats: ['0.00'] }));
    expect(workbook.sheets[0]?.rows).toEqual([['5.24', '5.237']]);
    expect(codesOf(workbook)).toEqual(['formula', 'shows_less']);
  });

  test('a code of 18 digits typed as a number is pointed out', async () => {
    const workbook = await readSheets(
      oneSheet('<row r="1"><c r="A1"><v>9.1360400123456794E+17</v></c></row>'),
    );
    expect(codesOf(workbook)).toEqual(['long_number']);
  });
});

describe('cells', () => {
  test.each<[what: string, inner: string, attributes: string, text: Cell]>([
    ['text', '<is><t>永修县</t></is>', ' t="inlineStr"', '永修县'],
    ['rich text', '<is><r><t>永</t></r><r><rPr><b/></rPr><t>修县</t></r></is>', ' t="inlineStr"', '永修县'],
    [
      'text with its reading',
      '<is><t>永修</t><rPh sb="0" eb="1"><t>yong</t></rPh></is>',
      ' t="inlineStr"',
      '永修',
    ],
    ['escaped text', '<is><t>a&lt;b &amp;&#x41;&#66;_x0043_</t></is>', ' t="inlineStr"', 'a<b &ABC'],
    ['text in CDATA', '<is><t><![CDATA[a<b]]></t></is>', ' t="inlineStr"', 'a<b'],
    ['yes', '<v>1</v>', ' t="b"', 'TRUE'],
    ['no', '<v>0</v>', ' t="b"', 'FALSE'],
    ['a date as text', '<v>2026-03-01T00:00:00Z</v>', ' t="d"', '2026-03-01'],
    ['an error', '<v>#DIV/0!</v>', ' t="e"', null],
    ['an empty cell', '', '', null],
    ['a number that is none', '<v>abc</v>', '', null],
    ['a string there is not', '<v>7</v>', ' t="s"', null],
    ['a formula with its result', '<f>1+1</f><v>2</v>', '', '2'],
    ['a formula with a text', '<f>"a"</f><v>a</v>', ' t="str"', 'a'],
    ['a formula without a result', '<f>1+1</f>', '', null],
    ['a shared formula without a result', '<f t="shared" si="0"/>', '', null],
    ['an array formula without a result', '<f t="array" ref="A1:A2">1+1</f>', ' t="n"', null],
  ])('%s', async (_what, inner, attributes, text) => {
    expect(await cellOf(inner, undefined, attributes)).toBe(text);
  });

  test('a formula without a saved result is said to be empty, never zero', async () => {
    const workbook = await readSheets(
      oneSheet('<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>'),
    );
    expect(workbook.sheets[0]?.rows).toEqual([[null, '2']]);
    expect(workbook.notes).toMatchObject([
      { code: 'formula', sheet: 'Sheet1' },
      { code: 'formula_without_value', sheet: 'Sheet1' },
    ]);
  });

  test('a merged range has its value in the first cell, whatever lies under it', async () => {
    const xml =
      '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>';
    const workbook = await readSheets(oneSheet(xml));
    expect(workbook.sheets[0]?.rows).toEqual([['1'], [null, null, '4']]);
    expect(codesOf(workbook)).toEqual(['merged']);
  });

  test('rows and cells without addresses follow each other', async () => {
    expect(
      await rowsOf(oneSheet('<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>')),
    ).toEqual([['1', '2'], [], ['3']]);
  });
});

describe('sheets', () => {
  test('a hidden sheet is named, not read', async () => {
    const workbook = await readSheets(
      xlsxOf({
        sheets: [
          { name: '数据', xml: A_ROW },
          { name: '底稿', xml: A_ROW, state: 'hidden' },
        ],
      }),
    );
    expect(workbook.sheets).toMatchObject([
      { name: '数据', hidden: false, rows: [['1']] },
      { name: '底稿', hidden: true, rows: [] },
    ]);
    expect(workbook.notes).toMatchObject([{ code: 'hidden_sheet', sheet: '底稿' }]);
  });

  test('rows that are filtered away are read and pointed out', async () => {
    const workbook = await readSheets(oneSheet('<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'));
    expect(workbook.sheets[0]?.rows).toEqual([['1']]);
    expect(codesOf(workbook)).toEqual(['hidden_rows']);
  });

  test('links to other files are pointed out and not followed', async () => {
    const data =
      '<Relationships xmlns="x"><Relationship Id="r" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>';
    const extra = [
      { name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink/>' },
      { name: 'xl/externalLinks/_rels/externalLink1.xml.rels', data },
    ];
    const workbook = await readSheets(oneSheet(A_ROW, { extra }));
    expect(workbook.sheets[0]?.rows).toEqual([['1']]);
    expect(codesOf(workbook)).toEqual(['external_links']);
  });

  test.each([
    [5_000, false],
    [5_001, true],
  ])('of %i rows, 5,000 are read', async (rows, truncated) => {
    const { sheets, notes } = await readSheets(oneSheet(manyRows(rows)));
    expect(sheets[0]?.rows).toHaveLength(5_000);
    expect(sheets[0]?.truncated).toBe(truncated);
    expect(notes.map(({ code }) => code)).toEqual(truncated ? ['truncated'] : []);
  });

  test.each([
    ['GR', false],
    ['GS', true],
  ])('a cell in column %s: beyond the 200th is cut: %s', async (letters, truncated) => {
    const { sheets } = await readSheets(oneSheet(`<row r="1"><c r="${letters}1"><v>1</v></c></row>`));
    expect(sheets[0]?.truncated).toBe(truncated);
    expect(sheets[0]?.rows).toHaveLength(truncated ? 0 : 1);
  });

  test('rows that are only formatted do not count', async () => {
    const blank = Array.from(
      { length: 60_000 },
      (_row, index) => `<row r="${index + 2}"><c r="A${index + 2}" s="0"/></row>`,
    );
    const { sheets } = await readSheets(oneSheet(`${A_ROW}${blank.join('')}`));
    expect(sheets).toMatchObject([{ rows: [['1']], truncated: false }]);
  });

  test('elements with a prefix, single quotes and comments are XML too', async () => {
    const parts = xlsxParts({ sheets: [{ xml: A_ROW }] }).map((part) =>
      part.name.includes('sheet1')
        ? {
            ...part,
            data: "<?xml version='1.0'?><!-- > --><x:worksheet xmlns:x='y'><x:sheetData><x:row r='1'><x:c r='B1' t='inlineStr'><x:is><x:t>a>b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>",
          }
        : part,
    );
    expect(await rowsOf(zipOf(parts))).toEqual([[null, 'a>b']]);
  });
});

describe('.xls', () => {
  test('formulas, formats, dates, merged cells and hidden sheets', async () => {
    const sheet = utils.aoa_to_sheet([
      ['单位', '值'],
      ['永修县', 3.6],
    ]);
    Object.assign(sheet, {
      B2: { t: 'n', v: 3.6, z: '0.00' },
      C2: { t: 'n', v: 46082, z: 'yyyy-mm-dd' },
      D2: { t: 'n', v: 0.052, z: '0.0%' },
      E2: { t: 'b', v: true },
      F2: { t: 'e', v: 7 },
      '!ref': 'A1:F2',
      '!merges': [utils.decode_range('A1:B1')],
    });
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '数据');
    utils.book_append_sheet(book, utils.aoa_to_sheet([['x']]), '底稿');
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    const workbook = await readSheets(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer);
    expect(workbook.sheets).toMatchObject([
      { name: '数据', rows: [['单位'], ['永修县', '3.60', '2026-03-01', '5.2%', 'TRUE']] },
      { name: '底稿', hidden: true, rows: [] },
    ]);
    expect(codesOf(workbook)).toEqual(['error_cell', 'merged', 'hidden_sheet']);
  });
});
