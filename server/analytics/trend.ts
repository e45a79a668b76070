import { Decimal, type DecimalInput } from './decimal.ts';
import { mean } from './outlier.ts';

/** A year-to-date change at the end of a month. */
export interface TrendPoint {
  /** months from any start, so that a left-out period leaves its gap: 2026-09 → 9, or 12 × year + month */
  month: number;
  changePct: DecimalInput;
}

/** Periods that count for a trend: half a year. */
export const TREND_POINTS = 6;

/**
 * Slope of the last six points, least squares: Σ(x − x̄)(y − ȳ) / Σ(x − x̄)², x the month.
 * @param points in any order; the six latest months count
 * @returns percentage points a month, above 0 where a fall becomes smaller; null below two months
 */
export function slopePerMonth(points: readonly TrendPoint[]): Decimal | null {
  const last = [...points].sort((a, b) => a.month - b.month).slice(-TREND_POINTS);
  const centreX = mean(last.map(({ month }) => month));
  const centreY = mean(last.map(({ changePct }) => changePct));
  if (centreX === null || centreY === null) return null;
  let covariance = new Decimal(0);
  let variance = new Decimal(0);
  for (const { month, changePct } of last) {
    const dx = new Decimal(month).minus(centreX);
    covariance = covariance.plus(dx.times(new Decimal(changePct).minus(centreY)));
    variance = variance.plus(dx.times(dx));
  }
  return variance.isZero() ? null : covariance.div(variance);
}
