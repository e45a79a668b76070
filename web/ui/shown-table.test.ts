import { describe, expect, test } from 'vitest';
import { type ShownCell, tableOfCells } from './shown-table.ts';

const cell = (text: string, colSpan = 1, rowSpan = 1): ShownCell => ({ text, colSpan, rowSpan });
const row = (...texts: string[]) => texts.map((text) => cell(text));

describe('a table on the screen as a file', () => {
  test('has one column for each of the lowest headings, read from the top', () => {
    const head = [
      [cell('单位', 1, 2), cell('2024年实际', 2), cell('三年连乘%', 1, 2)],
      row('能耗 万吨标准煤', '单耗同比%'),
    ];
    const { columns } = tableOfCells(head, [row('全市', '1,751.03', '−2.2', '−11.99')]);
    expect(columns).toEqual([
      { label: '单位', kind: 'text' },
      { label: '2024年实际 能耗 万吨标准煤', kind: 'number' },
      { label: '2024年实际 单耗同比%', kind: 'number' },
      { label: '三年连乘%', kind: 'number' },
    ]);
  });

  test('repeats a heading that spans several rows on each of them', () => {
    const head = [row('类别', '项目')];
    const body = [[cell('园区', 1, 2), cell('国家级')], row('省级')];
    expect(tableOfCells(head, body).rows).toEqual([
      ['园区', '国家级'],
      ['园区', '省级'],
    ]);
  });

  test.each([
    ['−3.60', '-3.60'],
    ['+0.4', '0.4'],
    ['1,751.03', '1751.03'],
    ['0', '0'],
    ['—', null],
    ['', null],
    ['未报', '未报'],
    ['2026-10', '2026-10'],
    ['0012', '0012'],
    ['0.9444', '0.9444'],
  ])('%j is written as %j', (shown, written) => {
    expect(tableOfCells([row('单位', '值')], [row('全市', shown)]).rows).toEqual([['全市', written]]);
  });

  test('a column with numbers is one of numbers, whatever words or gaps stand between them', () => {
    const head = [row('单位', '甲', '乙')];
    const body = [row('濂溪区', '−3.6', '1'), row('永修县', '未报', '—')];
    expect(tableOfCells(head, body).columns.map(({ kind }) => kind)).toEqual(['text', 'number', 'number']);
  });

  test('a row without a name, such as the axis of a chart, is no row of the table', () => {
    expect(tableOfCells([row('单位', '值')], [row('全市', '1'), row('', '同比，%')]).rows).toEqual([
      ['全市', '1'],
    ]);
  });

  test('names in the first column that look like numbers stay text', () => {
    expect(tableOfCells([row('年度', '值')], [row('2026', '1')]).columns[0]?.kind).toBe('text');
  });
});
