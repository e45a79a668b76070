import { expect, test } from 'vitest';
import type { FieldChange } from '../../server/reports/schema.ts';
import { changedField, changeWords } from './change-words.ts';

const change = (more: Partial<FieldChange>): FieldChange => ({
  field: 'energyGrowthPct',
  aspect: 'value',
  from: null,
  to: '-3.10',
  at: '2026-11-21T07:42:08.000Z',
  by: '濂溪区填报员',
  revision: null,
  ...more,
});

test.each<[string, Partial<FieldChange>, string]>([
  ['the first value keeps its decimals and its true minus sign', {}, '填写−3.10'],
  ['a changed value', { from: '3.1', to: '-3.1' }, '由3.1改为−3.1'],
  ['a value taken out', { from: '3.1', to: null }, '删去3.1'],
  ['a value that was handed in', { from: '3', to: '4', revision: 2 }, '由3改为4（第2稿）'],
  ['a remark', { aspect: 'comment', to: '含自备电厂' }, '填写备注“含自备电厂”'],
  ['a reason for no value, corrected', { aspect: 'absent', from: 'a', to: 'b' }, '无数据原因由“a”改为“b”'],
  [
    'a choice in its own words',
    { field: 'energyScope', from: 'unstated', to: 'equivalent' },
    '由未注明改为等价值',
  ],
  ['a note', { field: 'note', to: '检修-复产' }, '填写“检修-复产”'],
])('%s', (_, more, words) => {
  expect(changeWords(change(more))).toBe(words);
});

test('a field is named as in the tables', () => {
  expect(changedField('energyWanTce')).toBe('综合能源消费量');
  expect(changedField('feedstockDeducted')).toBe('原料用能');
});
