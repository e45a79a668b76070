import { describe, expect, test } from 'vitest';
import type { ProgressHistoryReply } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { defaultRuleSet, RULE_SETS } from '../../server/rules/grading.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { cityRow, unitRow } from '../overview/test-data.ts';
import {
  contributionExample,
  lmdiExample,
  reverseExample,
  rollUpExample,
  slopeExample,
} from './examples-causes.ts';
import {
  annualLampExample,
  bandExample,
  cumulativeExample,
  intensityExample,
  planLampExample,
} from './examples-grading.ts';
import {
  fallbackExample,
  monthlyEnergies,
  outlierExample,
  quotaExample,
  timelinessExample,
} from './examples-others.ts';
import { accelerationExample, landingsExample, needExample, shareExample } from './examples-outlook.ts';
import { coverageExample, savingGapExample } from './examples-projects.ts';
import { type Example, energyPeriods, type MethodFacts } from './facts.ts';
import { METHOD_GROUPS } from './method-list.ts';

const point = (actualPct: number) => ({
  actualPct,
  actualDecimals: 1,
  basis: 'published' as const,
  provisional: false,
  lamp: 'green' as const,
});
const UNIT = { code: '360402', name: '濂溪区', isCity: false };
const history: ProgressHistoryReply = {
  ruleSet: 'ndrc-2020-901',
  asOf: null,
  periods: ['2025-12', '2026-09', '2026-10'],
  units: [{ ...UNIT, points: [point(-3.7), point(-3.4), point(-3.6)] }],
};
const noQuota = {
  quota: null,
  base: null,
  baseVersion: 0,
  completionYear: null,
  noCompletion: null,
  added: 0,
  removed: 0,
  stock: null,
  expected: null,
  behind: 0,
};
const blank = { ...noQuota, status: 'noTask' as const, lamp: 'none' as const };
const cells = {
  ...(Object.fromEntries(QUOTA_COLUMNS.map(({ key }) => [key, blank])) as QuotaPaceReply['totals']),
  greenFactoryNational: { ...blank, quota: 8, base: 3, stock: 4, expected: 4, status: 'onPace' as const },
};
const quotas: QuotaPaceReply = {
  asOf: '2026-11-20',
  year: 2026,
  batches: [
    {
      column: 'greenFactoryNational',
      year: 2025,
      expectedOn: null,
      publishedOn: '2025-12-30',
      document: null,
      version: 1,
    },
    {
      column: 'greenFactoryNational',
      year: 2026,
      expectedOn: null,
      publishedOn: null,
      document: null,
      version: 1,
    },
  ],
  units: [{ ...UNIT, cells }],
  totals: cells,
};

function facts(change: Partial<MethodFacts> = {}): MethodFacts {
  return {
    period: '2026-10',
    unitCode: '360402',
    progress: {
      period: '2026-10',
      label: '2026年1–10月',
      ruleSet: 'ndrc-2020-901',
      asOf: null,
      referenceOnly: false,
      dueOn: '2026-11-20',
      headline: { text: '', parts: [] },
      units: [
        unitRow({ energyGrowthPct: '0.8', valueAddedGrowthPct: '4.6' }),
        unitRow({ code: '360403', name: '浔阳区', actualPct: 2, energyWanTce: '20' }),
      ],
      city: cityRow(),
    },
    history,
    targets: {
      baselineYear: 2024,
      units: [
        {
          ...UNIT,
          energyWanTce: 98,
          intensityChangePct: -2,
          targets: { '2025': -4, '2026': -3.5, '2027': -3.5 },
          compoundedPct: -10.6,
        },
      ],
      citation: { document: '', place: '' } as never,
    },
    quotas,
    ruleSets: RULE_SETS,
    trajectory: null,
    reporting: null,
    causes: null,
    projects: null,
    energies: [],
    ...change,
  };
}

const text = (example: Example) =>
  'missing' in example ? `缺：${example.missing}` : example.lines.join('\n');
const withUnit = (change: Parameters<typeof unitRow>[0]) =>
  facts({ progress: { ...facts().progress, units: [unitRow(change)] } });

