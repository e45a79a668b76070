import type { ReadDb } from '../../db/open.ts';
import { warning } from '../../db/schema.ts';
import { collectionPlan } from '../periods/settings.ts';
import { closedYearsOf, decimalsShown, resultOf, type TargetRow, yearOf } from '../progress/progress.ts';
import { type VisibleReport, visibleReports } from '../reports/revisions.ts';
import { scopeOf } from '../reports/scope.ts';
import { type Frequency, isDueIn } from '../rules/collection.ts';
import type { RuleSet } from '../rules/grading.ts';
import { grouped } from '../rules/grouped.ts';
import { isReferenceOnly, periodsOfYear, planPeriods } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { isUnderWay } from '../rules/warning-deadlines.ts';
import { type GradedResult, warningFacts, warningTrigger } from '../rules/warning-facts.ts';
import { intensityRows } from '../targets/targets.ts';
import type { WarningProposal } from './schema.ts';

/** Approved figures of all units, submitted ones left out: what a leader sees. A notice rests on nothing else. */
const APPROVED = scopeOf({ role: 'leader', unitCodes: [] });

interface Graded extends GradedResult {
  row: VisibleReport;
}

/** @param own rows of the unit; null where there is no figure to grade */
function gradedOf(
  row: VisibleReport,
  own: VisibleReport[],
  target: TargetRow,
  ruleSet: RuleSet,
): Graded | null {
  const { period } = row.report;
  const result = resultOf(row, target, closedYearsOf(own, target, period, ruleSet), ruleSet);
  return result?.decisivePct ? { row, period, result, decimals: decimalsShown(row) } : null;
}

/** The period asked for before this one in the same year, 1–2月 apart; null where there is none. */
function periodBefore(period: string, frequency: Frequency): string | null {
  const asked = periodsOfYear(yearOf(period)).filter(
    (candidate) => candidate < period && !isReferenceOnly(candidate) && isDueIn(frequency, candidate),
  );
  return asked.at(-1) ?? null;
}

/**
 * What the newest approved figure of one unit calls for.
 * @param rows of this unit
 */
function proposalOf(
  rows: VisibleReport[],
  target: TargetRow,
  ruleSet: RuleSet,
  frequency: Frequency,
): WarningProposal | null {
  const own = rows.filter(({ report }) => !isReferenceOnly(report.period));
  const graded = (row: VisibleReport) => gradedOf(row, own, target, ruleSet);
  // from the newest back: what is older than the two that decide is not graded at all
  let now: Graded | null = null;
  for (const row of own.toReversed()) now ??= graded(row);
  if (!now) return null;
  const lastPeriod = periodBefore(now.period, frequency);
  const lastRow = own.find(({ report }) => report.period === lastPeriod);
  const before = lastRow ? graded(lastRow) : null;
  const trigger = warningTrigger(now.result.annualLamp, before?.result.annualLamp ?? null);
  const facts = warningFacts({
    unitName: target.name,
    targetsPct: target.targetsPct,
    edition: now.row.shown?.edition ?? null,
    ruleSet,
    now,
    before: trigger === 'yellowTwice' ? before : null,
  });
  if (trigger === null || facts === null) return null;
  const { releasedRevision } = now.row.report;
  const internal = releasedRevision === null || releasedRevision !== now.row.shown?.revision;
  return { unitCode: target.code, trigger, facts, internal };
}

/**
 * Warnings the lamps call for: of each county the newest approved figure, unless a notice on that period exists (a
 * dismissed one is an answer too) or one is being written, put right or closed still. 1–2月 and 全市 call for none.
 */
export function proposals(db: ReadDb, ruleSet: RuleSet): WarningProposal[] {
  const rows = grouped(
    visibleReports(db, APPROVED, { periods: planPeriods() }),
    ({ report }) => report.unitCode,
  );
  const { frequency } = collectionPlan(db).intensity;
  const known = db
    .select({ unitCode: warning.unitCode, period: warning.period, stage: warning.stage })
    .from(warning)
    .all();
  const isAnswered = ({ unitCode, facts }: WarningProposal) =>
    known.some(
      (one) =>
        one.unitCode === unitCode &&
        (one.period === facts.period ||
          isUnderWay(one.stage) ||
          one.stage === 'draft' ||
          one.stage === 'awaitingApproval'),
    );
  return intensityRows(db)
    .filter(({ code }) => !isCityCode(code))
    .flatMap((target) => proposalOf(rows.get(target.code) ?? [], target, ruleSet, frequency) ?? [])
    .filter((proposal) => !isAnswered(proposal));
}
