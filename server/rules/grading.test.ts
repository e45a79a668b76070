import { describe, expect, test } from 'vitest';
import { computedBand, publishedBand } from '../analytics/intensity.ts';
import {
  DEFAULT_RULE_SET_ID,
  defaultRuleSet,
  grade,
  LAMP_WORDS,
  type Lamp,
  mayFlip,
  RULE_SETS,
  type RuleSet,
  ruleSetById,
} from './grading.ts';

const BY_GAP = defaultRuleSet();
const byDirection = ruleSetById('ndrc-2021-629');
if (byDirection === null) throw new Error('rule set 629 is missing');
const BY_DIRECTION: RuleSet = byDirection;

describe('the lamp by the gap (参照 901号)', () => {
  test.each<[string, string, Lamp]>([
    ['-3.0', '-3.0', 'green'],
    ['-3.5', '-3.0', 'green'],
    ['-2.9999', '-3.0', 'yellow'],
    ['-2.70', '-3.0', 'yellow'],
    ['-2.6999', '-3.0', 'red'],
    ['-2.69', '-3.0', 'red'],
    ['0', '-3.0', 'red'],
    ['0.1', '-3.0', 'red'],
    ['-3.6', '-4', 'yellow'],
    ['-3.59', '-4', 'red'],
    ['-0.9', '-1', 'yellow'],
    ['-0.89', '-1', 'red'],
    ['-4.1', '-4.2', 'yellow'],
    ['0', '0', 'green'],
    ['0.01', '0', 'red'],
  ])('%s against %s is %s', (actual, target, lamp) => {
    expect(grade(actual, target, BY_GAP)).toBe(lamp);
  });

  test('a rise is red however wide the tolerance is', () => {
    const wide: RuleSet = { ...BY_GAP, yellow: { kind: 'shareOfTarget', sharePct: '200' } };
    expect(grade('0', '-1', wide)).toBe('yellow');
    expect(grade('0.01', '-1', wide)).toBe('red');
  });
});

describe('the lamp by direction (参照 629号)', () => {
  test.each<[string, string, Lamp]>([
    ['-3.0', '-3.0', 'green'],
    ['-2.99', '-3.0', 'yellow'],
    ['-0.01', '-3.0', 'yellow'],
    ['0', '-3.0', 'yellow'],
    ['0.01', '-3.0', 'red'],
  ])('%s against %s is %s', (actual, target, lamp) => {
    expect(grade(actual, target, BY_DIRECTION)).toBe(lamp);
  });
});

test('without a figure or a target there is no lamp, and never a green one', () => {
  expect(grade(null, '-3', BY_GAP)).toBe('none');
  expect(grade('-3', null, BY_GAP)).toBe('none');
});

describe('a lamp may flip within rounding', () => {
  test.each([
    ['-3.6', '-4', true],
    ['-3.60', '-4', true],
    ['-3.7', '-4', false],
    ['-3.9', '-4', false],
    ['-4.0', '-4', true],
    ['-4.1', '-4', false],
    ['-3.4', '-4', false],
    ['-0.9', '-1', true],
  ])('published %s against %s: %s', (published, target, flips) => {
    expect(mayFlip(publishedBand(published), target, BY_GAP)).toBe(flips);
  });

  test('a computed −3.63 from one-decimal inputs against −3.6 may flip', () => {
    const band = computedBand('1.0', '4.8');
    expect(band !== null && mayFlip(band, '-3.6', BY_GAP)).toBe(true);
    expect(band !== null && mayFlip(band, '-3.4', BY_GAP)).toBe(false);
  });

  test('what flips under one rule set need not under the other', () => {
    expect(mayFlip(publishedBand('-3.6'), '-4', BY_DIRECTION)).toBe(false);
    expect(mayFlip(publishedBand('0.0'), '-4', BY_DIRECTION)).toBe(true);
  });
});

test('rule sets are data with their document, and unknown ones are null', () => {
  expect(RULE_SETS.map((ruleSet) => [ruleSet.id, ruleSet.documentNumber])).toEqual([
    ['ndrc-2020-901', '发改办环资〔2020〕901号'],
    ['ndrc-2021-629', '发改办环资〔2021〕629号'],
  ]);
  expect(defaultRuleSet().id).toBe(DEFAULT_RULE_SET_ID);
  expect(ruleSetById('toString')).toBeNull();
});

test('every lamp has a grade and a word', () => {
  expect(LAMP_WORDS.green.grade).toBe('三级');
  expect(LAMP_WORDS.yellow.grade).toBe('二级');
  expect(LAMP_WORDS.red).toEqual({ grade: '一级', word: '十分严峻' });
  expect(LAMP_WORDS.none.grade).toBe('—');
});
