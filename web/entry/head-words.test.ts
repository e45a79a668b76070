import { describe, expect, test } from 'vitest';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { dueBasisWords, type EntryStage, extensionWords, headWords } from './head-words.ts';
import { feedbackOf, reportDetail, revisionOf } from './testing.ts';

const returned = revisionOf(1, EMPTY_FIGURES, 'returned', '请核对');
const approved = revisionOf(1, EMPTY_FIGURES, 'approved');
const signOff = { required: true, mayAsk: true, maySign: false, askedBy: null, askedAt: null };

test.each<[string, Partial<ReportDetail>, EntryStage, string]>([
  ['nothing entered yet', {}, 'editing', '填三个数，核对后|提交。'],
  ['a unit that asks for a second person', { signOff }, 'editing', '填三个数，核对后|提交签核。'],
  [
    'figures fed back',
    { feedback: feedbackOf({}) },
    'confirming',
    '统计反馈数已填好，核对无误后|确认并报送。',
  ],
  ['fed back but different', { feedback: feedbackOf({}) }, 'editing', '修改有差异的数并说明，核对后|提交。'],
  [
    'both pages are due',
    { plan: { dueFields: ['energyWanTce', 'waterIntensityPct'], intensityWayIn: 'entry' } },
    'editing',
    '填三个数和本期其他指标，核对后|提交。',
  ],
  [
    'nothing is due',
    { plan: { dueFields: [], intensityWayIn: 'entry' } },
    'editing',
    '本期不要求报送，确需报送的可以填写，核对后|提交。',
  ],
  [
    'only the second page is due',
    { plan: { dueFields: ['waterIntensityPct'], intensityWayIn: 'entry' } },
    'editing',
    '填写本期其他指标，核对后|提交。',
  ],
  [
    'returned',
    { status: 'returned', revisions: [returned] },
    'editing',
    '请按退回意见修改，核对后|重新提交。',
  ],
  [
    'reopened for a correction',
    { status: 'draft', approvedRevision: 1, revisions: [approved] },
    'editing',
    '正在更正已审核的数据，核对后|重新提交。',
  ],
  [
    'withdrawn',
    { status: 'draft', revisions: [revisionOf(1, EMPTY_FIGURES)] },
    'editing',
    '正在修改，核对后|重新提交。',
  ],
  [
    'waiting for the signer, seen by the filler',
    { status: 'signing', signOff },
    'viewing',
    '已提交签核，等待本单位签核人确认。|',
  ],
  [
    'seen by the signer',
    { status: 'signing', signOff: { ...signOff, maySign: true } },
    'viewing',
    '请签核本期报表。|',
  ],
  ['closed without a report', { periodState: 'closed' }, 'viewing', '2026年1–10月报送已截止。|'],
  ['not open yet', { periodState: 'notYet' }, 'viewing', '2026年1–10月还不能填报。|'],
  ['approved', { status: 'approved', revisions: [approved] }, 'viewing', '本期数据已审核通过，尚未公布。|'],
])('the headline says what to do: %s', (_, detail, stage, words) => {
  const { before, after } = headWords(reportDetail(detail), stage);
  expect(`${before}|${after}`).toBe(words);
});

describe('why the due date is what it is', () => {
  const extension = { until: '2026-11-27', reason: '企业数据迟报' };
  test('an extension says until when and why, while the report is open', () => {
    const detail = reportDetail({ dueOn: '2026-11-27', extension });
    expect(dueBasisWords(detail)).toBe('已延期');
    expect(extensionWords(detail)).toBe('市工信局已同意延期至11月27日：企业数据迟报');
    expect(extensionWords({ ...detail, status: 'approved' })).toBeNull();
  });
  test('an extension that ended before the due date says nothing', () => {
    const detail = reportDetail({ extension: { ...extension, until: '2026-11-10' } });
    expect([dueBasisWords(detail), extensionWords(detail)]).toEqual(['', null]);
  });
  test('counted from the fed-back table', () => {
    expect(dueBasisWords(reportDetail({ dueBasis: 'feedback' }))).toBe('按统计反馈后工作日计');
    expect(dueBasisWords(reportDetail({ dueBasis: 'feedback', dueOn: '2027-01-12' }))).toBe(
      '按统计反馈后工作日计，2027年节假日安排公布前按周末和固定节日计算',
    );
  });
  test('the usual day of the month needs no words', () => {
    expect([dueBasisWords(reportDetail()), extensionWords(reportDetail())]).toEqual(['', null]);
  });
});
