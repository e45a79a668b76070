import { expect, test } from 'vitest';
import type { LedgerListReply } from '../../../server/providers/schema.ts';
import {
  barWord,
  cellText,
  chargeWords,
  columnDecimals,
  formLine,
  formTitle,
  landedWords,
  listOf,
  listTable,
} from './list-shape.ts';

type Cell = LedgerListReply['rows'][number]['cells'][number];

const REPLY: LedgerListReply = {
  list: 'willing',
  title: '绿色低碳意愿改造企业清单',
  today: '2026-11-21',
  reporter: '湖口县',
  unitWords: '万元',
  columns: [
    { label: '序号', kind: 'integer' },
    { label: '企业名称', kind: 'text' },
    { label: '计划投资（万元）', kind: 'number' },
  ],
  rows: [{ key: 'firm 1', firmId: 1, providerId: null, mark: null, cells: [1, '甲企业', null] }],
  sentence: '意愿改造企业1家，项目1个',
  note: '一企一行。',
  next: '',
  internal: true,
};

test('the address names one of the four lists, else the first is shown', () => {
  expect([listOf('willing'), listOf('others'), listOf(undefined)]).toEqual([
    'willing',
    'benchmarks',
    'benchmarks',
  ]);
});

test('the head says whose list it is, who fills it in, the day and the unit', () => {
  expect(formTitle(REPLY, '湖口县')).toBe('湖口县绿色低碳意愿改造企业清单');
  expect(formTitle(REPLY, null)).toBe('九江市绿色低碳意愿改造企业清单');
  expect(formLine(REPLY)).toEqual(['填报单位：湖口县', '填报日期：2026年11月21日', '单位：万元']);
  expect(formLine({ ...REPLY, unitWords: null })).toHaveLength(2);
});

test('what is missing is a dash on screen and empty in the file, never 0', () => {
  expect([cellText(null), cellText(undefined), cellText(0)]).toEqual(['—', '—', '0']);
  expect([cellText('-0.5', 'number'), cellText('0792-8000101')]).toEqual(['−0.5', '0792-8000101']);
  const table = listTable(REPLY, '湖口县');
  expect(table.rows).toEqual([[1, '甲企业', null]]);
  expect(table).toMatchObject({ unit: '万元', asOf: '2026-11-21', internal: true, scope: '一企一行。' });
  expect(table.sources[0]).toBe('填报单位：湖口县');
});

test('figures of a column stand under each other, with separators and equal decimals', () => {
  const row = (tce: Cell) => ({
    key: `${tce}`,
    firmId: 1,
    providerId: null,
    mark: null,
    cells: [1, '甲企业', tce],
  });
  const decimals = columnDecimals({ ...REPLY, rows: [row('1200.5'), row(null), row('30')] });
  expect(decimals).toEqual([0, 0, 1]);
  expect(['1200.5', '30', null].map((tce) => cellText(tce, 'number', decimals[2]))).toEqual([
    '1,200.5',
    '30.0',
    '—',
  ]);
  expect(columnDecimals({ ...REPLY, rows: [row('1.2345')] })[2]).toBe(2);
});

test('a provider in words', () => {
  expect([true, false, null].map(barWord)).toEqual(['符合', '不符合', '待核实']);
  expect(chargeWords({ charges: [] })).toBe('未包挂');
  const unit = { unitCode: '360429', unitName: '湖口县', industry: null };
  expect(chargeWords({ charges: [unit, { unitCode: null, unitName: null, industry: '纺织业' }] })).toBe(
    '湖口县、纺织业',
  );
  expect([landedWords({ landed: {} }), landedWords({ landed: { 2025: 3, 2026: 5 } })]).toEqual([
    '尚无',
    '2026年5个、2025年3个',
  ]);
});
