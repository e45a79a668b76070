import { describe, expect, it } from 'vitest';
import type { CausesReply, Effects } from '../../../server/causes/schema.ts';
import {
  causesFinding,
  effectRange,
  effectsTable,
  factorSentence,
  movedWords,
  shapeEffects,
  shapeReverse,
  shapeWaterfall,
  waterfallTable,
  waterfallWords,
} from './causes-shape.ts';

const contribution = (code: string, name: string, points: number) => ({
  code,
  name,
  points,
  intensityPct: points * 2,
  sharePct: 50,
  energySharePct: 50,
});

const causes = (change: Partial<CausesReply> = {}): CausesReply =>
  ({
    label: '2026年1–10月',
    contributions: [
      contribution('360402', '濂溪区', -1.2),
      contribution('360426', '德安县', 0.4),
      contribution('360481', '瑞昌市', -2.6),
    ],
    rollUp: { energyGrowthPct: 2, valueAddedGrowthPct: 5.6, intensityPct: -3.4 },
    city: {
      intensityPct: -3.6,
      energyGrowthPct: null,
      valueAddedGrowthPct: null,
      decimals: { intensityPct: 1, energyGrowthPct: 0, valueAddedGrowthPct: 0 },
      provisional: false,
    },
    restPct: -0.2,
    provisional: [{ code: '360426', name: '德安县' }],
    missing: { weights: [], figures: [], sentence: null },
    fallback: null,
    ...change,
  }) as CausesReply;

describe('waterfall', () => {
  it('goes from the greatest pull down to the greatest push up, each bar from where the last ended', () => {
    const bars = shapeWaterfall(causes())?.bars ?? [];
    expect(bars.map(({ name }) => name)).toEqual([
      '瑞昌市',
      '濂溪区',
      '德安县',
      '汇总测算',
      '其余',
      '全市反馈数',
    ]);
    expect(bars.map(({ from }) => from)).toEqual([0, -2.6, expect.closeTo(-3.8, 9), 0, -3.4, 0]);
    expect(bars.map(({ to }) => to)).toEqual([
      -2.6,
      expect.closeTo(-3.8, 9),
      expect.closeTo(-3.4, 9),
      -3.4,
      -3.6,
      -3.6,
    ]);
  });

  it('the last unit ends where the sum ends, and the rest leads to the city', () => {
    const bars = shapeWaterfall(causes())?.bars ?? [];
    const end = (kind: string) => bars.findLast((bar) => bar.kind === kind)?.to;
    expect(end('unit')).toBeCloseTo(end('rollUp') ?? 0, 9);
    expect(end('rest')).toBe(end('city'));
  });

  it('marks the figures that wait for approval', () => {
    const waiting = shapeWaterfall(causes())?.bars.filter(({ provisional }) => provisional);
    expect(waiting?.map(({ name }) => name)).toEqual(['德安县']);
  });

  it('has no rest where the city has no figure, and nothing while a unit is missing', () => {
    expect(shapeWaterfall(causes({ city: null, restPct: null }))?.bars.at(-1)?.kind).toBe('rollUp');
    expect(shapeWaterfall(causes({ contributions: null, rollUp: null }))).toBeNull();
  });

  it('has an axis around all levels', () => {
    expect(shapeWaterfall(causes())).toMatchObject({ min: -4, max: 0 });
  });

  it('says and lists the same points, the sums among them', () => {
    const shape = shapeWaterfall(causes());
    expect(shape && waterfallWords(shape)).toContain(
      '瑞昌市−2.60，濂溪区−1.20，德安县+0.40，汇总测算−3.40，其余−0.20，全市反馈数−3.6',
    );
    expect(waterfallTable(causes()).rows.map((row) => [row[0], row[4]])).toEqual([
      ['瑞昌市', -2.6],
      ['濂溪区', -1.2],
      ['德安县', 0.4],
      ['汇总测算', -3.4],
      ['其余（全市反馈数减汇总测算）', -0.2],
      ['全市反馈数', -3.6],
    ]);
  });
});

