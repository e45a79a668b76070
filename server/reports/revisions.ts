import { and, asc, eq, getTableColumns, inArray, isNotNull, lt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { report, reportDecision, reportRevision, user } from '../../db/schema.ts';
import { FIGURE_FIELDS, type FigureField, type Figures } from '../rules/figures.ts';
import { type Scope, visibleRevision } from './scope.ts';
import { type AsOf, standingBefore } from './standing.ts';

type ReportRow = typeof report.$inferSelect;
type RevisionRow = typeof reportRevision.$inferSelect;

/** The numbers of a stored revision or of a fed-back line. */
export function numbersOf(row: Record<FigureField, string | null>): Record<FigureField, string | null> {
  return Object.fromEntries(FIGURE_FIELDS.map((field) => [field, row[field]])) as typeof row;
}

/** The figures of a stored revision. */
export function figuresOf(row: RevisionRow): Figures {
  return {
    ...numbersOf(row),
    comments: row.comments,
    absent: row.absent,
    note: row.note,
    source: row.source,
    energyScope: row.energyScope,
    feedstockDeducted: row.feedstockDeducted,
    renewablesDeducted: row.renewablesDeducted,
    edition: row.edition,
  };
}

/** A report with the revision this viewer may see figures of, and who stands behind it. */
export interface VisibleReport {
  report: ReportRow;
  /** null = there is a report, but no figures for this viewer */
  shown: RevisionRow | null;
  submittedBy: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
}

/**
 * What a viewer may see of the reports of some periods (and units): one query.
 * @param where.asOf as it stood at the end of that day, `report` included; absent or null = as it is
 */
export function visibleReports(
  db: ReadDb,
  scope: Scope,
  where: { periods: readonly string[]; unitCodes?: readonly string[]; asOf?: AsOf | null },
): VisibleReport[] {
  const approver = alias(user, 'approver');
  const then = where.asOf ? standingBefore(where.asOf.before) : null;
  return db
    .select({
      report: { ...getTableColumns(report), ...then },
      shown: reportRevision,
      submittedBy: user.displayName,
      approvedBy: approver.displayName,
      approvedAt: reportDecision.decidedAt,
    })
    .from(report)
    .leftJoin(
      reportRevision,
      and(
        eq(reportRevision.reportId, report.id),
        eq(reportRevision.revision, visibleRevision(scope, then ?? report)),
      ),
    )
    .leftJoin(user, eq(user.id, reportRevision.submittedBy))
    .leftJoin(
      reportDecision,
      and(
        eq(reportDecision.reportId, report.id),
        eq(reportDecision.revision, reportRevision.revision),
        eq(reportDecision.outcome, 'approved'),
        where.asOf ? lt(reportDecision.decidedAt, where.asOf.before) : undefined,
      ),
    )
    .leftJoin(approver, eq(approver.id, reportDecision.decidedBy))
    .where(
      and(
        inArray(report.period, [...where.periods]),
        where.unitCodes === undefined ? undefined : inArray(report.unitCode, [...where.unitCodes]),
        then ? isNotNull(then.latestRevision) : undefined,
      ),
    )
    .orderBy(asc(report.period))
    .all();
}
