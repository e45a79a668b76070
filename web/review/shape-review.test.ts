import { describe, expect, test } from 'vitest';
import type { ReportSummary } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { reportDetail, revisionOf } from '../entry/testing.ts';
import { statusWord, toggleReason } from './review-words.ts';
import {
  comparedRows,
  completenessOf,
  nextWaiting,
  queueOrder,
  reviewHeadline,
  scopeChanges,
} from './shape-review.ts';
import { whatChanged } from './use-decisions.ts';

const summary = (unitName: string, change: Partial<ReportSummary> = {}): ReportSummary => ({
  unitCode: unitName,
  unitName,
  isCity: false,
  period: '2026-10',
  status: 'submitted',
  version: 1,
  latestRevision: 1,
  approvedRevision: null,
  releasedRevision: null,
  submittedAt: '2026-11-18T07:42:00.000Z',
  submittedBy: '填报员',
  returnReason: null,
  overdueDays: 0,
  actualPct: -3.6,
  actualDecimals: 1,
  basis: 'published',
  targetPct: -3.5,
  annualLamp: 'green',
  flags: [],
  note: '',
  ...change,
});
const doubt = { id: 'sign', severity: 'warning', field: null, message: '请核对' } as const;
const approved = { status: 'approved', approvedRevision: 1 } as const;
const missing = { status: null, latestRevision: 0, submittedAt: null } as const;

describe('the headline of a period', () => {
  test.each([
    [[summary('甲', approved), summary('乙'), summary('丙', missing)], '2个单位已报，1份待审，丙未报送。'],
    [[summary('甲', approved), summary('乙', { status: 'returned' })], '2个单位全部已报，1份已退回。'],
    [[summary('甲', approved), summary('乙', approved)], '2个单位全部审核通过。'],
    [[summary('甲', missing), summary('乙', { ...missing, status: 'draft' })], '2个单位均未报送。'],
    [
      [summary('甲'), ...['乙', '丙', '丁', '戊'].map((name) => summary(name, missing))],
      '1个单位已报，1份待审，4个单位未报送。',
    ],
  ])('%#', (reports, words) => {
    expect(reviewHeadline(completenessOf(reports))).toBe(words);
  });

  test('全市 is not counted among the units', () => {
    expect(completenessOf([summary('甲'), summary('全市', { isCity: true })])).toMatchObject({
      expected: 1,
      reported: 1,
    });
  });
});

test('the queue begins with what waits, the riskiest first, and ends with what is approved', () => {
  const reports = [
    summary('已审', { ...approved, flags: [doubt, doubt] }),
    summary('平稳'),
    summary('未报', missing),
    summary('翻转'),
    summary('一级', { annualLamp: 'red', flags: [doubt] }),
    summary('退回', { status: 'returned' }),
    summary('提示', { flags: [doubt] }),
  ];
  const names = queueOrder(reports, new Set(['翻转'])).map((report) => report.unitName);
  expect(names).toEqual(['一级', '提示', '翻转', '平稳', '退回', '未报', '已审']);
});

test('after a decision the next waiting report opens; after the last none', () => {
  const queue = [summary('甲'), summary('乙'), summary('丙', approved)];
  expect(nextWaiting(queue, new Set(['甲']))).toBe('乙');
  expect(nextWaiting(queue, new Set(['甲', '乙']))).toBeNull();
});

describe('the comparison of a submission', () => {
  const figures = (energyWanTce: string) => ({ ...EMPTY_FIGURES, energyWanTce });
  test('is made with the last approved revision, not with a returned one', () => {
    const detail = reportDetail({
      revisions: [
        revisionOf(1, figures('80'), 'approved'),
        revisionOf(2, figures('85'), 'returned', '请核对'),
        revisionOf(3, figures('81')),
      ],
      previous: { period: '2026-09', figures: figures('72') },
    });
    const [energy] = comparedRows(detail, revisionOf(3, figures('81')));
    expect(energy).toMatchObject({
      now: '81',
      approved: '80',
      previous: '72',
      lastYear: null,
      changed: true,
    });
  });
  test('marks nothing as changed where nothing was approved before', () => {
    const first = revisionOf(1, figures('80'));
    expect(comparedRows(reportDetail({ revisions: [first] }), first).some((row) => row.changed)).toBe(false);
  });
  test('tells a change of scope in words', () => {
    const before = { ...EMPTY_FIGURES, source: 'enterprises' as const };
    expect(scopeChanges(EMPTY_FIGURES, before)).toEqual(['数据来源由企业汇总改为统计反馈']);
    expect(scopeChanges(EMPTY_FIGURES, null)).toEqual([]);
  });
});

test.each([
  [{ status: null, latestRevision: 0 }, '未报'],
  [{ status: 'draft', latestRevision: 0 }, '填报中'],
  [{ status: 'draft', latestRevision: 1 }, '修订中'],
  [{ status: 'submitted' }, '待审'],
  [{ status: 'submitted', approvedRevision: 1 }, '修订待审'],
  [{ status: 'returned' }, '已退回'],
  [{ status: 'approved', approvedRevision: 2, releasedRevision: 1 }, '已审'],
  [{ status: 'approved', approvedRevision: 2, releasedRevision: 2 }, '已公布'],
] as const)('%o is called %s', (change, word) => {
  expect(statusWord(summary('甲', change))).toBe(word);
});

test('a common reason joins what is written and goes again', () => {
  expect(toggleReason('', '请核对')).toBe('请核对');
  expect(toggleReason('已电话沟通。', '请核对')).toBe('已电话沟通；请核对');
  expect(toggleReason('已电话沟通；请核对', '请核对')).toBe('已电话沟通');
});

describe('what somebody else did in the meantime', () => {
  const seen = summary('濂溪区', { version: 3, latestRevision: 1 });
  const first = revisionOf(1, EMPTY_FIGURES, 'returned', '请核对');
  test('a new submission is named with person and time', () => {
    const newest = reportDetail({ version: 6, revisions: [first, revisionOf(2, EMPTY_FIGURES)] });
    expect(whatChanged(newest, seen)).toBe('濂溪区：濂溪区填报员于11月18日 15:42重新提交了第2稿。');
  });
  test('another decision is named with person and time', () => {
    const newest = reportDetail({ version: 4, revisions: [first] });
    expect(whatChanged(newest, seen)).toBe('濂溪区：市工信局已于11月19日 16:00退回。');
  });
});
