import { describe, expect, test } from 'vitest';
import { matchColumns, type WantedColumn } from './columns.ts';

const WANTED: WantedColumn[] = [
  { key: 'unit', label: '单位', aliases: ['县（市、区）', '地区', '县区'] },
  { key: 'energy', label: '综合能源消费量', aliases: ['能源消费量', '综合能耗'] },
  { key: 'energyGrowth', label: '能耗增速', aliases: ['综合能源消费量增速', '能源消费同比'] },
  { key: 'valueGrowth', label: '增加值增速', aliases: ['规上工业增加值增速'] },
];

type Row = (string | null)[];
const DATA: Row = ['濂溪区', '38.20', '-3.60', '5.2'];

describe('the header is found in officers’ own sheets', () => {
  test.each<[what: string, rows: Row[], headerRow: number, columns: Record<string, number>]>([
    [
      'on the first row',
      [['单位', '综合能源消费量', '能耗增速', '增加值增速'], DATA],
      0,
      { unit: 0, energy: 1, energyGrowth: 2, valueGrowth: 3 },
    ],
    [
      'under a title, a date and an empty row',
      [
        ['九江市规上工业能耗情况表'],
        ['2026年1–9月', null, '单位：万吨标准煤'],
        [],
        ['地区', '综合能耗', '能耗增速'],
        DATA,
      ],
      3,
      { unit: 0, energy: 1, energyGrowth: 2 },
    ],
    [
      'with units in brackets, line breaks, blanks and full-width characters',
      [['单 位', '综合能源消费量\n（万吨标准煤）', '能耗增速(％)', ' 规上工业增加值增速［%］ '], DATA],
      0,
      { unit: 0, energy: 1, energyGrowth: 2, valueGrowth: 3 },
    ],
    [
      'on two lines with a merged heading',
      [['地区', '综合能源消费量', null, '规上工业增加值增速'], [null, '万吨标准煤', '增速', '%'], DATA],
      1,
      { unit: 0, energy: 1, energyGrowth: 2, valueGrowth: 3 },
    ],
    [
      'in another order, with columns nobody asked for',
      [
        ['序号', '能耗增速', '备注', '县区', '能源消费量'],
        ['1', '-3.6', null, '濂溪区', '38.2'],
      ],
      0,
      { energyGrowth: 1, unit: 3, energy: 4 },
    ],
    [
      'with a star at what must be filled in',
      [['*单位', '综合能源消费量*：'], DATA],
      0,
      { unit: 0, energy: 1 },
    ],
  ])('%s', (_what, rows, headerRow, columns) => {
    const match = matchColumns(rows, WANTED);
    expect(match.columns).toEqual(columns);
    expect(match).toMatchObject({ headerRow, firstDataRow: headerRow + 1, ambiguous: [] });
  });
});

test('what is missing and what nobody asked for is named', () => {
  const match = matchColumns([['单位', '备注', '综合能耗'], DATA], WANTED);
  expect(match.missing).toEqual(['energyGrowth', 'valueGrowth']);
  expect(match.unmatched).toEqual([{ column: 1, label: '备注' }]);
});

test('two columns that fit equally well are left to the person', () => {
  const match = matchColumns([['单位', '能耗增速', '能耗增速', '综合能耗'], DATA], WANTED);
  expect(match.ambiguous).toEqual([{ key: 'energyGrowth', columns: [1, 2] }]);
  expect(match.columns).toEqual({ unit: 0, energy: 3 });
  expect(match.unmatched).toEqual([]);
});

test('a heading that fits exactly goes before one that fits but for its brackets', () => {
  const wanted = [
    { key: 'flash', label: '能耗（快报）' },
    { key: 'final', label: '能耗（年报）' },
  ];
  expect(matchColumns([['能耗（年报）', '能耗（快报）']], wanted).columns).toEqual({ flash: 1, final: 0 });
});

test('figures are no header, and one known heading of several is not enough', () => {
  expect(matchColumns([DATA, DATA], WANTED)).toMatchObject({
    headerRow: null,
    firstDataRow: 0,
    missing: ['unit', 'energy', 'energyGrowth', 'valueGrowth'],
  });
  expect(matchColumns([['单位', '甲', '乙']], WANTED).headerRow).toBeNull();
});

test('one heading is enough where one is asked for', () => {
  expect(matchColumns([['统计表'], ['名称']], [{ key: 'name', label: '名称' }]).headerRow).toBe(1);
});

test('an empty sheet has no header', () => {
  expect(matchColumns([], WANTED).headerRow).toBeNull();
});
