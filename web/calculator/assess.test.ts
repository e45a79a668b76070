import { expect, it } from 'vitest';
import type { Facts } from '../../server/rules/subsidies/vocabulary.ts';
import { assess } from './assess.ts';
import { awardAmount, comparisonFinding, expectedFinding, headline } from './findings.ts';

const DAY = '2026-11-21';
const FACTORY: Facts = {
  applicant: 'enterprise',
  unit: '360404',
  isIndustrial: true,
  greenFactoryLevel: 'national',
  recognitionDate: '2026-09-18',
};
const RETROFIT: Facts = {
  applicant: 'enterprise',
  unit: '360429',
  retrofitAccepted: true,
  acceptanceReportFiled: true,
  energyLevelReached: 'benchmark',
  unitEnergyBefore: '0.4',
  unitEnergyAfter: '0.38',
  completionDate: '2026-08-20',
};
const headlineOf = (facts: Facts) => headline(assess(facts, DAY));

it('a factory in 柴桑 gets the higher of city and district, never the sum', () => {
  const { resolved } = assess(FACTORY, DAY);
  expect(headlineOf(FACTORY)).toBe('预计可得30万元（待审定）。');
  expect(resolved.superseded.map(({ awardId }) => awardId)).toEqual(['jiujiang-3-green-factory']);
  expect(expectedFinding(resolved)).toBe('能得一项：30万元');
});

it('what was already received is taken off, and the headline says both', () => {
  const received = [
    { from: 'city', matter: 'greenFactory', amountYuan: '100000', level: 'provincial' },
  ] as const;
  expect(headlineOf({ ...FACTORY, received })).toBe('预计可得30万元（待审定）；扣除已得后尚可兑现20万元。');
});

it('a ceiling is called one', () => {
  expect(headlineOf(RETROFIT)).toBe('预计可得最高50万元（待审定）。');
  const [award] = assess(RETROFIT, DAY).resolved.chosen;
  expect(award && awardAmount(award)).toBe('最高50万元');
});

it('without an answer the page invites to give one', () => {
  expect(headlineOf({})).toContain('选出有的');
});

it('what is missing is listed with the question that settles it', () => {
  const { isIndustrial: _unknown, ...facts } = FACTORY;
  const { missing, wanted } = assess(facts, DAY);
  expect(missing.map(({ awardId }) => awardId)).toEqual(['chaisang-2-green-factory']);
  expect(wanted.has('isIndustrial')).toBe(true);
  expect(headlineOf(facts)).toBe('预计可得20万元（待审定）；1项还缺情况。');
});

it('a project short of a tier is refused with its reason; another district’s document is not held against it', () => {
  const { refused } = assess({ ...RETROFIT, unitEnergyAfter: '0.39' }, DAY);
  expect(refused.map(({ awardId }) => awardId)).toEqual(['jiujiang-2-retrofit']);
});

it('the same factory under the four documents: 20, 30, 50, nothing', () => {
  const { comparison } = assess(FACTORY, DAY);
  expect(comparison.totals).toEqual({
    jiujiang: 20_000_000,
    chaisang: 30_000_000,
    nanchang: 50_000_000,
    changjiang: 0,
  });
  expect(comparisonFinding(comparison, DAY)).toBe('同样的情况，南昌（已失效）最多：50万元');
});

it('the comparison never enters the total', () => {
  const { comparison, resolved } = assess({ ...RETROFIT, unit: '360429' }, DAY);
  expect(comparison.totals.chaisang).toBe(15_000_000);
  expect(comparisonFinding(comparison, DAY)).toBe('同样的情况，九江市级最多：最高50万元');
  expect(resolved.totalFen).toBe(50_000_000);
});
