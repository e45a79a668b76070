import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { auditLog, report, reportDecision, reportEvent, reportRevision } from '../../db/schema.ts';

/** A past day as it ended (截至某日): what had been submitted, decided and released by then. */
export interface AsOf {
  /** Shanghai calendar day, `YYYY-MM-DD` */
  date: string;
  /** UTC time, exclusive: what happened later was not known */
  before: string;
}

/** Later than anything recorded. */
const NO_END = '9999-12-31T00:00:00.000Z';

/** The end of a Shanghai day; today has no end yet: all that is known counts. */
export function asOfDay(date: string, today: string): AsOf {
  return { date, before: date >= today ? NO_END : `${date}T16:00:00.000Z` };
}

/** Which revisions of a report count: the columns of `report` now, or what they were at some time. */
export type Standing = Record<
  'status' | 'latestRevision' | 'approvedRevision' | 'releasedRevision',
  SQLWrapper
>;

type ReportRow = typeof report.$inferSelect;
type Past<Key extends keyof ReportRow> = SQL<ReportRow[Key]>;

/**
 * UTC time at which a report was first handed in; NULL where it was not. A submission taken back (撤回) before it was
 * decided on is none: it is neither decided nor the one that waits.
 */
export const firstCounted: SQL<string | null> = sql`(
  SELECT min(${reportRevision.submittedAt}) FROM ${reportRevision}
  WHERE ${reportRevision.reportId} = ${report.id} AND (
    (${reportRevision.revision} = ${report.latestRevision} AND ${report.status} = 'submitted')
    OR EXISTS (
      SELECT 1 FROM ${reportDecision}
      WHERE ${reportDecision.reportId} = ${report.id} AND ${reportDecision.revision} = ${reportRevision.revision})))`;

/**
 * Where a report stood before a time, from what was recorded at each step. `latestRevision` is NULL where nothing had
 * been submitted yet. Drafts leave no history: a report being drafted then stands as its last step left it.
 */
export function standingBefore(before: string): {
  status: Past<'status'>;
  latestRevision: Past<'latestRevision'>;
  approvedRevision: Past<'approvedRevision'>;
  releasedRevision: Past<'releasedRevision'>;
  releasedAt: Past<'releasedAt'>;
} {
  const latest = sql<number>`(
    SELECT max(${reportRevision.revision}) FROM ${reportRevision}
    WHERE ${reportRevision.reportId} = ${report.id} AND ${reportRevision.submittedAt} < ${before})`;
  const release = (column: SQLWrapper) => sql`(
    SELECT ${column} FROM ${reportEvent}
    WHERE ${reportEvent.reportId} = ${report.id} AND ${reportEvent.kind} = 'released' AND ${reportEvent.at} < ${before}
    ORDER BY ${reportEvent.at} DESC, ${reportEvent.id} DESC LIMIT 1)`;
  // a submission withdrawn (撤回) before it was decided on is no longer one; only the audit log knows when
  const withdrawn = sql`EXISTS (
    SELECT 1 FROM ${auditLog}
    WHERE ${auditLog.entity} = 'report' AND ${auditLog.entityId} = ${report.unitCode} || '/' || ${report.period}
      AND ${auditLog.action} = 'report.withdraw' AND ${auditLog.at} < ${before}
      AND json_extract(${auditLog.before}, '$.revision') = ${latest})`;
  return {
    latestRevision: latest,
    status: sql`coalesce((
      SELECT ${reportDecision.outcome} FROM ${reportDecision}
      WHERE ${reportDecision.reportId} = ${report.id} AND ${reportDecision.revision} = ${latest}
        AND ${reportDecision.decidedAt} < ${before}
      ORDER BY ${reportDecision.id} DESC LIMIT 1),
      CASE WHEN ${withdrawn} THEN 'draft' ELSE 'submitted' END)`,
    approvedRevision: sql`(
      SELECT ${reportDecision.revision} FROM ${reportDecision}
      WHERE ${reportDecision.reportId} = ${report.id} AND ${reportDecision.outcome} = 'approved'
        AND ${reportDecision.decidedAt} < ${before}
      ORDER BY ${reportDecision.decidedAt} DESC, ${reportDecision.id} DESC LIMIT 1)`,
    releasedRevision: sql`${release(reportEvent.revision)}`,
    releasedAt: sql`${release(reportEvent.at)}`,
  };
}
