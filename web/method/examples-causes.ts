import { Decimal } from '../../server/analytics/decimal.ts';
import { intensityChangePct } from '../../server/analytics/intensity.ts';
import { mean } from '../../server/analytics/outlier.ts';
import { slopePerMonth } from '../../server/analytics/trend.ts';
import type { CausesReply, CauseUnit } from '../../server/causes/schema.ts';
import { shortPeriodLabel } from '../../server/rules/periods.ts';
import { isCityCode } from '../../server/rules/units.ts';
import { type Example, type MethodFacts, missing, num, onePlus, pct, worked, yearOf } from './facts.ts';

/* Worked examples of the trend, the roll-up, the contributions, LMDI-I and the reverse allocation. Pure. */

const HIDDEN = '您没有查看原因分析的权限，或数据没有读到。';

/** Least squares over the last periods, with its sums. */
export function slopeExample(facts: MethodFacts): Example {
  const points = facts.trajectory?.slope?.points ?? [];
  if (points.length < 3) return missing(facts.trajectory?.slopeSentence ?? '本单位的走势没有读到。');
  const months = points.map(({ period }) => yearOf(period) * 12 + Number(period.slice(5)));
  const changes = points.map(({ actualPct }) => new Decimal(actualPct));
  const slope = slopePerMonth(changes.map((change, i) => ({ month: months[i] ?? 0, changePct: change })));
  const meanMonth = mean(months);
  const meanPct = mean(changes);
  if (slope === null || meanMonth === null || meanPct === null) return missing('各期月份相同，没有走势。');
  const zero = new Decimal(0);
  const over = changes.reduce(
    (sum, change, i) => sum.plus(change.minus(meanPct).times(new Decimal(months[i] ?? 0).minus(meanMonth))),
    zero,
  );
  const under = months.reduce((sum, month) => sum.plus(new Decimal(month).minus(meanMonth).pow(2)), zero);
  const listed = points.map(
    ({ period, actualPct }) => `${yearOf(period)}年${shortPeriodLabel(period)}${pct(actualPct)}`,
  );
  const way = slope.isZero() ? '基本不变' : slope.isNegative() ? '降幅在扩大' : '降幅在收窄';
  return worked(
    `${listed.join('，')}；平均${num(meanPct, 3)}%。`,
    `b = ${num(over, 3)} ÷ ${num(under, 1)} = ${num(slope, 3)}，每月${num(slope.abs(), 2)}个百分点，${way}。`,
  );
}

/** A unit with all that the roll-up takes. */
interface FullUnit {
  unit: CauseUnit;
  energy: Decimal;
  e: Decimal;
  g: Decimal;
  /** share of value added in the same period last year, 0 to 1 */
  w: Decimal;
}

function fullUnits(causes: CausesReply): FullUnit[] | null {
  const full: FullUnit[] = [];
  for (const unit of causes.units) {
    const { energyWanTce, energyGrowthPct, valueAddedGrowthPct, baseSharePct } = unit;
    if (energyWanTce === null || energyGrowthPct === null) return null;
    if (valueAddedGrowthPct === null || baseSharePct === null) return null;
    full.push({
      unit,
      energy: new Decimal(energyWanTce),
      e: new Decimal(energyGrowthPct).div(100).plus(1),
      g: new Decimal(valueAddedGrowthPct).div(100).plus(1),
      w: new Decimal(baseSharePct).div(100),
    });
  }
  return full;
}

const sumOf = (values: Decimal[]) => values.reduce((sum, value) => sum.plus(value), new Decimal(0));

/** The sums of the roll-up; null while a figure or a share is missing. */
function sumsOf(causes: CausesReply) {
  const units = fullUnits(causes);
  if (!units || units.length === 0) return null;
  const energy = sumOf(units.map((one) => one.energy));
  const base = sumOf(units.map((one) => one.energy.div(one.e)));
  const growth = sumOf(units.map((one) => one.w.times(one.g)));
  return { units, energy, base, growth };
}

const incomplete = (causes: CausesReply): Example =>
  missing(causes.missing.sentence ?? '数据不全，不能汇总。');

