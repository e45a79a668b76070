import type { ReportDetail, Revision } from '../../server/reports/schema.ts';
import type { Figures } from '../../server/rules/figures.ts';

/** A report of 濂溪区 for tests: target −3.5 in 2026, nothing entered yet. */
export function reportDetail(change: Partial<ReportDetail> = {}): ReportDetail {
  return {
    unitCode: '360402',
    unitName: '濂溪区',
    isCity: false,
    period: '2026-10',
    label: '2026年1–10月',
    dueOn: '2026-11-20',
    today: '2026-11-18',
    reportable: true,
    status: null,
    version: 0,
    approvedRevision: null,
    releasedRevision: null,
    releasedAt: null,
    draft: null,
    draftSavedAt: null,
    revisions: [],
    previous: null,
    samePeriodLastYear: null,
    history: [],
    baselineEnergyWanTce: '98.12',
    targetsPct: { '2025': '-4.0', '2026': '-3.5', '2027': '-3.5' },
    closedYearsPct: [{ year: 2025, pct: '-3.6' }],
    mayWrite: true,
    mayDecide: false,
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
    decidedAt: '2026-11-19T08:00:00.000Z',
    decidedBy: '市工信局',
  };
  return {
    revision,
    figures,
    flags: [],
    submittedAt: '2026-11-18T07:42:00.000Z',
    submittedBy: '濂溪区填报员',
    decision,
    released: false,
  };
}
