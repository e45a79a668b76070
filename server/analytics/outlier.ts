import { Decimal, type DecimalInput } from './decimal.ts';

/** A modified z-score above this (in either direction) is an outlier. Source: Iglewicz & Hoaglin 1993. */
export const OUTLIER_THRESHOLD = new Decimal('3.5');

/** Fewer points than this say nothing about what is usual. */
export const OUTLIER_MIN_POINTS = 5;

/** Makes the median absolute deviation comparable with a standard deviation. */
const MAD_FACTOR = new Decimal('0.6745');
/** The same for the mean absolute deviation, used where more than half of the history is one value. */
const MEAN_AD_FACTOR = new Decimal('1.253314');

/** Median; the mean of the two middle values for an even count. Null for an empty list. */
export function median(values: readonly DecimalInput[]): Decimal | null {
  const sorted = values.map((value) => new Decimal(value)).sort((a, b) => a.comparedTo(b));
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined) return null;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return lower.plus(upper).div(2);
}

/** Arithmetic mean; null for an empty list. */
export function mean(values: readonly DecimalInput[]): Decimal | null {
  if (values.length === 0) return null;
  return values.reduce<Decimal>((sum, value) => sum.plus(value), new Decimal(0)).div(values.length);
}

/**
 * Modified z-score of a value against a history: 0.6745·(x − median)/MAD; where the MAD is 0, (x − median) over
 * 1.253314 × the mean absolute deviation.
 * @param value the new value, not part of the history
 * @returns signed score; null with fewer than 5 points, or where all points are the same
 * Source: Iglewicz & Hoaglin, How to Detect and Handle Outliers (1993); DESIGN §3.12.
 */
export function modifiedZScore(value: DecimalInput, history: readonly DecimalInput[]): Decimal | null {
  if (history.length < OUTLIER_MIN_POINTS) return null;
  const centre = median(history);
  if (centre === null) return null;
  const deviations = history.map((point) => new Decimal(point).minus(centre).abs());
  const distance = new Decimal(value).minus(centre);
  const mad = median(deviations);
  if (mad !== null && !mad.isZero()) return MAD_FACTOR.times(distance).div(mad);
  const meanDeviation = mean(deviations);
  if (meanDeviation === null || meanDeviation.isZero()) return null;
  return distance.div(MEAN_AD_FACTOR.times(meanDeviation));
}
