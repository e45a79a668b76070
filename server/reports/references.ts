import { eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { intensityBaseline, intensityTarget } from '../../db/schema.ts';
import { type FeedbackLine, feedbackRowOf } from '../feedback/feedback.ts';
import { currentRuleSet } from '../grading/current.ts';
import { collectionPlan } from '../periods/settings.ts';
import { type CollectionPlan, dueFields } from '../rules/collection.ts';
import type { RuleSet } from '../rules/grading.ts';
import { type ClosedYear, decisivePctOf } from '../rules/live-result.ts';
import { parsePeriod, planPeriods, previousPeriod, samePeriodLastYear } from '../rules/periods.ts';
import { type CheckContext, HISTORY_LENGTH, type HistoryPoint } from '../rules/report-checks.ts';
import { figuresOf, visibleReports } from './revisions.ts';
import type { Scope } from './scope.ts';

/** What one report is looked at beside: earlier figures, targets, closed years. All the checks need. */
export interface References {
  previous: HistoryPoint | null;
  samePeriodLastYear: HistoryPoint | null;
  /** approved periods before, oldest first, at most 12 */
  history: HistoryPoint[];
  baselineEnergyWanTce: string | null;
  targetsPct: Record<string, string>;
  closedYearsPct: ClosedYear[];
}

/** Gathers the references of one unit and period, as far as `scope` may see them: three queries. */
export function referencesOf(db: ReadDb, scope: Scope, unitCode: string, period: string): References {
  const earlier = planPeriods().filter((candidate) => candidate < period);
  const rows = visibleReports(db, scope, { periods: earlier, unitCodes: [unitCode] }).flatMap(
    ({ report, shown }) =>
      shown
        ? [
            {
              period: report.period,
              figures: figuresOf(shown),
              approved: shown.revision === report.approvedRevision,
            },
          ]
        : [],
  );
  const pick = (wanted: string | null): HistoryPoint | null => {
    const row = rows.find((candidate) => candidate.period === wanted);
    return row ? { period: row.period, figures: row.figures } : null;
  };
  const targets = db.select().from(intensityTarget).where(eq(intensityTarget.unitCode, unitCode)).all();
  const targetsPct = Object.fromEntries(targets.map((row) => [String(row.year), row.targetPct]));
  const baseline = db.select().from(intensityBaseline).where(eq(intensityBaseline.unitCode, unitCode)).get();
  return {
    previous: pick(previousPeriod(period)),
    samePeriodLastYear: pick(samePeriodLastYear(period)),
    history: rows
      .filter((row) => row.approved)
      .slice(-HISTORY_LENGTH)
      .map((row) => ({ period: row.period, figures: row.figures })),
    baselineEnergyWanTce: baseline?.energyWanTce ?? null,
    targetsPct,
    closedYearsPct: rows.filter((row) => row.period.endsWith('-12')).flatMap(closedYear),
  };
}

function closedYear(row: HistoryPoint): ClosedYear[] {
  const year = parsePeriod(row.period)?.year;
  const pct = decisivePctOf(row.figures);
  return year !== undefined && pct ? [{ year, pct: pct.toString() }] : [];
}

/** What is asked for in a period, what the statistics bureau fed back for the unit, and the rule set of the day. */
export interface Collected {
  plan: CollectionPlan;
  feedback: FeedbackLine | null;
  ruleSet: RuleSet;
}

/** Three queries. */
export function collectedFor(db: ReadDb, unitCode: string, period: string, today: string): Collected {
  const feedback = feedbackRowOf(db, period, unitCode);
  return { plan: collectionPlan(db), feedback, ruleSet: currentRuleSet(db, today) };
}

/** The same references as the checks want them; the entry page builds its own from the same reply. */
export function checkContextOf(
  references: References,
  collected: Collected,
  asked: { unitCode: string; period: string },
): CheckContext {
  const { unitCode, period } = asked;
  const year = parsePeriod(period)?.year;
  return {
    unitCode,
    period,
    targetPct: references.targetsPct[String(year)] ?? null,
    targetsPct: references.targetsPct,
    closedYearsPct: references.closedYearsPct,
    ruleSet: collected.ruleSet,
    previous: references.previous?.figures ?? null,
    samePeriodLastYear: references.samePeriodLastYear?.figures ?? null,
    baselineEnergyWanTce: references.baselineEnergyWanTce,
    history: references.history,
    dueFields: dueFields(collected.plan, period),
    feedback: collected.feedback?.figures ?? null,
    feedbackDocument: collected.feedback?.head.document ?? null,
  };
}
