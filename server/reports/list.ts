import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { report, reportDecision, reportRevision, unit, user } from '../../db/schema.ts';
import { decimalsOf, toJsonNumber } from '../analytics/decimal.ts';
import { differencesBetween } from '../feedback/differences.ts';
import { type FeedbackLine, feedbackRowsOf } from '../feedback/feedback.ts';
import { currentRuleSet } from '../grading/current.ts';
import { shanghaiDate } from '../http/clock.ts';
import { type Deadline, deadlineBook } from '../periods/deadlines.ts';
import { collectionPlan } from '../periods/settings.ts';
import { expectsReport } from '../rules/collection.ts';
import type { RuleSet } from '../rules/grading.ts';
import { type LiveResult, liveResult } from '../rules/live-result.ts';
import { daysBetween, parsePeriod, periodLabel } from '../rules/periods.ts';
import type { Flag } from '../rules/report-checks.ts';
import { returnText } from '../rules/return-reasons.ts';
import { riskOf } from '../rules/review-risk.ts';
import { isCityCode } from '../rules/units.ts';
import { intensityRows } from '../targets/targets.ts';
import { approvedStatus } from './guards.ts';
import { figuresOf } from './revisions.ts';
import type { ReportListReply, ReportSummary } from './schema.ts';
import { type Scope, seesDrafts, seesInternal } from './scope.ts';
import { firstCounted } from './standing.ts';

function latestRows(db: ReadDb, period: string) {
  const approved = alias(reportRevision, 'approved');
  return db
    .select({
      unit,
      report,
      revision: reportRevision,
      approved,
      submittedBy: user.displayName,
      decision: reportDecision,
      firstAt: firstCounted,
    })
    .from(unit)
    .leftJoin(report, and(eq(report.unitCode, unit.code), eq(report.period, period)))
    .leftJoin(
      reportRevision,
      and(eq(reportRevision.reportId, report.id), eq(reportRevision.revision, report.latestRevision)),
    )
    .leftJoin(approved, and(eq(approved.reportId, report.id), eq(approved.revision, report.approvedRevision)))
    .leftJoin(user, eq(user.id, reportRevision.submittedBy))
    .leftJoin(
      reportDecision,
      and(eq(reportDecision.reportId, report.id), eq(reportDecision.revision, report.latestRevision)),
    )
    .orderBy(asc(unit.sortOrder))
    .all();
}

type LatestRow = ReturnType<typeof latestRows>[number];

/** Returned revisions of the period as `reportId/revision`: one query. */
function returnedRevisions(db: ReadDb, period: string): Set<string> {
  const rows = db
    .select({ reportId: reportDecision.reportId, revision: reportDecision.revision })
    .from(reportDecision)
    .innerJoin(report, eq(report.id, reportDecision.reportId))
    .where(and(eq(report.period, period), eq(reportDecision.outcome, 'returned')))
    .all();
  return new Set(rows.map(({ reportId, revision }) => `${reportId}/${revision}`));
}

/** What every row of the list is made with; gathered once. */
interface Book {
  period: string;
  today: string;
  scope: Scope;
  expected: boolean;
  targets: ReadonlyMap<string, Record<string, string>>;
  deadlines: { of(unitCode: string, period: string): Deadline };
  feedback: ReadonlyMap<string, FeedbackLine>;
  returned: ReadonlySet<string>;
  ruleSet: RuleSet;
}

const NO_RISK: ReportSummary['risk'] = { score: 0, reasons: [] };

/** Days by which the first submission missed the due date. */
function daysLate({ firstAt }: LatestRow, dueOn: string): number {
  return firstAt === null ? 0 : Math.max(0, daysBetween(dueOn, shanghaiDate(new Date(firstAt))));
}

/** Only the bureau decides, and only what waits is weighed. */
function riskPart(row: LatestRow, flags: Flag[], result: LiveResult, dueOn: string, book: Book) {
  if (book.scope.drafts !== 'all' || row.report?.status !== 'submitted') return NO_RISK;
  const { id, latestRevision, approvedRevision } = row.report;
  return riskOf({
    flags,
    annualLamp: result.annualLamp,
    mayFlip: result.mayFlip,
    followsReturn: book.returned.has(`${id}/${latestRevision - 1}`),
    replacesApproved: approvedRevision !== null,
    daysLate: daysLate(row, dueOn),
  });
}

const NO_FIGURES = {
  edition: null,
  feedbackDiffers: false,
  risk: NO_RISK,
  mayFlip: false,
  actualPct: null,
  actualDecimals: null,
  basis: null,
  annualLamp: 'none' as const,
  flags: [],
  note: '',
};

/** Taken back (撤回) before it was decided on: no submission any more. */
function isWithdrawn({ report: one, decision }: LatestRow): boolean {
  return (one?.status === 'draft' || one?.status === 'signing') && decision === null;
}

