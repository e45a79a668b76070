import { describe, expect, test } from 'vitest';
import { firmImport } from '../projects/import/firm-import.ts';
import { askedColumns, importRows, lackingColumns, shapeSheet } from './import-shape.ts';

const ONE = firmImport(['湖口县']);
const CITY = firmImport(['濂溪区', '湖口县']);
const unitOf = (plan: typeof ONE) => plan.defaults.find(({ key }) => key === 'unit');

/** Labels of the selects for a sheet with these headings, with nothing changed by hand. */
function asked(headings: string[]): string[] {
  const shape = shapeSheet([headings, headings.map(() => '1')], ONE.columns);
  if (shape === null) throw new Error('no header');
  return askedColumns(ONE.columns, shape.places, shape.places).map(({ label }) => label);
}
const years = (labels: readonly string[]) => labels.filter((label) => /^20\d\d年/.test(label)).length;

describe('columns asked about', () => {
  test('a sheet with one column of energy is not asked for one of each year', () => {
    expect(years(asked(['企业名称', '统一社会信用代码', '年综合能源消费量', '年度']))).toBe(0);
  });
  test('a wide one keeps the years it has, and any year may be chosen where none stands for them', () => {
    expect(years(asked(['企业名称', '县（市、区）', '年综合能源消费量', '2025年能耗']))).toBe(1);
    expect(years(asked(['企业名称', '县（市、区）', '2025年能耗']))).toBe(4);
    expect(years(asked(['企业名称', '县（市、区）']))).toBe(4);
  });
  test('one chosen by hand stays, whatever else is chosen', () => {
    const chosen = { name: 0, tce: 2, tce2026: 3 };
    const labels = askedColumns(ONE.columns, { name: 0 }, chosen).map(({ label }) => label);
    expect(labels.filter((label) => label.startsWith('2026年'))).toHaveLength(1);
    expect(years(labels)).toBe(1);
  });
});

describe('the unit of a list of firms', () => {
  test('is given for who keeps one unit, and not asked again', () => {
    expect(unitOf(ONE)).toBeUndefined();
    const sheet = [
      ['企业名称', '年综合能源消费量'],
      ['甲公司', '1200'],
    ];
    const shape = shapeSheet(sheet, ONE.columns);
    if (shape === null) throw new Error('no header');
    const given = ONE.given ?? {};
    expect(lackingColumns(ONE.columns, shape.places, given)).toEqual([]);
    expect(importRows(sheet, shape, ONE.columns, shape.places, given)).toEqual([
      { line: 2, name: '甲公司', tce: '1200', unit: '湖口县', source: '企业申报' },
    ]);
  });
  test('is chosen from the names by who keeps several', () => {
    expect(unitOf(CITY)?.options).toEqual(['濂溪区', '湖口县']);
    expect(CITY.given).not.toHaveProperty('unit');
    expect(lackingColumns(CITY.columns, { name: 0 }, CITY.given ?? {})).toEqual(['县（市、区）']);
  });
});
