import type { ReadDb } from '../../db/open.ts';
import { decimalsOf, toJsonNumber } from '../analytics/decimal.ts';
import { landings } from '../analytics/pace.ts';
import { type RollUpPart, rollUpPct } from '../analytics/roll-up.ts';
import { currentRuleSet } from '../grading/current.ts';
import { requireUnit } from '../http/params.ts';
import type { Figures } from '../rules/figures.ts';
import type { RuleSet } from '../rules/grading.ts';
import { type ClosedYear, decisivePctOf, type LiveResult, liveResult } from '../rules/live-result.ts';
import { BASELINE_YEAR, PLAN_YEARS, parsePeriod, periodLabel, planPeriods } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { intensityRows } from '../targets/targets.ts';
import { findReport, revisionRow } from './guards.ts';
import { figuresOf, visibleReports } from './revisions.ts';
import type { ReportImpactReply, Standing } from './schema.ts';
import type { Scope } from './scope.ts';

type Impact = NonNullable<ReportImpactReply['impact']>;
type LampChange = Impact['lampChanges'][number];

const ASSUMPTION = '按已审核的县（市、区）数汇总，假定各单位工业增加值增速相同；用于核对，不替代全市反馈数。';

const yearOf = (period: string) => parsePeriod(period)?.year ?? 0;
const yearEnd = (period: string) => period.endsWith('-12');

/** Approved figures of one unit, by period. */
type Approved = ReadonlyMap<string, Figures>;

/** The closed years before a period, from 1–12月 figures in force. */
function closedYears(approved: Approved, period: string): ClosedYear[] {
  return PLAN_YEARS.filter((year) => year < yearOf(period)).flatMap((year) => {
    const figures = approved.get(`${year}-12`);
    const pct = figures ? decisivePctOf(figures) : null;
    return pct ? [{ year, pct: pct.toString() }] : [];
  });
}

/** What a unit's figures are graded by. */
interface Yardstick {
  targetsPct: Record<string, string>;
  ruleSet: RuleSet;
}

function resultIn(approved: Approved, yardstick: Yardstick, period: string): LiveResult | null {
  const { targetsPct, ruleSet } = yardstick;
  const figures = approved.get(period);
  if (!figures) return null;
  return liveResult(figures, {
    period,
    targetPct: targetsPct[String(yearOf(period))] ?? null,
    targetsPct,
    closedYearsPct: closedYears(approved, period),
    ruleSet,
  });
}

/** Where the unit lands in 2027 if the pace so far goes on, percent since 2024. */
function landing2027(result: LiveResult, period: string): number | null {
  if (result.cumulativePct === null) return null;
  const year = yearOf(period);
  // only how many years are left counts when the pace so far goes on
  const remainingTargetsPct = PLAN_YEARS.filter((planYear) => planYear > year).map(() => '0');
  const { keepPace } = landings({
    cumulativePct: result.cumulativePct,
    yearsElapsed: year - BASELINE_YEAR,
    remainingTargetsPct,
    targetPct: '0',
  });
  return toJsonNumber(keepPace.minus(100), 4);
}

function standingOf(
  revision: number,
  figures: Figures,
  result: LiveResult | null,
  period: string,
): Standing | null {
  if (!result) return null;
  const published = figures.publishedIntensityPct;
  return {
    revision,
    edition: figures.edition,
    actualPct: toJsonNumber(result.decisivePct),
    actualDecimals: result.decisivePct ? (published === null ? 2 : decimalsOf(published)) : null,
    basis: result.basis,
    annualLamp: result.annualLamp,
    planLamp: result.planLamp,
    mayFlip: result.mayFlip,
    cumulativePct: toJsonNumber(result.cumulativePct),
    landing2027Pct: landing2027(result, period),
  };
}

