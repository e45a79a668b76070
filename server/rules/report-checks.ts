import { Decimal } from '../analytics/decimal.ts';
import { bandsOverlap, computedBand, isWithinRoundingBand, publishedBand } from '../analytics/intensity.ts';
import { mean, modifiedZScore, OUTLIER_THRESHOLD } from '../analytics/outlier.ts';
import { FIGURE_FIELDS, FIGURE_SPECS, type FigureField, type Figures } from './figures.ts';
import { LAMP_WORDS } from './grading.ts';
import { liveResult, type ResultContext } from './live-result.ts';
import { isReferenceOnly, parsePeriod, shortPeriodLabel } from './periods.ts';
import { fellOrRose, numberText, percentText, placesOf, withTrueMinus } from './wording.ts';

export { type LiveResult, liveResult } from './live-result.ts';

/** What a report is checked against. */
export interface CheckContext extends ResultContext {
  unitCode: string;
  /** The period before in the same year, latest approved or submitted. */
  previous: Figures | null;
  samePeriodLastYear: Figures | null;
  /** Energy of 2024 (附件2), 万吨标准煤. */
  baselineEnergyWanTce: string | null;
  /** The unit's own approved reports of earlier periods, any year, ascending, at most HISTORY_LENGTH. */
  history: readonly HistoryPoint[];
}

/** How many earlier periods stand beside an entry, and are enough to know what is usual. */
export const HISTORY_LENGTH = 12;

export interface HistoryPoint {
  period: string;
  figures: Figures;
}

export type FlagId =
  | 'rounding_band'
  | 'missing_required'
  | 'outlier_energy'
  | 'sign'
  | 'magnitude'
  | 'cumulative_decrease'
  | 'growth_mismatch'
  | 'red'
  | 'zero_energy';

/** Something that looks wrong: an error blocks submitting, a warning asks for a note (说明). */
export interface Flag {
  id: FlagId;
  severity: 'error' | 'warning';
  field: FigureField | null;
  /** Chinese, with the numbers. */
  message: string;
}

/** Energy so many times larger or smaller than usual was entered in another unit. */
const MAGNITUDE_FACTOR = 50;
/** Percentage points by which e may differ from the two printed levels; the sample of firms changes every year. */
const GROWTH_TOLERANCE_POINTS = 5;

/**
 * Percent by which a month must at least deviate from the unit's own mean to be asked about: where the history is smooth
 * the z-score alone would flag a change nobody can explain.
 */
const OUTLIER_MIN_DEVIATION_PCT = 15;

function warning(id: FlagId, field: FigureField | null, message: string): Flag {
  return { id, severity: 'warning', field, message };
}

function missingRequired(figures: Figures): Flag[] {
  return FIGURE_FIELDS.filter((field) => FIGURE_SPECS[field].requiredAtSubmit && figures[field] === null).map(
    (field) => ({
      id: 'missing_required',
      severity: 'error',
      field,
      message: `请填写${FIGURE_SPECS[field].label}`,
    }),
  );
}

/** A published r outside what e and g allow; where its sign alone is wrong, that is what is said. */
function publishedAgainstInputs(figures: Figures): Flag[] {
  const { energyGrowthPct: e, valueAddedGrowthPct: g, publishedIntensityPct: r } = figures;
  if (e === null || g === null || r === null) return [];
  const band = computedBand(e, g);
  if (band === null || isWithinRoundingBand(e, g, r) !== false) return [];
  const range = `${percentText(band.lowPct, 2)}至${percentText(band.highPct, 2)}`;
  const published = new Decimal(r);
  const opposite = published.isNegative() ? band.lowPct.gt(0) : band.highPct.lt(0);
  if (opposite && !published.isZero()) {
    const fits = isWithinRoundingBand(e, g, published.negated().toFixed(new Decimal(r).decimalPlaces()));
    const hint = fits === true ? '，请核对正负号' : '，请核对';
    const message = `反馈的单位工业增加值能耗增速${withTrueMinus(r)}%与测算方向相反（按两项增速测算应在${range}之间）${hint}`;
    return [warning('sign', 'publishedIntensityPct', message)];
  }
  const message = `反馈的单位工业增加值能耗增速${withTrueMinus(r)}%不在舍入范围内（按两项增速测算应在${range}之间），请核对或说明`;
  return [warning('rounding_band', 'publishedIntensityPct', message)];
}

