import { describe, expect, test } from 'vitest';
import {
  calendarNote,
  completeness,
  DEFAULT_DUE_DAY,
  DEFAULT_WORKING_DAYS,
  type DueInput,
  dueRule,
  effectiveDue,
  isOnTime,
  stateOfPeriod,
  timeliness,
} from './deadlines.ts';
import { dueDate, planPeriods } from './periods.ts';

const RULE: DueInput = {
  period: '2026-08',
  dueOn: null,
  opensOn: null,
  feedbackEnteredOn: null,
  dueDay: DEFAULT_DUE_DAY,
  workingDaysAfterFeedback: DEFAULT_WORKING_DAYS,
};

describe('when a report is due', () => {
  test.each<[string, Partial<DueInput>, ReturnType<typeof dueRule>]>([
    ['a day of the month after', {}, { dueOn: '2026-09-20', basis: 'dayOfMonth' }],
    ['another day', { dueDay: 25 }, { dueOn: '2026-09-25', basis: 'dayOfMonth' }],
    ['no day that a month lacks', { dueDay: 31 }, { dueOn: '2026-09-28', basis: 'dayOfMonth' }],
    ['no day 0', { dueDay: 0 }, { dueOn: '2026-09-01', basis: 'dayOfMonth' }],
    ['the year turns', { period: '2026-12' }, { dueOn: '2027-01-20', basis: 'dayOfMonth' }],
    [
      'five working days after the table, over 国庆',
      { feedbackEnteredOn: '2026-09-28', dueDay: 28 },
      { dueOn: '2026-10-10', basis: 'feedback' },
    ],
    [
      'fewer working days',
      { feedbackEnteredOn: '2026-09-28', dueDay: 28, workingDaysAfterFeedback: 2 },
      { dueOn: '2026-09-30', basis: 'feedback' },
    ],
    [
      'a table on the usual day counts',
      { feedbackEnteredOn: '2026-09-20' },
      { dueOn: '2026-09-28', basis: 'feedback' },
    ],
    [
      'one the day after excuses nobody',
      { feedbackEnteredOn: '2026-09-21' },
      { dueOn: '2026-09-20', basis: 'dayOfMonth' },
    ],
    [
      'one before a late opening counts from the opening',
      { feedbackEnteredOn: '2026-09-28', opensOn: '2026-10-08' },
      { dueOn: '2026-10-14', basis: 'feedback' },
    ],
    [
      'one after a late opening comes too late',
      { feedbackEnteredOn: '2026-10-09', opensOn: '2026-10-08' },
      { dueOn: '2026-09-20', basis: 'dayOfMonth' },
    ],
    [
      'an early table makes it early',
      { feedbackEnteredOn: '2026-09-07' },
      { dueOn: '2026-09-14', basis: 'feedback' },
    ],
    [
      'what the bureau set stands above both',
      { feedbackEnteredOn: '2026-09-28', dueOn: '2026-09-18' },
      { dueOn: '2026-09-18', basis: 'set' },
    ],
  ])('%s', (_what, change, expected) => {
    expect(dueRule({ ...RULE, ...change })).toEqual(expected);
  });

  test('without any setting it is the plain rule, in every period', () => {
    for (const period of planPeriods()) expect(dueRule({ ...RULE, period }).dueOn).toBe(dueDate(period));
  });

  test.each([
    ['2026-12-31', 'feedback', null],
    ['2027-01-05', 'feedback', '2027年节假日安排公布前按周末和固定节日计算'],
    ['2027-01-20', 'dayOfMonth', null],
    ['2027-01-20', 'set', null],
  ] as const)('due on %s by %s, one should know: %s', (dueOn, basis, note) => {
    expect(calendarNote({ dueOn, basis })).toBe(note);
  });

  test('a period outside the plan is refused', () => {
    expect(() => dueRule({ ...RULE, period: '2026-01' })).toThrow(RangeError);
  });

  test.each([
    ['2026-11-25', '2026-11-25'],
    ['2026-11-20', '2026-11-20'],
    ['2026-11-18', '2026-11-20'],
    [null, '2026-11-20'],
  ])('an extension to %s makes it %s', (until, expected) => {
    expect(effectiveDue('2026-11-20', until)).toBe(expected);
  });

  test.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    [null, false],
  ])('a first submission on %s is on time: %s', (submittedOn, expected) => {
    expect(isOnTime(submittedOn, '2026-11-20')).toBe(expected);
  });
});

describe('the state of a period', () => {
  const OCTOBER = { period: '2026-10', opensOn: null, closedAt: null };
  test.each([
    ['2026-10-31', null, null, 'notYet'],
    ['2026-11-01', null, null, 'open'],
    ['2026-11-01', '2026-11-05', null, 'notYet'],
    ['2026-11-05', '2026-11-05', null, 'open'],
    // nobody reports a period that is not over
    ['2026-10-31', '2026-10-20', null, 'notYet'],
    ['2026-11-01', '2026-10-20', null, 'open'],
    ['2026-12-01', null, '2026-11-30T09:00:00.000Z', 'closed'],
  ] as const)('on %s, opened %s, closed %s: %s', (today, opensOn, closedAt, expected) => {
    expect(stateOfPeriod({ ...OCTOBER, today, opensOn, closedAt })).toBe(expected);
  });
});

describe('completeness and timeliness', () => {
  test.each([
    [13, 14, '92.9%'],
    [14, 14, '100%'],
    [0, 14, '0%'],
    [7, 14, '50.0%'],
    [1999, 2000, '99.9%'],
    [1, 3000, '0.1%'],
    [0, 0, null],
  ])('%d of %d is %s', (count, expected, percent) => {
    expect(completeness({ reported: count, expected })).toEqual({ count, expected, percent });
    expect(timeliness({ onTime: count, expected })).toEqual({ count, expected, percent });
  });

  test.each([
    [15, 14],
    [-1, 14],
    [1.5, 14],
  ])('%d of %d is refused', (reported, expected) => {
    expect(() => completeness({ reported, expected })).toThrow(RangeError);
  });
});
