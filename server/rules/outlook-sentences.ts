import { Decimal, type DecimalInput } from '../analytics/decimal.ts';
import type { Landings, Required } from '../analytics/pace.ts';
import type { Sentence, SentencePart } from './headline.ts';
import {
  BASELINE_YEAR,
  type PeriodParts,
  PLAN_YEARS,
  parsePeriod,
  periodLabel,
  shortPeriodLabel,
} from './periods.ts';
import { fellOrRose, numberText, percentText, placesOf, pointsText } from './wording.ts';

/**
 * 2027 in words, ready for a bulletin: what is still needed (还需), where the three scenarios land, how much of the
 * target is done, and the trend of the last periods. Source: DESIGN §3.6.
 */

/** What stands instead of a sentence about 2027 while a year's figure is missing. */
export const UNKNOWN_OUTLOOK = '累计数据不完整，暂不能推算2027年。';

function sentence(parts: SentencePart[]): Sentence {
  return { text: parts.map((part) => part.text).join(''), parts };
}

function plain(text: string): SentencePart {
  return { text, tone: 'plain' };
}

/** @throws RangeError where the period is none of the plan */
function partsOf(period: string): PeriodParts {
  const parts = parsePeriod(period);
  if (parts === null) throw new RangeError(`Not a period of the plan: ${period}`);
  return parts;
}

/** The fall or rise of a projection, two decimals: '下降11.46%'. */
function projected(changePct: Decimal): string {
  if (changePct.isZero()) return '与2024年持平';
  const size = changePct.abs().toDecimalPlaces(2).isZero() ? '不足0.01%' : percentText(changePct.abs(), 2);
  return `${changePct.isNegative() ? '下降' : '上升'}${size}`;
}

/** A yearly pace in words; a fall that is there is never shown as 0.0: '5.6%', '不足0.1%'. */
function paceText(pct: Decimal): string {
  return pct.abs().toDecimalPlaces(1).isZero() ? '不足0.1%' : percentText(pct.abs(), 1);
}

export interface NeedInput {
  required: Required;
  /** Required pace as a multiple of the pace so far; null where there was no fall. */
  acceleration: DecimalInput | null;
  period: string;
  /** Change since 2024, percent, the year-to-date taken as the full year. */
  cumulativePct: DecimalInput;
  targetPct: DecimalInput;
  /** How the target is called; '总目标' is the plan's −13 %. */
  targetName?: string;
}

function finalParts(input: NeedInput, met: boolean, isEstimate: boolean, goal: string): SentencePart[] {
  const cumulative = new Decimal(input.cumulativePct);
  const start = isEstimate ? `按${shortPeriodLabel(input.period)}推算，三年累计` : '三年累计';
  const opening = plain(`${start}${fellOrRose(cumulative)}，`);
  if (met) return [opening, { text: `达到${goal}`, tone: 'good' }, plain('。')];
  const gap = cumulative.minus(input.targetPct);
  return [opening, { text: `未达到${goal}`, tone: 'bad' }, plain(`，差${pointsText(gap, placesOf(gap))}。`)];
}

/** Beyond this a multiple says no more than that the pace so far is next to nothing. */
const MOST_TIMES = 10;

/** '，是目前速度的1.4倍'; a multiple that is there is never shown as 0.0. */
function factorParts(acceleration: Decimal): SentencePart[] {
  if (acceleration.gt(MOST_TIMES)) return [plain('，'), { text: '远高于目前速度', tone: 'warn' }];
  const times = acceleration.toDecimalPlaces(1);
  if (times.eq(1)) return [plain('，与目前速度大致相当')];
  const text = times.isZero() ? '不足0.1倍' : `${numberText(acceleration, 1)}倍`;
  return [plain('，是目前速度的'), { text, tone: 'warn' }];
}