/** Energy of the reference period: the same months last year, else the months' part of 2024. */
function referenceEnergy(context: CheckContext, month: number): { energy: Decimal; label: string } | null {
  const lastYear = context.samePeriodLastYear?.energyWanTce ?? null;
  if (lastYear !== null) return { energy: new Decimal(lastYear), label: '上年同期' };
  if (context.baselineEnergyWanTce === null) return null;
  const energy = new Decimal(context.baselineEnergyWanTce).times(month).div(12);
  return { energy, label: `2024年全年按${month}个月折算的` };
}

function magnitude(energy: Decimal, context: CheckContext, month: number): Flag[] {
  const reference = referenceEnergy(context, month);
  if (reference === null || reference.energy.lte(0)) return [];
  const ratio = energy.div(reference.energy);
  const compared = `综合能源消费量${numberText(energy, energy.decimalPlaces())}万吨标准煤`;
  const usual = `${reference.label}${numberText(reference.energy, 2)}万吨标准煤`;
  if (ratio.gte(MAGNITUDE_FACTOR)) {
    const message = `${compared}约为${usual}的${numberText(ratio, 0)}倍，可能把吨当成了万吨，请核对单位`;
    return [warning('magnitude', 'energyWanTce', message)];
  }
  if (ratio.lte(new Decimal(1).div(MAGNITUDE_FACTOR))) {
    const message = `${compared}不足${usual}的五十分之一，请核对单位和小数点`;
    return [warning('magnitude', 'energyWanTce', message)];
  }
  return [];
}

function cumulativeDecrease(energy: Decimal, context: CheckContext): Flag[] {
  const previous = context.previous?.energyWanTce ?? null;
  if (previous === null || energy.gte(previous)) return [];
  const less = new Decimal(previous).minus(energy);
  const message = `累计综合能源消费量比上期${previous}万吨标准煤减少${less.toFixed()}，退库或修订请说明`;
  return [warning('cumulative_decrease', 'energyWanTce', message)];
}

/** Entered e against the growth of the two printed levels, beyond rounding and beyond a change of the sample. */
function growthMismatch(energyText: string, figures: Figures, context: CheckContext): Flag[] {
  const lastYear = context.samePeriodLastYear?.energyWanTce ?? null;
  const entered = figures.energyGrowthPct;
  if (lastYear === null || entered === null || new Decimal(lastYear).lte(0)) return [];
  const implied = new Decimal(energyText).div(lastYear).minus(1).times(100);
  const isFar = (growth: Decimal) => growth.minus(implied).abs().gt(GROWTH_TOLERANCE_POINTS);
  const growth = new Decimal(entered);
  if (!isFar(growth)) return [];
  const levels = ratioBand(energyText, lastYear);
  if (levels === null || bandsOverlap(levels, publishedBand(entered))) return [];
  const facts = `按上年同期${lastYear}万吨标准煤推算增速为${percentText(implied, 1)}，填写的是${withTrueMinus(entered)}%`;
  if (!isFar(growth.negated())) return [warning('sign', 'energyGrowthPct', `${facts}，请核对正负号`)];
  return [
    warning(
      'growth_mismatch',
      'energyGrowthPct',
      `${facts}，相差${numberText(growth.minus(implied).abs(), 1)}个百分点，请核对或说明`,
    ),
  ];
}

