import { compoundPct } from './compound.ts';
import { Decimal, type DecimalInput } from './decimal.ts';

/**
 * What is still needed (还需) to reach the plan's target:
 * `required` a yearly change in percent, below 0; `achievedEarly` (已提前完成) no further fall is needed;
 * `final` no year is left, and the target was met or not.
 */
export type Required =
  | { kind: 'required'; yearlyPct: Decimal }
  | { kind: 'achievedEarly' }
  | { kind: 'final'; met: boolean };

/** Index of a change in percent: −5 → 0.95. */
function indexOf(changePct: DecimalInput): Decimal {
  return new Decimal(changePct).plus(100).div(100);
}

/** Yearly change in percent which compounds over `years` years to the given index; −100 for an index of 0. */
function yearlyPctOf(index: Decimal, years: number): Decimal {
  if (index.lte(0)) return new Decimal(-100);
  return index.pow(new Decimal(1).div(years)).minus(1).times(100);
}

/**
 * Required yearly change for the remaining years: ((1+T)/(1+C))^(1/n) − 1.
 * @param targetPct T, cumulative target since the baseline, percent (−13)
 * @param cumulativePct C, cumulative change so far, percent, above −100
 * @param yearsLeft n, whole years that remain after the current one; 0 gives the final verdict
 * Source: DESIGN §3.6.
 */
export function requiredYearlyPct(
  targetPct: DecimalInput,
  cumulativePct: DecimalInput,
  yearsLeft: number,
): Required {
  const cumulative = new Decimal(cumulativePct);
  if (yearsLeft <= 0) return { kind: 'final', met: cumulative.lte(targetPct) };
  if (cumulative.lte(targetPct)) return { kind: 'achievedEarly' };
  return { kind: 'required', yearlyPct: yearlyPctOf(indexOf(targetPct).div(indexOf(cumulative)), yearsLeft) };
}

/**
 * Average yearly change so far (目前速度), geometric: (1+C)^(1/n) − 1, percent.
 * @param yearsElapsed years counted in C, at least 1
 * @throws RangeError where no year has elapsed
 */
export function paceSoFarPct(cumulativePct: DecimalInput, yearsElapsed: number): Decimal {
  if (yearsElapsed < 1) throw new RangeError('yearsElapsed must be at least 1');
  return yearlyPctOf(indexOf(cumulativePct), yearsElapsed);
}

/**
 * How many times the pace so far is needed from now on.
 * @returns null where there was no fall so far (不降反升，无法以倍数表示)
 */
export function accelerationFactor(requiredPct: DecimalInput, paceSoFar: DecimalInput): Decimal | null {
  const pace = new Decimal(paceSoFar);
  if (pace.gte(0)) return null;
  return new Decimal(requiredPct).div(pace);
}

/**
 * Share of the target achieved, logarithmic: ln(1+C)/ln(1+T), as a fraction (0.268 = 26.8 %), so that equal
 * yearly changes make equal steps. Negative where intensity rose, above 1 where the target is exceeded.
 * @returns null where the target is 0 or either change is −100 % or less
 * Source: the way statistics bureaus state progress of energy-saving targets; DESIGN §3.6.
 */
export function progressShare(cumulativePct: DecimalInput, targetPct: DecimalInput): Decimal | null {
  const cumulative = indexOf(cumulativePct);
  const target = indexOf(targetPct);
  if (cumulative.lte(0) || target.lte(0) || target.eq(1)) return null;
  return cumulative.ln().div(target.ln());
}

/** What a landing is computed from. */
export interface LandingInput {
  /** Change since 2024 with the current year's year-to-date figure taken as the full year, percent. */
  cumulativePct: DecimalInput;
  /** Years counted in it, the current one included, at least 1. */
  yearsElapsed: number;
  /** Yearly targets of the years still to come, percent, in order; empty in the last year. */
  remainingTargetsPct: readonly DecimalInput[];
  /** Cumulative target of the plan, percent. */
  targetPct: DecimalInput;
}

/** Landing values for 2027 (落点) as indices, 2024 = 100. */
export interface Landings {
  /** The average pace so far goes on. */
  keepPace: Decimal;
  /** Each remaining year meets its own target. */
  hitTargets: Decimal;
  /** The required pace is kept: the target itself, or today's value when no year is left. */
  required: Decimal;
}

/** Landing values under the three scenarios of DESIGN §3.6. */
export function landings(input: LandingInput): Landings {
  const now = indexOf(input.cumulativePct).times(100);
  const yearsLeft = input.remainingTargetsPct.length;
  const pace = indexOf(paceSoFarPct(input.cumulativePct, input.yearsElapsed));
  return {
    keepPace: now.times(pace.pow(yearsLeft)),
    hitTargets: now.times(indexOf(compoundPct(input.remainingTargetsPct))),
    required: yearsLeft === 0 ? now : indexOf(input.targetPct).times(100),
  };
}