/** The newest submission; the approved one where that was taken back, or this viewer sees no drafts. */
function revisionShown(row: LatestRow, scope: Scope) {
  if (!seesDrafts(scope, row.unit.code)) return seesInternal(scope, row.unit.code) ? row.approved : null;
  return isWithdrawn(row) ? row.approved : row.revision;
}

/** Figures of the revision that this viewer may see; blank where there is none. */
function figuresPart(row: LatestRow, dueOn: string, book: Book) {
  const { period, scope } = book;
  const targetsPct = book.targets.get(row.unit.code) ?? {};
  const targetPct = targetsPct[String(parsePeriod(period)?.year)] ?? null;
  const drafts = seesDrafts(scope, row.unit.code);
  const revision = revisionShown(row, scope);
  const target = { targetPct: targetPct === null ? null : Number(targetPct) };
  if (!revision) return { ...NO_FIGURES, ...target };
  const figures = figuresOf(revision);
  const context = { period, targetPct, targetsPct, closedYearsPct: [], ruleSet: book.ruleSet };
  const result = liveResult(figures, context);
  const published = figures.publishedIntensityPct;
  const flags = JSON.parse(revision.flags) as Flag[];
  const fedBack = drafts ? book.feedback.get(row.unit.code) : undefined;
  return {
    ...target,
    edition: figures.edition,
    feedbackDiffers: fedBack !== undefined && differencesBetween(figures, fedBack.figures).length > 0,
    risk: riskPart(row, flags, result, dueOn, book),
    mayFlip: result.mayFlip,
    actualPct: toJsonNumber(result.decisivePct),
    actualDecimals: result.decisivePct ? (published === null ? 2 : decimalsOf(published)) : null,
    basis: result.basis,
    annualLamp: result.annualLamp,
    flags,
    note: figures.note,
  };
}

/** Work in progress concerns those only who see drafts; whether a first report came in concerns all. */
function statusFor({ report: one }: LatestRow, drafts: boolean): ReportSummary['status'] {
  const status = one?.status ?? null;
  if (drafts) return status;
  return approvedStatus(one) ?? (status === 'draft' || status === 'signing' ? null : status);
}

function summary(row: LatestRow, book: Book): ReportSummary {
  const { period, today, scope, expected } = book;
  const drafts = seesDrafts(scope, row.unit.code);
  const submitted = isWithdrawn(row) ? null : row.revision;
  const { dueOn, extension } = book.deadlines.of(row.unit.code, period);
  const isLate = expected && row.firstAt === null;
  const { decision } = row;
  const isReturned = drafts && decision?.outcome === 'returned';
  return {
    unitCode: row.unit.code,
    unitName: row.unit.name,
    isCity: isCityCode(row.unit.code),
    period,
    status: statusFor(row, drafts),
    version: row.report?.version ?? 0,
    latestRevision: row.report?.latestRevision ?? 0,
    approvedRevision: row.report?.approvedRevision ?? null,
    releasedRevision: row.report?.releasedRevision ?? null,
    submittedAt: submitted?.submittedAt ?? null,
    submittedBy: submitted && row.submittedBy,
    returnReason: isReturned ? returnText(decision.reasonIds, decision.reason ?? '') || null : null,
    dueOn,
    extension,
    overdueDays: isLate ? Math.max(0, daysBetween(dueOn, today)) : 0,
    signing: drafts && row.report?.status === 'signing',
    ...figuresPart(row, dueOn, book),
  };
}

/** The reports of one period this viewer may know of: a county its own, bureau and leader all. */
export function listReports(
  db: ReadDb,
  scope: Scope,
  asked: { period: string; today: string },
): ReportListReply {
  const { period, today } = asked;
  const deadlines = deadlineBook(db, today, [period]);
  const expected = expectsReport(collectionPlan(db), period);
  const book: Book = {
    period,
    today,
    scope,
    expected,
    targets: new Map(intensityRows(db).map((row) => [row.code, row.targetsPct])),
    deadlines,
    feedback: feedbackRowsOf(db, period),
    returned: returnedRevisions(db, period),
    ruleSet: currentRuleSet(db, today),
  };
  const rows = latestRows(db, period).filter(
    (row) => seesDrafts(scope, row.unit.code) || seesInternal(scope, row.unit.code),
  );
  const releasable = rows.filter(
    ({ report: one }) => one?.approvedRevision != null && one.approvedRevision !== one.releasedRevision,
  ).length;
  const general = deadlines.general(period);
  return {
    period,
    label: periodLabel(period),
    dueOn: general.dueOn,
    expected,
    periodState: general.state,
    released: rows.some((row) => row.report?.releasedRevision != null) && releasable === 0,
    releasable,
    reports: rows.map((row) => summary(row, book)),
  };
}
