import type { ReadDb } from '../../db/open.ts';
import { compoundPct } from '../analytics/compound.ts';
import type { DecimalInput } from '../analytics/decimal.ts';
import type { Band } from '../analytics/intensity.ts';
import {
  closedYearPeriods,
  closedYearsOf,
  decimalsShown,
  progress,
  resultOf,
  type TargetRow,
  yearOf,
} from '../progress/progress.ts';
import type { UnitProgress } from '../progress/schema.ts';
import { type VisibleReport, visibleReports } from '../reports/revisions.ts';
import type { Scope } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';
import { gradeMargin, lampsInBand } from '../rules/grade-margin.ts';
import { grade, type RuleSet } from '../rules/grading.ts';
import { grouped } from '../rules/grouped.ts';
import { cumulativeTargetPct, type LiveResult } from '../rules/live-result.ts';
import { isReferenceOnly, PLAN_YEARS, periodLabel } from '../rules/periods.ts';
import { intensityRows } from '../targets/targets.ts';
import { currentRuleSet, ruleSetsOf } from './current.ts';
import { isOwnId } from './rule-sets.ts';
import type { Grade, GradesReply, GradeUnit } from './schema.ts';

interface Asked {
  period: string;
  ruleSet: RuleSet;
  /** the business date; on a past day that day */
  today: string;
  asOf: AsOf | null;
}

const textOf = (value: DecimalInput | null) => (value === null ? null : value.toString());

/** One lamp with what it rests on. */
function gradeOf(
  actualPct: DecimalInput | null,
  targetPct: DecimalInput | null,
  band: Band | null,
  ruleSet: RuleSet,
): Grade {
  const margin = gradeMargin(actualPct, targetPct, ruleSet);
  const to = margin?.better ?? margin?.worse ?? null;
  const inBand = band && targetPct !== null ? lampsInBand(band, targetPct, ruleSet) : [];
  return {
    lamp: margin?.lamp ?? 'none',
    actualPct: textOf(actualPct),
    targetPct: textOf(targetPct),
    gapPoints: textOf(margin?.gapPoints ?? null),
    limit: textOf(margin?.limitPct ?? null),
    margin: margin && to ? { toLamp: to.lamp, points: to.points.toString(), words: margin.words } : null,
    band: band && { low: band.lowPct.toString(), high: band.highPct.toString() },
    lampsInBand: inBand,
    mayFlip: inBand.length > 1,
  };
}

/** Rounding band of the cumulative change: each year's band compounded; null where a year has none. */
function planBand(years: readonly (Band | null)[]): Band | null {
  const known = years.filter((band) => band !== null);
  if (known.length < years.length) return null;
  return {
    lowPct: compoundPct(known.map((band) => band.lowPct)),
    highPct: compoundPct(known.map((band) => band.highPct)),
  };
}

interface Computed {
  result: LiveResult | null;
  closed: { year: number; pct: string }[];
  planBand: Band | null;
}

function computed(own: VisibleReport[], target: TargetRow, asked: Asked): Computed {
  const { period, ruleSet } = asked;
  const closed = closedYearsOf(own, target, period, ruleSet).sort((a, b) => a.year - b.year);
  const row = own.find((one) => one.report.period === period);
  const result = row ? resultOf(row, target, closed, ruleSet) : null;
  const closedBands = closedYearPeriods(period).map((one) => {
    const closedRow = own.find((candidate) => candidate.report.period === one);
    return closedRow ? (resultOf(closedRow, target, [], ruleSet)?.band ?? null) : null;
  });
  const hasBand = result?.cumulativePct != null;
  return { result, closed, planBand: hasBand ? planBand([...closedBands, result.band]) : null };
}

function underOthers(annual: Grade, plan: Grade, others: readonly RuleSet[]): GradeUnit['under'] {
  return others.map((ruleSet) => ({
    ruleSetId: ruleSet.id,
    name: ruleSet.name,
    annual: grade(annual.actualPct, annual.targetPct, ruleSet),
    plan: grade(plan.actualPct, plan.targetPct, ruleSet),
  }));
}

/** Decimals of the deciding change on screen. */
function decimalsOfRow(own: readonly VisibleReport[], period: string): number | null {
  const row = own.find((one) => one.report.period === period);
  return row?.shown ? decimalsShown(row) : null;
}

function gradeUnit(
  unit: UnitProgress,
  target: TargetRow,
  own: VisibleReport[],
  asked: Asked,
  others: readonly RuleSet[],
): GradeUnit {
  const { period, ruleSet } = asked;
  const year = yearOf(period);
  const { result, closed, planBand: bandOfPlan } = computed(own, target, asked);
  const annualTarget = target.targetsPct[String(year)] ?? null;
  const annual = gradeOf(result?.decisivePct ?? null, annualTarget, result?.band ?? null, ruleSet);
  const planTarget = cumulativeTargetPct(target.targetsPct, year);
  const plan = gradeOf(result?.cumulativePct ?? null, planTarget, bandOfPlan, ruleSet);
  const years = PLAN_YEARS.filter((one) => one <= year);
  return {
    code: unit.code,
    name: unit.name,
    isCity: unit.isCity,
    status: unit.status,
    provisional: unit.provisional,
    pendingRevision: unit.pendingRevision,
    released: unit.releasedAt !== null,
    basis: unit.basis,
    source: unit.source,
    edition: unit.edition,
    scopeMixed: unit.scopeMixed,
    decimals: decimalsOfRow(own, period),
    energyGrowthPct: unit.energyGrowthPct,
    valueAddedGrowthPct: unit.valueAddedGrowthPct,
    annual,
    plan,
    estimated: !period.endsWith('-12'),
    closedYears: closed,
    missingYears: years.filter((one) => one < year && !closed.some((known) => known.year === one)),
    yearlyTargets: years.flatMap((one) => {
      const pct = target.targetsPct[String(one)];
      return pct === undefined ? [] : [{ year: one, pct }];
    }),
    under: underOthers(annual, plan, others),
  };
}

/** Every grade of one period with what it rests on, as far as `scope` may see the figures: two more queries than progress. */
export function grades(db: ReadDb, scope: Scope, asked: Asked): GradesReply {
  const { period, ruleSet, asOf } = asked;
  const targets = new Map(intensityRows(db).map((row) => [row.code, row]));
  const rows = grouped(
    visibleReports(db, scope, { periods: [period, ...closedYearPeriods(period)], asOf }),
    ({ report }) => report.unitCode,
  );
  const others = ruleSetsOf(db).filter((other) => other.id !== ruleSet.id);
  const { city, units } = progress(db, scope, asked);
  return {
    period,
    label: periodLabel(period),
    asOf: asOf?.date ?? null,
    referenceOnly: isReferenceOnly(period),
    ruleSet: { ...ruleSet, own: isOwnId(ruleSet.id) },
    isCurrent: ruleSet.id === currentRuleSet(db, asked.today, asOf).id,
    units: [city, ...units].flatMap((unit) => {
      const target = targets.get(unit.code);
      return target ? [gradeUnit(unit, target, rows.get(unit.code) ?? [], asked, others)] : [];
    }),
  };
}