/** Growth that two printed levels allow within their rounding, percent; null where the earlier one may be 0. */
function ratioBand(nowText: string, beforeText: string) {
  const now = publishedBand(nowText);
  const before = publishedBand(beforeText);
  if (before.lowPct.lte(0)) return null;
  return {
    lowPct: now.lowPct.div(before.highPct).minus(1).times(100),
    highPct: now.highPct.div(before.lowPct).minus(1).times(100),
  };
}

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

/** This month's energy against the unit's own months, by the modified z-score, from OUTLIER_MIN_DEVIATION_PCT on. */
function outlierEnergy(energy: Decimal, context: CheckContext, month: number): Flag[] {
  const before = month === 2 ? '0' : (context.previous?.energyWanTce ?? null);
  if (before === null) return [];
  const increment = energy.minus(before).div(month === 2 ? 2 : 1);
  const months = monthlyEnergy(context.history.filter((point) => point.period < context.period));
  const score = modifiedZScore(increment, months);
  const usual = mean(months);
  if (increment.isNegative() || score === null || score.abs().lte(OUTLIER_THRESHOLD)) return [];
  if (usual === null || usual.lte(0)) return [];
  const difference = increment.div(usual).minus(1).times(100);
  if (difference.abs().lt(OUTLIER_MIN_DEVIATION_PCT)) return [];
  const what = month === 2 ? `${shortPeriodLabel(context.period)}月均能耗` : `${month}月单月能耗`;
  const direction = difference.isNegative() ? '低' : '高出';
  const message = `${what}折算为${numberText(increment, 2)}万吨标准煤，比前${months.length}期月均${direction}${numberText(difference.abs(), 0)}%，请说明`;
  return [warning('outlier_energy', 'energyWanTce', message)];
}

function energyFlags(figures: Figures, context: CheckContext): Flag[] {
  const month = parsePeriod(context.period)?.month;
  if (figures.energyWanTce === null || month === undefined) return [];
  const energy = new Decimal(figures.energyWanTce);
  if (energy.isZero())
    return [warning('zero_energy', 'energyWanTce', '综合能源消费量为0，没有数据请留空，确为0请说明')];
  const wrongUnit = magnitude(energy, context, month);
  if (wrongUnit.length > 0) return wrongUnit;
  return [
    ...cumulativeDecrease(energy, context),
    ...growthMismatch(figures.energyWanTce, figures, context),
    ...outlierEnergy(energy, context, month),
  ];
}

function redLamp(figures: Figures, context: CheckContext): Flag[] {
  const { annualLamp, decisivePct } = liveResult(figures, context);
  if (annualLamp !== 'red' || decisivePct === null || context.targetPct === null) return [];
  const gap = decisivePct.minus(context.targetPct);
  const grade = `${LAMP_WORDS.red.grade}预警`;
  const reference = isReferenceOnly(context.period) ? '（1–2月为参考）' : '';
  const message = `单位工业增加值能耗${fellOrRose(decisivePct)}，年度目标${withTrueMinus(context.targetPct)}%，差${numberText(gap, placesOf(decisivePct))}个百分点，为${grade}${reference}，请说明原因和措施`;
  return [warning('red', null, message)];
}

/**
 * Everything that looks wrong with a report, in the order of the page. Only what is missing at submission is an error;
 * all else asks for a note and never blocks a true figure (退库 and revisions do lower a cumulative figure).
 * A wrong unit hides the checks that would only repeat it.
 * Source: DESIGN §3.1, §3.12.
 */
export function checkReport(figures: Figures, context: CheckContext): Flag[] {
  return [
    ...missingRequired(figures),
    ...energyFlags(figures, context),
    ...publishedAgainstInputs(figures),
    ...redLamp(figures, context),
  ];
}

/** Whether a note is required before the report can be submitted. */
export function needsNote(flags: readonly Flag[]): boolean {
  return flags.some((flag) => flag.severity === 'warning');
}
