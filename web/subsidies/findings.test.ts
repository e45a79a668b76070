import { describe, expect, it } from 'vitest';
import type { ForecastReply, Fund } from '../../server/funds/schema.ts';
import {
  casesFinding,
  clauseFinding,
  forecastFinding,
  fundFinding,
  moneyFinding,
  monthsFinding,
  spendingHeadline,
  unitFinding,
  wanWords,
} from './findings.ts';
import { money, spendingReply } from './testing.ts';

it.each([
  [1_286_000_000, '1,286万元'],
  [8_500_000, '8.5万元'],
  [30_000_000, '30万元'],
  [1_286_400_000, '1,286万元'],
])('%i 分 in a sentence is %s', (fen, words) => {
  expect(wanWords(fen)).toBe(words);
});

describe('headline', () => {
  it('says what is paid, what waits for payment and what is only expected', () => {
    expect(spendingHeadline(spendingReply(), '')).toBe(
      '2026年奖补资金已拨付1,286万元，已审定待拨付620万元；另有预计可得545万元，待审定。',
    );
  });
  it('says that nothing is paid yet instead of 0', () => {
    expect(spendingHeadline(spendingReply({ total: money(0, 0, 30) }), '濂溪区')).toBe(
      '濂溪区2026年奖补资金尚未拨付；另有预计可得30万元，待审定。',
    );
  });
  it('without any money there is no amount', () => {
    expect(spendingHeadline(spendingReply({ year: null, total: money(0, 0, 0, 0) }), '')).toBe(
      '历年奖补资金尚无金额',
    );
  });
});

it.each([
  [money(1286, 1906, 545), '奖补资金：已拨付1,286万元'],
  [money(0, 50, 10), '奖补资金：已审定50万元，尚未拨付'],
  [money(0, 0, 10), '奖补资金：预计可得10万元，待审定'],
  [money(0, 0, 0, 0), '奖补资金：尚无事项'],
])('the card on the overview says the furthest the money has come', (amounts, words) => {
  expect(moneyFinding(amounts)).toBe(words);
});

describe('a fund', () => {
  const fund = (budget: number | null, amounts = money(1286, 1906, 545)): Fund => ({
    policyId: 'jiujiang',
    title: '九江若干措施',
    year: 2026,
    rule: 'selective',
    budgetFen: budget === null ? null : budget * 1_000_000,
    budgetVersion: 1,
    leftFen: budget === null ? null : budget * 1_000_000 - amounts.approvedFen,
    approvedFen: amounts.approvedFen,
    paidFen: amounts.paidFen,
    expectedFen: amounts.expectedFen,
  });
  it.each([
    [3000, '九江资金：预算还可审定1,094万元'],
    [2451, '九江资金：预算还可审定545万元'],
    [2450, '九江资金：预计可得全部审定将超预算1万元'],
    [1900, '九江资金：审定已超预算6万元'],
    [null, '九江资金：2026年预算未录入'],
  ])('with a budget of %s 万元: %s', (budget, words) => {
    expect(fundFinding(fund(budget))).toBe(words);
  });
});

it('names the clause that carries most and its share', () => {
  expect(clauseFinding(spendingReply())).toBe('九江措施二占78%');
  expect(clauseFinding(spendingReply({ byClause: [], total: money(0, 0, 0, 0) }))).toBe('按条款：尚无金额');
});

it('names the county with most money', () => {
  expect(unitFinding(spendingReply())).toBe('彭泽县最多，1,900万元');
  expect(unitFinding(spendingReply({ byUnit: [] }))).toBe('按县（市、区）：尚无金额');
});

it('names the month with most payments', () => {
  expect(monthsFinding(spendingReply())).toBe('4月拨付最多，1,000万元');
  expect(monthsFinding(spendingReply({ year: null }))).toBe('2026年4月拨付最多，1,000万元');
  expect(monthsFinding(spendingReply({ months: [] }))).toBe('2026年尚无拨付');
});

describe('forecast', () => {
  const row = { policyId: 'jiujiang', clause: '措施三', title: '国家级绿色工厂', titles: 3, unitFen: 0 };
  const forecast = (low: number, high: number, titles = 3): ForecastReply => ({
    asOf: '2026-11-21',
    rows: [{ ...row, titles, lowFen: low, highFen: high }],
    years: [],
    lowFen: low,
    highFen: high,
    assumptions: [],
  });
  it('is a range', () => {
    expect(forecastFinding(forecast(860_000_000, 1_070_000_000))).toBe(
      '全市附件2任务全部完成，到2027年预计还需860万元至1,070万元',
    );
  });
  it('says so where no title is left to come', () => {
    expect(forecastFinding(forecast(0, 0, 0))).toBe('全市附件2任务已全部完成，不再新增支出');
  });
});

it('the list says how many wait for the viewer and how many must be looked at', () => {
  expect(casesFinding({ total: 2, waiting: 1, flagged: 1 })).toBe('2个事项，1个待您办理，1个有提示待核实');
  expect(casesFinding({ total: 2, waiting: 0, flagged: 1 }, true)).toBe('2个已审定事项，1个有提示待核实');
  expect(casesFinding({ total: 0, waiting: 0, flagged: 0 })).toBe('没有符合条件的事项');
});
