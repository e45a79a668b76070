import { describe, expect, test } from 'vitest';
import {
  limitOf,
  type OwnRuleSetFields,
  overlap,
  ownRuleSetFaults,
  validOn,
  yellowOf,
} from './own-rule-set.ts';

const FIELDS: OwnRuleSetFields = {
  name: '九江市能耗强度预警分级办法',
  document: '九江市工业和信息化局关于印发《能耗强度预警分级办法》的通知',
  documentNumber: '九工信发〔2026〕9号',
  yellowKind: 'points',
  yellowLimit: '0.5',
  validFrom: '2026-11-01',
  validTo: null,
  note: '',
  inForce: true,
};

test('a complete rule set has no faults', () => {
  expect(ownRuleSetFaults(FIELDS)).toEqual({});
});

describe('each fault stands at its field', () => {
  test.each<[string, Partial<OwnRuleSetFields>, Record<string, string>]>([
    ['no name', { name: '  ' }, { name: 'required' }],
    ['a name of 41 characters', { name: '规'.repeat(41) }, { name: 'too_long' }],
    ['no document', { document: '' }, { document: 'required' }],
    ['no number', { documentNumber: '' }, { documentNumber: 'required' }],
    ['a long note', { note: '字'.repeat(301) }, { note: 'too_long' }],
    ['no limit', { yellowLimit: null }, { yellowLimit: 'out_of_range' }],
    ['a limit with any fall', { yellowKind: 'anyFall' }, { yellowLimit: 'not_used' }],
    ['no date', { validFrom: '' }, { validFrom: 'invalid_date' }],
    ['a date that is none', { validFrom: '2026-02-30' }, { validFrom: 'invalid_date' }],
    ['a start before the plan', { validFrom: '2024-12-31' }, { validFrom: 'invalid_date' }],
    ['an end before the start', { validTo: '2026-10-31' }, { validTo: 'before_start' }],
    ['an end far away', { validTo: '2036-01-01' }, { validTo: 'invalid_date' }],
    ['two at once', { name: '', validTo: '明年' }, { name: 'required', validTo: 'invalid_date' }],
  ])('%s', (_what, change, codes) => {
    const faults = ownRuleSetFaults({ ...FIELDS, ...change });
    expect(Object.fromEntries(Object.entries(faults).map(([field, { code }]) => [field, code]))).toEqual(
      codes,
    );
  });

  test('any fall needs no limit, and an end on the first day is one day of validity', () => {
    expect(ownRuleSetFaults({ ...FIELDS, yellowKind: 'anyFall', yellowLimit: null })).toEqual({});
    expect(ownRuleSetFaults({ ...FIELDS, validTo: '2026-11-01' })).toEqual({});
  });
});

describe('limits', () => {
  test.each<['shareOfTarget' | 'points', string, string | null]>([
    ['shareOfTarget', '0.01', '0.01'],
    ['shareOfTarget', '0', null],
    ['shareOfTarget', '100', '100'],
    ['shareOfTarget', '100.01', null],
    ['shareOfTarget', '15.50', '15.5'],
    ['shareOfTarget', '15.555', null],
    ['shareOfTarget', '-5', null],
    ['shareOfTarget', '1e1', null],
    ['shareOfTarget', '', null],
    ['points', '20', '20'],
    ['points', '20.01', null],
    ['points', ' 0.50 ', '0.5'],
    ['points', 'NaN', null],
    ['points', '０．５', '0.5'],
    ['shareOfTarget', '　１０．５０ ', '10.5'],
  ])('%s %s', (kind, typed, limit) => {
    expect(limitOf(kind, typed)).toBe(limit);
  });

  test('what is typed becomes the criterion, and an unreadable limit none', () => {
    expect(yellowOf('points', '0.5')).toEqual({ kind: 'points', points: '0.5' });
    expect(yellowOf('shareOfTarget', '12')).toEqual({ kind: 'shareOfTarget', sharePct: '12' });
    expect(yellowOf('anyFall', null)).toEqual({ kind: 'anyFall' });
    expect(yellowOf('points', '')).toBeNull();
  });
});

describe('validity', () => {
  const until = (validFrom: string, validTo: string | null) => ({ validFrom, validTo });
  test.each([
    [until('2026-01-01', '2026-06-30'), until('2026-07-01', null), false],
    [until('2026-01-01', '2026-07-01'), until('2026-07-01', null), true],
    [until('2026-01-01', null), until('2027-01-01', '2027-12-31'), true],
    [until('2027-01-01', null), until('2026-01-01', '2026-12-31'), false],
  ])('%o and %o share a day: %s', (a, b, shared) => {
    expect(overlap(a, b)).toBe(shared);
    expect(overlap(b, a)).toBe(shared);
  });

  test.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('%s', (date, valid) => {
    expect(validOn(until('2026-07-01', '2026-12-31'), date)).toBe(valid);
  });
});
