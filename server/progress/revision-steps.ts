import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { auditLog, report, reportDecision, reportEvent, user } from '../../db/schema.ts';
import type { AsOf } from '../reports/standing.ts';

/** When a step was taken, UTC, and by whom; null where it was not recorded. */
export interface Step {
  at: string | null;
  by: string | null;
}

/** Releases recorded before there were events have a time but no name. */
const BUREAU = '市工信局';

type Found = Step & { reportId: number };
const newestOf = (rows: Found[]) => new Map(rows.map(({ reportId, ...step }) => [reportId, step]));

/** The last release, return and withdrawal of each report between two days: three queries. */
export function stepsBetween(
  db: ReadDb,
  from: AsOf,
  to: AsOf,
): Record<'released' | 'returned' | 'withdrawn', Map<number, Step>> {
  const released = db
    .select({ reportId: reportEvent.reportId, at: reportEvent.at, by: user.displayName })
    .from(reportEvent)
    .leftJoin(user, eq(user.id, reportEvent.by))
    .where(
      and(eq(reportEvent.kind, 'released'), gte(reportEvent.at, from.before), lt(reportEvent.at, to.before)),
    )
    .orderBy(asc(reportEvent.at), asc(reportEvent.id))
    .all();
  const returned = db
    .select({ reportId: reportDecision.reportId, at: reportDecision.decidedAt, by: user.displayName })
    .from(reportDecision)
    .leftJoin(user, eq(user.id, reportDecision.decidedBy))
    .where(
      and(
        eq(reportDecision.outcome, 'returned'),
        gte(reportDecision.decidedAt, from.before),
        lt(reportDecision.decidedAt, to.before),
      ),
    )
    .orderBy(asc(reportDecision.decidedAt), asc(reportDecision.id))
    .all();
  const withdrawn = db
    .select({ reportId: report.id, at: auditLog.at, by: user.displayName })
    .from(auditLog)
    .innerJoin(report, eq(auditLog.entityId, sql`${report.unitCode} || '/' || ${report.period}`))
    .leftJoin(user, eq(user.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.entity, 'report'),
        eq(auditLog.action, 'report.withdraw'),
        gte(auditLog.at, from.before),
        lt(auditLog.at, to.before),
      ),
    )
    .orderBy(asc(auditLog.id))
    .all();
  return {
    released: newestOf(released.map((row) => ({ ...row, by: row.by ?? BUREAU }))),
    returned: newestOf(returned),
    withdrawn: newestOf(withdrawn),
  };
}
