import { expect, test } from 'vitest';
import {
  answerAgainBy,
  defaultDeadlines,
  earliestAnswerDue,
  isInRemedy,
  latestDueOn,
  overdueOf,
} from './warning-deadlines.ts';
import type { WarningStage } from './warning-steps.ts';

test.each([
  ['a Monday', '2026-11-23', '2026-11-30', '2027-01-22'],
  [
    'before 国庆 2026: the holiday does not count, the Saturday worked instead does; the 60th day is a Saturday',
    '2026-09-29',
    '2026-10-12',
    '2026-11-30',
  ],
])('five working days to answer, sixty days to put right: %s', (_what, today, answerDueOn, remedyDueOn) => {
  expect(defaultDeadlines(today)).toEqual({ answerDueOn, remedyDueOn });
});

test.each([
  ['over 元旦 of a year without its notice', '2026-12-29', '2027-01-04'],
  ['on a Friday', '2026-11-20', '2026-11-25'],
])('three working days are left to answer a notice issued %s', (_what, issuedOn, expected) => {
  expect(earliestAnswerDue(issuedOn)).toBe(expected);
});

test.each([
  ['2026-11-21', '2027-12-31'],
  ['2026-12-31', '2027-12-31'],
  ['2027-06-30', '2028-06-30'],
])('on %s no deadline is later than %s', (today, latest) => {
  expect(latestDueOn(today)).toBe(latest);
});

const at = (stage: WarningStage) => ({ stage, answerDueOn: '2026-11-13', remedyDueOn: '2026-12-20' });

// 13 November 2026 is a Friday: three working days later is Wednesday the 18th
test.each<[WarningStage, string, ReturnType<typeof overdueOf>]>([
  ['issued', '2026-11-13', { overdue: null, daysOverdue: 0, escalated: false }],
  ['issued', '2026-11-14', { overdue: 'answer', daysOverdue: 1, escalated: false }],
  ['issued', '2026-11-18', { overdue: 'answer', daysOverdue: 5, escalated: false }],
  ['issued', '2026-11-19', { overdue: 'answer', daysOverdue: 6, escalated: true }],
  ['answered', '2026-11-19', { overdue: null, daysOverdue: 0, escalated: false }],
  ['answered', '2026-12-20', { overdue: null, daysOverdue: 0, escalated: false }],
  ['answered', '2026-12-21', { overdue: 'remedy', daysOverdue: 1, escalated: false }],
  ['answered', '2026-12-24', { overdue: 'remedy', daysOverdue: 4, escalated: true }],
  ['closing', '2026-12-24', { overdue: null, daysOverdue: 0, escalated: false }],
  ['closed', '2026-12-24', { overdue: null, daysOverdue: 0, escalated: false }],
  ['dismissed', '2026-12-24', { overdue: null, daysOverdue: 0, escalated: false }],
])('%s on %s', (stage, today, expected) => {
  expect(overdueOf(at(stage), today)).toEqual(expected);
});

test.each<[WarningStage, string, boolean]>([
  ['draft', '2026-11-19', false],
  ['awaitingApproval', '2026-11-19', false],
  ['issued', '2026-11-19', true],
  ['answered', '2026-12-20', true],
  ['answered', '2026-12-21', false],
  ['closing', '2026-12-20', true],
  ['closed', '2026-11-19', false],
  ['dismissed', '2026-11-19', false],
])('整改中, %s on %s: %s', (stage, today, expected) => {
  expect(isInRemedy(at(stage), today)).toBe(expected);
});

test('an answer sent back has three working days more, and never less than the first deadline', () => {
  expect(answerAgainBy('2026-11-13', '2026-11-13')).toBe('2026-11-18');
  expect(answerAgainBy('2026-11-09', '2026-11-13')).toBe('2026-11-13');
});
