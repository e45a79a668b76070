import { describe, expect, test } from 'vitest';
import { EMPTY_FIGURES, type FigureField, type Figures } from '../../server/rules/figures.ts';
import { checkContextOf } from './check-context.ts';
import { entryChecks } from './entry-checks.ts';
import { reportDetail } from './testing.ts';

const context = checkContextOf(reportDetail());
const left = (...fields: FigureField[]) => ({ left: new Set(fields), tried: false });
const ALL = left('energyWanTce', 'energyGrowthPct', 'valueAddedGrowthPct', 'publishedIntensityPct');
const TRIED = { left: new Set<FigureField>(), tried: true };
const full: Figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '82.36',
  energyGrowthPct: '1.0',
  valueAddedGrowthPct: '4.8',
};

test('nothing is told about a field that is still being typed', () => {
  const checks = entryChecks({ ...EMPTY_FIGURES, energyWanTce: '12a' }, context, left());
  expect(checks.errors).toEqual({});
  expect(checks.stop).toBe('energyWanTce');
});

test('a text that is no number is told once the field was left', () => {
  const checks = entryChecks({ ...EMPTY_FIGURES, energyWanTce: '12a' }, context, left('energyWanTce'));
  expect(checks.errors.energyWanTce).toContain('12a');
});

test('missing numbers are told only when submitting was tried', () => {
  expect(entryChecks(EMPTY_FIGURES, context, ALL).errors).toEqual({});
  expect(Object.keys(entryChecks(EMPTY_FIGURES, context, TRIED).errors)).toEqual([
    'energyWanTce',
    'energyGrowthPct',
    'valueAddedGrowthPct',
  ]);
});

test('three sound numbers may be submitted without a note', () => {
  expect(entryChecks(full, context, ALL)).toMatchObject({
    stop: null,
    asked: 0,
    general: [],
    noteMissing: false,
  });
});

describe('a red lamp', () => {
  const red = { ...full, energyGrowthPct: '3.0' };
  test('stops at the note until there is one', () => {
    expect(entryChecks(red, context, ALL).stop).toBe('note');
    expect(entryChecks({ ...red, note: ' ' }, context, ALL).stop).toBe('note');
    expect(entryChecks({ ...red, note: '企业复产' }, context, ALL).stop).toBeNull();
  });
  test('is told only when all three numbers were left', () => {
    expect(entryChecks(red, context, ALL).general[0]).toContain('一级');
    expect(entryChecks(red, context, left('energyWanTce', 'energyGrowthPct')).general).toEqual([]);
  });
});

test('a doubt about a number stands at its field and is counted', () => {
  const tonnes = { ...full, energyWanTce: '82360' };
  const checks = entryChecks(tonnes, context, ALL);
  expect(checks.warnings.energyWanTce?.[0]).toContain('吨');
  expect(checks.asked).toBe(1);
});
