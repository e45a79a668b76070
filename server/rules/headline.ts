import { Decimal, type DecimalInput } from '../analytics/decimal.ts';
import type { Required } from '../analytics/pace.ts';
import type { Lamp } from './grading.ts';
import { PLAN_YEARS, parsePeriod, shortPeriodLabel } from './periods.ts';
import { fellOrRose, numberText, percentText, placesOf } from './wording.ts';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

export interface SentencePart {
  text: string;
  tone: Tone;
}

/** A sentence ready for a bulletin, and the same in parts for the screen. */
export interface Sentence {
  text: string;
  parts: SentencePart[];
}

export interface HeadlineInput {
  /** The city's own change of intensity, percent; null where it is not reported or not visible. */
  actualPct: DecimalInput | null;
  targetPct: DecimalInput | null;
  lamp: Lamp;
  /** The city's figure is submitted, not approved. */
  provisional?: boolean;
  /** Reporting units without the city: 14. */
  unitCount: number;
  lampCounts: { green: number; yellow: number; red: number };
  /** How many of them rest on a figure that is submitted, not approved. */
  provisionalCounts?: { green: number; yellow: number; red: number };
  /** Names of the units that have not reported. */
  notReported: readonly string[];
  /** Names of the units whose report waits for approval, and which have no lamp. */
  awaitingApproval?: readonly string[];
  /** Names of the units whose report was returned, and which have no lamp. */
  returned?: readonly string[];
  /** Why there is no city figure: 未报送 unless said otherwise. */
  cityMissing?: 'notReported' | 'awaitingApproval' | 'returned' | 'undisclosed';
  /** Units whose figures this reader may not see yet. */
  undisclosed?: number;
}

/** Up to this many units are named, more are counted. */
const MAX_NAMES = 3;

const LAMP_TONES: Readonly<Record<Lamp, Tone>> = { green: 'good', yellow: 'warn', red: 'bad', none: 'plain' };

function sentence(parts: SentencePart[]): Sentence {
  return { text: parts.map((part) => part.text).join(''), parts };
}

function plain(text: string): SentencePart {
  return { text, tone: 'plain' };
}

/** '下降3.6%', '上升0.5%' or '持平'. */
function changeParts(actual: Decimal): SentencePart[] {
  if (actual.isZero()) return [plain('同比持平')];
  const value = percentText(actual.abs(), placesOf(actual));
  return actual.isNegative()
    ? [plain('同比下降'), { text: value, tone: 'good' }]
    : [plain('同比上升'), { text: value, tone: 'bad' }];
}

/** Percentage points, never shown as 0.0 where there is a difference. */
function pointsText(points: Decimal, places: number): string {
  if (points.toDecimalPlaces(places).isZero())
    return `不足${new Decimal(10).pow(-places).toFixed(places)}个百分点`;
  return `${numberText(points, places)}个百分点`;
}

function gapParts(actual: Decimal, targetPct: DecimalInput, lamp: Lamp): SentencePart[] {
  const gap = actual.minus(targetPct);
  const places = placesOf(gap);
  if (gap.isZero()) return [{ text: '，达到年度目标', tone: 'good' }];
  if (gap.isNegative()) {
    return [plain('，超过年度目标'), { text: pointsText(gap.abs(), places), tone: 'good' }];
  }
  return [plain('，距年度目标还差'), { text: pointsText(gap, places), tone: LAMP_TONES[lamp] }];
}

const CITY_MISSING = {
  notReported: '全市数据未报送',
  awaitingApproval: '全市数据待审核',
  returned: '全市数据已退回',
  undisclosed: '全市数据未公布',
} as const;

function cityParts(input: HeadlineInput): SentencePart[] {
  if (input.actualPct === null) return [plain(CITY_MISSING[input.cityMissing ?? 'notReported'])];
  const actual = new Decimal(input.actualPct);
  const parts = [plain('全市单位工业增加值能耗'), ...changeParts(actual)];
  if (input.provisional === true) parts.push(plain('（待审核）'));
  return input.targetPct === null ? parts : [...parts, ...gapParts(actual, input.targetPct, input.lamp)];
}

/** '永修县' or '5个单位'. */
function namesOrCount(names: readonly string[]): string {
  return names.length > MAX_NAMES ? `${names.length}个单位` : names.join('、');
}

/** '8个', '8个（含1个待审核）': a figure that is not approved is never counted silently. */
function countText(count: number, ofThemProvisional: number): string {
  return ofThemProvisional === 0 ? `${count}个` : `${count}个（含${ofThemProvisional}个待审核）`;
}

function lampClauses(input: HeadlineInput): string[] {
  const { green, yellow, red } = input.lampCounts;
  const provisional = input.provisionalCounts ?? { green: 0, yellow: 0, red: 0 };
  if (green === input.unitCount && provisional.green === 0) return [`${input.unitCount}个单位全部达到进度`];
  const onCourse = green === 0 ? '尚无单位' : countText(green, provisional.green);
  const clauses = [`${input.unitCount}个单位中${onCourse}达到进度`];
  if (yellow > 0) clauses.push(`${countText(yellow, provisional.yellow)}二级预警`);
  if (red > 0) clauses.push(`${countText(red, provisional.red)}一级预警`);
  return clauses;
}

function unitClauses(input: HeadlineInput): string[] {
  const awaiting = input.awaitingApproval ?? [];
  const returned = input.returned ?? [];
  const undisclosed = input.undisclosed ?? 0;
  if (input.notReported.length >= input.unitCount) return [`${input.unitCount}个单位均未报送`];
  if (undisclosed >= input.unitCount) return [`${input.unitCount}个单位数据均未公布`];
  const clauses = lampClauses(input);
  if (awaiting.length > 0) clauses.push(`${namesOrCount(awaiting)}待审核`);
  if (returned.length > 0) clauses.push(`${namesOrCount(returned)}已退回`);
  if (undisclosed > 0) clauses.push(`${undisclosed}个单位数据未公布`);
  if (input.notReported.length > 0) clauses.push(`${namesOrCount(input.notReported)}未报送`);
  return clauses;
}

/**
 * Headline of the overview (总览): where the city stands, and how many units are on course. What is missing is said,
 * never counted as on course.
 */
export function headline(input: HeadlineInput): Sentence {
  return sentence([...cityParts(input), plain(`；${unitClauses(input).join('，')}。`)]);
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

function requiredParts(input: NeedInput, year: number, yearlyPct: Decimal, goal: string): SentencePart[] {
  const yearsLeft = PLAN_YEARS.filter((planYear) => planYear > year);
  const fall = yearsLeft.length > 1 ? '再年均降' : '再降';
  const need = [
    plain(`${yearsLeft.join('、')}年须${fall}`),
    { text: percentText(yearlyPct.abs(), 1), tone: 'warn' as const },
    plain(`才能达到${goal}`),
  ];
  if (input.acceleration === null) {
    const soFar = new Decimal(input.cumulativePct).isZero() ? '目前尚未下降' : '目前不降反升';
    return [...need, plain(`；${soFar}，无法以倍数表示。`)];
  }
  const factor = `${numberText(input.acceleration, 1)}倍`;
  return [...need, plain('，是目前速度的'), { text: factor, tone: 'warn' }, plain('。')];
}

/**
 * What is still needed (还需), one sentence: '2027年须再降5.6%才能达到总目标，是目前速度的1.4倍。'
 * @throws RangeError where the period is none of the plan
 * Source: DESIGN §3.6.
 */
export function needSentence(input: NeedInput): Sentence {
  const parts = parsePeriod(input.period);
  if (parts === null) throw new RangeError(`Not a period of the plan: ${input.period}`);
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
