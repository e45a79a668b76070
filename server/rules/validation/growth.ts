import { Decimal, decimalsOf } from '../../analytics/decimal.ts';
import { type Band, bandsOverlap, publishedBand } from '../../analytics/intensity.ts';
import type { Figures } from '../figures.ts';
import { numberText, percentText, withTrueMinus } from '../wording.ts';
import type { CheckContext } from './context.ts';
import { at, type Finding, type ValidationRule } from './rule.ts';

/** Energy growth against the two levels it is the growth of. */

/** Percentage points by which e may differ from the two printed levels; the sample of firms changes every year. */
const GROWTH_TOLERANCE_POINTS = 5;

/** Growth that two printed levels allow within their rounding, percent; null where the earlier one may be 0. */
function ratioBand(nowText: string, beforeText: string): Band | null {
  const now = publishedBand(nowText);
  const before = publishedBand(beforeText);
  if (before.lowPct.lte(0)) return null;
  return {
    lowPct: now.lowPct.div(before.highPct).minus(1).times(100),
    highPct: now.highPct.div(before.lowPct).minus(1).times(100),
  };
}

/** What is wrong with an entered growth: only its sign, or the whole. */
interface Verdict {
  kind: 'sign' | 'mismatch';
  finding: Finding;
}

/** Against the restated level the growth must agree within rounding: both are of the same firms. */
function againstRestated(energy: string, restated: string, growth: string): Verdict | null {
  const levels = ratioBand(energy, restated);
  const entered = publishedBand(growth);
  if (levels === null || bandsOverlap(levels, entered)) return null;
  const range = `${percentText(levels.lowPct, 2)}至${percentText(levels.highPct, 2)}`;
  const facts = `按修订后的上年同期${restated}万吨标准煤，增速应在${range}之间，填写的是${withTrueMinus(growth)}%`;
  const negated = { lowPct: entered.highPct.negated(), highPct: entered.lowPct.negated() };
  const isSign = bandsOverlap(levels, negated);
  const what = isSign ? '请核对正负号' : '请核对总量、上年同期修订数和增速，或说明';
  const restsOn = ['energyWanTce', 'samePeriodEnergyWanTce'] as const;
  return {
    kind: isSign ? 'sign' : 'mismatch',
    finding: at('energyGrowthPct', `${facts}，${what}`, restsOn),
  };
}

/** Against last year's own report, which covers other firms: beyond rounding and beyond a change of the sample. */
function againstLastYear(energy: string, lastYear: string, entered: string): Verdict | null {
  if (new Decimal(lastYear).lte(0)) return null;
  const implied = new Decimal(energy).div(lastYear).minus(1).times(100);
  const isFar = (growth: Decimal) => growth.minus(implied).abs().gt(GROWTH_TOLERANCE_POINTS);
  const growth = new Decimal(entered);
  const levels = ratioBand(energy, lastYear);
  if (!isFar(growth) || levels === null || bandsOverlap(levels, publishedBand(entered))) return null;
  const facts = `按上年同期${lastYear}万吨标准煤推算增速为${percentText(implied, 1)}，填写的是${withTrueMinus(entered)}%`;
  const isSign = !isFar(growth.negated());
  const apart = `相差${numberText(growth.minus(implied).abs(), 1)}个百分点，请核对或说明`;
  return {
    kind: isSign ? 'sign' : 'mismatch',
    finding: at('energyGrowthPct', `${facts}，${isSign ? '请核对正负号' : apart}`, ['energyWanTce']),
  };
}

function verdictOf(figures: Figures, context: CheckContext): Verdict | null {
  const { energyWanTce, samePeriodEnergyWanTce, energyGrowthPct } = figures;
  if (energyWanTce === null || energyGrowthPct === null) return null;
  if (samePeriodEnergyWanTce !== null) {
    return againstRestated(energyWanTce, samePeriodEnergyWanTce, energyGrowthPct);
  }
  const lastYear = context.samePeriodLastYear?.energyWanTce ?? null;
  return lastYear === null ? null : againstLastYear(energyWanTce, lastYear, energyGrowthPct);
}

/** Percentage points within which a growth may be said to fit last year's own report. */
const NEAR_POINTS = '0.5';

/**
 * Whether the growth truly fits the levels, not only within the tolerance for a changed sample; true where there is
 * nothing to compare, or a restated level, which leaves no tolerance.
 */
export function growthIsNear(figures: Figures, context: CheckContext): boolean {
  const { energyWanTce, samePeriodEnergyWanTce, energyGrowthPct } = figures;
  const lastYear = context.samePeriodLastYear?.energyWanTce ?? null;
  if (energyWanTce === null || energyGrowthPct === null || samePeriodEnergyWanTce !== null) return true;
  if (lastYear === null || new Decimal(lastYear).lte(0)) return true;
  const implied = new Decimal(energyWanTce).div(lastYear).minus(1).times(100);
  return implied.minus(energyGrowthPct).abs().lte(NEAR_POINTS);
}

/** Entered growth of which only the sign is wrong. */
export function growthSign(figures: Figures, context: CheckContext): Finding[] {
  const verdict = verdictOf(figures, context);
  return verdict?.kind === 'sign' ? [verdict.finding] : [];
}

export const growthMismatchRule: ValidationRule = {
  id: 'growth_mismatch',
  severity: 'warning',
  fields: ['energyGrowthPct'],
  words:
    '填写的能耗增速与总量推算的增速不符：有上年同期修订数的，按两数的舍入范围严格核对；没有的，与去年所报数推算的增速相差超过5个百分点（每年企业名单有变化）。',
  source: '数值修约规则（GB/T 8170）；平台填报规则',
  find: (figures, context) => {
    const verdict = verdictOf(figures, context);
    return verdict?.kind === 'mismatch' ? [verdict.finding] : [];
  },
};

/** The restated figure against last year's own report, beyond rounding: it should be the statistics bureau's revision. */
function restatedDiffers({ samePeriodEnergyWanTce: restated }: Figures, context: CheckContext): Finding[] {
  const reported = context.samePeriodLastYear?.energyWanTce ?? null;
  if (restated === null || reported === null || new Decimal(reported).lte(0)) return [];
  const places = Math.min(decimalsOf(restated), decimalsOf(reported));
  const rounded = (text: string) => new Decimal(text).toDecimalPlaces(places);
  if (rounded(restated).eq(rounded(reported))) return [];
  const difference = new Decimal(restated).minus(reported);
  const share = difference.abs().div(reported).times(100);
  const size = `${difference.isNegative() ? '少' : '多'}${difference.abs().toFixed()}（${percentText(share, 2)}）`;
  const message = `上年同期修订数${restated}比去年所报${reported}万吨标准煤${size}，请确认是统计部门修订后的数`;
  return [at('samePeriodEnergyWanTce', message)];
}

export const restatedDiffersRule: ValidationRule = {
  id: 'restated_differs',
  severity: 'hint',
  fields: ['samePeriodEnergyWanTce'],
  words: '上年同期修订数与本单位去年同期所报数不同（按两者中较少的小数位比较）。',
  source: '平台填报规则（增速按可比口径，不以两个已公布总量直接相比）',
  find: restatedDiffers,
};
