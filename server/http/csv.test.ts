import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['+cmd', "'+cmd"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', '"\'\tx"'],
  ['甲;乙', '"甲;乙"'],
  ["'=1", "''=1"],
  ["'甲", "'甲"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠a', "'＠a"],
  ['绿色工厂', '绿色工厂'],
  ['a=b', 'a=b'],
  ['甲,乙', '"甲,乙"'],
  ['他说“"好"”', '"他说“""好""”"'],
])('%j becomes %j', (cell, written) => {
  expect(csvOf([[cell]])).toBe(`\ufeff${written}\r\n`);
});

test('numbers stay numbers, also negative ones; missing is empty', () => {
  expect(csvOf([[-2.5, 0, null]])).toBe('\ufeff-2.5,0,\r\n');
});

test('a figure given as decimal text keeps its decimals and its sign', () => {
  expect(csvOf([[{ figure: '-3.60' }, '-3.60']])).toBe("\ufeff-3.60,'-3.60\r\n");
});
