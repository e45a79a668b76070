import { Decimal } from '../../analytics/decimal.ts';
import { mean, modifiedZScore, OUTLIER_MIN_POINTS, OUTLIER_THRESHOLD } from '../../analytics/outlier.ts';
import { FIGURE_SPECS, type FigureField, type Figures } from '../figures.ts';
import { parsePeriod, shortPeriodLabel } from '../periods.ts';
import { numberText } from '../wording.ts';
import { type CheckContext, earlierThisYear, type HistoryPoint } from './context.ts';
import { at, type Finding, type ValidationRule } from './rule.ts';

/** Energy as a cumulative figure: no 0, not below the period before, no month out of the ordinary. */

/**
 * Percent by which a month must at least deviate from the unit's own mean to be asked about: where the history is smooth
 * the z-score alone would flag a change nobody can explain.
 */
const OUTLIER_MIN_DEVIATION_PCT = 15;

export const zeroEnergyRule: ValidationRule = {
  id: 'zero_energy',
  severity: 'warning',
  fields: ['energyWanTce'],
  words: '综合能源消费量填写为0。没有数据不等于0。',
  source: '平台填报规则（缺数不等于0）',
  find: ({ energyWanTce }) =>
    energyWanTce !== null && new Decimal(energyWanTce).isZero()
      ? [at('energyWanTce', '综合能源消费量为0，没有数据请留空并写明原因，确为0请说明')]
      : [],
};

const CUMULATIVE_FIELDS = ['energyWanTce', 'greenRevenueYiYuan'] as const satisfies FigureField[];

function decrease(
  field: (typeof CUMULATIVE_FIELDS)[number],
  figures: Figures,
  context: CheckContext,
): Finding[] {
  const text = figures[field];
  const earlier = earlierThisYear(context, field);
  if (text === null || earlier === null || new Decimal(text).gte(earlier.text)) return [];
  const less = new Decimal(earlier.text).minus(text);
  const { label, unit } = FIGURE_SPECS[field];
  const before = earlier.period === null ? '上期' : shortPeriodLabel(earlier.period);
  return [at(field, `累计${label}比${before}${earlier.text}${unit}减少${less.toFixed()}，退库或修订请说明`)];
}

export const cumulativeDecreaseRule: ValidationRule = {
  id: 'cumulative_decrease',
  severity: 'warning',
  fields: CUMULATIVE_FIELDS,
  words: '1–N月累计数小于同年上一期累计数。企业退库和数据修订会出现这种情况，须说明，不拦截。',
  source: '平台填报规则（1–N月为累计数）',
  find: (figures, context) => CUMULATIVE_FIELDS.flatMap((field) => decrease(field, figures, context)),
};

/** Energy of single months, 1–2月 as its monthly mean; months without their predecessor are left out. */
function monthlyEnergy(history: readonly HistoryPoint[]): Decimal[] {
  const increments: Decimal[] = [];
  const cumulative = new Map(history.map((point) => [point.period, point.figures.energyWanTce]));
  for (const [period, energy] of cumulative) {
    const parts = parsePeriod(period);
    if (parts === null || energy === null) continue;
    const before = cumulative.get(`${parts.year}-${String(parts.month - 1).padStart(2, '0')}`);
    if (parts.month === 2) increments.push(new Decimal(energy).div(2));
    else if (before !== undefined && before !== null) increments.push(new Decimal(energy).minus(before));
  }
  return increments;
}

function monthsBefore(context: CheckContext): Decimal[] {
  return monthlyEnergy(context.history.filter((point) => point.period < context.period));
}

/** Whether there are months enough to tell a usual month from an unusual one. */
export function knowsUsualMonth(context: CheckContext): boolean {
  return monthsBefore(context).length >= OUTLIER_MIN_POINTS;
}

/** This month's energy against the unit's own months, by the modified z-score, from OUTLIER_MIN_DEVIATION_PCT on. */
function outlier({ energyWanTce }: Figures, context: CheckContext): Finding[] {
  const month = parsePeriod(context.period)?.month;
  const before = month === 2 ? '0' : (context.previous?.energyWanTce ?? null);
  if (energyWanTce === null || before === null || month === undefined) return [];
  const increment = new Decimal(energyWanTce).minus(before).div(month === 2 ? 2 : 1);
  const months = monthsBefore(context);
  const score = modifiedZScore(increment, months);
  const usual = mean(months);
  if (increment.isNegative() || score === null || score.abs().lte(OUTLIER_THRESHOLD)) return [];
  if (usual === null || usual.lte(0)) return [];
  const difference = increment.div(usual).minus(1).times(100);
  if (difference.abs().lt(OUTLIER_MIN_DEVIATION_PCT)) return [];
  const what = month === 2 ? `${shortPeriodLabel(context.period)}月均能耗` : `${month}月单月能耗`;
  const direction = difference.isNegative() ? '低' : '高出';
  const message = `${what}折算为${numberText(increment, 2)}万吨标准煤，比前${months.length}期月均${direction}${numberText(difference.abs(), 0)}%，请说明`;
  return [at('energyWanTce', message)];
}

export const outlierRule: ValidationRule = {
  id: 'outlier_energy',
  severity: 'warning',
  fields: ['energyWanTce'],
  words:
    '单月能耗（本期累计减上期累计，1–2月取月均）与本单位以往各月相比，修正Z分数的绝对值大于3.5，且偏离月均15%以上（含）；以往不足5个月不判断。',
  source: 'Iglewicz & Hoaglin（1993）修正Z分数法；平台填报规则',
  find: outlier,
};
