import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { report, unit } from '../../db/schema.ts';
import { shanghaiDate } from '../http/clock.ts';
import { type Scope, seesInternal } from '../reports/scope.ts';
import { firstCounted } from '../reports/standing.ts';
import { type CollectionPlan, expectsReport } from '../rules/collection.ts';
import { completeness, isOnTime, timeliness } from '../rules/deadlines.ts';
import { daysBetween } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { type DeadlineBook, deadlineBook } from './deadlines.ts';
import { collectionPlan } from './settings.ts';

/* Where each unit stands in each period, and completeness and timeliness counted from it: one way for all screens. */

interface Submission {
  /** UTC time of the first submission that was not taken back; later ones do not make a report late */
  firstAt: string | null;
  approvedRevision: number | null;
  releasedRevision: number | null;
}

export interface KnownUnit {
  code: string;
  name: string;
  isCity: boolean;
}

/** All that is needed to say where units stand: five queries, whatever the number of units and periods. */
export interface Standings {
  book: DeadlineBook;
  plan: CollectionPlan;
  /** in the order of Attachment 2, those this viewer may know of */
  units: KnownUnit[];
  submission(unitCode: string, period: string): Submission | undefined;
  today: string;
}

export function readStandings(
  db: ReadDb,
  scope: Scope,
  today: string,
  periods?: readonly string[],
): Standings {
  const inPeriods = periods === undefined ? undefined : inArray(report.period, [...periods]);
  const rows = db
    .select({
      code: unit.code,
      name: unit.name,
      period: report.period,
      firstAt: firstCounted,
      approvedRevision: report.approvedRevision,
      releasedRevision: report.releasedRevision,
    })
    .from(unit)
    .leftJoin(report, and(eq(report.unitCode, unit.code), inPeriods))
    .orderBy(asc(unit.sortOrder))
    .all();
  const units = new Map<string, KnownUnit>();
  const submissions = new Map<string, Submission>();
  for (const row of rows) {
    if (!seesInternal(scope, row.code)) continue;
    units.set(row.code, { code: row.code, name: row.name, isCity: isCityCode(row.code) });
    if (row.period !== null) submissions.set(`${row.code}/${row.period}`, row);
  }
  return {
    book: deadlineBook(db, today, periods),
    plan: collectionPlan(db),
    units: [...units.values()],
    submission: (unitCode, period) => submissions.get(`${unitCode}/${period}`),
    today,
  };
}

export type CellState = 'onTime' | 'late' | 'overdue' | 'pending' | 'notExpected' | 'notYet' | 'missed';

/** One unit in one period. */
export interface Cell {
  period: string;
  state: CellState;
  dueOn: string;
  extended: boolean;
  firstSubmittedOn: string | null;
  /** late, or overdue so far; 0 in time */
  daysLate: number;
}

/** Where a unit stands; the effective due date, with its extension, decides what is late. */
export function cellOf(standings: Standings, unitCode: string, period: string): Cell {
  const { book, plan, today } = standings;
  const deadline = book.of(unitCode, period);
  const firstAt = standings.submission(unitCode, period)?.firstAt ?? null;
  const firstSubmittedOn = firstAt === null ? null : shanghaiDate(new Date(firstAt));
  const late = Math.max(0, daysBetween(deadline.dueOn, firstSubmittedOn ?? today));
  const base = {
    period,
    dueOn: deadline.dueOn,
    extended: deadline.extension !== null,
    firstSubmittedOn,
  };
  const is = (state: CellState, daysLate = 0): Cell => ({ ...base, state, daysLate });
  if (!expectsReport(plan, period)) return is('notExpected');
  if (firstSubmittedOn !== null) {
    return isOnTime(firstSubmittedOn, deadline.dueOn) ? is('onTime') : is('late', late);
  }
  if (deadline.state === 'notYet') return is('notYet');
  if (deadline.state === 'closed') return is('missed', late);
  return late > 0 ? is('overdue', late) : is('pending');
}

/** Completeness (报送率) and timeliness (及时率) of some cells; what is not asked for, or not open yet, is not expected. */
export function sharesOf(cells: readonly Cell[]) {
  const expected = cells.filter(({ state }) => state !== 'notExpected' && state !== 'notYet');
  const reported = expected.filter(({ firstSubmittedOn }) => firstSubmittedOn !== null).length;
  const onTime = expected.filter(({ state }) => state === 'onTime').length;
  const came = completeness({ expected: expected.length, reported });
  const inTime = timeliness({ expected: expected.length, onTime });
  return {
    completeness: { reported, expected: came.expected, percent: came.percent },
    timeliness: { onTime, expected: inTime.expected, percent: inTime.percent },
  };
}
