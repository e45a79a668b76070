import { describe, expect, test } from 'vitest';
import { Decimal } from '../analytics/decimal.ts';
import { publishedBand } from '../analytics/intensity.ts';
import { gradeMargin, lampsInBand, limitFormula, ruleSentence, yellowWords } from './grade-margin.ts';
import { defaultRuleSet, grade, type Lamp, type RuleSet, ruleSetById, yellowLimitPct } from './grading.ts';

const BY_GAP = defaultRuleSet();
const byDirection = ruleSetById('ndrc-2021-629');
if (byDirection === null) throw new Error('rule set 629 is missing');
const BY_DIRECTION: RuleSet = byDirection;
const byPoints = (points: string): RuleSet => ({
  ...BY_GAP,
  id: 'own-1',
  yellow: { kind: 'points', points },
});
const HALF = byPoints('0.5');
const wide: RuleSet = { ...BY_GAP, yellow: { kind: 'shareOfTarget', sharePct: '200' } };

describe('the lamp by percentage points (本市规则)', () => {
  test.each<[string, string, Lamp]>([
    ['-3.0', '-3.0', 'green'],
    ['-2.9999', '-3.0', 'yellow'],
    ['-2.50', '-3.0', 'yellow'],
    ['-2.4999', '-3.0', 'red'],
    ['-0.5', '-1', 'yellow'],
    ['-0.49', '-1', 'red'],
    ['0', '-0.3', 'yellow'],
    ['0.01', '-0.3', 'red'],
    ['0', '0', 'green'],
    ['0.01', '0', 'red'],
    ['0.5', '1', 'green'],
    ['1.01', '1', 'red'],
  ])('%s against %s within 0.5 points is %s', (actual, target, lamp) => {
    expect(grade(actual, target, HALF)).toBe(lamp);
  });
});

describe('the yellow limit (二级上限)', () => {
  test.each<[string, RuleSet, string | null]>([
    ['-3.0', BY_GAP, '-2.7'],
    ['-4.2', BY_GAP, '-3.78'],
    ['-3.0', HALF, '-2.5'],
    ['-0.3', HALF, '0'],
    ['-3.0', BY_DIRECTION, '0'],
    ['-1', wide, '0'],
    ['0', BY_GAP, null],
    ['0', HALF, null],
    ['0', BY_DIRECTION, null],
    ['0.5', BY_GAP, null],
  ])('of %s', (target, ruleSet, limit) => {
    expect(yellowLimitPct(target, ruleSet.yellow)?.toString() ?? null).toBe(limit);
  });
});

describe('margin, in points and in words', () => {
  test.each<[string, string, RuleSet, Lamp, string]>([
    ['-3.5', '-3.0', BY_GAP, 'green', '优于目标0.50个百分点'],
    ['-3.0', '-3.0', BY_GAP, 'green', '恰好完成目标'],
    ['-2.99', '-3.0', BY_GAP, 'yellow', '距三级0.01个百分点，距一级0.29个百分点'],
    ['-2.70', '-3.0', BY_GAP, 'yellow', '恰在二级上限，距三级0.30个百分点'],
    ['-2.69', '-3.0', BY_GAP, 'red', '距二级0.01个百分点'],
    ['-2.699', '-3.0', BY_GAP, 'red', '距二级不足0.01个百分点'],
    ['-2.58', '-3.0', BY_GAP, 'red', '距二级0.12个百分点'],
    ['0.4', '-3.0', BY_GAP, 'red', '距二级3.10个百分点'],
    ['-0.01', '-3.0', BY_DIRECTION, 'yellow', '距三级2.99个百分点，距一级0.01个百分点'],
    ['0', '-3.0', BY_DIRECTION, 'yellow', '恰在二级上限，距三级3.00个百分点'],
    ['0.01', '-3.0', BY_DIRECTION, 'red', '距二级0.01个百分点'],
    ['-2.50', '-3.0', HALF, 'yellow', '恰在二级上限，距三级0.50个百分点'],
    ['-2.49', '-3.0', HALF, 'red', '距二级0.01个百分点'],
    ['-0.2', '0', BY_GAP, 'green', '优于目标0.20个百分点'],
    ['0', '0', BY_GAP, 'green', '恰好完成目标'],
    ['0.2', '0', BY_GAP, 'red', '距三级0.20个百分点'],
  ])('%s against %s', (actual, target, ruleSet, lamp, words) => {
    const margin = gradeMargin(actual, target, ruleSet);
    expect([margin?.lamp, margin?.words]).toEqual([lamp, words]);
  });

  test('the next lamps are named with their distance, and a rise from green with nothing yellow leads to red', () => {
    const yellow = gradeMargin('-2.80', '-3.0', BY_GAP);
    expect(yellow?.better).toMatchObject({ lamp: 'green', points: new Decimal('0.2') });
    expect(yellow?.worse).toMatchObject({ lamp: 'red', points: new Decimal('0.1') });
    expect(gradeMargin('-3.2', '-3.0', BY_GAP)?.worse?.lamp).toBe('yellow');
    expect(gradeMargin('-0.2', '0', BY_GAP)?.worse?.lamp).toBe('red');
    expect(gradeMargin('-3.2', '-3.0', BY_GAP)?.better).toBeNull();
    expect(gradeMargin('0.2', '-3.0', BY_GAP)?.worse).toBeNull();
  });

  test('without a figure or a target there is no margin', () => {
    expect(gradeMargin(null, '-3', BY_GAP)).toBeNull();
    expect(gradeMargin('-3', null, BY_GAP)).toBeNull();
  });

  test('the lamp is the one that is shown, on a grid over all edges', () => {
    for (const ruleSet of [BY_GAP, BY_DIRECTION, HALF, wide]) {
      for (const target of ['-4.2', '-3', '-0.3', '0', '0.4']) {
        for (let actual = -450; actual <= 60; actual += 1) {
          const pct = new Decimal(actual).div(100);
          expect(gradeMargin(pct, target, ruleSet)?.lamp).toBe(grade(pct, target, ruleSet));
        }
      }
    }
  });
});

