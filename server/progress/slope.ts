import { type Decimal, toJsonNumber } from '../analytics/decimal.ts';
import { slopePerMonth } from '../analytics/trend.ts';
import { slopeSentence } from '../rules/outlook-sentences.ts';
import { isReferenceOnly, parsePeriod, planPeriods } from '../rules/periods.ts';
import type { TrajectoryReply } from './schema.ts';

/** Periods a trend is taken over at most, and at least. */
const MAX_POINTS = 6;
const MIN_POINTS = 3;

/** The period asked for and the five before it, oldest first, over the turn of the year; 1–2月 (参考) is left out. */
export function slopePeriods(period: string): string[] {
  return planPeriods()
    .filter((one) => one <= period && !isReferenceOnly(one))
    .slice(-MAX_POINTS);
}

/** Months since the plan's first January: 2026-03 follows three months after 2025-12. */
function monthOf(period: string): number {
  const parts = parsePeriod(period);
  return parts === null ? 0 : parts.year * 12 + parts.month;
}

/**
 * Trend of the last periods in points a month, with its sentence. A period without a figure ends the row: nothing is
 * bridged.
 * @param pctOf deciding change of a period, percent; null where there is none for this viewer
 */
export function slopeOf(
  period: string,
  pctOf: (period: string) => Decimal | null,
): Pick<TrajectoryReply, 'slope' | 'slopeSentence'> {
  const known: { period: string; actualPct: Decimal }[] = [];
  for (const one of slopePeriods(period).reverse()) {
    const actualPct = pctOf(one);
    if (actualPct === null) break;
    known.unshift({ period: one, actualPct });
  }
  const slope =
    known.length < MIN_POINTS
      ? null
      : slopePerMonth(known.map((one) => ({ month: monthOf(one.period), changePct: one.actualPct })));
  if (slope === null) return { slope: null, slopeSentence: slopeSentence(null, [], period) };
  return {
    slope: {
      pointsPerMonth: toJsonNumber(slope) ?? 0,
      points: known.map((one) => ({ period: one.period, actualPct: toJsonNumber(one.actualPct) ?? 0 })),
    },
    slopeSentence: slopeSentence(slope, known, period),
  };
}
