import { and, asc, eq, inArray, max, ne, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import {
  report,
  reportDecision,
  reportEvent,
  reportRevision,
  unit,
  user,
  userUnit,
} from '../../db/schema.ts';
import { type Difference, differencesBetween } from '../feedback/differences.ts';
import { type FeedbackLine, newestLines } from '../feedback/feedback.ts';
import { type DeadlineBook, deadlineBook } from '../periods/deadlines.ts';
import { collectionPlan } from '../periods/settings.ts';
import { numbersOf } from '../reports/revisions.ts';
import { firstCounted } from '../reports/standing.ts';
import { type CollectionPlan, expectsReport } from '../rules/collection.ts';
import { isReportable, planPeriods } from '../rules/periods.ts';
import { returnText } from '../rules/return-reasons.ts';

type ReportRow = typeof report.$inferSelect;
type EventKind = (typeof reportEvent.$inferSelect)['kind'];

interface Event {
  kind: EventKind;
  at: string;
  text: string;
  byId: number | null;
  byName: string;
  byRole: string | null;
}

/** All that may call for somebody's attention in one unit and period. */
export interface Matter {
  unitCode: string;
  unitName: string;
  period: string;
  report: ReportRow | null;
  submittedAt: string | null;
  /** the first submission that was not taken back */
  firstAt: string | null;
  /** the newest decision of all */
  decidedAt: string | null;
  returned: { text: string; at: string } | null;
  /** the newest of each kind */
  events: ReadonlyMap<EventKind, Event>;
  draftByName: string | null;
  feedback: FeedbackLine | null;
  /** fed-back figures that came after the newest submission and differ from it */
  corrections: Difference[];
}

/** What reminders are made from, read in eight queries whatever the number of units and periods. */
export interface Facts {
  matters: Matter[];
  book: DeadlineBook;
  plan: CollectionPlan;
  today: string;
}

function newestEvents(db: ReadDb, units: readonly string[], periods: readonly string[]) {
  const newest = db
    .select({ id: max(reportEvent.id) })
    .from(reportEvent)
    .innerJoin(report, eq(report.id, reportEvent.reportId))
    .where(
      and(
        inArray(report.unitCode, [...units]),
        inArray(report.period, [...periods]),
        ne(reportEvent.kind, 'released'),
      ),
    )
    .groupBy(reportEvent.reportId, reportEvent.kind);
  const rows = db
    .select({ event: reportEvent, name: user.displayName, role: user.role })
    .from(reportEvent)
    .leftJoin(user, eq(user.id, reportEvent.by))
    .where(inArray(reportEvent.id, newest))
    .all();
  const byReport = new Map<number, Map<EventKind, Event>>();
  for (const { event, name, role } of rows) {
    const known = byReport.get(event.reportId) ?? new Map<EventKind, Event>();
    const { kind, at, by: byId } = event;
    known.set(kind, { kind, at, text: event.text ?? '', byId, byName: name ?? '', byRole: role });
    byReport.set(event.reportId, known);
  }
  return byReport;
}

function newestReports(db: ReadDb, units: readonly string[], periods: readonly string[]) {
  return db
    .select({
      report,
      revision: reportRevision,
      outcome: reportDecision.outcome,
      reason: reportDecision.reason,
      reasonIds: reportDecision.reasonIds,
      decidedAt: reportDecision.decidedAt,
      lastDecidedAt: sql<string | null>`(
        SELECT max(${reportDecision.decidedAt}) FROM ${reportDecision} WHERE ${reportDecision.reportId} = ${report.id})`,
      firstAt: firstCounted,
      draftByName: user.displayName,
    })
    .from(report)
    .leftJoin(
      reportRevision,
      and(eq(reportRevision.reportId, report.id), eq(reportRevision.revision, report.latestRevision)),
    )
    .leftJoin(
      reportDecision,
      and(eq(reportDecision.reportId, report.id), eq(reportDecision.revision, report.latestRevision)),
    )
    .leftJoin(user, eq(user.id, report.draftBy))
    .where(and(inArray(report.unitCode, [...units]), inArray(report.period, [...periods])))
    .all();
}

/** Everything about some units' reports of every period that is over and asked for. */
export function readFacts(db: ReadDb, units: readonly string[], today: string): Facts {
  const plan = collectionPlan(db);
  const periods = planPeriods().filter(
    (period) => isReportable(period, today) && expectsReport(plan, period),
  );
  const reports = new Map(
    newestReports(db, units, periods).map((row) => [`${row.report.unitCode}/${row.report.period}`, row]),
  );
  const events = newestEvents(db, units, periods);
  const lines = newestLines(db, { periods, units });
  const known = db
    .select({ code: unit.code, name: unit.name })
    .from(unit)
    .where(inArray(unit.code, [...units]))
    .orderBy(asc(unit.sortOrder))
    .all();
  const matterOf = (unitCode: string, unitName: string, period: string): Matter => {
    const row = reports.get(`${unitCode}/${period}`);
    const line = lines.get(`${unitCode}/${period}`) ?? null;
    const submittedAt = row?.revision?.submittedAt ?? null;
    const isLater = line !== null && submittedAt !== null && line.changedAt > submittedAt;
    return {
      unitCode,
      unitName,
      period,
      report: row?.report ?? null,
      submittedAt,
      firstAt: row?.firstAt ?? null,
      decidedAt: row?.lastDecidedAt ?? null,
      returned:
        row?.outcome === 'returned'
          ? { text: returnText(row.reasonIds ?? [], row.reason ?? ''), at: row.decidedAt ?? '' }
          : null,
      events: (row && events.get(row.report.id)) ?? new Map<EventKind, Event>(),
      draftByName: row?.draftByName ?? null,
      feedback: line,
      corrections: isLater && row?.revision ? differencesBetween(numbersOf(row.revision), line.figures) : [],
    };
  };
  return {
    matters: periods.flatMap((period) => known.map(({ code, name }) => matterOf(code, name, period))),
    book: deadlineBook(db, today, periods),
    plan,
    today,
  };
}

/** Units for which this person may sign off (签核): one query. */
export function signableUnits(db: ReadDb, userId: number): ReadonlySet<string> {
  const rows = db
    .select({ unitCode: userUnit.unitCode })
    .from(userUnit)
    .where(and(eq(userUnit.userId, userId), eq(userUnit.maySignOff, true)))
    .all();
  return new Set(rows.map(({ unitCode }) => unitCode));
}
