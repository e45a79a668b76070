import { Decimal, type DecimalInput } from '../analytics/decimal.ts';
import type { Reverse } from '../analytics/reverse-allocation.ts';
import { fellOrRose, percentText, placesOf, pointsText } from './wording.ts';

/* Sentences of the analysis of causes (原因分析), ready for a bulletin. Shares of a change have two decimals. */

const PLACES = 2;
/** Units named among those that pulled the city its way, and among those against it. */
const MAX_WITH = 3;
const MAX_AGAINST = 2;
/** Up to this many units are named in a list, more are counted as well. */
const MAX_NAMES = 5;

/** What a contribution means, for the reader (server/analytics/contribution.ts). */
export const CONTRIBUTION_MEANING =
  '本地能耗强度下降，或强度低于全市而增加值增长快于全市（强度高于全市而增长慢于全市），即拉低全市；反之拉高。' +
  '各地贡献相加恰为汇总测算的变化；各地增加值增速相同时，等于上年能耗比重乘以本地能耗强度变化。';

/** What the two effects mean, for the reader (server/analytics/lmdi.ts). */
export const DECOMPOSITION_MEANING =
  '采用对数平均迪氏指数法（LMDI-I），无残差。强度效应为各地自身能耗强度变化的影响；' +
  '结构效应为增加值在各地间比重变化的影响，单个地区的结构效应只反映其比重升降，应看14个单位合计。';

const rounded = (value: DecimalInput) => new Decimal(value).toDecimalPlaces(PLACES);
const change = (pct: DecimalInput) => `同比${fellOrRose(rounded(pct))}`;
const points = (value: DecimalInput) => pointsText(new Decimal(value).abs(), PLACES);

/** '甲县、乙县'; above five '甲县、乙县、丙县、丁县、戊县等7个单位'. */
function listOf(names: readonly string[]): string {
  const named = names.slice(0, MAX_NAMES).join('、');
  return names.length > MAX_NAMES ? `${named}等${names.length}个单位` : named;
}

export interface MissingInput {
  /** '2026年1–10月' */
  label: string;
  unitCount: number;
  /** names of the units without a weight */
  weights: readonly string[];
  /** names of the units without figures this reader may use */
  figures: readonly string[];
}

/**
 * What has to be entered before the city can be computed; all names, nothing counted away. Null where nothing is missing.
 */
export function missingSentence({ label, unitCount, weights, figures }: MissingInput): string | null {
  const all = (names: readonly string[]) => (names.length === unitCount ? '各单位' : names.join('、'));
  const clauses = [
    ...(figures.length > 0 ? [`缺${all(figures)}本期能耗、能耗增速或增加值增速`] : []),
    ...(weights.length > 0 ? [`未录入${all(weights)}上年同期增加值（占比）`] : []),
  ];
  if (clauses.length === 0) return null;
  return `${label}尚不能汇总测算全市：${clauses.join('；')}。补齐后自动测算，不以部分单位代替全市。`;
}

interface Pull {
  name: string;
  points: DecimalInput;
}

/** '甲县（0.52个百分点）、乙县（0.31个百分点）' */
const pulls = (units: readonly Pull[]) =>
  units.map((unit) => `${unit.name}（${points(unit.points)}）`).join('、');

/** Title of the contributions: what moved the city, and who pulled against it. */
export function contributionSentence(label: string, rollUpPct: DecimalInput, units: readonly Pull[]): string {
  const total = new Decimal(rollUpPct);
  const byPoints = [...units].sort((a, b) => new Decimal(a.points).comparedTo(b.points));
  const down = byPoints.filter((unit) => new Decimal(unit.points).lt(0));
  const up = byPoints.filter((unit) => new Decimal(unit.points).gt(0)).reverse();
  const fell = total.lte(0);
  const [along, against] = fell ? [down, up] : [up, down];
  const [alongWord, againstWord] = fell ? ['拉低', '拉高'] : ['拉高', '拉低'];
  const head = `汇总测算，${label}全市单位工业增加值能耗${change(total)}`;
  if (along.length === 0 && against.length === 0) return `${head}，各单位均无变化。`;
  const clauses = [
    ...(along.length > 0 ? [`${alongWord}最多的是${pulls(along.slice(0, MAX_WITH))}`] : []),
    against.length > 0
      ? `${againstWord}${against.length > MAX_AGAINST ? '最多' : ''}的是${pulls(against.slice(0, MAX_AGAINST))}`
      : `没有单位${againstWord}全市`,
  ];
  return `${head}；${clauses.join('，')}。`;
}

const moved = (value: Decimal) =>
  rounded(value).isZero() ? '基本没有影响' : `使全市${value.isNegative() ? '下降' : '上升'}${points(value)}`;