describe('lamps that rounding can give', () => {
  test.each<[string, string, RuleSet, Lamp[]]>([
    ['-3.6', '-4', BY_GAP, ['yellow', 'red']],
    ['-3.7', '-4', BY_GAP, ['yellow']],
    ['-4.0', '-4', BY_GAP, ['green', 'yellow']],
    ['-4.1', '-4', BY_GAP, ['green']],
    ['-0.9', '-1', BY_GAP, ['yellow', 'red']],
    ['-4', '-4', BY_GAP, ['green', 'yellow', 'red']],
    ['0.0', '-4', BY_DIRECTION, ['yellow', 'red']],
    ['0.0', '0', BY_GAP, ['green', 'red']],
  ])('published %s against %s', (published, target, ruleSet, lamps) => {
    expect(lampsInBand(publishedBand(published), target, ruleSet)).toEqual(lamps);
  });
});

describe('the rule in words', () => {
  test.each<[string, RuleSet, string]>([
    ['-3.0', BY_GAP, '不高于−3.0%为三级，高于−3.0%、不高于−2.70%为二级，高于−2.70%为一级。'],
    ['-3.0', BY_DIRECTION, '不高于−3.0%为三级，高于−3.0%、不高于0%为二级，高于0%为一级。'],
    ['-3.0', HALF, '不高于−3.0%为三级，高于−3.0%、不高于−2.50%为二级，高于−2.50%为一级。'],
    ['0', BY_GAP, '不高于0.0%为三级，高于0.0%为一级，没有二级。'],
  ])('with the limits of %s', (target, ruleSet, words) => {
    expect(ruleSentence(target, ruleSet)).toBe(words);
  });

  test.each<[string, RuleSet, string | null]>([
    ['-3.0', BY_GAP, '二级上限 = −3.0% + 3.0 × 10% = −2.70%'],
    ['-3.0', HALF, '二级上限 = −3.0% + 0.5个百分点 = −2.50%'],
    ['-0.3', HALF, '二级上限 = −0.3% + 0.5个百分点，上升一律为一级，故以0%为限 = 0%'],
    ['-3.0', BY_DIRECTION, '二级上限 = 0%（未上升）'],
    ['0', BY_GAP, null],
  ])('how the limit of %s comes about', (target, ruleSet, words) => {
    expect(limitFormula(target, ruleSet)).toBe(words);
  });

  test('each kind says what is yellow without a target', () => {
    expect(yellowWords({ kind: 'shareOfTarget', sharePct: '15' })).toContain('不超过目标值的15%的为二级');
    expect(yellowWords({ kind: 'points', points: '0.5' })).toContain('不超过0.5个百分点的为二级');
    expect(yellowWords({ kind: 'anyFall' })).toContain('不降反升为一级');
  });
});