describe('the worked examples show the steps with the figures of the chosen unit', () => {
  test.each([
    ['intensity', intensityExample, '（1+0.8%）÷（1+4.6%）−1 = −3.63%'],
    ['intensity: the published figure stands', intensityExample, '反馈数为−3.6%，以反馈数评定'],
    ['band', bandExample, '−3.727%至−3.539%'],
    ['band: published fits', bandExample, '有重合'],
    ['cumulative', cumulativeExample, '（1−3.7%）×（1−3.6%）−1 = −7.17%'],
    ['annual lamp', annualLampExample, '−3.6% ≤ −3.5%，完成，三级（进展基本顺利）'],
    ['plan lamp', planLampExample, '（1−4.0%）×（1−3.5%）−1 = −7.360%'],
    [
      'plan lamp: within a tenth',
      planLampExample,
      '差0.26个百分点，二级限度为目标值的10%即0.736个百分点，二级',
    ],
    ['need', needExample, '剩余n = 1年'],
    ['acceleration', accelerationExample, '倍'],
    ['landings', landingsExample, '今后各年完成目标：92.83×（1−3.5%） = 89.58。'],
    ['share', shareExample, '时间进度为2/3年，即67%（当年按全年计）'],
    ['fallback', fallbackExample, '2个单位综合能源消费量合计102.36万吨标准煤'],
    ['quota', quotaExample, '应达 = 3 +（8−3）× 1/3，向下取整 = 4；待公布。'],
  ])('%s', (_name, example, words) => {
    expect(text(example(facts()))).toContain(words);
  });

  test('a rise is red under both rule sets, exactly a tenth short is yellow, a hundredth more is red', () => {
    const lamps = (actualPct: number) =>
      text(annualLampExample(withUnit({ actualPct, actualDecimals: 2, targetPct: -3 })));
    expect(lamps(-2.7)).toMatch(/901号）：差0\.30个百分点.*二级（.*\n.*629号）：.*有下降即为二级，二级（/);
    expect(lamps(-2.69)).toMatch(/901号）：差0\.31个百分点.*一级（.*\n.*629号）：.*有下降即为二级，二级（/);
    expect(lamps(0.1).match(/不降反升，一级/g)).toHaveLength(2);
  });

  test("the city's own rule in points stands with the others", () => {
    const own = { ...defaultRuleSet(), name: '本市规则', yellow: { kind: 'points' as const, points: '0.5' } };
    const given = { ...withUnit({ actualPct: -2.5, actualDecimals: 1, targetPct: -3 }), ruleSets: [own] };
    expect(text(annualLampExample(given))).toContain('差0.50个百分点，二级限度为0.500个百分点，二级');
  });

  test('a computed figure is said to be one', () => {
    expect(text(intensityExample(withUnit({ basis: 'computed' })))).toContain('标注“测算”');
  });

  test('no fall so far has no multiple', () => {
    const risen = { ...history, units: [{ ...UNIT, points: [point(1), point(0.5), point(0.5)] }] };
    expect(text(accelerationExample(facts({ history: risen })))).toContain('不降反升，无法以倍数表示');
  });
});

describe('where a figure is missing the example says so, and computes nothing', () => {
  const gone = withUnit({ actualPct: null, energyGrowthPct: null, cumulativePct: null });
  const hole = facts({ history: { ...history, units: [{ ...UNIT, points: [null, null, point(-3.6)] }] } });
  test.each([
    ['intensity', intensityExample, gone, '未报，不能测算'],
    ['band', bandExample, gone, '没有舍入范围'],
    ['annual lamp', annualLampExample, gone, '没有您可以查看的数据'],
    ['plan lamp', planLampExample, gone, '不完整'],
    ['cumulative', cumulativeExample, hole, '缺2025年的数'],
    ['need', needExample, hole, '不完整'],
    ['landings', landingsExample, hole, '不完整'],
    ['slope', slopeExample, facts(), '没有读到'],
    ['roll-up', rollUpExample, facts(), '权限'],
    ['contribution', contributionExample, facts(), '权限'],
    ['LMDI', lmdiExample, facts(), '权限'],
    ['reverse', reverseExample, facts(), '权限'],
    ['outlier', outlierExample, facts(), '没有数'],
    ['timeliness', timelinessExample, facts(), '权限'],
    ['quota', quotaExample, facts({ unitCode: '360403' }), '没有标杆创建任务'],
  ])('%s', (_name, example, given, words) => {
    expect(text(example(given))).toMatch(new RegExp(`^缺：.*${words}`));
  });
});

describe('the causes', () => {
  const unit = (code: string, name: string, figures: [number, number, number, number]) => {
    const [energyWanTce, energyGrowthPct, valueAddedGrowthPct, baseSharePct] = figures;
    return { code, name, energyWanTce, energyGrowthPct, valueAddedGrowthPct, baseSharePct };
  };
  const units = [unit('360402', '濂溪区', [66, 10, 20, 50]), unit('360403', '浔阳区', [40, 0, 0, 50])];
  const causes = {
    units,
    weights: { estimated: false },
    missing: { sentence: '还缺浔阳区的增加值占比。' },
    // by hand: s = 0.6/0.4, G = 1.1; [0.66 − 0.6]/1.1 − 0.1 and [0.4 − 0.5]/1.1 + 0.1
    contributions: [
      { code: '360402', name: '濂溪区', points: -4.545454545 },
      { code: '360403', name: '浔阳区', points: 0.909090909 },
    ],
    rollUp: { intensityPct: -3.636363636 },
    sentences: { rest: null },
    lmdi: null,
    reverse: null,
  } as unknown as NonNullable<MethodFacts['causes']>;

  test('the roll-up and the contributions come out as by hand', () => {
    expect(text(rollUpExample(facts({ causes })))).toContain(
      'e = 106.00 ÷ 100.00 − 1 = 6.00%；g = ∑w（1+g）− 1 = 10.00%',
    );
    expect(text(rollUpExample(facts({ causes })))).toContain('= −3.64%');
    expect(text(contributionExample(facts({ causes })))).toContain('= −4.545个百分点');
    const city = text(contributionExample(facts({ causes, unitCode: '360400' })));
    expect(city).toContain('2个单位相加 = −3.636个百分点，即汇总数−3.636%');
  });

  test('a missing share is named, and nothing is computed', () => {
    const gap = {
      ...causes,
      units: units.map((one, i) => (i === 1 ? { ...one, baseSharePct: null } : one)),
    } as typeof causes;
    for (const example of [rollUpExample, contributionExample, lmdiExample, reverseExample]) {
      expect(text(example(facts({ causes: gap })))).toBe('缺：还缺浔阳区的增加值占比。');
    }
  });
});

