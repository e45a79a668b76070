import { describe, expect, test } from 'vitest';
import { allocate, prorate } from './allocate.ts';
import { evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';

describe('a budget shared out by largest remainder', () => {
  const cases: [description: string, budget: number, amounts: number[], shares: number[]][] = [
    ['the budget suffices: everybody in full', 100, [30, 40], [30, 40]],
    ['it just suffices', 70, [30, 40], [30, 40]],
    ['one 分 short', 69, [30, 40], [30, 39]],
    ['thirds: the 分 left over goes to the first of the equals', 100, [100, 100, 100], [34, 33, 33]],
    ['two left over', 101, [100, 100, 100], [34, 34, 33]],
    ['the largest remainder is raised, not the largest amount', 10, [6, 6, 3], [4, 4, 2]],
    ['two remainders differ', 100, [333, 333, 334], [33, 33, 34]],
    ['no budget', 0, [5, 7], [0, 0]],
    ['nobody', 100, [], []],
    ['nothing asked', 100, [0, 0], [0, 0]],
    ['nothing asked by one', 3, [0, 4], [0, 3]],
    ['more applicants than 分', 2, [5, 5, 5], [1, 1, 0]],
    [
      'sums beyond what a binary float holds exactly when multiplied',
      900_719_925_474_099,
      [900_719_925_474_098, 3],
      [900_719_925_474_096, 3],
    ],
  ];
  test.each(cases)('%s', (_description, budget, amounts, shares) => {
    expect(allocate(budget, amounts)).toEqual(shares);
  });

  test.each([
    [-1, [1]],
    [1.5, [1]],
    [1, [-1]],
    [1, [0.5]],
    [Number.NaN, [1]],
    [2 ** 53, [1]],
  ])('refuses %j and %j', (budget, amounts) => {
    expect(() => allocate(budget, amounts)).toThrow(RangeError);
  });
});

describe('expected awards cut to a budget', () => {
  const { facts } = parseFacts({
    applicant: 'enterprise',
    unit: '360100',
    greenFactoryLevel: 'national',
    greenSupplyChainLevel: 'provincial',
  });
  const results = evaluate(facts, '2025-06-01').filter(({ outcome }) => outcome === 'eligible');

  test('each shows its prorated step with the clause, and the sum is the budget', () => {
    const cut = prorate(10_000_001, results, '南昌若干措施 结尾第一段');
    expect(results.map(({ amountFen }) => amountFen)).toEqual([50_000_000, 20_000_000]);
    expect(cut.map(({ amountFen }) => amountFen)).toEqual([7_142_858, 2_857_143]);
    expect(cut[0]?.steps.at(-1)).toEqual({
      stage: 'prorated',
      words: '兑现总额超过预算10.000001万元，按比例折算为7.142858万元',
      fen: 7_142_858,
      clause: '南昌若干措施 结尾第一段',
    });
  });

  test('a budget that suffices changes nothing', () => {
    expect(prorate(70_000_000, results, '')).toEqual(results);
  });
});
