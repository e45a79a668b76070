import { describe, expect, test } from 'vitest';
import { readWeights, type WeightMeasure } from './value-added.ts';

const UNITS = ['360402', '360403', 'JKQ'];
const table = (...values: (string | null)[]) =>
  values.map((value, index) => ({ unitCode: UNITS[index] ?? '', value }));

describe('a weight as typed', () => {
  test.each<[WeightMeasure, string, string]>([
    ['yiYuan', '126.40', '126.40'],
    ['yiYuan', '１，２６４．５', '1264.5'],
    ['sharePct', ' 12.5 % ', '12.5'],
    ['sharePct', '+0.0001', '0.0001'],
  ])('%s: “%s” is kept as %s', (measure, typed, kept) => {
    expect(readWeights(table(typed), measure, UNITS)).toEqual({
      values: new Map([['360402', kept]]),
      faults: {},
    });
  });

  test.each<[WeightMeasure, string, string]>([
    ['yiYuan', '很多', 'not_a_number'],
    ['yiYuan', '1e3', 'not_a_number'],
    ['yiYuan', '12%', 'not_a_number'],
    ['yiYuan', '0', 'out_of_range'],
    ['yiYuan', '0.00', 'out_of_range'],
    ['yiYuan', '−3', 'out_of_range'],
    ['yiYuan', '100000', 'out_of_range'],
    ['yiYuan', '1.23456', 'too_many_decimals'],
    ['sharePct', '100.1', 'out_of_range'],
  ])('%s: “%s” is refused at its unit', (measure, typed, code) => {
    const { faults } = readWeights(table('5', typed), measure, UNITS);
    expect(Object.keys(faults)).toEqual(['rows.360403']);
    expect(faults['rows.360403']).toMatchObject({ code, message: expect.stringContaining(typed) });
  });

  test('a unit without a weight has none, not 0', () => {
    expect([...readWeights(table('5', null, '  '), 'yiYuan', UNITS).values.keys()]).toEqual(['360402']);
  });

  test.each<[string, { unitCode: string; value: string | null }[], string, string]>([
    ['the city', [{ unitCode: '360400', value: '5' }], 'rows.360400', 'unknown_unit'],
    ['an unknown unit', [{ unitCode: '999999', value: '5' }], 'rows.999999', 'unknown_unit'],
    ['the same unit twice', [...table('5'), ...table('6')], 'rows.360402', 'duplicate'],
    ['a table of blanks', [{ unitCode: 'JKQ', value: ' ' }], 'rows', 'required'],
  ])('%s is refused', (_name, rows, field, code) => {
    expect(readWeights(rows, 'yiYuan', UNITS).faults).toMatchObject({ [field]: { code } });
  });
});

describe('shares', () => {
  test.each<[string, (string | null)[], boolean]>([
    ['99.5 % of all', ['50', '30', '19.5'], true],
    ['100.5 % of all', ['50', '30', '20.5'], true],
    ['99.49 % of all', ['50', '30', '19.49'], false],
    ['100.51 % of all', ['50', '30', '20.51'], false],
    ['80 % of some', ['50', '30', null], true],
    ['100.6 % of some', ['50', '50.6', null], false],
  ])('%s', (_name, values, isFine) => {
    const { faults } = readWeights(table(...values), 'sharePct', UNITS);
    expect(faults.rows?.code).toBe(isFine ? undefined : 'bad_sum');
  });
  test('amounts add up to whatever they do', () => {
    expect(readWeights(table('500', '30', '1'), 'yiYuan', UNITS).faults).toEqual({});
  });
});
