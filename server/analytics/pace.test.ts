import { describe, expect, test } from 'vitest';
import { compoundPct } from './compound.ts';
import { accelerationFactor, landings, paceSoFarPct, progressShare, requiredYearlyPct } from './pace.ts';

/** Qinghai's published example: three years' factors against a target of −17 % over five years. */
const QINGHAI = compoundPct(['1.51', '-2.2', '-4.18']);

describe('青海 published example', () => {
  test('three yearly factors 1.0151 × 0.978 × 0.9582 make −4.87 %', () => {
    expect(QINGHAI.toFixed(2)).toBe('-4.87');
  });
  test('that is 26.8 % of −17 % on the logarithmic scale', () => {
    expect(progressShare(QINGHAI, '-17')?.times(100).toFixed(1)).toBe('26.8');
  });
  test('−6.59 % a year is still needed over two years', () => {
    const required = requiredYearlyPct('-17', QINGHAI, 2);
    expect(required.kind === 'required' && required.yearlyPct.toFixed(2)).toBe('-6.59');
  });
});

describe('what is still needed', () => {
  test('the city at −7.8 % in 2026 needs −5.6 % in 2027, 1.4 times the pace so far', () => {
    const required = requiredYearlyPct('-13', '-7.8', 1);
    if (required.kind !== 'required') throw new Error(required.kind);
    expect(required.yearlyPct.toFixed(2)).toBe('-5.64');
    const pace = paceSoFarPct('-7.8', 2);
    expect(pace.toFixed(2)).toBe('-3.98');
    expect(accelerationFactor(required.yearlyPct, pace)?.toFixed(1)).toBe('1.4');
  });

  test.each([
    ['more than the target', '-13.01'],
    ['exactly the target', '-13'],
  ])('%s with a year left is achieved early', (_name, cumulative) => {
    expect(requiredYearlyPct('-13', cumulative, 1)).toEqual({ kind: 'achievedEarly' });
  });

  test('just short of the target is still a required fall', () => {
    const required = requiredYearlyPct('-13', '-12.99', 1);
    expect(required.kind === 'required' && required.yearlyPct.lt(0)).toBe(true);
  });

  test.each([
    ['-13', true],
    ['-12.99', false],
    ['0.5', false],
  ])('with no year left %s is a final verdict: met is %s', (cumulative, met) => {
    expect(requiredYearlyPct('-13', cumulative, 0)).toEqual({ kind: 'final', met });
  });

  test.each(['0', '1.2'])('no multiple of a pace of %s %%', (pace) => {
    expect(accelerationFactor('-5', pace)).toBeNull();
  });

  test('a pace needs at least one year', () => {
    expect(() => paceSoFarPct('-3', 0)).toThrow(RangeError);
  });
});

describe('progress share', () => {
  test('equal yearly changes make equal steps', () => {
    const target = compoundPct(['-4', '-4', '-4']);
    expect(progressShare('-4', target)?.toFixed(6)).toBe('0.333333');
    expect(progressShare(compoundPct(['-4', '-4']), target)?.toFixed(6)).toBe('0.666667');
  });
  test('a rise is negative, more than the target is above 1', () => {
    expect(progressShare('2', '-13')?.isNegative()).toBe(true);
    expect(progressShare('-14', '-13')?.gt(1)).toBe(true);
  });
  test.each([
    ['-5', '0'],
    ['-100', '-13'],
    ['-5', '-100'],
  ])('cumulative %s against target %s has none', (cumulative, target) => {
    expect(progressShare(cumulative, target)).toBeNull();
  });
});

describe('landing in 2027', () => {
  test('three scenarios from −7.8 % after two years', () => {
    const landing = landings({
      cumulativePct: '-7.8',
      yearsElapsed: 2,
      remainingTargetsPct: ['-3.5'],
      targetPct: '-13',
    });
    expect(landing.keepPace.toFixed(2)).toBe('88.53');
    expect(landing.hitTargets.toFixed(3)).toBe('88.973');
    expect(landing.required.toFixed()).toBe('87');
  });
  test('with no year left all three are where we stand', () => {
    const landing = landings({
      cumulativePct: '-12',
      yearsElapsed: 3,
      remainingTargetsPct: [],
      targetPct: '-13',
    });
    expect([landing.keepPace, landing.hitTargets, landing.required].map((index) => index.toFixed(6))).toEqual(
      ['88.000000', '88.000000', '88.000000'],
    );
  });
});
