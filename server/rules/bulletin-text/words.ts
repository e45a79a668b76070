import { Decimal, type DecimalInput } from '../../analytics/decimal.ts';
import { ruleSetById } from '../grading.ts';
import type { BulletinFacts, UnitFacts } from './facts.ts';

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

/** The months of the year are all in: what is missed now stays missed. */
export const isYearEnd = (period: string) => period.endsWith('-12');

/** Where a unit stands against this year's target: '超过年度目标0.2个百分点', of a closed year '未完成年度目标，差…'. */
export function gapText(gapPct: number, period: string): string {
  if (isYearEnd(period)) {
    if (gapPct === 0) return '完成年度目标';
    return gapPct < 0 ? `超额完成年度目标${pointsText(gapPct)}` : `未完成年度目标，差${pointsText(gapPct)}`;
  }
  if (gapPct === 0) return '达到年度目标';
  return gapPct < 0 ? `超过年度目标${pointsText(gapPct)}` : `距年度目标还差${pointsText(gapPct)}`;
}

export const namesOf = (units: readonly { name: string }[]) => units.map(({ name }) => name).join('、');

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** 1 → '一'. */
export const numeral = (number: number) => NUMERALS[number - 1] ?? String(number);

/** '《…〈…〉…》': a document's title, marks within it made single ones. */
const bookTitle = (title: string) =>
  title.startsWith('《') && title.indexOf('》') === title.length - 1
    ? title
    : `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`;

type RuleSetFacts = BulletinFacts['ruleSet'];

/** The built-in rules are those of other documents, taken by analogy (参照); the city's own are followed (按照). */
export const basisWord = ({ id }: RuleSetFacts) => (ruleSetById(id) === null ? '按照' : '参照');

/** '《…的通知》（发改办环资〔2020〕901号）'. */
export const documentText = ({ document, documentNumber }: RuleSetFacts) =>
  `${bookTitle(document)}${documentNumber === '' ? '' : `（${documentNumber}）`}`;

/** Units with a released figure. */
export const withFigure = (units: readonly UnitFacts[]) =>
  units.filter(({ actualPct }) => actualPct !== null);
export const atLamp = (units: readonly UnitFacts[], lamp: UnitFacts['annualLamp']) =>
  units.filter(({ annualLamp }) => annualLamp === lamp);
export const missingAs = (units: readonly UnitFacts[], why: NonNullable<UnitFacts['missing']>) =>
  units.filter(({ actualPct, missing }) => actualPct === null && missing === why);
/** Units whose intensity rose (不降反升). */
export const rising = (units: readonly UnitFacts[]) => units.filter(({ actualPct }) => (actualPct ?? 0) > 0);
