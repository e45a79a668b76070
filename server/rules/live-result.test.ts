import { describe, expect, test } from 'vitest';
import { EMPTY_FIGURES, type Figures } from './figures.ts';
import { defaultRuleSet } from './grading.ts';
import { cumulativeChangePct, cumulativeTargetPct, liveResult, type ResultContext } from './live-result.ts';

const CONTEXT: ResultContext = {
  period: '2026-10',
  targetPct: '-3.5',
  targetsPct: { '2025': '-4', '2026': '-3.5', '2027': '-3.2' },
  closedYearsPct: [{ year: 2025, pct: '-3.7' }],
  ruleSet: defaultRuleSet(),
};

function result(change: Partial<Figures>, context: Partial<ResultContext> = {}) {
  return liveResult({ ...EMPTY_FIGURES, ...change }, { ...CONTEXT, ...context });
}

const INPUTS = { energyGrowthPct: '1.0', valueAddedGrowthPct: '4.8' };

describe('what decides the lamp', () => {
  test('the computed change, unrounded, where none is published', () => {
    const live = result(INPUTS);
    expect(live.basis).toBe('computed');
    expect(live.decisivePct?.toFixed(6)).toBe('-3.625954');
    expect(live.annualLamp).toBe('green');
    expect(live.band).toEqual(live.computedBand);
  });

  test('the published change where there is one, with its own rounding', () => {
    const live = result({ ...INPUTS, publishedIntensityPct: '-3.4' });
    expect(live.basis).toBe('published');
    expect(live.decisivePct?.toFixed()).toBe('-3.4');
    expect(live.computedPct?.toFixed(2)).toBe('-3.63');
    expect(live.annualLamp).toBe('yellow');
    expect(live.band?.highPct.toFixed()).toBe('-3.35');
    expect(live.computedBand?.highPct.toFixed(2)).toBe('-3.53');
  });

  test('a published change stands alone while e and g are still blank', () => {
    const live = result({ publishedIntensityPct: '-3.6' });
    expect([live.basis, live.computedPct, live.annualLamp]).toEqual(['published', null, 'green']);
  });

  test.each<[string, Partial<Figures>]>([
    ['nothing', {}],
    ['e alone', { energyGrowthPct: '1.0' }],
    ['g alone', { valueAddedGrowthPct: '4.8' }],
  ])('%s gives no result and no green', (_name, change) => {
    const live = result(change);
    expect(live).toMatchObject({
      computedPct: null,
      decisivePct: null,
      basis: null,
      band: null,
      annualLamp: 'none',
      planLamp: 'none',
      cumulativePct: null,
      mayFlip: false,
    });
  });
});

describe('the plan lamp', () => {
  test('chains the closed year and this one against the chained targets', () => {
    const live = result({ publishedIntensityPct: '-3.6' });
    expect(live.cumulativePct?.toFixed(4)).toBe('-7.1668');
    expect(live.cumulativeTargetPct?.toFixed(4)).toBe('-7.3600');
    expect([live.annualLamp, live.planLamp]).toEqual(['green', 'yellow']);
  });

  test('is grey where the year before is missing, never as if it were 0', () => {
    const live = result({ publishedIntensityPct: '-9' }, { closedYearsPct: [] });
    expect([live.cumulativePct, live.planLamp, live.annualLamp]).toEqual([null, 'none', 'green']);
  });

  test('in 2025 there is only the year itself', () => {
    const live = result(
      { publishedIntensityPct: '-4' },
      { period: '2025-06', targetPct: '-4', closedYearsPct: [] },
    );
    expect(live.cumulativePct?.toFixed()).toBe('-4');
    expect([live.annualLamp, live.planLamp]).toEqual(['green', 'green']);
  });

  test('a closed year that is not over yet does not count twice', () => {
    const closed = [...CONTEXT.closedYearsPct, { year: 2026, pct: '-9' }];
    expect(
      result({ publishedIntensityPct: '-3.6' }, { closedYearsPct: closed }).cumulativePct?.toFixed(4),
    ).toBe('-7.1668');
  });
});

test('the lamp may flip where the target lies within rounding', () => {
  expect(result({ publishedIntensityPct: '-3.5' }).mayFlip).toBe(true);
  expect(result({ publishedIntensityPct: '-3.6' }).mayFlip).toBe(false);
  expect(result({ publishedIntensityPct: '-3.5' }, { targetPct: null }).mayFlip).toBe(false);
});

test('chained targets of the city: −5, −8.8 and −11.992 %', () => {
  const targets = { '2025': '-5', '2026': '-4', '2027': '-3.5' };
  expect([2025, 2026, 2027].map((year) => cumulativeTargetPct(targets, year)?.toFixed())).toEqual([
    '-5',
    '-8.8',
    '-11.992',
  ]);
  expect(cumulativeTargetPct({ '2026': '-4' }, 2026)).toBeNull();
});

test('no current change, no cumulative change', () => {
  expect(cumulativeChangePct(CONTEXT.closedYearsPct, 2026, null)).toBeNull();
});

test('a period that is none is refused', () => {
  expect(() => result(INPUTS, { period: '2026-01' })).toThrow(RangeError);
});