function requiredParts(input: NeedInput, year: number, yearlyPct: Decimal, goal: string): SentencePart[] {
  const yearsLeft = PLAN_YEARS.filter((planYear) => planYear > year);
  const fall = yearsLeft.length > 1 ? '再年均降' : '再降';
  const need = [
    plain(`${yearsLeft.join('、')}年须${fall}`),
    { text: paceText(yearlyPct), tone: 'warn' as const },
    plain(`才能达到${goal}`),
  ];
  if (input.acceleration === null) {
    const soFar = new Decimal(input.cumulativePct).isZero() ? '目前尚未下降' : '目前不降反升';
    return [...need, plain(`；${soFar}，无法以倍数表示。`)];
  }
  return [...need, ...factorParts(new Decimal(input.acceleration)), plain('。')];
}

/**
 * What is still needed (还需), one sentence: '2027年须再降5.6%才能达到总目标，是目前速度的1.4倍。'
 * @throws RangeError where the period is none of the plan
 */
export function needSentence(input: NeedInput): Sentence {
  const parts = partsOf(input.period);
  const goal = input.targetName ?? '总目标';
  const { required } = input;
  if (required.kind === 'final') return sentence(finalParts(input, required.met, parts.month < 12, goal));
  if (required.kind === 'achievedEarly') {
    const change = `累计已${fellOrRose(new Decimal(input.cumulativePct))}，`;
    const target = `（${fellOrRose(new Decimal(input.targetPct))}）。`;
    return sentence([plain(change), { text: `已提前完成${goal}`, tone: 'good' }, plain(target)]);
  }
  return sentence(requiredParts(input, parts.year, required.yearlyPct, goal));
}

export interface LandingSentencesInput {
  required: Required;
  landings: Landings;
  period: string;
  /** Average yearly change so far, percent. */
  pacePct: DecimalInput;
  targetPct: DecimalInput;
  targetName: string;
  /** Yearly targets of the years still to come, percent, in order. */
  remainingTargetsPct: readonly DecimalInput[];
}

/** '，距总目标（下降13.0%）还差1.54个百分点', '，超过总目标（…）0.30个百分点' or '，恰好达到总目标（…）'. */
function distanceText(index: Decimal, input: LandingSentencesInput): string {
  const gap = index.minus(100).minus(input.targetPct);
  const goal = `${input.targetName}（${fellOrRose(new Decimal(input.targetPct))}）`;
  if (gap.isZero()) return `恰好达到${goal}`;
  if (gap.isNegative()) return `比${goal}多降${pointsText(gap.abs(), 2)}`;
  return `距${goal}还差${pointsText(gap, 2)}`;
}

function keepPaceText(input: LandingSentencesInput, year: number): string {
  const pace = new Decimal(input.pacePct);
  const since = year === PLAN_YEARS[0] ? `按${year}年` : `按${PLAN_YEARS[0]}年以来年均`;
  const speed = pace.isZero() ? '持平' : `${pace.isNegative() ? '下降' : '上升'}${paceText(pace)}`;
  const change = input.landings.keepPace.minus(100);
  return `${since}${speed}的速度，到2027年累计${projected(change)}，${distanceText(input.landings.keepPace, input)}。`;
}

function hitTargetsText(input: LandingSentencesInput, yearsLeft: readonly number[]): string {
  const yearly = yearsLeft
    .map(
      (planYear, index) => `${planYear}年${fellOrRose(new Decimal(input.remainingTargetsPct[index] ?? 0))}`,
    )
    .join('、');
  const index = input.landings.hitTargets;
  return `恰好完成以后年度目标（${yearly}），到2027年累计${projected(index.minus(100))}，${distanceText(index, input)}。`;
}

function requiredText(input: LandingSentencesInput, yearsLeft: readonly number[]): string {
  if (input.required.kind !== 'required') {
    return `${input.targetName}已提前完成，以后各年不升即可保持。`;
  }
  const fall = yearsLeft.length > 1 ? '每年再降' : '再降';
  const target = fellOrRose(new Decimal(input.targetPct));
  return `${yearsLeft.join('、')}年${fall}${paceText(input.required.yearlyPct)}，到2027年累计${target}，恰好达到${input.targetName}。`;
}

/**
 * Where 2027 lands under the three scenarios, one sentence each: the present pace goes on, the years still to come hit
 * their targets, the required pace. In the last year there is nothing left to choose: one sentence.
 * @throws RangeError where the period is none of the plan
 */
