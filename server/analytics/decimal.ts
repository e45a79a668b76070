import { Decimal as BaseDecimal } from 'decimal.js';

/**
 * Decimal arithmetic of the project: 40 significant digits, half up. Every percent, index and amount that
 * decides a lamp, a flag or a tier goes through it; a binary float decides nothing.
 */
export const Decimal = BaseDecimal.clone({
  precision: 40,
  rounding: BaseDecimal.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 40,
});
export type Decimal = BaseDecimal;

/** What a formula accepts: a Decimal, a plain decimal text ('-3.60'), or a number as written in JSON. */
export type DecimalInput = Decimal | string | number;

const PLAIN_DECIMAL = /^[-+]?\d+(?:\.(\d+))?$/;

/**
 * Decimals as written: '-3.60' has 2, '4' has 0. They tell how far a published figure was rounded.
 * @param text a plain decimal, no exponent
 * @throws RangeError where the text is not a plain decimal
 */
export function decimalsOf(text: string): number {
  const match = PLAIN_DECIMAL.exec(text);
  if (match === null) throw new RangeError(`Not a plain decimal: ${text}`);
  return match[1]?.length ?? 0;
}

/**
 * Half a unit of the last written decimal: '-3.6' → 0.05, '4' → 0.5.
 * @throws RangeError where the text is not a plain decimal
 */
export function halfUnitOf(text: string): Decimal {
  return new Decimal(10).pow(-decimalsOf(text)).div(2);
}

/**
 * A number for a JSON reply, rounded half up; null stays null and −0 becomes 0.
 * @param places decimals kept, 6 by default
 */
export function toJsonNumber(d: Decimal | null, places = 6): number | null {
  if (d === null) return null;
  return d.toDecimalPlaces(places).toNumber() + 0;
}