describe('headline', () => {
  const unit = { code: '360402', name: '濂溪区' };
  it.each([
    ['both figures', {}, '14个单位汇总测算，全市单位工业增加值能耗下降3.40%；全市反馈数下降3.6%。'],
    ['no city', { city: null }, '14个单位汇总测算，全市单位工业增加值能耗下降3.40%；全市数暂缺。'],
    [
      'figures missing',
      { rollUp: null, missing: { weights: [unit], figures: [unit], sentence: '缺' } },
      '2026年1–10月还有1个单位缺数，暂不能分析原因。',
    ],
    [
      'weights missing, the assumption stands in',
      {
        rollUp: null,
        missing: { weights: [unit], figures: [], sentence: '缺' },
        fallback: { intensityPct: -3.1, assumption: '' },
      },
      '增加值占比尚未录齐：假定各单位增加值同速增长，汇总约下降3.10%。',
    ],
    [
      'weights missing, no assumption possible',
      { rollUp: null, missing: { weights: [unit], figures: [], sentence: '缺占比。' } },
      '缺占比。',
    ],
  ] as [string, Partial<CausesReply>, string][])('%s', (_name, change, text) => {
    expect(causesFinding(causes(change))).toBe(text);
  });

  it.each([
    [-3.4, '下降3.40%'],
    [0.2, '上升0.20%'],
    [-0.001, '持平'],
  ])('%s in words', (pct, text) => {
    expect(movedWords(pct)).toBe(text);
  });
});

describe('effects', () => {
  const effects = (byUnit: Effects['byUnit'], total: [number, number, number]): Effects => ({
    byUnit,
    intensity: total[0],
    structure: total[1],
    total: total[2],
  });
  const lmdi = {
    additive: effects(
      [
        { code: 'a', name: '甲', intensity: 0.3, structure: -0.1 },
        { code: 'b', name: '乙', intensity: -3.2, structure: -0.4 },
      ],
      [-2.9, -0.5, -3.4],
    ),
    multiplicative: effects(
      [
        { code: 'a', name: '甲', intensity: 1.003, structure: 0.999 },
        { code: 'b', name: '乙', intensity: 0.968, structure: 0.996 },
      ],
      [0.971, 0.995, 0.966],
    ),
  };

  it('are ordered by what a unit did, on a scale that holds all of them', () => {
    const rows = shapeEffects(lmdi.additive);
    expect(rows.map(({ name }) => name)).toEqual(['乙', '甲']);
    expect(effectRange(rows)).toEqual({ min: -3.5, max: 0.5 });
  });

  it('stand in the table in both forms with their sums', () => {
    expect(effectsTable(lmdi).rows).toEqual([
      ['乙', -3.2, -0.4, expect.closeTo(-3.6, 9), 0.968, 0.996],
      ['甲', 0.3, -0.1, expect.closeTo(0.2, 9), 1.003, 0.999],
      ['合计（乘法为连乘积）', -2.9, -0.5, -3.4, 0.971, 0.995],
    ]);
  });

  it.each([
    [
      [0.971, 0.995, 0.966],
      '各单位自身能耗强度变化使全市单位能耗下降2.90%，增加值结构变化使全市单位能耗下降0.50%，两者相乘，全市下降3.40%。',
    ],
    [
      [1.02, 1, 1.02],
      '各单位自身能耗强度变化使全市单位能耗上升2.00%，增加值结构变化基本没有影响，两者相乘，全市上升2.00%。',
    ],
  ] as [[number, number, number], string][])('are told in one sentence', (total, text) => {
    expect(factorSentence(effects([], total))).toBe(text);
  });
});

describe('reverse allocation', () => {
  it('puts the aims side by side, a gap where one has no figure', () => {
    const unit = { code: '360428', name: '都昌县', nowPct: 0.8 };
    const reverse = {
      targetPct: -4,
      cases: [
        { aim: 'rollUp', units: [{ ...unit, neededPct: -5.1 }] },
        { aim: 'cityFigure', units: [{ ...unit, neededPct: null }] },
      ],
    } as NonNullable<CausesReply['reverse']>;
    expect(shapeReverse(reverse)).toEqual([{ ...unit, neededPct: [-5.1, null] }]);
    expect(shapeReverse({ ...reverse, cases: [] })).toEqual([]);
  });
});
