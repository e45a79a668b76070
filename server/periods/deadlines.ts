import { and, eq, inArray, max, min, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { feedback, periodExtension, reportingPeriod } from '../../db/schema.ts';
import { AppError } from '../http/errors.ts';
import { requirePeriod } from '../http/params.ts';
import { type DueBasis, dueRule, effectiveDue, type PeriodState, stateOfPeriod } from '../rules/deadlines.ts';
import { isReportable, periodLabel, reportableFrom } from '../rules/periods.ts';
import { type DeadlineSettings, deadlineSettings } from './settings.ts';

/** When one unit has to report one period, and whether it can. Dates are Shanghai calendar days. */
export interface Deadline {
  /** with the unit's extension (延期) */
  dueOn: string;
  basis: DueBasis;
  extension: { until: string; reason: string } | null;
  state: PeriodState;
  /** first day of reporting */
  opensOn: string;
  /** UTC time at which the bureau closed the period */
  closedAt: string | null;
}

/** What is stored about one period: what the bureau set, and when the first fed-back table was entered. */
export interface PeriodFacts {
  opensOn: string | null;
  dueOn: string | null;
  closedAt: string | null;
  version: number;
  feedbackOn: string | null;
}

const NOTHING_SET: PeriodFacts = {
  opensOn: null,
  dueOn: null,
  closedAt: null,
  version: 0,
  feedbackOn: null,
};

/** Facts of all periods that have any: one query. */
function storedFacts(db: ReadDb, period?: string): Map<string, PeriodFacts> {
  const fedBack = db
    .select({ period: feedback.period, feedbackOn: min(feedback.enteredOn).as('feedback_on') })
    .from(feedback)
    .groupBy(feedback.period)
    .as('fed_back');
  const known = sql`(SELECT period FROM ${reportingPeriod} UNION SELECT period FROM ${feedback})`;
  const rows = db
    .select({
      period: sql<string>`known.period`,
      opensOn: reportingPeriod.opensOn,
      dueOn: reportingPeriod.dueOn,
      closedAt: reportingPeriod.closedAt,
      version: sql<number>`coalesce(${reportingPeriod.version}, 0)`,
      feedbackOn: fedBack.feedbackOn,
    })
    .from(sql`${known} AS known`)
    .leftJoin(reportingPeriod, sql`${reportingPeriod.period} = known.period`)
    .leftJoin(fedBack, sql`${fedBack.period} = known.period`)
    .where(period === undefined ? undefined : sql`known.period = ${period}`)
    .all();
  return new Map(rows.map(({ period: code, ...facts }) => [code, facts]));
}

/** The newest extension of each unit in some periods: one query. Keyed `unit/period`. */
function currentExtensions(
  db: ReadDb,
  where: { periods?: readonly string[]; unitCode?: string },
): Map<string, { until: string; reason: string }> {
  const newest = db
    .select({ id: max(periodExtension.id) })
    .from(periodExtension)
    .where(
      and(
        where.periods === undefined ? undefined : inArray(periodExtension.period, [...where.periods]),
        where.unitCode === undefined ? undefined : eq(periodExtension.unitCode, where.unitCode),
      ),
    )
    .groupBy(periodExtension.period, periodExtension.unitCode);
  const rows = db.select().from(periodExtension).where(inArray(periodExtension.id, newest)).all();
  return new Map(
    rows.map((row) => [`${row.unitCode}/${row.period}`, { until: row.until, reason: row.reason }]),
  );
}

/** Deadlines of any unit and period, from what was read once. */
export interface DeadlineBook {
  facts(period: string): PeriodFacts;
  /** without any extension */
  general(period: string): Deadline;
  of(unitCode: string, period: string): Deadline;
}

function bookOf(
  settings: DeadlineSettings,
  facts: Map<string, PeriodFacts>,
  extensions: Map<string, { until: string; reason: string }>,
  today: string,
): DeadlineBook {
  const factsOf = (period: string) => facts.get(period) ?? NOTHING_SET;
  const reckoned = new Map<string, Deadline>();
  const reckon = (period: string): Deadline => {
    const { opensOn, dueOn, closedAt, feedbackOn } = factsOf(period);
    const { dueDay, workingDaysAfterFeedback } = settings;
    const opens = reportableFrom(period, opensOn);
    // where the table was in before the period opened, the days count from the opening
    const feedbackEnteredOn = feedbackOn !== null && feedbackOn < opens ? opens : feedbackOn;
    const rule = dueRule({ period, dueOn, feedbackEnteredOn, dueDay, workingDaysAfterFeedback });
    return {
      dueOn: effectiveDue(rule.dueOn, opens),
      basis: rule.basis,
      extension: null,
      state: stateOfPeriod({ period, today, opensOn, closedAt }),
      opensOn: opens,
      closedAt,
    };
  };
  const general = (period: string): Deadline => {
    const deadline = reckoned.get(period) ?? reckon(period);
    reckoned.set(period, deadline);
    return deadline;
  };
  const of = (unitCode: string, period: string): Deadline => {
    const rule = general(period);
    const granted = extensions.get(`${unitCode}/${period}`);
    // one that no longer reaches beyond the due date extends nothing
    if (!granted || granted.until <= rule.dueOn) return rule;
    return { ...rule, dueOn: effectiveDue(rule.dueOn, granted.until), extension: granted };
  };
  return { facts: factsOf, general, of };
}

/** Deadlines of every unit and period: three queries, whatever is asked of it afterwards. */
export function deadlineBook(db: ReadDb, today: string, periods?: readonly string[]): DeadlineBook {
  const extensions = currentExtensions(db, periods === undefined ? {} : { periods });
  return bookOf(deadlineSettings(db), storedFacts(db), extensions, today);
}

/** The deadline of one unit in one period: three queries. */
export function deadlineOf(db: ReadDb, unitCode: string, period: string, today: string): Deadline {
  const extensions = currentExtensions(db, { periods: [period], unitCode });
  return bookOf(deadlineSettings(db), storedFacts(db, period), extensions, today).of(unitCode, period);
}

/** The period's own deadline, no unit's extension counted: two queries. */
export function generalDeadline(db: ReadDb, period: string, today: string): Deadline {
  return bookOf(deadlineSettings(db), storedFacts(db, period), new Map(), today).general(period);
}

/** What is stored about one period: one query. */
export function periodFacts(db: ReadDb, period: string): PeriodFacts {
  return storedFacts(db, period).get(period) ?? NOTHING_SET;
}

/** 409 `period_closed`: the bureau has closed the period. */
export function periodClosed(period: string, advice: string): AppError {
  return new AppError(409, 'period_closed', `${periodLabel(period)}已截止填报${advice}`);
}

/**
 * A period that can be written now: over, opened, not closed.
 * @throws 400 `invalid_period`, 422 `period_not_open`, 409 `period_closed`
 */
export function requireOpen(db: ReadDb, text: string, today: string): string {
  const period = requirePeriod(text);
  const set = db.select().from(reportingPeriod).where(eq(reportingPeriod.period, period)).get();
  if (set?.closedAt) throw periodClosed(period, '；如需补报或更正，请联系市工信局重新开放。');
  const first = reportableFrom(period, set?.opensOn ?? null);
  if (first <= today) return period;
  const label = periodLabel(period);
  const message = isReportable(period, today)
    ? `${label}自${first}起填报。`
    : `${label}尚未结束，${first}起可以填报。`;
  throw new AppError(422, 'period_not_open', message, {
    fields: { period: { code: 'period_not_open', message } },
  });
}
