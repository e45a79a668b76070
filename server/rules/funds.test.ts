import { describe, expect, test } from 'vitest';
import {
  type BudgetQuestion,
  checkBudget,
  FUNDS,
  type FundRule,
  fundById,
  fundOf,
  splitByShares,
} from './funds.ts';
import { wan } from './subsidies/money.ts';

test('the funds are those of 九江 and 柴桑; a benchmark document has none', () => {
  expect(FUNDS.map(({ policyId, rule }) => [policyId, rule])).toEqual([
    ['jiujiang', 'selective'],
    ['chaisang', 'capped'],
  ]);
  expect(fundById('nanchang')).toBeNull();
});

test.each([
  ['a city share of a city case', 'city', 'jiujiang', '360425', 'jiujiang'],
  ['a district share of a district case', 'district', 'chaisang', '360404', 'chaisang'],
  ['the city share of a district case', 'city', 'chaisang', '360404', 'jiujiang'],
  ['the district share of a city case in 柴桑', 'district', 'jiujiang', '360404', 'chaisang'],
  ['the district share elsewhere', 'district', 'jiujiang', '360425', undefined],
  ['the share of the province', 'province', 'jiujiang', '360425', undefined],
] as const)('%s is carried by %s of %s in %s: %s', (_what, payer, policyId, unitCode, fund) => {
  expect(fundOf(payer, policyId, unitCode)?.policyId).toBe(fund);
});

test('a part payment is split in proportion, to the 分', () => {
  const shares = [
    { payer: 'city', fen: 200 },
    { payer: 'district', fen: 100 },
  ] as const;
  expect(splitByShares(100, shares)).toEqual([
    { payer: 'city', fen: 67 },
    { payer: 'district', fen: 33 },
  ]);
  expect(splitByShares(300, shares)).toEqual(shares);
});

const fund = (rule: FundRule['rule']): FundRule => ({ policyId: 'jiujiang', title: '资金', rule });
const ask = (rule: FundRule['rule'], change: Partial<BudgetQuestion> = {}) =>
  checkBudget({
    fund: fund(rule),
    year: 2026,
    budgetFen: wan('300'),
    committedFen: wan('250'),
    amountFen: wan('50'),
    demandFen: [wan('50'), wan('250')],
    ...change,
  });

describe('whether the budget bears an approval', () => {
  test.each(['selective', 'capped', 'prorated'] as const)('%s: exactly all of it is borne', (rule) => {
    expect(ask(rule)).toEqual({ refused: false, message: null });
  });

  const over = { amountFen: wan('50') + 1, demandFen: [wan('50') + 1, wan('250')] };
  test('one 分 too much is refused under 总额控制', () => {
    const { refused, message } = ask('capped', over);
    expect(refused).toBe(true);
    expect(message).toContain('总额控制');
  });
  test('one 分 too much is warned of under 择优兑现', () => {
    const { refused, message } = ask('selective', over);
    expect(refused).toBe(false);
    expect(message).toContain('超出0.000001万元');
  });
  test('an overrun is refused with the prorated amount under 按比例折算', () => {
    const { refused, message } = ask('prorated', {
      amountFen: wan('350'),
      demandFen: [wan('350'), wan('250')],
    });
    expect(refused).toBe(true);
    expect(message).toContain('建议审定175万元');
  });
  test('a budget not entered is unknown, not nothing', () => {
    expect(ask('selective', { budgetFen: null })).toEqual({
      refused: false,
      message: '资金2026年度资金尚未录入预算，无法核对余额。',
    });
    expect(ask('capped', { budgetFen: null }).refused).toBe(true);
  });
});
