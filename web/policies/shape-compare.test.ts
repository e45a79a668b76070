import { expect, it } from 'vitest';
import { policyById } from '../../server/rules/subsidies/catalogue.ts';
import {
  clausesFinding,
  compareFinding,
  libraryHeadline,
  readingsFinding,
  targetsFinding,
} from './findings.ts';
import { probeRows } from './shape-compare.ts';

const rows = probeRows('2026-11-21');
const wanOf = (label: string) => {
  const cells = rows.find((row) => row.label === label)?.cells;
  const wan = (id: 'jiujiang' | 'chaisang' | 'nanchang' | 'changjiang') => {
    const fen = cells?.[id].best?.amountFen ?? null;
    return fen === null ? null : fen / 1_000_000;
  };
  return [wan('jiujiang'), wan('chaisang'), wan('nanchang'), wan('changjiang')];
};

it.each([
  ['国家级绿色工厂', [20, 30, 50, null]],
  ['省级绿色工厂', [10, 15, 20, null]],
  ['国家级工业产品绿色设计示范', [20, null, 30, null]],
  ['省级工业产品绿色设计示范', [10, null, null, null]],
  ['国家能效领跑者（首次）', [50, null, 30, null]],
  ['国家级绿色园区', [50, null, null, null]],
  ['改造提升5%', [50, 15, null, null]],
  ['改造提升8%', [70, 30, null, null]],
  ['改造提升10%', [100, 50, null, null]],
  ['国家级重点实验室', [null, 50, null, 30]],
])('%s across 九江, 柴桑, 南昌, 昌江 (万元)', (label, expected) => {
  expect(wanOf(label)).toEqual(expected);
});

it('every achievement has an amount somewhere, and one document is the highest', () => {
  for (const { most } of rows) expect(most.length).toBeGreaterThan(0);
});

it('the titles say what the tables show', () => {
  expect(compareFinding(rows)).toMatch(
    /^\d+项成果在不止一份文件中有奖补，其中\d+项九江市级不是最高，如国家级绿色工厂$/,
  );
  expect(readingsFinding()).toMatch(/^\d+处条文不止一种理解，其中\d+处会改变测算结果$/);
  expect(targetsFinding()).toContain('3份文件另定');
  expect(clausesFinding(policyById('jiangxi'))).toContain('都没有写奖补金额');
});

it.each([
  ['2025-06-29', '江西集群方案未施行'],
  ['2025-12-31', '柴桑若干意见未施行'],
  ['2026-01-30', '九江若干措施、柴桑若干意见、江西集群方案施行中，南昌若干措施已失效'],
  ['2028-01-01', '九江若干措施、南昌若干措施已失效'],
])('on %s the headline says which documents hold', (today, words) => {
  expect(libraryHeadline(today)).toContain(words);
});
