import type { ReportDetail, ReportFeedback, Revision } from '../../server/reports/schema.ts';
import { DEFAULT_COLLECTION_PLAN, dueFields } from '../../server/rules/collection.ts';
import { EMPTY_FIGURES, type FigureField, type Figures } from '../../server/rules/figures.ts';
import { defaultRuleSet } from '../../server/rules/grading.ts';

/** A report of 濂溪区 for tests: target −3.5 in 2026, nothing entered yet. */
export function reportDetail(change: Partial<ReportDetail> = {}): ReportDetail {
  return {
    unitCode: '360402',
    unitName: '濂溪区',
    isCity: false,
    period: '2026-10',
    label: '2026年1–10月',
    dueOn: '2026-11-20',
    dueBasis: 'dayOfMonth',
    extension: null,
    opensOn: '2026-11-01',
    closedAt: null,
    periodState: 'open',
    today: '2026-11-18',
    reportable: true,
    plan: { dueFields: dueFields(DEFAULT_COLLECTION_PLAN, '2026-10'), intensityWayIn: 'entry' },
    feedback: null,
    signOff: null,
    status: null,
    version: 0,
    approvedRevision: null,
    releasedRevision: null,
    releasedAt: null,
    draft: null,
    draftSavedAt: null,
    draftBy: null,
    messages: [],
    revisions: [],
    previous: null,
    samePeriodLastYear: null,
    history: [],
    baselineEnergyWanTce: '98.12',
    targetsPct: { '2025': '-4.0', '2026': '-3.5', '2027': '-3.5' },
    ruleSet: defaultRuleSet(),
    closedYearsPct: [{ year: 2025, pct: '-3.6' }],
    mayWrite: true,
    mayDecide: false,
    mayWithdraw: false,
    mayReopen: false,
    mayMessage: true,
    ...change,
  };
}

/** A submission for tests; undecided unless an outcome is given. */
export function revisionOf(
  revision: number,
  figures: Figures,
  outcome: 'approved' | 'returned' | null = null,
  reason: string | null = null,
): Revision {
  const decision = outcome && {
    outcome,
    reason,
    reasonIds: [],
    decidedAt: '2026-11-19T08:00:00.000Z',
    decidedBy: '市工信局',
  };
  return {
    revision,
    figures,
    flags: [],
    submittedAt: '2026-11-18T07:42:00.000Z',
    submittedBy: '濂溪区填报员',
    signedOffBy: null,
    feedbackId: null,
    decision,
    released: false,
  };
}

/** The line of a fed-back table for tests. */
export function feedbackOf(numbers: Partial<Record<FigureField, string>>): ReportFeedback {
  const { comments: _c, absent: _a, note: _n, source: _s, edition, ...rest } = EMPTY_FIGURES;
  const { energyScope, feedstockDeducted, renewablesDeducted, ...figures } = rest;
  return {
    id: 7,
    document: '关于反馈2026年1–10月规上工业能耗数据的函',
    documentDate: '2026-11-16',
    enteredOn: '2026-11-17',
    edition,
    energyScope,
    feedstockDeducted,
    renewablesDeducted,
    figures: { ...figures, ...numbers },
    differs: false,
  };
}
