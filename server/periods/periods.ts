import { and, eq, isNotNull, max } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { report } from '../../db/schema.ts';
import { type Scope, seesInternal } from '../reports/scope.ts';
import { expectsReport } from '../rules/collection.ts';
import { calendarNote } from '../rules/deadlines.ts';
import {
  isReferenceOnly,
  isReportable,
  latestReportable,
  periodLabel,
  planPeriods,
} from '../rules/periods.ts';
import { CITY_CODE } from '../rules/units.ts';
import type { Deadline } from './deadlines.ts';
import type { Period, PeriodListReply } from './schema.ts';
import { cellOf, readStandings, type Standings, sharesOf } from './standing.ts';

/** A county's own deadline (of several units the earliest); the period's for who sees all. */
function deadlineFor(standings: Standings, scope: Scope, period: string): Deadline {
  const units = scope.internal === 'all' ? [] : standings.units;
  const own = units.map(({ code }) => standings.book.of(code, period));
  const [earliest] = own.sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  return earliest ?? standings.book.general(period);
}

function periodRow(standings: Standings, scope: Scope, period: string): Period {
  const { book, plan, today } = standings;
  const facts = book.facts(period);
  const deadline = deadlineFor(standings, scope, period);
  const counties = standings.units.filter(({ isCity }) => !isCity);
  const submissions = counties.flatMap(({ code }) => standings.submission(code, period) ?? []);
  return {
    period,
    label: periodLabel(period),
    state: deadline.state,
    dueOn: deadline.dueOn,
    dueBasis: deadline.basis,
    dueNote: calendarNote(deadline),
    opensOn: deadline.opensOn,
    closedAt: facts.closedAt,
    feedbackOn: facts.feedbackOn,
    set: { opensOn: facts.opensOn, dueOn: facts.dueOn },
    version: facts.version,
    expectsReport: expectsReport(plan, period),
    reportable: isReportable(period, today),
    referenceOnly: isReferenceOnly(period),
    ...sharesOf(counties.map(({ code }) => cellOf(standings, code, period))),
    reported: submissions.filter(({ firstAt }) => firstAt !== null).length,
    expected: counties.length,
    approved: submissions.filter(({ approvedRevision }) => approvedRevision !== null).length,
    released: submissions.filter(({ releasedRevision }) => releasedRevision !== null).length,
  };
}

/** All periods with how many of the units this viewer may know of have reported, and in time: five queries. */
export function listPeriods(db: ReadDb, scope: Scope, today: string): PeriodListReply {
  const standings = readStandings(db, scope, today);
  return {
    latest: latestReportable(today),
    periods: planPeriods().map((period) => periodRow(standings, scope, period)),
  };
}

/** One period as in the list. */
export function onePeriod(db: ReadDb, scope: Scope, today: string, period: string): Period {
  return periodRow(readStandings(db, scope, today, [period]), scope, period);
}

/**
 * The period a leadership page opens with: the newest reportable one for who sees internal figures, else the newest
 * one whose city figure has been released; the newest reportable one where nothing is released yet.
 */
export function defaultPeriod(db: ReadDb, scope: Scope, today: string): string | null {
  if (seesInternal(scope, CITY_CODE)) return latestReportable(today);
  const newest = db
    .select({ period: max(report.period) })
    .from(report)
    .where(and(eq(report.unitCode, CITY_CODE), isNotNull(report.releasedRevision)))
    .get();
  return newest?.period ?? latestReportable(today);
}
