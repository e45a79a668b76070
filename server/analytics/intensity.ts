import { Decimal, type DecimalInput, halfUnitOf } from './decimal.ts';

/** An interval in percent, both ends included. */
export interface Band {
  lowPct: Decimal;
  highPct: Decimal;
}

/**
 * Change of energy intensity (单位工业增加值能耗增速) r = (1+e)/(1+g) − 1, in percent; never e − g.
 * @param energyGrowthPct e, growth of energy consumption, percent
 * @param valueAddedGrowthPct g, growth of value added at constant prices (可比价), percent
 * @returns percent, unrounded; null where g ≤ −100 % (nothing was produced, the ratio has no meaning)
 * Source: intensity is energy per value added; DESIGN §3.1.
 */
export function intensityChangePct(
  energyGrowthPct: DecimalInput,
  valueAddedGrowthPct: DecimalInput,
): Decimal | null {
  const valueAddedIndex = new Decimal(valueAddedGrowthPct).plus(100);
  if (valueAddedIndex.lte(0)) return null;
  return new Decimal(energyGrowthPct).plus(100).div(valueAddedIndex).minus(1).times(100);
}

/**
 * Rounding band (舍入范围): the values r can take when e and g were each rounded to the decimals written.
 * @param eText energy growth as written, percent, e.g. '1.50' is known to ±0.005
 * @param gText value-added growth as written, percent
 * @returns null where g could be −100 % or less
 */
export function computedBand(eText: string, gText: string): Band | null {
  const e = new Decimal(eText);
  const g = new Decimal(gText);
  const eHalf = halfUnitOf(eText);
  const gHalf = halfUnitOf(gText);
  const lowPct = intensityChangePct(e.minus(eHalf), g.plus(gHalf));
  const highPct = intensityChangePct(e.plus(eHalf), g.minus(gHalf));
  if (lowPct === null || highPct === null) return null;
  return { lowPct, highPct };
}

/** Rounding band of a published change: '-3.6' stands for −3.65 to −3.55 %. */
export function publishedBand(rText: string): Band {
  const r = new Decimal(rText);
  const half = halfUnitOf(rText);
  return { lowPct: r.minus(half), highPct: r.plus(half) };
}

/** Whether two bands share at least one value; touching ends count. */
export function bandsOverlap(a: Band, b: Band): boolean {
  return a.lowPct.lte(b.highPct) && b.lowPct.lte(a.highPct);
}

/**
 * Whether a published change agrees with e and g once the rounding of all three is allowed for.
 * @returns null where e and g give no band (g ≤ −100 %)
 */
export function isWithinRoundingBand(eText: string, gText: string, rText: string): boolean | null {
  const band = computedBand(eText, gText);
  return band === null ? null : bandsOverlap(band, publishedBand(rText));
}
