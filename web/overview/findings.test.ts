import { describe, expect, it } from 'vitest';
import type { RuleSetEntry } from '../../server/grading/schema.ts';
import type { TrajectoryReply } from '../../server/progress/schema.ts';
import type { QuotaCell, QuotaPaceReply } from '../../server/quotas/schema.ts';
import {
  changeInWords,
  gapShare,
  landingFinding,
  otherRuleSet,
  quotaFinding,
  rankingFinding,
  tilesFinding,
  yearFinding,
} from './findings.ts';
import { cityRow, missingRow, unitRow } from './test-data.ts';

describe('title of the card 今年', () => {
  it.each([
    ['behind', { gapPct: 0.4 }, '今年：距目标还差0.4个百分点'],
    ['ahead', { gapPct: -0.2 }, '今年：超目标0.2个百分点'],
    ['on the point', { gapPct: 0 }, '今年：恰好达到年度目标'],
    ['behind by less than shows', { gapPct: 0.03 }, '今年：距目标还差不足0.1个百分点'],
    [
      'a computed figure shows two decimals',
      { gapPct: 0.03, actualDecimals: 2 },
      '今年：距目标还差0.03个百分点',
    ],
    ['not reported', { actualPct: null, gapPct: null, status: 'notReported' }, '今年：全市数据尚未报送'],
    ['waiting', { actualPct: null, gapPct: null, status: 'submitted' }, '今年：全市数据正在审核'],
    [
      'not released to this reader',
      { actualPct: null, gapPct: null, status: 'unreleased' },
      '今年：全市数据尚未公布',
    ],
  ] as const)('%s', (_name, change, expected) => {
    expect(yearFinding(cityRow(change))).toBe(expected);
  });
});

it('the lamp is compared under no rule set tried out or retired', () => {
  const entry = (id: string, own: boolean, inForce: boolean, retiredAt: string | null = null) =>
    ({ id, own, inForce, retiredAt }) as RuleSetEntry;
  const sets = [
    entry('own-2', true, false),
    entry('own-1', true, true, '2026-11-01'),
    entry('a', false, false),
  ];
  expect(otherRuleSet([...sets, entry('b', false, false)], 'a')?.id).toBe('b');
  expect(otherRuleSet([entry('own-3', true, true), ...sets], 'a')?.id).toBe('own-3');
  expect(otherRuleSet(sets, 'a')).toBeUndefined();
});

describe('the gap as a share of the target', () => {
  it.each([
    ['a tenth', { actualPct: -3.6, targetPct: -4, gapPct: 0.4 }, '差距相当于目标值的10%'],
    ['a bit more', { actualPct: -2.69, targetPct: -3, gapPct: 0.31 }, '差距相当于目标值的10.3%'],
    ['a rise has no share', { actualPct: 0.5, targetPct: -4, gapPct: 4.5 }, '不降反升'],
    ['no gap', { actualPct: -4, targetPct: -4, gapPct: 0 }, null],
    ['no figure', { actualPct: null, gapPct: null }, null],
  ] as const)('%s', (_name, change, expected) => {
    expect(gapShare(cityRow(change))).toBe(expected);
  });
});

it.each([
  [-7.8, '下降7.8%'],
  [0.5, '上升0.5%'],
  [-0.04, '持平'],
])('a change of %s in words', (pct, expected) => {
  expect(changeInWords(pct, 1)).toBe(expected);
});

function course(keepPace: number | null): TrajectoryReply {
  return {
    period: '2026-10',
    asOf: null,
    code: '360400',
    name: '全市',
    isCity: true,
    targetPath: [],
    headlineIndex: 87,
    actual: [],
    landings: keepPace === null ? null : { keepPace, hitTargets: 88, required: 87 },
    requiredYearlyPct: null,
    acceleration: null,
    verdict: 'required',
    progressShare: null,
    sentence: '',
    landingSentences: [],
    progressSentence: '',
    slope: null,
    slopeSentence: '',
  };
}

it.each([
  [88.8, '到2027年：按目前进度推算指数为88.8，离总目标差1.8点'],
  [86.5, '到2027年：按目前进度推算指数为86.5，可达总目标87.0'],
  [87.04, '到2027年：按目前进度推算指数为87.0，恰好达到总目标'],
  [null, '到2027年：年度数据不全，暂不能推算'],
])('a landing at %s', (keepPace, expected) => {
  expect(landingFinding(course(keepPace))).toBe(expected);
});