export function rollUpExample({ causes }: MethodFacts): Example {
  if (!causes) return missing(HIDDEN);
  const sums = sumsOf(causes);
  if (!sums) return incomplete(causes);
  const { energy, base, growth } = sums;
  const e = energy.div(base).minus(1).times(100);
  const g = growth.minus(1).times(100);
  const r = intensityChangePct(e, g);
  const lines = [
    `e = ${num(energy, 2)} ÷ ${num(base, 2)} − 1 = ${num(e, 2)}%；g = ∑w（1+g）− 1 = ${num(g, 2)}%。`,
    `r =（${onePlus(e)}）÷（${onePlus(g)}）−1 = ${r === null ? '—' : `${num(r, 2)}%`}${causes.weights?.estimated ? '（估算）' : ''}。`,
  ];
  if (causes.sentences.rest !== null) lines.push(causes.sentences.rest);
  return { lines };
}

/** The chosen unit's part, or for the city the largest ones and the sum. */
export function contributionExample({ causes, unitCode }: MethodFacts): Example {
  if (!causes) return missing(HIDDEN);
  const sums = sumsOf(causes);
  const { contributions } = causes;
  if (!sums || !contributions) return incomplete(causes);
  if (isCityCode(unitCode)) {
    const ordered = [...contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
    const total = sumOf(contributions.map(({ points }) => new Decimal(points)));
    return worked(
      `贡献最大的：${ordered
        .slice(0, 3)
        .map(({ name, points }) => `${name}${num(points, 3)}个百分点`)
        .join('，')}。`,
      `${contributions.length}个单位相加 = ${num(total, 3)}个百分点，即汇总数${num(causes.rollUp?.intensityPct ?? total, 3)}%。`,
    );
  }
  const part = contributions.find(({ code }) => code === unitCode);
  const own = sums.units.find(({ unit }) => unit.code === unitCode);
  if (!part || !own) return incomplete(causes);
  const s = own.energy.div(own.e).div(sums.base);
  const surplus = s.times(own.e).minus(own.w.times(own.g)).div(sums.growth);
  const points = surplus.minus(s.minus(own.w)).times(100);
  return worked(
    `${part.name}：s = ${num(s.times(100), 2)}%，w = ${num(own.w.times(100), 2)}%；∑w（1+g）= ${num(sums.growth, 4)}。`,
    `c =（${num(s, 4)}×${num(own.e, 4)}−${num(own.w, 4)}×${num(own.g, 4)}）÷ ${num(sums.growth, 4)} −（${num(s, 4)}−${num(own.w, 4)}）= ${num(points, 3)}个百分点。`,
  );
}

export function lmdiExample({ causes, unitCode }: MethodFacts): Example {
  if (!causes) return missing(HIDDEN);
  if (!causes.lmdi) return incomplete(causes);
  const { additive, multiplicative } = causes.lmdi;
  const lines = [
    `加法：强度效应${num(additive.intensity, 3)} + 结构效应${num(additive.structure, 3)} = ${num(additive.total, 3)}个百分点。`,
    `乘法：${num(multiplicative.intensity, 4)} × ${num(multiplicative.structure, 4)} = ${num(multiplicative.total, 4)}。`,
  ];
  const own = additive.byUnit.find(({ code }) => code === unitCode);
  if (own) {
    lines.push(
      `其中${own.name}：强度效应${num(own.intensity, 3)}、结构效应${num(own.structure, 3)}个百分点。`,
    );
  }
  return { lines };
}

export function reverseExample({ causes }: MethodFacts): Example {
  if (!causes) return missing(HIDDEN);
  if (!causes.reverse) return incomplete(causes);
  return { lines: causes.reverse.cases.flatMap(caseLines) };
}

function caseLines(one: NonNullable<CausesReply['reverse']>['cases'][number]): string[] {
  const { factor } = one;
  if (factor === null) return [one.sentence];
  const units = one.units.map(({ name, nowPct, neededPct }) => {
    const needed = neededPct === null ? '—' : `${num(neededPct, 2)}%`;
    return `${name}${num(factor, 4)}×（${onePlus(nowPct)}）−1 = ${needed}`;
  });
  return [`${one.sentence}k = ${num(factor, 4)}：${units.join('；')}。`];
}
