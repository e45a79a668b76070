import { and, count, eq, isNotNull, isNull, max, ne, or, sql } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb } from '../../db/open.ts';
import { report, unit } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { type Scope, unitsIn } from '../reports/scope.ts';
import {
  dueDate,
  isReferenceOnly,
  isReportable,
  latestReportable,
  periodLabel,
  planPeriods,
} from '../rules/periods.ts';
import { CITY_CODE } from '../rules/units.ts';
import type { PeriodListReply, ReleaseReply } from './schema.ts';

/** All periods with how many of the units this viewer may know of have reported: two queries. */
export function listPeriods(db: ReadDb, scope: Scope, today: string): PeriodListReply {
  const visible = and(ne(report.unitCode, CITY_CODE), unitsIn(scope));
  const counts = db
    .select({
      period: report.period,
      reported: sql<number>`sum(${report.latestRevision} > 0)`,
      approved: sql<number>`sum(${report.approvedRevision} IS NOT NULL)`,
      released: sql<number>`sum(${report.releasedRevision} IS NOT NULL)`,
    })
    .from(report)
    .where(visible)
    .groupBy(report.period)
    .all();
  const expected = db.select({ n: count() }).from(unit).where(ne(unit.code, CITY_CODE)).get()?.n ?? 0;
  return {
    latest: latestReportable(today),
    periods: planPeriods().map((period) => {
      const row = counts.find((entry) => entry.period === period);
      return {
        period,
        label: periodLabel(period),
        dueOn: dueDate(period),
        reportable: isReportable(period, today),
        referenceOnly: isReferenceOnly(period),
        reported: row?.reported ?? 0,
        expected: scope.internal === 'all' ? expected : scope.internal.length,
        approved: row?.approved ?? 0,
        released: row?.released ?? 0,
      };
    }),
  };
}

/**
 * The period a leadership page opens with: the newest reportable one for who sees internal figures, else the newest
 * one whose city figure has been released; the newest reportable one where nothing is released yet.
 */
export function defaultPeriod(db: ReadDb, scope: Scope, today: string): string | null {
  if (scope.internal === 'all') return latestReportable(today);
  const newest = db
    .select({ period: max(report.period) })
    .from(report)
    .where(and(eq(report.unitCode, CITY_CODE), isNotNull(report.releasedRevision)))
    .get();
  return newest?.period ?? latestReportable(today);
}

/** Publishes every approved figure of a period that is not public yet; a later revision needs a new release. */
export function releasePeriod(db: Database, period: string, actor: Actor): ReleaseReply {
  return db.write((tx) => {
    const rows = tx
      .select()
      .from(report)
      .where(
        and(
          eq(report.period, period),
          isNotNull(report.approvedRevision),
          or(isNull(report.releasedRevision), ne(report.releasedRevision, report.approvedRevision)),
        ),
      )
      .all();
    if (rows.length === 0) {
      throw new AppError(409, 'nothing_to_release', `${periodLabel(period)}没有待发布的已审核数据。`);
    }
    for (const row of rows) {
      tx.update(report)
        .set({ releasedRevision: row.approvedRevision, releasedAt: actor.at })
        .where(eq(report.id, row.id))
        .run();
    }
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'period.release',
      entity: 'period',
      entityId: period,
      before: rows.map((row) => ({ unitCode: row.unitCode, releasedRevision: row.releasedRevision })),
      after: rows.map((row) => ({ unitCode: row.unitCode, releasedRevision: row.approvedRevision })),
    });
    return { period, released: rows.length, releasedAt: actor.at };
  });
}
