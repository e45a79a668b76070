import { expect, test } from 'vitest';
import { readSheets, writeWorkbook } from '../../server/sheets/sheets.ts';
import type { TableColumn, TableSheet } from '../../server/sheets/table.ts';
import { xlsxPart } from '../support/sheet-files.ts';

const COLUMNS: TableColumn[] = [
  { label: '单位', kind: 'text' },
  { label: '能耗增速', kind: 'percent', decimals: 2, input: true, range: { min: -100, max: 1000 } },
  { label: '来源', kind: 'text', input: true, options: ['统计反馈', '企业汇总', '自行测算'] },
];
const TEMPLATE: TableSheet = {
  name: '永修县',
  title: '填报模板',
  columns: COLUMNS,
  rows: [['永修县', null, null]],
  protect: true,
  hints: ['黄色单元格可填写。'],
};
const write = (sheets: TableSheet[]) =>
  writeWorkbook({ sheets, sources: ['附件2'], watermark: '内部资料 · 张三' });
const sheetXml = (file: Buffer) => xlsxPart(file, 'xl/worksheets/sheet1.xml');

/** Attributes of the style of a cell, as the styles part has them. */
function styleOf(file: Buffer, address: string): string {
  const index = Number(new RegExp(`<c r="${address}" s="(\\d+)"`).exec(sheetXml(file))?.[1]);
  const styles = xlsxPart(file, 'xl/styles.xml').split('<cellXfs')[1] ?? '';
  return styles.split('<xf ')[index + 1] ?? '';
}

test('a template is protected, but for the cells to be filled in', async () => {
  const file = await write([TEMPLATE]);
  expect(sheetXml(file)).toMatch(/<sheetProtection[^>]* sheet="1"/);
  expect(styleOf(file, 'A5')).not.toContain('locked="0"');
  expect(styleOf(file, 'B5')).toContain('locked="0"');
  expect(styleOf(file, 'C5')).toContain('locked="0"');
});

test('without protection no cell is marked and nothing is locked', async () => {
  const file = await write([{ ...TEMPLATE, protect: false }]);
  expect(sheetXml(file)).not.toContain('<sheetProtection');
  expect(styleOf(file, 'B5')).not.toContain('locked="0"');
});

test('numbers have a range, and choices a list', async () => {
  const xml = sheetXml(await write([TEMPLATE]));
  expect(xml).toMatch(
    /<dataValidation type="decimal"[^>]*sqref="B5"[^>]*><formula1>-100<\/formula1><formula2>1000</,
  );
  expect(xml).toMatch(
    /<dataValidation type="list"[^>]*sqref="C5"[^>]*><formula1>&quot;统计反馈,企业汇总,自行测算&quot;</,
  );
});

test('a list too long for a rule stands on a hidden sheet, which reading leaves alone', async () => {
  const options = Array.from({ length: 60 }, (_option, index) => `九江某某新材料有限公司${index}`);
  const columns = [...COLUMNS, { label: '企业', kind: 'text' as const, options }];
  const file = await write([{ ...TEMPLATE, columns }]);
  expect(sheetXml(file)).toContain('<formula1>选项!$A$1:$A$60</formula1>');
  expect(xlsxPart(file, 'xl/workbook.xml')).toMatch(/name="选项"[^>]*state="veryHidden"/);
  const { sheets } = await readSheets(file);
  expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['永修县', false],
    ['来源说明', false],
    ['选项', true],
  ]);
});

test('title, watermark and hints stand above the frozen header', async () => {
  const file = await write([TEMPLATE]);
  expect((await readSheets(file)).sheets[0]?.rows).toEqual([
    ['填报模板'],
    ['内部资料 · 张三'],
    ['黄色单元格可填写。'],
    ['单位', '能耗增速（%）', '来源'],
    ['永修县'],
  ]);
  expect(sheetXml(file)).toMatch(/<pane [^>]*ySplit="4"[^>]*state="frozen"/);
});

test('sheets get names Excel accepts, each its own', async () => {
  const names = ['a/b', 'A b', "'x'", '', '来源说明', '长'.repeat(40)];
  const { sheets } = await readSheets(await write(names.map((name) => ({ ...TEMPLATE, name }))));
  expect(sheets.map(({ name }) => name)).toEqual([
    'a b',
    'A b(2)',
    'x',
    '表',
    '来源说明(2)',
    '长'.repeat(31),
    '来源说明',
  ]);
});
