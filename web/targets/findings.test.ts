import { expect, it } from 'vitest';
import type { Indicator } from '../../server/targets/schema.ts';
import { breakdownFinding, indicatorsFinding, targetInWords } from './findings.ts';

const line = (value: string, printed: string | null, agrees: boolean | null) => ({
  id: value,
  label: '全市三年目标连乘',
  value,
  printed,
  agrees,
  assumption: '',
});
const citation = { document: '行动计划', place: '附件2', note: null };

it('the breakdown check says how many figures differ from the print', () => {
  const lines = [
    line('-11.992 %', '-13.000 %', false),
    line('6 家', '6 家', true),
    line('13 家', null, null),
  ];
  expect(breakdownFinding({ lines, citation })).toBe('目标分解校核：3项中1项与原文数字不一致，须知悉');
  expect(breakdownFinding({ lines: lines.slice(1), citation })).toBe('目标分解校核：与原文一致');
});

const indicator = (change: Partial<Indicator>): Indicator => ({
  id: 'x',
  name: '碳排放强度',
  direction: 'atMost',
  target: '-13',
  targetUpper: null,
  unit: '%',
  dueYear: 2027,
  comparedWith: null,
  clause: '',
  note: '',
  targetSource: null,
  version: 1,
  document: '行动计划',
  actuals: [],
  computed: null,
  ...change,
});

it.each([
  ['a fall is at most', {}, '≤ −13%'],
  ['以上 is at least', { direction: 'atLeast', target: '30', unit: '家' }, '≥ 30 家'],
  ['a range has both ends', { target: '10', targetUpper: '20', unit: '家' }, '10—20 家'],
  ['an open target is never 0', { target: null }, '待下达'],
] as const)('target in words: %s', (_name, change, expected) => {
  expect(targetInWords(indicator(change))).toBe(expected);
});

it('the title names the targets that are still open', () => {
  expect(indicatorsFinding([indicator({}), indicator({ target: null })])).toBe(
    '全市指标：2项，其中碳排放强度尚无目标值',
  );
});
