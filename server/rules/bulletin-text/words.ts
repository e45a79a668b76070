import { Decimal, type DecimalInput } from '../../analytics/decimal.ts';
import { parsePeriod } from '../periods.ts';
import type { UnitFacts } from './facts.ts';

/** 规上单位工业增加值能耗, the indicator of Attachment 2. */
export const INDICATOR = '规上单位工业增加值能耗';

/** '1—9月': the dash of official papers (GB/T 15834). @throws RangeError where it is no period of the plan */
export function monthsText(period: string): string {
  const parts = parsePeriod(period);
  if (parts === null) throw new RangeError(`Not a period of the plan: ${period}`);
  return parts.month === 12 ? '全年' : `1—${parts.month}月`;
}

/** '2026年1—9月', '2026年全年'. */
export const periodText = (period: string) => `${period.slice(0, 4)}年${monthsText(period)}`;

/** '2026-11-21' → '2026年11月21日'. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** A figure without its sign, with as many decimals as wanted: (−3.6, 2) → '3.60'. */
const size = (value: DecimalInput, places: number) => new Decimal(value).abs().toFixed(places);

/** '下降3.60%', '上升0.5%', '持平'; what only rounds to nothing is 基本持平. */
export function changeText(pct: DecimalInput, places: number): string {
  const value = new Decimal(pct);
  if (value.isZero()) return '持平';
  if (value.toDecimalPlaces(places).isZero()) return '基本持平';
  return `${value.isNegative() ? '下降' : '上升'}${size(value, places)}%`;
}

/** Change of a unit whose figure is released. */
export const unitChange = (unit: UnitFacts) => changeText(unit.actualPct ?? 0, unit.actualDecimals ?? 2);

/** A target as the plan writes it: −3.4 → '3.4%'. */
export const targetText = (pct: DecimalInput) => `${new Decimal(pct).abs().toString()}%`;

/** Percentage points, never shown as nothing where there is a difference. */
export function pointsText(points: DecimalInput, places = 2): string {
  const value = new Decimal(points).abs();
  const shown = Math.min(2, Math.max(1, Math.min(places, value.decimalPlaces())));
  if (value.toDecimalPlaces(shown).isZero() && !value.isZero()) {
    return `不足${new Decimal(10).pow(-shown).toFixed(shown)}个百分点`;
  }
  return `${value.toFixed(shown)}个百分点`;
}

/** Where a unit stands against this year's target: '超过年度目标0.2个百分点'. */
export function gapText(gapPct: number): string {
  if (gapPct === 0) return '达到年度目标';
  return gapPct < 0 ? `超过年度目标${pointsText(gapPct)}` : `距年度目标还差${pointsText(gapPct)}`;
}

export const namesOf = (units: readonly { name: string }[]) => units.map(({ name }) => name).join('、');

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** 1 → '一'. */
export const numeral = (number: number) => NUMERALS[number - 1] ?? String(number);

/** Units with a released figure. */
export const withFigure = (units: readonly UnitFacts[]) =>
  units.filter(({ actualPct }) => actualPct !== null);
export const atLamp = (units: readonly UnitFacts[], lamp: UnitFacts['annualLamp']) =>
  units.filter(({ annualLamp }) => annualLamp === lamp);
export const missingAs = (units: readonly UnitFacts[], why: NonNullable<UnitFacts['missing']>) =>
  units.filter(({ actualPct, missing }) => actualPct === null && missing === why);
/** Units whose intensity rose (不降反升). */
export const rising = (units: readonly UnitFacts[]) => units.filter(({ actualPct }) => (actualPct ?? 0) > 0);
