import { and, eq, inArray, max, min, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { prepared } from '../../db/prepared.ts';
import { feedback, feedbackRow, periodExtension, reportingPeriod } from '../../db/schema.ts';
import { AppError } from '../http/errors.ts';
import { requirePeriod } from '../http/params.ts';
import { type DueBasis, dueRule, effectiveDue, type PeriodState, stateOfPeriod } from '../rules/deadlines.ts';
import { isReportable, periodLabel, reportableFrom } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { type DeadlineRules, deadlineRuleOf, deadlineRules } from './settings.ts';

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

/** What is stored about one period: what the bureau set, and when fed-back tables were entered. */
export interface PeriodFacts {
  opensOn: string | null;
  dueOn: string | null;
  closedAt: string | null;
  version: number;
  /** day of the first table */
  feedbackOn: string | null;
  /** by unit code: day of the first table that names the unit */
  fedBack: Readonly<Record<string, string>>;
}

const NOTHING_SET: PeriodFacts = {
  opensOn: null,
  dueOn: null,
  closedAt: null,
  version: 0,
  feedbackOn: null,
  fedBack: {},
};

/** More than half of the 14 counties. */
const MOST_COUNTIES = 8;

/** The day by which most counties were named in a fed-back table: the period as a whole counts from there. */
export function mostFedBackOn({ fedBack }: PeriodFacts): string | null {
  const counties = Object.entries(fedBack).filter(([unitCode]) => !isCityCode(unitCode));
  const days = counties.map(([, enteredOn]) => enteredOn).sort();
  return days[MOST_COUNTIES - 1] ?? null;
}

/** Facts of all periods that have any: one query. */
function storedFacts(db: ReadDb, period?: string): Map<string, PeriodFacts> {
  const named = db
    .select({
      period: feedback.period,
      unitCode: feedbackRow.unitCode,
      enteredOn: min(feedback.enteredOn).as('entered_on'),
    })
    .from(feedbackRow)
    .innerJoin(feedback, eq(feedback.id, feedbackRow.feedbackId))
    .groupBy(feedback.period, feedbackRow.unitCode)
    .as('named');
  const fedBack = db
    .select({
      period: named.period,
      feedbackOn: min(named.enteredOn).as('feedback_on'),
      units: sql<string>`json_group_object(${named.unitCode}, ${named.enteredOn})`.as('units'),
    })
    .from(named)
    .groupBy(named.period)
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
      units: fedBack.units,
    })
    .from(sql`${known} AS known`)
    .leftJoin(reportingPeriod, sql`${reportingPeriod.period} = known.period`)
    .leftJoin(fedBack, sql`${fedBack.period} = known.period`)
    .where(period === undefined ? undefined : sql`known.period = ${period}`)
    .all();
  return new Map(
    rows.map(({ period: code, units, ...facts }) => [
      code,
      { ...facts, fedBack: units === null ? {} : (JSON.parse(units) as PeriodFacts['fedBack']) },
    ]),
  );
}

/** The newest extension of each unit in some periods, unless it was taken back: one query. Keyed `unit/period`. */
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
    rows.flatMap(({ unitCode, period, until, reason }) =>
      until === null ? [] : [[`${unitCode}/${period}`, { until, reason }] as const],
    ),
  );
}

/** Deadlines of any unit and period, from what was read once. */
export interface DeadlineBook {
  facts(period: string): PeriodFacts;
  /** of the period as a whole, as most counties have it */
  general(period: string): Deadline;
  /** of one unit without its extension */
  rule(unitCode: string, period: string): Deadline;
  of(unitCode: string, period: string): Deadline;
}

function bookOf(
  rules: DeadlineRules,
  facts: Map<string, PeriodFacts>,
  extensions: Map<string, { until: string; reason: string }>,
  today: string,
): DeadlineBook {
  const factsOf = (period: string) => facts.get(period) ?? NOTHING_SET;
  const reckoned = new Map<string, Deadline>();
  const reckon = (period: string, feedbackEnteredOn: string | null): Deadline => {
    const { opensOn, dueOn, closedAt } = factsOf(period);
    const { dueDay, workingDaysAfterFeedback } = deadlineRuleOf(rules, period);
    const opens = reportableFrom(period, opensOn);
    const rule = dueRule({ period, dueOn, opensOn, feedbackEnteredOn, dueDay, workingDaysAfterFeedback });
    return {
      dueOn: effectiveDue(rule.dueOn, opens),
      basis: rule.basis,
      extension: null,
      state: stateOfPeriod({ period, today, opensOn, closedAt }),
      opensOn: opens,
      closedAt,
    };
  };
  const countedFrom = (period: string, feedbackEnteredOn: string | null): Deadline => {
    const key = `${period} ${feedbackEnteredOn}`;
    const deadline = reckoned.get(key) ?? reckon(period, feedbackEnteredOn);
    reckoned.set(key, deadline);
    return deadline;
  };
  const rule = (unitCode: string, period: string) =>
    countedFrom(period, factsOf(period).fedBack[unitCode] ?? null);
  const of = (unitCode: string, period: string): Deadline => {
    const own = rule(unitCode, period);
    const granted = extensions.get(`${unitCode}/${period}`);
    // one that no longer reaches beyond the due date extends nothing
    if (!granted || granted.until <= own.dueOn) return own;
    return { ...own, dueOn: effectiveDue(own.dueOn, granted.until), extension: granted };
  };
  const general = (period: string) => countedFrom(period, mostFedBackOn(factsOf(period)));
  return { facts: factsOf, general, rule, of };
}

/** Deadlines of every unit and period: three queries, whatever is asked of it afterwards. */
export function deadlineBook(db: ReadDb, today: string, periods?: readonly string[]): DeadlineBook {
  const extensions = currentExtensions(db, periods === undefined ? {} : { periods });
  return bookOf(deadlineRules(db), storedFacts(db), extensions, today);
}

/** The deadline of one unit in one period: three queries. */
export function deadlineOf(db: ReadDb, unitCode: string, period: string, today: string): Deadline {
  const extensions = currentExtensions(db, { periods: [period], unitCode });
  return bookOf(deadlineRules(db), storedFacts(db, period), extensions, today).of(unitCode, period);
}

/** What is stored about one period: one query. */
export function periodFacts(db: ReadDb, period: string): PeriodFacts {
  return storedFacts(db, period).get(period) ?? NOTHING_SET;
}

/** 409 `period_closed`: the bureau has closed the period. */
export function periodClosed(period: string, advice: string): AppError {
  return new AppError(409, 'period_closed', `${periodLabel(period)}已截止填报${advice}`);
}

const settingsOfPeriod = prepared((db) =>
  db
    .select()
    .from(reportingPeriod)
    .where(eq(reportingPeriod.period, sql.placeholder('period')))
    .prepare(),
);

/**
 * A period that can be written now: over, opened, not closed.
 * @throws 400 `invalid_period`, 422 `period_not_open`, 409 `period_closed`
 */
export function requireOpen(db: ReadDb, text: string, today: string): string {
  const period = requirePeriod(text);
  const set = settingsOfPeriod(db).get({ period });
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