const green = unitRow({ name: '柴桑区', gapPct: -1.2 });
const yellow = unitRow({ name: '经开区', gapPct: 0.1, annualLamp: 'yellow' });
const red = unitRow({ name: '德安县', actualPct: -2.1, gapPct: 0.9, annualLamp: 'red' });
const rising = unitRow({ name: '庐山市', actualPct: 1.3, gapPct: 3.3, annualLamp: 'red' });
const missing = missingRow('永修县', 'notReported');

describe('title of the county tiles', () => {
  it.each([
    ['the worst come first', [green, yellow, red, rising], '庐山市不降反升，德安县明显落后'],
    ['yellow alone', [green, yellow], '经开区略有差距'],
    [
      'three are counted, not named',
      [red, { ...red, name: '甲' }, { ...red, name: '乙' }],
      '3个单位明显落后',
    ],
    ['all on course', [green, { ...green, name: '湖口县' }], '2个单位全部达到进度'],
    ['missing is never on course', [green, missing], '柴桑区达到进度，其余1个单位暂无数据'],
    ['nothing to show', [missing], '各单位暂无可显示的数据'],
  ])('%s', (_name, units, expected) => {
    expect(tilesFinding(units)).toBe(expected);
  });
});

describe('title of the ranking', () => {
  it.each([
    ['both ends', [green, yellow, rising], '柴桑区领先目标1.2个百分点，庐山市落后3.3个百分点'],
    ['nobody on course', [yellow, rising], '各单位均未达到进度，庐山市落后3.3个百分点'],
    ['all on course', [green, unitRow()], '各单位均达到进度，柴桑区领先目标1.2个百分点'],
    [
      'only those with a figure',
      [green, unitRow(), missing],
      '已有数据的单位均达到进度，柴桑区领先目标1.2个百分点',
    ],
    [
      'a tie at the top names both',
      [green, { ...green, name: '湖口县' }, rising],
      '柴桑区、湖口县领先目标1.2个百分点，庐山市落后3.3个百分点',
    ],
    [
      'a tie of three is counted',
      [green, { ...green, name: '甲' }, { ...green, name: '乙' }, rising],
      '柴桑区等3个单位领先目标1.2个百分点，庐山市落后3.3个百分点',
    ],
    [
      'on the point is not ahead',
      [unitRow({ name: '柴桑区', gapPct: 0 }), rising],
      '柴桑区恰好达到目标，庐山市落后3.3个百分点',
    ],
    ['one figure alone', [green, missing], '柴桑区领先目标1.2个百分点'],
    ['no figure', [missing], '与年度目标的差：暂无可比的单位'],
  ])('%s', (_name, units, expected) => {
    expect(rankingFinding(units)).toBe(expected);
  });
});

describe('title of the quota card', () => {
  const cell = (status: QuotaCell['status'], behind = 0): QuotaCell => ({
    quota: 10,
    base: 4,
    baseVersion: 1,
    added: 0,
    removed: 0,
    stock: 4,
    expected: 4 + behind,
    behind,
    status,
    lamp: behind > 0 ? 'red' : 'green',
    completionYear: null,
    noCompletion: null,
  });
  const totals = (change: Partial<QuotaPaceReply['totals']>, rest: QuotaCell): QuotaPaceReply['totals'] => ({
    greenParkNational: rest,
    greenParkProvincial: rest,
    greenFactoryNational: rest,
    greenFactoryProvincial: rest,
    greenSupplyChainNational: rest,
    greenSupplyChainProvincial: rest,
    efficiencyLeader: rest,
    ...change,
  });
  it.each([
    [
      'the two furthest behind',
      totals(
        {
          greenParkNational: cell('behind', 1),
          greenFactoryProvincial: cell('behind', 5),
          greenSupplyChainProvincial: cell('behind', 2),
        },
        cell('onPace'),
      ),
      '标杆：省级工厂差5家，省级供应链差2家',
    ],
    ['nothing behind', totals({}, cell('onPace')), '标杆：各类均跟上已公布批次'],
    [
      'a list still to come is not kept up with',
      totals({ efficiencyLeader: cell('pending') }, cell('onPace')),
      '标杆：没有一类落后，1类待公布',
    ],
    ['no base entered', totals({}, cell('noBase')), '标杆：尚未录入2024年底存量'],
  ])('%s', (_name, cells, expected) => {
    expect(quotaFinding(cells)).toBe(expected);
  });

  it('says whose titles they are', () => {
    const cells = totals({ greenFactoryProvincial: cell('behind', 2) }, cell('noTask'));
    expect(quotaFinding(cells, '德安县标杆')).toBe('德安县标杆：省级工厂差2家');
    expect(quotaFinding(totals({}, cell('noTask')), '庐山市标杆')).toBe('庐山市标杆：附件2未下达任务');
  });
});
