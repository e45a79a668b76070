import { describe, expect, test } from 'vitest';
import type { ReportSummary } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { feedbackOf, reportDetail, revisionOf } from '../entry/testing.ts';
import { returnProblem, riskWords, statusWord } from './review-words.ts';
import {
  comparedRows,
  completenessOf,
  lateWords,
  nextWaiting,
  queueOrder,
  releasedAsApproved,
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
  dueOn: '2026-11-20',
  extension: null,
  overdueDays: 0,
  signing: false,
  edition: 'flash',
  feedbackDiffers: false,
  risk: { score: 0, reasons: [] },
  mayFlip: false,
  actualPct: -3.6,
  actualDecimals: 1,
  basis: 'published',
  targetPct: -3.5,
  annualLamp: 'green',
  flags: [],
  note: '',
  ...change,
});
const risk = (score: number) => ({ risk: { score, reasons: ['1处需说明'] } });
const approved = { status: 'approved', approvedRevision: 1 } as const;
const missing = { status: null, latestRevision: 0, submittedAt: null } as const;

const drafted = { ...missing, status: 'draft' } as const;
const reopened = { status: 'draft', approvedRevision: 1 } as const;

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
    [[summary('甲', approved), summary('乙', reopened)], '2个单位全部已报，1份修订中。'],
    [
      [summary('甲'), summary('乙', missing), summary('丙', drafted)],
      '1个单位已报，1份待审，乙未报送，丙未报送（填报中）。',
    ],
    [
      [summary('甲'), summary('乙', { ...drafted, status: 'signing' })],
      '1个单位已报，1份待审，乙未报送（待签核）。',
    ],
    [
      [summary('甲'), ...['乙', '丙', '丁'].map((name) => summary(name, missing)), summary('戊', drafted)],
      '1个单位已报，1份待审，4个单位未报送（1个填报中）。',
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

test('what was reported is waiting, returned, being revised or approved: the counts add up', () => {
  const state = completenessOf([
    summary('甲', approved),
    summary('乙'),
    summary('丙', { status: 'returned' }),
    summary('丁', reopened),
    summary('戊', { ...reopened, status: 'signing', signing: true }),
    summary('己', drafted),
    summary('庚', { ...drafted, latestRevision: 1 }),
  ]);
  expect(state).toMatchObject({ reported: 5, pending: 1, returned: 1, revising: 2, approved: 1 });
  expect(state.notReported).toEqual([
    { name: '己', step: '（填报中）' },
    { name: '庚', step: '（填报中）' },
  ]);
});

test('a release names the reports that are being corrected, with the revision it makes public', () => {
  const reports = [
    summary('甲', approved),
    summary('乙', reopened),
    summary('丙', { ...reopened, releasedRevision: 1 }),
    summary('丁', { approvedRevision: 2, releasedRevision: 1, latestRevision: 3 }),
  ];
  expect(releasedAsApproved(reports)).toEqual(['乙第1稿', '丁第2稿']);
});

test('the queue begins with what waits, the riskiest first, and ends with what is approved', () => {
  const reports = [
    summary('已审', { ...approved, ...risk(30) }),
    summary('平稳'),
    summary('未报', missing),
    summary('翻转', risk(2)),
    summary('一级', risk(8)),
    summary('退回', { status: 'returned' }),
    summary('签核', { ...missing, status: 'signing', signing: true }),
    summary('提示', risk(3)),
  ];
  const names = queueOrder(reports).map((report) => report.unitName);
  expect(names).toEqual(['一级', '提示', '翻转', '平稳', '退回', '签核', '未报', '已审']);
});

test('reasons of the order are cut to two on the line', () => {
  expect(riskWords([])).toBe('');
  expect(riskWords(['一级', '1处错误'])).toBe('一级，1处错误');
  expect(riskWords(['一级', '1处错误', '逾期1天报送'])).toBe('一级，1处错误等3条');
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
  test('stands beside the fed-back figures, and says where it is another number', () => {
    const detail = reportDetail({ feedback: feedbackOf({ energyWanTce: '80.0', energyGrowthPct: '1.0' }) });
    const now = { ...figures('80'), energyGrowthPct: '1.2' };
    const rows = comparedRows(detail, revisionOf(1, now));
    const row = (field: string) => rows.find((one) => one.field === field);
    expect(row('energyWanTce')).toMatchObject({ fedBack: '80.0', differs: false });
    expect(row('energyGrowthPct')).toMatchObject({ fedBack: '1.0', differs: true });
    expect(row('valueAddedGrowthPct')).toMatchObject({ fedBack: null, differs: false });
  });
  test('shows the second page where it is due or says anything, and the restated figure where there is one', () => {
    const shown = (change: Partial<Figures>) =>
      comparedRows(reportDetail(), revisionOf(1, { ...EMPTY_FIGURES, ...change })).map((row) => row.field);
    expect(shown({})).toEqual([
      'energyWanTce',
      'energyGrowthPct',
      'valueAddedGrowthPct',
      'publishedIntensityPct',
    ]);
    expect(shown({ samePeriodEnergyWanTce: '79' })).toContain('samePeriodEnergyWanTce');
    expect(shown({ absent: { waterIntensityPct: '尚未核算' } })).toContain('waterIntensityPct');
  });
  test('a changed remark or reason counts as a change and is told with what it was', () => {
    const was = { ...figures('80'), comments: { energyWanTce: '含自备电厂' } };
    const now = { ...figures('80'), comments: { energyWanTce: '不含自备电厂' } };
    const detail = reportDetail({ revisions: [revisionOf(1, was, 'approved'), revisionOf(2, now)] });
    expect(comparedRows(detail, revisionOf(2, now))[0]).toMatchObject({
      changed: true,
      remarks: ['备注：不含自备电厂（原为：含自备电厂）'],
    });
    const gone = revisionOf(2, figures('80'));
    expect(comparedRows(detail, gone)[0]?.remarks).toEqual(['备注已删去，原为：含自备电厂']);
    expect(comparedRows(detail, revisionOf(2, was))[0]).toMatchObject({
      changed: false,
      remarks: ['备注：含自备电厂'],
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
  [{ status: null, latestRevision: 0, submittedAt: null }, '未报送'],
  [{ status: 'draft', latestRevision: 0, submittedAt: null }, '未报送（填报中）'],
  [{ status: 'draft', latestRevision: 1, submittedAt: null }, '未报送（填报中）'],
  [{ status: 'draft', latestRevision: 1, approvedRevision: 1 }, '修订中'],
  [{ status: 'signing', latestRevision: 0, submittedAt: null }, '待签核'],
  [{ status: 'submitted' }, '待审'],
  [{ status: 'submitted', approvedRevision: 1 }, '修订待审'],
  [{ status: 'returned' }, '已退回'],
  [{ status: 'approved', approvedRevision: 2, releasedRevision: 1 }, '已审'],
  [{ status: 'approved', approvedRevision: 2, releasedRevision: 2 }, '已公布'],
] as const)('%o is called %s', (change, word) => {
  expect(statusWord(summary('甲', change))).toBe(word);
});

test.each([
  [[], '', '请选择退回原因或填写退回意见。'],
  [[], '  ', '请选择退回原因或填写退回意见。'],
  [['wrongUnit'], '', null],
  [['wrongUnit', 'other'], '', '选择“其他”的，请写明退回意见。'],
  [['other'], '请改报年报数', null],
  [[], '请改报年报数', null],
])('a return for %j with “%s” lacks: %s', (ids, written, problem) => {
  expect(returnProblem(ids, written)).toBe(problem);
});

test.each([
  ['2026-11-20T15:59:59.000Z', null],
  ['2026-11-20T16:00:00.000Z', '逾期1天报送'],
  ['2026-11-23T02:00:00.000Z', '逾期3天报送'],
])('a first submission of %s is late by the Shanghai calendar: %s', (submittedAt, words) => {
  const takenBack = { ...revisionOf(1, EMPTY_FIGURES), submittedAt: '2026-11-02T00:00:00.000Z' };
  const first = { ...revisionOf(2, EMPTY_FIGURES), submittedAt };
  const later = { ...revisionOf(3, EMPTY_FIGURES), submittedAt: '2026-12-30T00:00:00.000Z' };
  expect(lateWords(reportDetail({ status: 'submitted', revisions: [takenBack, first] }))).toBe(words);
  const decision = {
    outcome: 'returned' as const,
    reason: '核对',
    reasonIds: [],
    decidedAt: submittedAt,
    decidedBy: '王工',
  };
  expect(lateWords(reportDetail({ revisions: [takenBack, { ...first, decision }, later] }))).toBe(words);
  expect(lateWords(reportDetail())).toBeNull();
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
