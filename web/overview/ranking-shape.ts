import type { UnitProgress } from '../../server/progress/schema.ts';

/** Rows of the ranking, best first by distance to this year's target, then those without a figure as listed. */
export function rankUnits(units: readonly UnitProgress[]): UnitProgress[] {
  const gap = (unit: UnitProgress) => unit.gapPct ?? Number.POSITIVE_INFINITY;
  return [...units].sort((a, b) => (gap(a) === gap(b) ? 0 : gap(a) - gap(b)));
}

/** Range of the percent axis: whole numbers (even, so that ticks two apart fall on both ends), always with zero. */
export function rankingRange(units: readonly UnitProgress[]): { min: number; max: number } {
  const values = units.flatMap((unit) => [unit.actualPct, unit.targetPct]).filter((value) => value !== null);
  const even = (value: number, round: (n: number) => number) => round(value / 2) * 2;
  return {
    min: even(Math.min(0, ...values) - 0.3, Math.floor),
    max: even(Math.max(0, ...values) + 0.3, Math.ceil),
  };
}

/** Pixels of one row of the ranking, and of the axis under the rows. */
export const ROW_HEIGHT = 34;
export const AXIS_HEIGHT = 20;
