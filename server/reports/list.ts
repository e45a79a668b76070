import { and, asc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { report, reportDecision, reportRevision, unit, user } from '../../db/schema.ts';
import { decimalsOf, toJsonNumber } from '../analytics/decimal.ts';
import { defaultRuleSet } from '../rules/grading.ts';
import { liveResult } from '../rules/live-result.ts';
import { daysBetween, dueDate, parsePeriod, periodLabel } from '../rules/periods.ts';
import type { Flag } from '../rules/report-checks.ts';
import { isCityCode } from '../rules/units.ts';
import { intensityRows } from '../targets/targets.ts';
import { figuresOf } from './revisions.ts';
import type { ReportListReply, ReportSummary } from './schema.ts';
import { type Scope, seesDrafts, seesInternal } from './scope.ts';

function latestRows(db: ReadDb, period: string) {
  return db
    .select({
      unit,
      report,
      revision: reportRevision,
      submittedBy: user.displayName,
      decision: reportDecision,
    })
    .from(unit)
    .leftJoin(report, and(eq(report.unitCode, unit.code), eq(report.period, period)))
    .leftJoin(
      reportRevision,
      and(eq(reportRevision.reportId, report.id), eq(reportRevision.revision, report.latestRevision)),
    )
    .leftJoin(user, eq(user.id, reportRevision.submittedBy))
    .leftJoin(
      reportDecision,
      and(eq(reportDecision.reportId, report.id), eq(reportDecision.revision, report.latestRevision)),
    )
    .orderBy(asc(unit.sortOrder))
    .all();
}

type LatestRow = ReturnType<typeof latestRows>[number];

function overdueDays(period: string, today: string, submittedAt: string | null): number {
  if (submittedAt !== null) return 0;
  return Math.max(0, daysBetween(dueDate(period), today));
}

/** Figures of the newest submission; blank where this viewer may not see it. */
function figuresPart(row: LatestRow, period: string, scope: Scope, targetsPct: Record<string, string>) {
  const targetPct = targetsPct[String(parsePeriod(period)?.year)] ?? null;
  const revision = row.revision;
  const approved = revision !== null && revision.revision === row.report?.approvedRevision;
  const mayRead = seesDrafts(scope, row.unit.code) || (approved && seesInternal(scope, row.unit.code));
  const blank = {
    actualPct: null,
    actualDecimals: null,
    basis: null,
    annualLamp: 'none' as const,
    flags: [],
    note: '',
  };
  const target = { targetPct: targetPct === null ? null : Number(targetPct) };
  if (!revision || !mayRead) return { ...blank, ...target };
  const figures = figuresOf(revision);
  const context = { period, targetPct, targetsPct, closedYearsPct: [], ruleSet: defaultRuleSet() };
  const result = liveResult(figures, context);
  const published = figures.publishedIntensityPct;
  return {
    ...target,
    actualPct: toJsonNumber(result.decisivePct),
    actualDecimals: result.decisivePct ? (published === null ? 2 : decimalsOf(published)) : null,
    basis: result.basis,
    annualLamp: result.annualLamp,
    flags: JSON.parse(revision.flags) as Flag[],
    note: figures.note,
  };
}

function summary(
  row: LatestRow,
  period: string,
  today: string,
  scope: Scope,
  targets: Record<string, string>,
): ReportSummary {
  const drafts = seesDrafts(scope, row.unit.code);
  const status = row.report?.status ?? null;
  const submittedAt = row.revision?.submittedAt ?? null;
  return {
    unitCode: row.unit.code,
    unitName: row.unit.name,
    isCity: isCityCode(row.unit.code),
    period,
    status: status === 'draft' && !drafts && submittedAt === null ? null : status,
    version: row.report?.version ?? 0,
    latestRevision: row.report?.latestRevision ?? 0,
    approvedRevision: row.report?.approvedRevision ?? null,
    releasedRevision: row.report?.releasedRevision ?? null,
    submittedAt,
    submittedBy: row.submittedBy,
    returnReason: drafts && row.decision?.outcome === 'returned' ? row.decision.reason : null,
    overdueDays: overdueDays(period, today, submittedAt),
    ...figuresPart(row, period, scope, targets),
  };
}

/** The reports of one period this viewer may know of: a county its own, bureau and leader all. */
export function listReports(
  db: ReadDb,
  scope: Scope,
  asked: { period: string; today: string },
): ReportListReply {
  const { period, today } = asked;
  const targets = new Map(intensityRows(db).map((row) => [row.code, row.targetsPct]));
  const rows = latestRows(db, period).filter(
    (row) => seesDrafts(scope, row.unit.code) || seesInternal(scope, row.unit.code),
  );
  const releasable = rows.filter(
    ({ report: one }) => one?.approvedRevision != null && one.approvedRevision !== one.releasedRevision,
  ).length;
  const released = rows.some((row) => row.report?.releasedRevision != null) && releasable === 0;
  return {
    period,
    label: periodLabel(period),
    dueOn: dueDate(period),
    released,
    releasable,
    reports: rows.map((row) => summary(row, period, today, scope, targets.get(row.unit.code) ?? {})),
  };
}
