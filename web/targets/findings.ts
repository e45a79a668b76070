import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import type {
  BreakdownReply,
  Indicator,
  IndicatorListReply,
  IntensityTargetsReply,
  QuotaTargetsReply,
} from '../../server/targets/schema.ts';
import { formatCount, formatPct, minus } from '../format.ts';

/** The findings of 规划目标 in words. */

/** Title of table 1: the city's yearly targets and what they compound to. */
export function intensityTargetsFinding({ units }: IntensityTargetsReply): string {
  const city = units.find((unit) => unit.isCity);
  if (!city) return '能耗强度年度目标';
  const years = (['2025', '2026', '2027'] as const).map(
    (year) => `${formatPct(Math.abs(city.targets[year]))}%`,
  );
  return `能耗强度：全市三年分别下降${years.join('、')}，连乘为下降${formatPct(Math.abs(city.compoundedPct), 2)}%`;
}

/** Title of table 2: how many titles in all, and how many units have a task. */
export function quotaTargetsFinding({ units, totals, year }: QuotaTargetsReply): string {
  const sum = QUOTA_COLUMNS.reduce((total, column) => total + (totals[column.key] ?? 0), 0);
  const withTask = units.filter((unit) => QUOTA_COLUMNS.some((column) => unit[column.key] !== null)).length;
  return `标杆：到${year}年七类共${formatCount(sum)}个，${withTask}个单位有任务`;
}

/** Title of the breakdown check. */
export function breakdownFinding({ lines }: BreakdownReply): string {
  const differing = lines.filter((line) => line.agrees === false).length;
  if (differing === 0) return '目标分解校核：与原文一致';
  return `目标分解校核：${lines.length}项中${differing}项与原文数字不一致，须知悉`;
}

/** '≥ 30 家', '≤ −13%', '10—20 家', '待下达'. */
export function targetInWords(indicator: Indicator): string {
  if (indicator.target === null) return indicator.targetSource === null ? '待下达' : '未定数值';
  // a per cent sign stands close to its number, a Chinese unit apart from it
  const unit = /^(?:%|$)/.test(indicator.unit) ? indicator.unit : ` ${indicator.unit}`;
  if (indicator.targetUpper !== null)
    return `${minus(indicator.target)}—${minus(indicator.targetUpper)}${unit}`;
  const sign = indicator.direction === 'atLeast' ? '≥' : '≤';
  return `${sign} ${minus(indicator.target)}${unit}`;
}

/** The plan's own indicators, or those of the province's plan. */
export function ofPlan({ indicators, citation }: IndicatorListReply, own: boolean): Indicator[] {
  return indicators.filter((indicator) => (indicator.document === citation.document) === own);
}

/** Title of the province's targets. */
export function provincialFinding(indicators: readonly Indicator[]): string {
  const entered = indicators.filter((indicator) => indicator.actuals.length > 0).length;
  return `省级目标：${indicators.length}项，已录入实际值${entered}项`;
}

/** Title of the indicators. */
export function indicatorsFinding(indicators: readonly Indicator[]): string {
  const open = indicators.filter((indicator) => indicator.target === null);
  if (open.length === 0) return `全市指标：${indicators.length}项均有目标值`;
  return `全市指标：${indicators.length}项，其中${open.map((indicator) => indicator.name).join('、')}尚无目标值`;
}