/** What of the city's change is intensity, what structure, in words. */
function verdictOf(intensity: Decimal, structure: Decimal): string {
  const total = intensity.plus(structure);
  if (rounded(total).isZero()) return '两者大体相抵';
  const word = total.isNegative() ? '下降' : '上升';
  const isAlong = (effect: Decimal) =>
    !rounded(effect).isZero() && effect.isNegative() === total.isNegative();
  if (isAlong(intensity) && isAlong(structure)) {
    const share = intensity.div(total).times(100).toDecimalPlaces(0);
    return `全市${word}的${share.toFixed()}%来自强度变化`;
  }
  const [cause, other] = isAlong(intensity) ? ['强度', '结构'] : ['结构', '强度'];
  const offset = isAlong(intensity) ? structure : intensity;
  return rounded(offset).isZero()
    ? `全市${word}来自${cause}变化`
    : `全市${word}来自${cause}变化，${other}变化抵消了一部分`;
}

/** Title of the decomposition. Effects in percentage points. */
export function decompositionSentence(effects: { intensity: DecimalInput; structure: DecimalInput }): string {
  const intensity = new Decimal(effects.intensity);
  const structure = new Decimal(effects.structure);
  return (
    `各单位能耗强度变化（强度效应）${moved(intensity)}，` +
    `增加值在单位间此消彼长（结构效应）${moved(structure)}；${verdictOf(intensity, structure)}。`
  );
}

/** '降幅比汇总测算小0.18个百分点'; where one fell and the other did not: '比汇总测算高0.18个百分点'. */
function besideRollUp(own: Decimal, rollUp: Decimal): string {
  const size = points(own.minus(rollUp));
  if (own.lt(0) && rollUp.lt(0)) return `降幅比汇总测算${own.lt(rollUp) ? '大' : '小'}${size}`;
  if (own.gt(0) && rollUp.gt(0)) return `升幅比汇总测算${own.gt(rollUp) ? '大' : '小'}${size}`;
  return `比汇总测算${own.gt(rollUp) ? '高' : '低'}${size}`;
}

/** The rest between the city's own figure and the roll-up. */
export function restSentence(
  city: { intensityPct: DecimalInput; provisional: boolean } | null,
  rollUpPct: DecimalInput,
): string {
  if (city === null) return '全市没有可用的反馈数，暂不能与汇总测算核对。';
  const rest = new Decimal(city.intensityPct).minus(rollUpPct);
  const own = `全市反馈数为${change(city.intensityPct)}${city.provisional ? '（待审核）' : ''}`;
  if (rounded(rest).isZero()) return `${own}，与汇总测算一致。`;
  return `${own}，${besideRollUp(new Decimal(city.intensityPct), new Decimal(rollUpPct))}；其余${points(rest)}为口径、样本及未分摊因素。`;
}

/** Which figures are not approved yet; null where none. */
export function provisionalSentence(names: readonly string[]): string | null {
  return names.length === 0 ? null : `${listOf(names)}数据待审核，测算结果随审核调整。`;
}

export interface ReverseWords {
  reverse: Reverse;
  /** what is to meet the target */
  aim: 'rollUp' | 'cityFigure';
  targetPct: DecimalInput;
  /** the roll-up this takes */
  aimPct: DecimalInput;
  /** names of the red units */
  red: readonly string[];
  savingWanTce: DecimalInput | null;
}

/** What the red units would have to reach for the city to meet its target. */
export function reverseSentence(input: ReverseWords): string {
  const { reverse, aim } = input;
  const subject = aim === 'rollUp' ? '汇总测算' : '全市反馈数';
  const target = `年度目标（${percentText(input.targetPct, placesOf(input.targetPct))}）`;
  const names = listOf(input.red);
  if (reverse.kind === 'met') return `${subject}已达到${target}，一级预警单位无须为全市再降。`;
  if (reverse.kind === 'noRed')
    return `${subject}未达到${target}，但没有一级预警单位，差距须由各单位共同分担。`;
  if (reverse.kind !== 'needed') {
    return `仅靠${names}不能使${subject}达到${target}：即使其能耗降为零仍有差距，须各单位共同分担。`;
  }
  const less = percentText(new Decimal(1).minus(reverse.factor).times(100), PLACES);
  const saving =
    input.savingWanTce === null ? '' : `，约少用${new Decimal(input.savingWanTce).toFixed(PLACES)}万吨标准煤`;
  const condition =
    aim === 'rollUp' ? '' : `，设其余因素不变，汇总测算须达到${percentText(input.aimPct, PLACES)}`;
  return `要使${subject}达到${target}${condition}：${names}能耗强度须在现有基础上再降${less}${saving}。`;
}
