import { Decimal, type DecimalInput } from '../analytics/decimal.ts';
import type { Band } from '../analytics/intensity.ts';
import { type Criteria, grade, LAMP_WORDS, type Lamp, type RuleSet, yellowLimitPct } from './grading.ts';
import { numberText, percentText, pointsText } from './wording.ts';

/** How far a figure is from another lamp, percentage points, never negative. */
export interface LampDistance {
  lamp: Lamp;
  points: Decimal;
}

/** What a lamp rests on: limit, gap, and how near the lamps beside it are. */
export interface GradeMargin {
  lamp: Lamp;
  /** highest change still yellow (二级上限), percent; null where nothing can be yellow */
  limitPct: Decimal | null;
  /** actual − target, percentage points; > 0 = the target is missed */
  gapPoints: Decimal;
  /** next better lamp, and how much further the change would have to fall; null when green */
  better: LampDistance | null;
  /** next worse lamp, and how much the change could rise before it; 0 = exactly on the edge; null when red */
  worse: LampDistance | null;
  /** the margin in words: '距二级0.12个百分点', '恰在二级上限' */
  words: string;
}

/** Decimals of distances in words. */
const PLACES = 2;

const gradeOf = (lamp: Lamp) => LAMP_WORDS[lamp].grade;
const distance = (to: LampDistance) => `距${gradeOf(to.lamp)}${pointsText(to.points, PLACES)}`;

function wordsOf(better: LampDistance | null, worse: LampDistance | null): string {
  if (worse === null) return better === null ? '' : distance(better);
  const onEdge = worse.points.isZero();
  if (better === null) {
    return onEdge ? '恰好完成目标' : `优于目标${pointsText(worse.points, PLACES)}`;
  }
  return onEdge ? `恰在二级上限，${distance(better)}` : `${distance(better)}，${distance(worse)}`;
}

/**
 * Limit, gap and margins of one figure under a rule set.
 * @param actualPct change of intensity, percent, unrounded
 * @param targetPct target, percent, negative for a fall
 * @returns null where either is missing: without them there is no lamp
 * Source: DESIGN §3.4; the same arithmetic as `grade`.
 */
export function gradeMargin(
  actualPct: DecimalInput | null,
  targetPct: DecimalInput | null,
  ruleSet: Criteria,
): GradeMargin | null {
  if (actualPct === null || targetPct === null) return null;
  const actual = new Decimal(actualPct);
  const target = new Decimal(targetPct);
  const lamp = grade(actual, target, ruleSet);
  const limit = yellowLimitPct(target, ruleSet.yellow);
  const gapPoints = actual.minus(target);
  const toGreen: LampDistance = { lamp: 'green', points: gapPoints };
  const toYellow: LampDistance | null = limit && { lamp: 'yellow', points: actual.minus(limit).abs() };
  const better = lamp === 'green' ? null : lamp === 'yellow' ? toGreen : (toYellow ?? toGreen);
  const worse =
    lamp === 'red'
      ? null
      : lamp === 'yellow'
        ? { lamp: 'red' as const, points: toYellow?.points ?? new Decimal(0) }
        : // above a target of 0 or more everything is a rise
          { lamp: limit ? ('yellow' as const) : ('red' as const), points: gapPoints.abs() };
  return { lamp, limitPct: limit, gapPoints, better, worse, words: wordsOf(better, worse) };
}

const ORDER: readonly Lamp[] = ['green', 'yellow', 'red'];

/**
 * Every lamp that the rounding band can give, best first; more than one = 舍入内可能翻转.
 * @param band both ends, percent
 */
export function lampsInBand(band: Band, targetPct: DecimalInput, ruleSet: Criteria): Lamp[] {
  const best = ORDER.indexOf(grade(band.lowPct, targetPct, ruleSet));
  const worst = ORDER.indexOf(grade(band.highPct, targetPct, ruleSet));
  const nothingYellow = yellowLimitPct(targetPct, ruleSet.yellow) === null;
  return ORDER.slice(best, worst + 1).filter((lamp) => lamp !== 'yellow' || !nothingYellow);
}

/** What is yellow under a rule, in words, without a target: for lists of rule sets. */
export function yellowWords(yellow: RuleSet['yellow']): string {
  if (yellow.kind === 'anyFall') return '未完成目标但未上升的为二级，不降反升为一级';
  const within =
    yellow.kind === 'points' ? `差距不超过${yellow.points}个百分点` : `差距不超过目标值的${yellow.sharePct}%`;
  return `未完成目标但${within}的为二级，差距更大或不降反升为一级`;
}

/**
 * The rule in one sentence with a unit's own limits filled in: '不高于−3.0%为三级；高于−3.0%、不高于−2.70%为二级；…'.
 * @param targetPct target, percent
 */
export function ruleSentence(targetPct: DecimalInput, ruleSet: Criteria): string {
  const target = new Decimal(targetPct);
  const edge = percentText(target, edgePlaces(target));
  const limit = yellowLimitPct(target, ruleSet.yellow);
  if (limit === null) return `不高于${edge}为三级，高于${edge}为一级，没有二级。`;
  const top = limit.isZero() ? '0%' : percentText(limit, limitPlaces(limit));
  return `不高于${edge}为三级，高于${edge}、不高于${top}为二级，高于${top}为一级。`;
}

/** A target is shown as printed, a compounded one with up to four decimals: it is an edge. */
export function edgePlaces(target: Decimal): number {
  return Math.min(4, Math.max(1, target.decimalPlaces()));
}

/** A limit is shown exactly, with two to four decimals. */
export function limitPlaces(limit: Decimal): number {
  return Math.min(4, Math.max(2, limit.decimalPlaces()));
}

/** How the yellow limit comes about: '−3.0% + 3.0 × 10% = −2.70%'; null where there is none. */
export function limitFormula(targetPct: DecimalInput, ruleSet: Criteria): string | null {
  const target = new Decimal(targetPct);
  const { yellow } = ruleSet;
  const limit = yellowLimitPct(target, yellow);
  if (limit === null) return null;
  if (yellow.kind === 'anyFall') return '二级上限 = 0%（未上升）';
  const edge = percentText(target, edgePlaces(target));
  const added =
    yellow.kind === 'points'
      ? `${yellow.points}个百分点`
      : `${numberText(target.abs(), edgePlaces(target))} × ${yellow.sharePct}%`;
  const capped = limit.isZero() ? '，上升一律为一级，故以0%为限' : '';
  const top = limit.isZero() ? '0%' : percentText(limit, limitPlaces(limit));
  return `二级上限 = ${edge} + ${added}${capped} = ${top}`;
}