describe('the trend', () => {
  test('is the least-squares slope with its sums', () => {
    const slope = {
      pointsPerMonth: -0.2,
      points: [
        { period: '2026-08', actualPct: -3.2 },
        { period: '2026-09', actualPct: -3.4 },
        { period: '2026-10', actualPct: -3.6 },
      ],
    };
    const words = text(slopeExample(facts({ trajectory: { slope, slopeSentence: '' } as never })));
    expect(words).toContain('b = −0.400 ÷ 2.0 = −0.200，每月0.20个百分点，降幅在扩大');
  });
});

describe('energy of single months', () => {
  test('is the difference of cumulative figures, 1–2月 its mean; a year never runs on from the one before', () => {
    const energies = [
      { period: '2025-12', energyWanTce: '96' },
      { period: '2026-02', energyWanTce: '16' },
      { period: '2026-03', energyWanTce: '24.5' },
      { period: '2026-04', energyWanTce: null },
      { period: '2026-05', energyWanTce: '40' },
    ];
    const months = monthlyEnergies(energies).map(({ period, energy }) => [period, energy.toString()]);
    expect(months).toEqual([
      ['2026-02', '8'],
      ['2026-03', '8.5'],
    ]);
  });

  test('reaches twelve periods back, over the turn of the year and not before the plan', () => {
    expect(energyPeriods('2026-03')).toHaveLength(13);
    expect(energyPeriods('2026-03')[0]).toBe('2025-02');
    expect(energyPeriods('2025-04')).toEqual(['2025-02', '2025-03', '2025-04']);
  });
});

test('every method has an anchor of its own, a purpose of one sentence and a source', () => {
  const methods = METHOD_GROUPS.flatMap((group) => group.methods);
  expect(new Set(methods.map(({ id }) => id)).size).toBe(methods.length);
  for (const { purpose, source } of methods) {
    expect(purpose).toMatch(/^[^。]+。$/);
    expect(source.length).toBeGreaterThan(8);
  }
});

describe('projects', () => {
  const sums = {
    code: '360402',
    name: '濂溪区',
    acceptedSavingTce: '1224.49',
    sharePct: '5.0',
    withheld: { saving: null, investment: null, energy: null },
    coverage: {
      listed: 4,
      covered: 1,
      undeclared: 2,
      pct: '25.0',
      listedTce: '8000',
      coveredTce: '4000',
      tcePct: '50.0',
    },
    gap: {
      state: 'gap',
      tce: '24489.8',
      period: '2026-10',
      energyWanTce: '100',
      changePct: '-2.0',
      targetPct: '-4',
      words: '',
    },
  };
  const withSums = (over: object = {}) =>
    facts({ projects: { units: [{ ...sums, ...over }], city: null } as never });

  test('coverage both ways, by hand', () => {
    expect(text(coverageExample(withSums()))).toBe(
      '濂溪区年耗千吨以上企业4家，已完工验收1家：1 ÷ 4 = 25.0%。\n按用能量：4,000 ÷ 8,000 = 50.0%。\n另有2家企业未申报用能，不计入。',
    );
  });

  test('the gap step by step: 100 × 12/10 × (1 − 0.96/0.98) = 24,490 tonnes, 1,224 of it 5 %', () => {
    expect(text(savingGapExample(withSums()))).toBe(
      '濂溪区2026年1–10月综合能源消费量100.00万吨标准煤，强度变化−2.0%，年度目标−4%。\n全年推算 100.00 × 12/10；缺口 = 全年 × （1 −（1 −4%）÷（1 −2.0%））= 24,490吨标准煤。\n本年已验收项目节能量1,224吨标准煤，÷ 24,490 = 缺口的5.0%。',
    );
    const rose = withSums({ gap: { ...sums.gap, changePct: '1' } });
    expect(text(savingGapExample(rose))).toContain('÷（1 +1%）');
  });

  test('what is missing or withheld is said', () => {
    expect(text(coverageExample(facts()))).toBe('缺：您没有查看该单位项目汇总的权限。');
    const none = withSums({
      gap: { ...sums.gap, tce: null, words: '2026年1–10月能耗强度已达年度进度，无缺口' },
    });
    expect(text(savingGapExample(none))).toBe('缺：2026年1–10月能耗强度已达年度进度，无缺口。');
    const kept = withSums({
      acceptedSavingTce: null,
      sharePct: null,
      withheld: { ...sums.withheld, saving: 'few' },
    });
    expect(text(savingGapExample(kept))).toContain('已验收节能量不足3家企业，不单列。');
  });
});
