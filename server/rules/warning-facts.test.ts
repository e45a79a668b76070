import { expect, test } from 'vitest';
import { EMPTY_FIGURES } from './figures.ts';
import { defaultRuleSet, type Lamp } from './grading.ts';
import { liveResult } from './live-result.ts';
import { warningFacts, warningTrigger } from './warning-facts.ts';

test.each<[Lamp, Lamp | null, 'red' | 'yellowTwice' | null]>([
  ['red', null, 'red'],
  ['red', 'yellow', 'red'],
  ['yellow', 'yellow', 'yellowTwice'],
  ['yellow', 'red', null],
  ['yellow', 'green', null],
  ['yellow', null, null],
  ['green', 'red', null],
  ['none', 'red', null],
])('%s after %s calls for %s', (now, before, expected) => {
  expect(warningTrigger(now, before)).toBe(expected);
});

const TARGETS = { '2025': '-4', '2026': '-3', '2027': '-3' };
function factsFor(figures: Partial<typeof EMPTY_FIGURES>, targetsPct: Record<string, string> = TARGETS) {
  const ruleSet = defaultRuleSet();
  const targetPct = targetsPct['2026'] ?? null;
  const context = {
    period: '2026-10',
    targetPct,
    targetsPct,
    closedYearsPct: [{ year: 2025, pct: '-4.1' }],
    ruleSet,
  };
  const result = liveResult({ ...EMPTY_FIGURES, ...figures }, context);
  const decimals = figures.publishedIntensityPct ? 1 : 2;
  return warningFacts({
    unitName: '德安县',
    targetsPct,
    edition: 'flash',
    ruleSet,
    now: { period: '2026-10', result, decimals },
    before: null,
  });
}

test('facts keep the published figure as it was printed, and the gap in points', () => {
  expect(factsFor({ publishedIntensityPct: '-2.0' })).toMatchObject({
    label: '2026年1–10月',
    actualPct: '-2.0',
    targetPct: '-3',
    gapPoints: '1.00',
    lamp: 'red',
    basis: 'published',
    cumulativePct: '-6.02',
    cumulativeTargetPct: '-6.88',
    rule: { id: 'ndrc-2020-901', byAnalogy: true },
  });
});

test('a computed figure is given with two decimals', () => {
  expect(factsFor({ energyGrowthPct: '3', valueAddedGrowthPct: '5' })).toMatchObject({
    actualPct: '-1.90',
    basis: 'computed',
  });
});

test('no figure or no target: no facts', () => {
  expect(factsFor({})).toBeNull();
  expect(factsFor({ publishedIntensityPct: '-2.0' }, { '2025': '-4' })).toBeNull();
});