/** Lamps of the period itself and, where a year is closed by it, of every later period that chains that year. */
function lampChanges(before: Approved, after: Approved, yardstick: Yardstick, period: string): LampChange[] {
  const later = yearEnd(period)
    ? planPeriods().filter((one) => yearOf(one) > yearOf(period) && after.has(one))
    : [];
  return [period, ...later].flatMap((one) => {
    const was = resultIn(before, yardstick, one);
    const will = resultIn(after, yardstick, one);
    const lamps = [
      { lamp: 'annual', from: was?.annualLamp ?? 'none', to: will?.annualLamp ?? 'none' },
      { lamp: 'plan', from: was?.planLamp ?? 'none', to: will?.planLamp ?? 'none' },
    ] as const;
    return lamps
      .filter(({ from, to }) => from !== to)
      .map((change) => ({ period: one, label: periodLabel(one), ...change }));
  });
}

/** Approved figures of the 14 units in one period, by unit code. */
function approvedUnits(db: ReadDb, scope: Scope, period: string): Map<string, Figures> {
  const rows = visibleReports(db, scope, { periods: [period] });
  return new Map(
    rows.flatMap(({ report, shown }) =>
      shown && shown.revision === report.approvedRevision && !isCityCode(report.unitCode)
        ? [[report.unitCode, figuresOf(shown)] as const]
        : [],
    ),
  );
}

function rollUp(units: ReadonlyMap<string, Figures>) {
  const parts: RollUpPart[] = [...units.values()].flatMap((figures) => {
    const changePct = decisivePctOf(figures);
    return changePct && figures.energyWanTce !== null
      ? [{ energyWanTce: figures.energyWanTce, changePct }]
      : [];
  });
  return { pct: toJsonNumber(rollUpPct(parts), 4), units: parts.length };
}

function cityPart(
  db: ReadDb,
  scope: Scope,
  asked: { unitCode: string; period: string; figures: Figures },
): Impact['city'] {
  const units = approvedUnits(db, scope, asked.period);
  const before = rollUp(units);
  const changed = isCityCode(asked.unitCode) ? units : new Map(units).set(asked.unitCode, asked.figures);
  const after = rollUp(changed);
  return {
    beforePct: before.pct,
    afterPct: after.pct,
    beforeUnits: before.units,
    afterUnits: after.units,
    assumption: ASSUMPTION,
  };
}

/** What approving the submission that waits would change: five queries. Only for those who may see all drafts. */
export function reportImpact(
  db: ReadDb,
  scope: Scope,
  { unitCode, period, today }: { unitCode: string; period: string; today: string },
): ReportImpactReply {
  requireUnit(db, unitCode);
  const row = findReport(db, unitCode, period);
  const waiting = row?.status === 'submitted' ? revisionRow(db, row.id, row.latestRevision) : undefined;
  if (!row || !waiting) return { unitCode, period, impact: null };
  const targetsPct = intensityRows(db).find((one) => one.code === unitCode)?.targetsPct ?? {};
  const yardstick = { targetsPct, ruleSet: currentRuleSet(db, today) };
  const before: Approved = new Map(
    visibleReports(db, scope, { periods: planPeriods(), unitCodes: [unitCode] }).flatMap(
      ({ report, shown }) =>
        shown && shown.revision === report.approvedRevision ? [[report.period, figuresOf(shown)]] : [],
    ),
  );
  const figures = figuresOf(waiting);
  const after: Approved = new Map(before).set(period, figures);
  const standing = standingOf(waiting.revision, figures, resultIn(after, yardstick, period), period);
  if (!standing) throw new Error('the figures just set have a result');
  const inForce = before.get(period);
  return {
    unitCode,
    period,
    impact: {
      before: inForce
        ? standingOf(row.approvedRevision ?? 0, inForce, resultIn(before, yardstick, period), period)
        : null,
      after: standing,
      finalReplacesFlash: inForce?.edition === 'flash' && figures.edition === 'final',
      lampChanges: lampChanges(before, after, yardstick, period),
      city: cityPart(db, scope, { unitCode, period, figures }),
    },
  };
}
