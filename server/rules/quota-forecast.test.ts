import { expect, test } from 'vitest';
import { columnOf, type QuotaColumn } from './quota-columns.ts';
import { type ForecastRow, forecastRows, overYears } from './quota-forecast.ts';
import { wanText } from './subsidies/money.ts';

function column(key: string): QuotaColumn {
  const found = columnOf(key);
  if (!found) throw new Error(key);
  return found;
}

const said = ({ clause, title, titles, lowFen, highFen }: ForecastRow) =>
  `${clause} ${title} ${titles}：${wanText(lowFen)}至${wanText(highFen)}`;

test.each<[string, string, string, number, number, string[]]>([
  ['no upgrade', '360425', 'greenFactoryNational', 3, 0, ['措施三 国家级绿色工厂 3：60万元至60万元']],
  ['one upgrade', '360425', 'greenFactoryNational', 3, 1, ['措施三 国家级绿色工厂 3：50万元至60万元']],
  ['all upgrades', '360425', 'greenFactoryNational', 3, 3, ['措施三 国家级绿色工厂 3：30万元至60万元']],
  ['a park', 'JKQ', 'greenParkNational', 1, 1, ['措施三 国家级绿色园区 1：30万元至50万元']],
  [
    '领跑者 have no lower level',
    '360425',
    'efficiencyLeader',
    2,
    0,
    ['措施三 国家能效水效领跑者 2：100万元至100万元'],
  ],
  [
    '柴桑 tops the city up to its own 30',
    '360404',
    'greenFactoryNational',
    2,
    1,
    ['措施三 国家级绿色工厂 2：30万元至40万元', '第2条 国家级绿色工厂（补足差额） 2：15万元至20万元'],
  ],
])('%s', (_what, unitCode, key, titles, upgrades, expected) => {
  expect(forecastRows([{ unitCode, column: column(key), titles, upgrades }]).map(said)).toEqual(expected);
});

test('units of one title add up in one row', () => {
  const gap = { column: column('greenFactoryProvincial'), upgrades: 0 };
  const rows = forecastRows([
    { ...gap, unitCode: '360425', titles: 2 },
    { ...gap, unitCode: '360426', titles: 3 },
  ]);
  expect(rows.map(said)).toEqual(['措施三 省级绿色工厂 5：50万元至50万元']);
});

test.each([1, 2, 3, 7])('%i titles over the years cost what they cost together', (titles) => {
  const [row] = forecastRows([
    { unitCode: '360425', column: column('greenFactoryNational'), titles, upgrades: 1 },
  ]);
  if (!row) throw new Error('no row');
  for (const years of [[2027], [2026, 2027], [2025, 2026, 2027]]) {
    const parts = overYears(row, years);
    expect(parts.map(({ year }) => year)).toEqual(years);
    expect(parts.reduce((sum, { lowFen }) => sum + lowFen, 0)).toBe(row.lowFen);
    expect(parts.reduce((sum, { highFen }) => sum + highFen, 0)).toBe(row.highFen);
  }
});