export function landingSentences(input: LandingSentencesInput): string[] {
  const { year, month } = partsOf(input.period);
  const yearsLeft = PLAN_YEARS.filter((planYear) => planYear > year);
  if (yearsLeft.length === 0) {
    const start = month < 12 ? `按${shortPeriodLabel(input.period)}推算，` : '';
    const index = input.landings.keepPace;
    return [
      `${start}2027年为最后一年，三年累计${projected(index.minus(100))}，${distanceText(index, input)}。`,
    ];
  }
  return [keepPaceText(input, year), hitTargetsText(input, yearsLeft), requiredText(input, yearsLeft)];
}

export interface ProgressInput {
  /** ln(1+C)/ln(1+T) as a fraction; null where there is none */
  share: DecimalInput | null;
  period: string;
  targetName: string;
}

/** Share of the three years that has passed by the end of a year, percent, equal steps: 33.3, 66.7, 100. */
export function elapsedSharePct(period: string): Decimal {
  return new Decimal(partsOf(period).year - BASELINE_YEAR).div(PLAN_YEARS.length).times(100);
}

/**
 * How much of the target is done (完成进度), logarithmic, beside the share of the years:
 * '总目标完成进度58.3%（对数折算），规划期已过66.7%，进度滞后8.4个百分点。' The current year counts as a whole one, as its
 * year-to-date stands for it.
 */
export function progressSentence(input: ProgressInput): string {
  if (input.share === null) return `累计数据不完整，暂不能计算${input.targetName}完成进度。`;
  const share = new Decimal(input.share).times(100);
  const { year, month } = partsOf(input.period);
  if (share.isNegative() && !share.isZero())
    return `累计不降反升，${input.targetName}完成进度为负，尚未起步。`;
  const done = `${input.targetName}完成进度${percentText(share, 1)}（按对数折算）`;
  if (share.gte(100)) return `${done}，已完成。`;
  const due = elapsedSharePct(input.period);
  const gap = share.minus(due);
  const time = `${month < 12 ? `${year}年按全年计，` : ''}时间进度${percentText(due, 1)}`;
  if (gap.toDecimalPlaces(1).isZero()) return `${done}，${time}，与时间进度相当。`;
  return `${done}，${time}，${gap.isNegative() ? '滞后' : '超前'}${numberText(gap.abs(), 1)}个百分点。`;
}

/** One period of the trend: its cumulative change, percent. */
export interface TrendPoint {
  period: string;
  actualPct: DecimalInput;
}

function movement(values: readonly Decimal[], isRising: boolean): string {
  if (values.every((value) => value.lte(0))) return `累计降幅平均每月${isRising ? '收窄' : '扩大'}`;
  if (values.every((value) => value.gte(0))) return `累计升幅平均每月${isRising ? '扩大' : '收窄'}`;
  return `累计同比有升有降，平均每月${isRising ? '上升' : '下降'}`;
}

/** '（跨年度）' where the periods cross the turn of the year; '（截至2025年1–12月）' where they end before the one asked for. */
function spanText(points: readonly TrendPoint[], period: string): string {
  const last = points.at(-1)?.period ?? period;
  if (last !== period) return `（截至${periodLabel(last)}）`;
  return points[0]?.period.slice(0, 4) === period.slice(0, 4) ? '' : '（跨年度）';
}

/**
 * The trend of the last periods: '近6期累计降幅平均每月收窄0.05个百分点。'
 * @param slope percentage points a month; null with too few periods in a row
 * @param points what the slope was computed from
 * @param period the period asked for
 */
export function slopeSentence(
  slope: DecimalInput | null,
  points: readonly TrendPoint[],
  period: string,
): string {
  if (slope === null) return '连续期数不足3期，暂不能判断走势。';
  const rate = new Decimal(slope);
  const start = `近${points.length}期${spanText(points, period)}`;
  if (rate.toDecimalPlaces(2).isZero()) return `${start}累计同比基本平稳。`;
  const values = points.map((point) => new Decimal(point.actualPct));
  return `${start}${movement(values, rate.gt(0))}${numberText(rate.abs(), 2)}个百分点。`;
}
