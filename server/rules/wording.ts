import { Decimal, type DecimalInput } from '../analytics/decimal.ts';

/** Rounds half up to `places` decimals, with a true minus sign (−, U+2212) and no −0: −3.6288 → '−3.63'. */
export function numberText(value: DecimalInput, places: number): string {
  return withTrueMinus(new Decimal(value).toFixed(places));
}

/** The same with a percent sign: '−3.63%'. */
export function percentText(value: DecimalInput, places: number): string {
  return `${numberText(value, places)}%`;
}

/** A figure as it was written, with a true minus sign: '-3.60' → '−3.60'. */
export function withTrueMinus(text: string): string {
  return /^-[0.]*$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

/**
 * Decimals to show a figure with: as written, at least one and at most two, so that published figures keep their look
 * and computed ones get two.
 */
export function placesOf(value: DecimalInput): number {
  return Math.min(2, Math.max(1, new Decimal(value).decimalPlaces()));
}

/** '下降3.6%', '上升0.5%' or '持平'. */
export function fellOrRose(pct: Decimal): string {
  if (pct.isZero()) return '持平';
  return `${pct.isNegative() ? '下降' : '上升'}${percentText(pct.abs(), placesOf(pct))}`;
}

/** '0.4个百分点'; never shown as 0.0 where there is a difference: '不足0.1个百分点'. */
export function pointsText(points: Decimal, places: number): string {
  if (points.toDecimalPlaces(places).isZero())
    return `不足${new Decimal(10).pow(-places).toFixed(places)}个百分点`;
  return `${numberText(points, places)}个百分点`;
}
