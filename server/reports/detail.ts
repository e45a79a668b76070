import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { report, reportDecision, reportRevision, user } from '../../db/schema.ts';
import { forbidden } from '../http/errors.ts';
import { requireUnit } from '../http/params.ts';
import type { Figures } from '../rules/figures.ts';
import { dueDate, isReportable, periodLabel } from '../rules/periods.ts';
import { can, mayWriteReport, type Viewer } from '../rules/permissions.ts';
import type { Flag } from '../rules/report-checks.ts';
import { isCityCode } from '../rules/units.ts';
import { referencesOf } from './references.ts';
import { figuresOf } from './revisions.ts';
import type { ReportDetail, ReportHistoryReply, Revision } from './schema.ts';
import { type Scope, scopeOf, seesDrafts, seesInternal } from './scope.ts';

type ReportRow = typeof report.$inferSelect;

export function findReport(db: ReadDb, unitCode: string, period: string): ReportRow | undefined {
  return db
    .select()
    .from(report)
    .where(and(eq(report.unitCode, unitCode), eq(report.period, period)))
    .get();
}

/** Revisions with their decisions, oldest first; those never approved only for who may see drafts. */
export function revisionsOf(db: ReadDb, scope: Scope, row: ReportRow): Revision[] {
  const decider = alias(user, 'decider');
  const rows = db
    .select({
      revision: reportRevision,
      submittedBy: user.displayName,
      decision: reportDecision,
      decidedBy: decider.displayName,
    })
    .from(reportRevision)
    .innerJoin(user, eq(user.id, reportRevision.submittedBy))
    .leftJoin(
      reportDecision,
      and(eq(reportDecision.reportId, row.id), eq(reportDecision.revision, reportRevision.revision)),
    )
    .leftJoin(decider, eq(decider.id, reportDecision.decidedBy))
    .where(eq(reportRevision.reportId, row.id))
    .orderBy(asc(reportRevision.revision))
    .all();
  return rows
    .filter((entry) => seesDrafts(scope, row.unitCode) || entry.decision?.outcome === 'approved')
    .map((entry) => ({
      revision: entry.revision.revision,
      figures: figuresOf(entry.revision),
      flags: JSON.parse(entry.revision.flags) as Flag[],
      submittedAt: entry.revision.submittedAt,
      submittedBy: entry.submittedBy,
      decision: entry.decision && {
        outcome: entry.decision.outcome,
        reason: entry.decision.reason,
        decidedAt: entry.decision.decidedAt,
        decidedBy: entry.decidedBy ?? '',
      },
      released: entry.revision.revision === row.releasedRevision,
    }));
}

/** A county opens only its own report; bureau and leaders open all. */
function requireVisible(scope: Scope, unitCode: string): void {
  if (!seesDrafts(scope, unitCode) && !seesInternal(scope, unitCode)) throw forbidden();
}

/** Everything the entry and the review page need about one report, as far as the viewer may see it. */
export function reportDetail(
  db: ReadDb,
  viewer: Viewer,
  asked: { unitCode: string; period: string; today: string },
): ReportDetail {
  const { unitCode, period, today } = asked;
  const scope = scopeOf(viewer);
  const unit = requireUnit(db, unitCode);
  requireVisible(scope, unitCode);
  const row = findReport(db, unitCode, period);
  const drafts = seesDrafts(scope, unitCode);
  const hidden = !drafts && row?.approvedRevision === null;
  const references = referencesOf(db, scope, unitCode, period);
  return {
    unitCode,
    unitName: unit.name,
    isCity: isCityCode(unitCode),
    period,
    label: periodLabel(period),
    dueOn: dueDate(period),
    today,
    reportable: isReportable(period, today),
    status: row && !hidden ? row.status : null,
    version: row?.version ?? 0,
    approvedRevision: row?.approvedRevision ?? null,
    releasedRevision: row?.releasedRevision ?? null,
    releasedAt: row?.releasedAt ?? null,
    draft: drafts && row?.draft ? (JSON.parse(row.draft) as Figures) : null,
    draftSavedAt: drafts ? (row?.draftSavedAt ?? null) : null,
    revisions: row ? revisionsOf(db, scope, row) : [],
    ...references,
    mayWrite: mayWriteReport(viewer, unitCode),
    mayDecide: can(viewer.role, 'reports.decide'),
  };
}

/** What happened to a report, oldest first. */
export function reportHistory(
  db: ReadDb,
  viewer: Viewer,
  unitCode: string,
  period: string,
): ReportHistoryReply {
  const scope = scopeOf(viewer);
  requireUnit(db, unitCode);
  requireVisible(scope, unitCode);
  const row = findReport(db, unitCode, period);
  const revisions = row ? revisionsOf(db, scope, row) : [];
  const events: ReportHistoryReply['events'] = revisions.flatMap((revision) => [
    {
      at: revision.submittedAt,
      by: revision.submittedBy,
      action: 'submitted' as const,
      revision: revision.revision,
      reason: null,
    },
    ...(revision.decision
      ? [
          {
            at: revision.decision.decidedAt,
            by: revision.decision.decidedBy,
            action: revision.decision.outcome,
            revision: revision.revision,
            reason: revision.decision.reason,
          },
        ]
      : []),
  ]);
  if (row?.releasedAt && row.releasedRevision !== null) {
    events.push({
      at: row.releasedAt,
      by: '市工信局',
      action: 'released',
      revision: row.releasedRevision,
      reason: null,
    });
  }
  return { unitCode, period, events: events.sort((a, b) => a.at.localeCompare(b.at)), revisions };
}
