import { Decimal, type DecimalInput } from '../analytics/decimal.ts';
import type { Band } from '../analytics/intensity.ts';

/** Warning grade (预警等级); `none` (grey) where there is no figure or no target. */
export type Lamp = 'green' | 'yellow' | 'red' | 'none';

/** A dated set of grading rules, with the document it follows. */
export interface RuleSet {
  id: string;
  name: string;
  document: string;
  documentNumber: string;
  /**
   * What is yellow (二级) among missed targets: a gap of up to `sharePct` percent of the target value, a gap of up to
   * `points` percentage points, or any fall that is too small. What is missed by more, and any rise, is red (一级).
   */
  yellow:
    | { kind: 'shareOfTarget'; sharePct: string }
    | { kind: 'points'; points: string }
    | { kind: 'anyFall' };
  /** First and last day of validity, 'YYYY-MM-DD'; null where none is stated. */
  validFrom: string | null;
  validTo: string | null;
  /** How far the document carries, one Chinese sentence. */
  note: string;
}

/** What of a rule set decides a lamp. */
export type Criteria = Pick<RuleSet, 'yellow'>;

const BY_ANALOGY = '该文件对省级能耗双控目标分级，此处参照使用，待市级文件确认。';

export const RULE_SETS: readonly RuleSet[] = [
  {
    id: 'ndrc-2020-901',
    name: '按差距分级（参照发改办环资〔2020〕901号）',
    document: '国家发展改革委办公厅关于印发《各地区2020年前三季度能耗双控目标完成情况晴雨表》的通知',
    documentNumber: '发改办环资〔2020〕901号',
    yellow: { kind: 'shareOfTarget', sharePct: '10' },
    validFrom: null,
    validTo: null,
    note: `未完成目标且差距在目标值10%以内为二级，大于10%为一级。${BY_ANALOGY}`,
  },
  {
    id: 'ndrc-2021-629',
    name: '按升降分级（参照发改办环资〔2021〕629号）',
    document: '国家发展改革委办公厅关于印发《2021年上半年各地区能耗双控目标完成情况晴雨表》的通知',
    documentNumber: '发改办环资〔2021〕629号',
    yellow: { kind: 'anyFall' },
    validFrom: null,
    validTo: null,
    note: `不降反升为一级，降低率未达到进度要求为二级。${BY_ANALOGY}`,
  },
];

export const DEFAULT_RULE_SET_ID = 'ndrc-2020-901';

/** @returns null where no rule set has this id */
export function ruleSetById(id: string): RuleSet | null {
  return RULE_SETS.find((ruleSet) => ruleSet.id === id) ?? null;
}

/** The rule set used where none is chosen. */
export function defaultRuleSet(): RuleSet {
  const ruleSet = ruleSetById(DEFAULT_RULE_SET_ID);
  if (ruleSet === null) throw new Error(`Rule set ${DEFAULT_RULE_SET_ID} is missing`);
  return ruleSet;
}

/**
 * The highest change that is still yellow (二级上限), percent, itself included; never above 0, as any rise is red.
 * @param targetPct target, percent, negative for a fall
 * @returns null where nothing can be yellow: a target of 0 or above is met, or missed by a rise
 */
export function yellowLimitPct(targetPct: DecimalInput, yellow: RuleSet['yellow']): Decimal | null {
  const target = new Decimal(targetPct);
  if (target.gte(0)) return null;
  if (yellow.kind === 'anyFall') return new Decimal(0);
  const tolerated =
    yellow.kind === 'points' ? new Decimal(yellow.points) : target.abs().times(yellow.sharePct).div(100);
  return Decimal.min(target.plus(tolerated), 0);
}

/**
 * Lamp of one change of intensity against its target, for the annual lamp (当年) and the plan lamp (规划期累计).
 * @param actualPct change, percent (−5.2 = fell by 5.2 %), unrounded; null gives `none`
 * @param targetPct target, percent, negative for a fall; null gives `none`
 * Source: DESIGN §3.4 and §3.5. 901: target −3.0 → −2.70 is yellow, −2.69 red. 629: any fall is yellow, a rise red; no
 * change at all is not a rise and counts as yellow. By points: target −3.0, 0.5 points → −2.50 is yellow, −2.49 red.
 */
export function grade(
  actualPct: DecimalInput | null,
  targetPct: DecimalInput | null,
  ruleSet: Criteria,
): Lamp {
  if (actualPct === null || targetPct === null) return 'none';
  const actual = new Decimal(actualPct);
  const target = new Decimal(targetPct);
  if (actual.lte(target)) return 'green';
  if (actual.gt(0)) return 'red';
  const limit = yellowLimitPct(target, ruleSet.yellow);
  return limit !== null && actual.lte(limit) ? 'yellow' : 'red';
}

/** Whether the lamp could be another within the rounding of its inputs (舍入内可能翻转): the ends of the band differ. */
export function mayFlip(band: Band, targetPct: DecimalInput, ruleSet: Criteria): boolean {
  return grade(band.lowPct, targetPct, ruleSet) !== grade(band.highPct, targetPct, ruleSet);
}

/** Grade and word of each lamp: colour and shape never stand alone. */
export const LAMP_WORDS: Readonly<
  Record<
    Lamp,
    { grade: '三级' | '二级' | '一级' | '—'; word: '进展基本顺利' | '比较严峻' | '十分严峻' | '暂不分级' }
  >
> = {
  green: { grade: '三级', word: '进展基本顺利' },
  yellow: { grade: '二级', word: '比较严峻' },
  red: { grade: '一级', word: '十分严峻' },
  none: { grade: '—', word: '暂不分级' },
};
