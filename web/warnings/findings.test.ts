import { describe, expect, test } from 'vitest';
import type { WarningProposal, WarningSummary } from '../../server/warnings/schema.ts';
import { ledgerFinding, warningsHeadline } from './findings.ts';
import { changeText, figuresText, gapText, lateAnswerText, measureText, overdueText } from './words.ts';

const ROW: WarningSummary = {
  id: 1,
  unitCode: '360483',
  unitName: '庐山市',
  period: '2026-08',
  label: '2026年1–8月',
  trigger: 'red',
  stage: 'answered',
  number: '九工信绿预〔2026〕1号',
  lamp: 'red',
  actualPct: '0.8',
  targetPct: '-2',
  gapPoints: '2.80',
  answerDueOn: '2026-09-30',
  remedyDueOn: '2026-12-31',
  issuedOn: '2026-09-23',
  answeredOn: '2026-09-28',
  closedOn: null,
  overdue: null,
  answerDaysLate: 0,
  daysOverdue: 0,
  escalated: false,
  inRemedy: true,
  internal: false,
  answer: 'accepted',
  steps: [],
  version: 7,
};
const LATE: WarningSummary = {
  ...ROW,
  id: 2,
  stage: 'issued',
  overdue: 'answer',
  daysOverdue: 8,
  escalated: true,
};
const CLOSED: WarningSummary = { ...ROW, id: 3, stage: 'closed', inRemedy: false, closedOn: '2026-04-27' };
const PROPOSAL = {} as WarningProposal;

test('an answer that came late is said, one in time is not', () => {
  expect(lateAnswerText(ROW)).toBe('');
  expect(lateAnswerText({ answerDaysLate: 7 })).toBe('曾逾期7天答复');
});

describe('headline', () => {
  test.each<[WarningSummary[], number, string]>([
    [[], 0, '目前没有在办的预警督办事项'],
    [[CLOSED], 0, '目前没有在办的预警督办事项'],
    [[ROW], 0, '1件整改中'],
    [[ROW, LATE, CLOSED], 2, '2件整改中（其中1件逾期未答复，已升级至分管领导），2个单位待拟稿'],
    [[{ ...ROW, overdue: 'remedy', inRemedy: false }], 0, '1件逾期未完成整改'],
    [[{ ...ROW, stage: 'closing' }], 0, '1件整改中（其中1件待销号）'],
    [[LATE, { ...LATE, escalated: false }], 0, '2件整改中（其中2件逾期未答复，1件已升级至分管领导）'],
    [[], 3, '3个单位待拟稿'],
  ])('case %#', (warnings, count, expected) => {
    const proposals = Array.from({ length: count }, () => PROPOSAL);
    expect(warningsHeadline({ today: '2026-11-21', warnings, proposals })).toBe(expected);
  });
});

test('the ledger counts what was issued and what is closed, of what is shown', () => {
  expect(ledgerFinding([ROW, LATE, CLOSED])).toBe('预警台账：发出3件，已销号1件');
  expect(ledgerFinding([{ ...ROW, number: null, stage: 'dismissed' }])).toBe('预警台账：发出0件，已销号0件');
  expect(ledgerFinding([])).toBe('没有预警通知');
});

test('figures in words', () => {
  expect(changeText('-2.10')).toBe('下降2.10%');
  expect(changeText('0.0')).toBe('持平');
  expect(figuresText(ROW)).toBe('上升0.8%，目标下降2.0%');
  expect(gapText('2.80')).toBe('2.8个百分点');
  expect(gapText('0.63')).toBe('0.63个百分点');
  expect([overdueText(ROW), overdueText(LATE)]).toEqual(['', '逾期未答复8天']);
});

test.each([
  ['2026-11-30', null, true, '未完成'],
  ['2026-11-21', null, true, '未完成'],
  ['2026-11-11', null, true, '未完成，逾期10天'],
  // what is closed has no days running
  ['2026-11-11', null, false, '未完成'],
  ['2026-11-11', '2026-11-15', true, '11月15日报告完成'],
])('a measure due on %s, done on %s, of an open warning: %s', (dueOn, doneOn, isOpen, words) => {
  expect(measureText({ dueOn, doneOn }, '2026-11-21', isOpen)).toBe(words);
});
