import { compoundPct } from '../analytics/compound.ts';
import { Decimal } from '../analytics/decimal.ts';
import { type Band, computedBand, intensityChangePct, publishedBand } from '../analytics/intensity.ts';
import type { Figures } from './figures.ts';
import { grade, type Lamp, mayFlip, type RuleSet } from './grading.ts';
import { PLAN_YEARS, parsePeriod } from './periods.ts';

/** Change of a closed year, percent as text; the decisive figure of its 1–12月. */
export interface ClosedYear {
  year: number;
  pct: string;
}

/** What a result is graded against. */
export interface ResultContext {
  period: string;
  /** Target of the period's year, percent; null where the unit has none. */
  targetPct: string | null;
  /** All yearly targets of the unit by year ('2025' …), percent. */
  targetsPct: Readonly<Record<string, string>>;
  closedYearsPct: readonly ClosedYear[];
  ruleSet: RuleSet;
}

/** What follows from the figures entered, on the entry page as on the server. All percent, unrounded. */
export interface LiveResult {
  /** r from e and g. */
  computedPct: Decimal | null;
  /** The published r where there is one, else the computed. */
  decisivePct: Decimal | null;
  basis: 'published' | 'computed' | null;
  /** Rounding band of the decisive figure. */
  band: Band | null;
  /** Rounding band of e and g, against which a published r is checked. */
  computedBand: Band | null;
  annualLamp: Lamp;
  planLamp: Lamp;
  /** Since 2024, the year-to-date taken as a full-year estimate (推算); null where an earlier year is missing. */
  cumulativePct: Decimal | null;
  /** Compounded targets of all years up to the period's. */
  cumulativeTargetPct: Decimal | null;
  /** The annual lamp could be another within rounding. */
  mayFlip: boolean;
}

/** Compounds one value a year from 2025 to `year`; null where one is missing. */
function compoundUpTo(
  year: number,
  changeOf: (year: number) => string | Decimal | null | undefined,
): Decimal | null {
  const changes: (string | Decimal)[] = [];
  for (const planYear of PLAN_YEARS.filter((candidate) => candidate <= year)) {
    const change = changeOf(planYear);
    if (change === null || change === undefined) return null;
    changes.push(change);
  }
  return compoundPct(changes);
}

/**
 * Compounded target since 2024 up to and including a year, percent; null where a year has no target.
 * @param targetsPct yearly targets by year
 */
export function cumulativeTargetPct(
  targetsPct: Readonly<Record<string, string>>,
  year: number,
): Decimal | null {
  return compoundUpTo(year, (planYear) => targetsPct[String(planYear)]);
}

/**
 * Cumulative change since 2024, percent: closed years and the current year's change.
 * @returns null where the current change or an earlier year's is missing
 */
export function cumulativeChangePct(
  closedYearsPct: readonly ClosedYear[],
  year: number,
  currentPct: Decimal | null,
): Decimal | null {
  return compoundUpTo(year, (planYear) =>
    planYear === year ? currentPct : closedYearsPct.find((closed) => closed.year === planYear)?.pct,
  );
}

/** The deciding change of a period, percent: the published one where there is one, else computed from e and g. */
export function decisivePctOf(figures: Figures): Decimal | null {
  const { energyGrowthPct: e, valueAddedGrowthPct: g, publishedIntensityPct: published } = figures;
  if (published !== null) return new Decimal(published);
  return e === null || g === null ? null : intensityChangePct(e, g);
}

/**
 * Intensity, lamps and cumulative change from figures as far as they are entered.
 * @throws RangeError where the period is none of the plan
 * Source: DESIGN §3.1 (the published r decides), §3.3 to §3.5.
 */
export function liveResult(figures: Figures, context: ResultContext): LiveResult {
  const parts = parsePeriod(context.period);
  if (parts === null) throw new RangeError(`Not a period of the plan: ${context.period}`);
  const { energyGrowthPct: e, valueAddedGrowthPct: g, publishedIntensityPct: published } = figures;
  const computedPct = e === null || g === null ? null : intensityChangePct(e, g);
  const bandOfInputs = e === null || g === null ? null : computedBand(e, g);
  const decisivePct = decisivePctOf(figures);
  const band = published === null ? bandOfInputs : publishedBand(published);
  const cumulativePct = cumulativeChangePct(context.closedYearsPct, parts.year, decisivePct);
  const cumulativeTarget = cumulativeTargetPct(context.targetsPct, parts.year);
  return {
    computedPct,
    decisivePct,
    basis: decisivePct === null ? null : published === null ? 'computed' : 'published',
    band,
    computedBand: bandOfInputs,
    annualLamp: grade(decisivePct, context.targetPct, context.ruleSet),
    planLamp: grade(cumulativePct, cumulativeTarget, context.ruleSet),
    cumulativePct,
    cumulativeTargetPct: cumulativeTarget,
    mayFlip: band !== null && context.targetPct !== null && mayFlip(band, context.targetPct, context.ruleSet),
  };
}
