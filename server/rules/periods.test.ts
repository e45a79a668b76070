import { describe, expect, test } from 'vitest';
import {
  daysBetween,
  dueDate,
  isReferenceOnly,
  isReportable,
  latestReportable,
  parsePeriod,
  periodLabel,
  periodsOfYear,
  planPeriods,
  previousPeriod,
  reportableFrom,
  samePeriodLastYear,
  shortPeriodLabel,
} from './periods.ts';

describe('a period code', () => {
  test.each([
    ['2025-02', { year: 2025, month: 2 }],
    ['2026-10', { year: 2026, month: 10 }],
    ['2027-12', { year: 2027, month: 12 }],
  ])('%s is read', (text, parts) => {
    expect(parsePeriod(text)).toEqual(parts);
  });

  test.each([
    '2026-01',
    '2026-00',
    '2026-13',
    '2024-12',
    '2028-02',
    '2026-1',
    '2026-010',
    '202610',
    '2026/10',
    ' 2026-10',
    '２０２６-10',
    '',
    '2026-10-01',
  ])('%j is no period', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  test('a code that is no period is refused where one is required', () => {
    expect(() => periodLabel('2026-01')).toThrow(RangeError);
  });
});

test('labels say 1–MM月', () => {
  expect(periodLabel('2026-10')).toBe('2026年1–10月');
  expect(shortPeriodLabel('2026-02')).toBe('1–2月');
});

test('a year has 11 periods and the plan 33', () => {
  expect(periodsOfYear(2026)).toHaveLength(11);
  expect(periodsOfYear(2026)[0]).toBe('2026-02');
  expect(planPeriods()).toHaveLength(33);
  expect(planPeriods().at(-1)).toBe('2027-12');
  expect(planPeriods().filter((period) => parsePeriod(period) === null)).toEqual([]);
});

test.each([
  ['2026-02', '2026-03-01', '2026-03-20'],
  ['2026-10', '2026-11-01', '2026-11-20'],
  ['2026-12', '2027-01-01', '2027-01-20'],
])('%s is reportable from %s and due on %s', (period, from, due) => {
  expect(reportableFrom(period)).toBe(from);
  expect(dueDate(period)).toBe(due);
});

test('a period is reportable from the first of the next month, not on its last day', () => {
  expect(isReportable('2026-10', '2026-10-31')).toBe(false);
  expect(isReportable('2026-10', '2026-11-01')).toBe(true);
});

test.each([
  ['2025-02-28', null],
  ['2025-03-01', '2025-02'],
  ['2026-01-15', '2025-12'],
  ['2026-02-28', '2025-12'],
  ['2026-11-21', '2026-10'],
  ['2030-01-01', '2027-12'],
])('on %s the latest reportable period is %s', (today, period) => {
  expect(latestReportable(today)).toBe(period);
});

test('only 1–2月 is for reference', () => {
  expect(planPeriods().filter(isReferenceOnly)).toEqual(['2025-02', '2026-02', '2027-02']);
});

test('neighbours in time', () => {
  expect(previousPeriod('2026-10')).toBe('2026-09');
  expect(previousPeriod('2026-02')).toBeNull();
  expect(samePeriodLastYear('2026-10')).toBe('2025-10');
  expect(samePeriodLastYear('2025-10')).toBeNull();
});

test.each([
  ['2026-11-20', '2026-11-21', 1],
  ['2026-11-21', '2026-11-20', -1],
  ['2026-02-28', '2026-03-01', 1],
  ['2024-02-28', '2024-03-01', 2],
  ['2025-12-31', '2026-12-31', 365],
])('from %s to %s it is %i days', (a, b, days) => {
  expect(daysBetween(a, b)).toBe(days);
});

test.each([
  ['2026-10-31', null, false],
  ['2026-11-01', null, true],
  ['2026-11-04', '2026-11-05', false],
  ['2026-11-05', '2026-11-05', true],
  // never before the period is over
  ['2026-10-31', '2026-10-20', false],
  ['2026-11-01', '2026-10-20', true],
])('on %s a period the bureau opens on %s (or opens later by itself) is reportable: %s', (today, opensOn, expected) => {
  expect(isReportable('2026-10', today, opensOn)).toBe(expected);
});
