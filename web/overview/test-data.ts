import type { UnitProgress } from '../../server/progress/schema.ts';
import type { ReportSummary } from '../../server/reports/schema.ts';
import type { CityProgress } from './findings.ts';

/** Rows for the tests of this folder: a unit on target, with what a test says otherwise. */
export function unitRow(change: Partial<UnitProgress> = {}): UnitProgress {
  return {
    code: '360402',
    name: '濂溪区',
    isCity: false,
    actualPct: -3.6,
    actualDecimals: 1,
    basis: 'published',
    provisional: false,
    pendingRevision: false,
    targetPct: -3.5,
    gapPct: -0.1,
    cumulativePct: -7.1,
    cumulativeTargetPct: -7.36,
    annualLamp: 'green',
    planLamp: 'yellow',
    mayFlip: false,
    scopeMixed: false,
    status: 'approved',
    dueOn: '2026-11-20',
    reportedAt: '2026-11-13T02:00:00Z',
    energyWanTce: '82.36',
    energyGrowthPct: '1.0',
    valueAddedGrowthPct: '4.8',
    source: 'statistics',
    edition: 'flash',
    energyScope: 'unstated',
    feedstockDeducted: 'unstated',
    renewablesDeducted: 'unstated',
    submittedBy: '李某',
    approvedBy: '王某',
    approvedAt: '2026-11-14T02:00:00Z',
    releasedAt: null,
    remedy: null,
    ...change,
  };
}

/** A unit without a figure, and why. */
export function missingRow(name: string, status: UnitProgress['status']): UnitProgress {
  const nothing = { actualPct: null, actualDecimals: null, basis: null, gapPct: null, cumulativePct: null };
  return unitRow({ name, status, ...nothing, annualLamp: 'none', planLamp: 'none' });
}

export function cityRow(change: Partial<CityProgress> = {}): CityProgress {
  const city = unitRow({
    code: '360400',
    name: '全市',
    isCity: true,
    targetPct: -4,
    gapPct: 0.4,
    annualLamp: 'yellow',
  });
  return { ...city, headlineGapPct: 5.2, headlinePct: -13, ...change };
}

export function reportRow(change: Partial<ReportSummary> = {}): ReportSummary {
  return {
    unitCode: '360402',
    unitName: '濂溪区',
    isCity: false,
    period: '2026-10',
    status: 'approved',
    version: 3,
    latestRevision: 1,
    approvedRevision: 1,
    releasedRevision: null,
    submittedAt: '2026-11-13T02:00:00Z',
    submittedBy: '李某',
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
  };
}
