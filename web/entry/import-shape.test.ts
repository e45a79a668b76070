import { describe, expect, test } from 'vitest';
import type { ImportVerdict } from '../../server/reports/import-schema.ts';
import {
  columnName,
  keysFor,
  leftTable,
  linesOf,
  mappingOf,
  unreadColumns,
  verdictWords,
} from './import-shape.ts';

const YONGXIU = { code: '360425', name: '永修县' };
const JKQ = { code: 'JKQ', name: '经开区' };
const KEYS = keysFor([]);
const SHEET = [
  ['2026年1–10月能耗情况表', null, null, null, null],
  ['县（市、区）', '综合能源消费量（万吨标准煤）', '能耗增速（%）', '规上工业增加值增速', '主要企业'],
  ['永修', '26.62', '3.1', '5.9', '某硅材料'],
  ['九江经开区', '7.01', '—', '', null],
  ['德安县', '9.1', '1', '2', null],
  ['永修县', '26.7', '3.1', '5.9', null],
  [null, null, null, null, null],
  ['瑞昌市', null, null, null, null],
];

describe('an officer’s own sheet', () => {
  const mapping = mappingOf(SHEET, KEYS);
  test('the headings are found below the title', () => {
    expect(mapping).toMatchObject({
      headerRow: 1,
      firstDataRow: 2,
      columns: { unitName: 0, energyWanTce: 1, energyGrowthPct: 2, valueAddedGrowthPct: 3 },
    });
  });
  test('the own units are taken, blanks and dashes are left out', () => {
    const { lines } = linesOf(SHEET, mapping, [YONGXIU, JKQ]);
    expect(lines).toEqual([
      {
        row: 3,
        unitCode: '360425',
        unitName: '永修县',
        figures: { energyWanTce: '26.62', energyGrowthPct: '3.1', valueAddedGrowthPct: '5.9' },
        note: null,
      },
      { row: 4, unitCode: 'JKQ', unitName: '经开区', figures: { energyWanTce: '7.01' }, note: null },
    ]);
  });
  test('every line not taken says why, and blank ones say nothing', () => {
    const { left } = linesOf(SHEET, mapping, [YONGXIU, JKQ, { code: '360481', name: '瑞昌市' }]);
    expect(left.map(({ row, reason }) => [row, reason])).toEqual([
      [5, '不是您填报的单位'],
      [6, '永修县在表中不止一行，只取第一行'],
      [8, '没有可导入的数'],
    ]);
  });
  test('columns that are read as nothing are named', () => {
    expect(unreadColumns(SHEET, mapping)).toEqual(['E列 主要企业']);
  });
});

test('a sheet without a unit column belongs to the only unit, and to nobody where there are two', () => {
  const sheet = [
    ['综合能源消费量', '能耗增速'],
    ['26.62', '3.1'],
  ];
  const mapping = mappingOf(sheet, KEYS);
  expect(linesOf(sheet, mapping, [YONGXIU]).lines[0]?.unitCode).toBe('360425');
  expect(linesOf(sheet, mapping, [YONGXIU, JKQ])).toMatchObject({
    lines: [],
    left: [{ reason: '没有“单位”列，不能确定是哪个单位' }],
  });
});

test('the unit’s code counts before its name', () => {
  const sheet = [
    ['单位代码', '单位', '综合能源消费量'],
    ['jkq', '开发区', '7'],
  ];
  expect(linesOf(sheet, mappingOf(sheet, KEYS), [YONGXIU, JKQ]).lines[0]?.unitCode).toBe('JKQ');
});

test('a sheet without headings is read nowhere until the person points at them', () => {
  const sheet = [
    ['a', 'b'],
    ['单位', '能耗总量'],
    ['永修县', '26.62'],
  ];
  expect(mappingOf([['1', '2']], KEYS)).toMatchObject({ headerRow: null, columns: {} });
  expect(mappingOf(sheet, KEYS, 1)).toMatchObject({
    headerRow: 1,
    columns: { unitName: 0, energyWanTce: 1 },
  });
});

test('second-page columns are looked for only when due', () => {
  expect(keysFor(['waterIntensityPct'])).toContain('waterIntensityPct');
  expect(KEYS).not.toContain('waterIntensityPct');
});

test('columns are named as spreadsheets do', () => {
  const mapping = mappingOf(SHEET, KEYS);
  expect(columnName(SHEET, mapping, 1)).toBe('B列 综合能源消费量（万吨标准煤）');
  expect(columnName(SHEET, mapping, 27)).toBe('AB列');
});

describe('the verdict on a row in words', () => {
  const verdict: ImportVerdict = {
    index: 0,
    unitCode: '360425',
    unitName: '永修县',
    verdict: 'changed',
    code: null,
    message: null,
    errors: {},
    flags: [
      { id: 'outlier_energy', severity: 'warning', field: 'energyWanTce', message: '高出31%，请说明' },
      {
        id: 'restated_differs',
        severity: 'hint',
        field: 'samePeriodEnergyWanTce',
        message: '与上年所报不同',
      },
      { id: 'reason_required', severity: 'error', field: 'waterIntensityPct', message: '本期应报' },
      { id: 'reason_required', severity: 'error', field: 'greenRevenueYiYuan', message: '本期应报' },
    ],
    changes: [
      { field: 'energyWanTce', from: '26', to: '26.62' },
      { field: 'energyGrowthPct', from: null, to: '-3.1' },
      { field: 'note', from: '检修', to: null },
    ],
    version: 3,
  };
  const texts = (change: Partial<ImportVerdict>) =>
    verdictWords({ ...verdict, ...change }).map(({ text }) => text);

  test('what changes, what looks unusual, and in one line what is still missing', () => {
    expect(texts({})).toEqual([
      '将修改草稿：综合能源消费量 26 → 26.62；综合能源消费量增速 −3.1；说明 检修 → 空',
      '▲ 高出31%，请说明',
      '提交前还需填报：单位工业增加值用水量增速、规上绿色低碳产业营业收入',
    ]);
  });
  test('a refused row says why, cell by cell where it can', () => {
    expect(texts({ verdict: 'refused', message: '已提交' })).toEqual(['■ 已提交']);
    const errors = { energyWanTce: { code: 'not_a_number', message: '须为数字' } };
    expect(texts({ verdict: 'refused', message: '须为数字', errors })).toEqual(['■ 须为数字']);
  });
  test('the same as the draft need not be imported', () => {
    expect(texts({ verdict: 'same' })).toEqual(['与现有草稿相同，不必导入']);
  });
});

test('the lines left out become a table with their row numbers', () => {
  const table = leftTable('能耗表.csv', [{ row: 5, content: '德安县 9', reason: '不是您填报的单位' }]);
  expect(table.rows).toEqual([[5, '德安县 9', '不是您填报的单位']]);
  expect(table.columns).toHaveLength(3);
});
