import { Decimal, type DecimalInput } from '../analytics/decimal.ts';
import type { Lamp } from './grading.ts';
import { percentText, placesOf, pointsText } from './wording.ts';

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
  /** The year is over (1–12月): what is missing is missed. */
  yearEnd?: boolean;
  /** The city's figure is submitted, not approved. */
  provisional?: boolean;
  /** Reporting units without the city: 14. */
  unitCount: number;
  lampCounts: { green: number; yellow: number; red: number };
  /** How many of them rest on a figure that is submitted, not approved. */
  provisionalCounts?: { green: number; yellow: number; red: number };
  /** Names of the red ones, worst first: named where they are few. */
  redNames?: readonly string[];
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

function gapParts(
  actual: Decimal,
  targetPct: DecimalInput,
  { lamp, yearEnd }: HeadlineInput,
): SentencePart[] {
  const gap = actual.minus(targetPct);
  const places = placesOf(gap);
  if (gap.isZero()) return [{ text: '，达到年度目标', tone: 'good' }];
  if (gap.isNegative()) {
    return [plain('，超过年度目标'), { text: pointsText(gap.abs(), places), tone: 'good' }];
  }
  return [
    plain(yearEnd ? '，未完成年度目标，差' : '，距年度目标还差'),
    { text: pointsText(gap, places), tone: LAMP_TONES[lamp] },
  ];
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
  return input.targetPct === null ? parts : [...parts, ...gapParts(actual, input.targetPct, input)];
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
  if (green === input.unitCount && provisional.green === 0) {
    return [green === 1 ? '1个单位达到进度' : `${input.unitCount}个单位全部达到进度`];
  }
  const onCourse = green === 0 ? '尚无单位' : countText(green, provisional.green);
  const clauses = [`${input.unitCount}个单位中${onCourse}达到进度`];
  if (yellow > 0) clauses.push(`${countText(yellow, provisional.yellow)}二级预警`);
  const redNames = input.redNames ?? [];
  const who = redNames.length > 0 && redNames.length <= MAX_NAMES ? `（${redNames.join('、')}）` : '';
  if (red > 0) clauses.push(`${countText(red, provisional.red)}一级预警${who}`);
  return clauses;
}

function unitClauses(input: HeadlineInput): string[] {
  const awaiting = input.awaitingApproval ?? [];
  const returned = input.returned ?? [];
  const undisclosed = input.undisclosed ?? 0;
  const all = input.unitCount === 1 ? '1个单位' : `${input.unitCount}个单位均`;
  if (input.notReported.length >= input.unitCount) return [`${all}未报送`];
  if (undisclosed >= input.unitCount) {
    return [`${input.unitCount}个单位数据${input.unitCount === 1 ? '' : '均'}未公布`];
  }
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
