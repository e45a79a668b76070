import { compoundPct } from '../../server/analytics/compound.ts';
import { Decimal } from '../../server/analytics/decimal.ts';
import {
  bandsOverlap,
  computedBand,
  intensityChangePct,
  publishedBand,
} from '../../server/analytics/intensity.ts';
import { grade, mayFlip, type RuleSet, yellowLimitPct } from '../../server/rules/grading.ts';
import {
  type Example,
  lampText,
  type MethodFacts,
  missing,
  num,
  onePlus,
  pct,
  unitOf,
  worked,
  writtenPct,
  yearlyChanges,
  yearlyTargets,
  yearOf,
} from './facts.ts';

/* Worked examples of the change of intensity, its rounding, the cumulative change and both lamps. Pure. */

const NO_FIGURE = '本期还没有您可以查看的数据。';

/** e and g as written; null where one is missing. */
function growthOf(facts: MethodFacts): { e: string; g: string } | null {
  const unit = unitOf(facts);
  if (!unit || unit.energyGrowthPct === null || unit.valueAddedGrowthPct === null) return null;
  return { e: unit.energyGrowthPct, g: unit.valueAddedGrowthPct };
}

/** '（1+0.8%）÷（1+4.6%）−1 = −3.63%', beside the published figure. */
export function intensityExample(facts: MethodFacts): Example {
  const unit = unitOf(facts);
  const growth = growthOf(facts);
  if (!unit || !growth) return missing('本期能耗增速或增加值增速未报，不能测算。');
  const r = intensityChangePct(growth.e, growth.g);
  const head = `${unit.name}${facts.progress.label}：综合能源消费量同比e = ${pct(growth.e, 4)}，增加值同比g = ${pct(growth.g, 4)}。`;
  if (r === null) return worked(head, '增加值增速为−100%及以下，强度没有意义，不作计算。');
  const written = writtenPct(unit);
  const end =
    unit.basis === 'published' && written !== null
      ? `统计部门反馈数为${pct(written, 4)}，以反馈数评定，测算数只作核对。`
      : '没有反馈数，以测算数评定（不取舍），标注“测算”。';
  return worked(head, `r =（${onePlus(growth.e, 4)}）÷（${onePlus(growth.g, 4)}）−1 = ${num(r, 2)}%。`, end);
}

/** What e and g can be within their rounding, and whether the published figure fits. */
export function bandExample(facts: MethodFacts): Example {
  const unit = unitOf(facts);
  const growth = growthOf(facts);
  const band = growth && computedBand(growth.e, growth.g);
  if (!unit || !growth || !band) return missing('本期能耗增速或增加值增速未报，没有舍入范围。');
  const first = `e = ${pct(growth.e, 4)}、g = ${pct(growth.g, 4)}各在末位半个单位内取值，r在${num(band.lowPct, 3)}%至${num(band.highPct, 3)}%之间。`;
  const written = unit.basis === 'published' ? writtenPct(unit) : null;
  if (written === null) return worked(first, '本期没有反馈数可以核对。');
  const published = publishedBand(written);
  const fits = bandsOverlap(band, published);
  return worked(
    first,
    `反馈数${pct(written, 4)}代表${num(published.lowPct, 3)}%至${num(published.highPct, 3)}%。`,
    fits ? '两个范围有重合，反馈数与两项增速一致。' : '两个范围没有重合，须请填报单位说明；反馈数不改动。',
  );
}

/** Π(1+r) − 1 over closed years and this year's estimate. */
export function cumulativeExample(facts: MethodFacts): Example {
  const changes = yearlyChanges(facts);
  const gaps = changes.filter(({ pct: value }) => value === null).map(({ year }) => `${year}年`);
  if (gaps.length > 0) return missing(`缺${gaps.join('、')}的数，不能连乘；缺年不按0计算。`);
  const values = changes.map(({ pct: value }) => value ?? 0);
  const product = values.map((value) => `（${onePlus(value)}）`).join('×');
  const isEstimate = !facts.period.endsWith('-12');
  return worked(
    `各年：${changes.map(({ year, pct: value }) => `${year}年${pct(value ?? 0)}`).join('，')}${isEstimate ? `；其中${yearOf(facts.period)}年以${facts.progress.label}累计数代表全年，标注“推算”` : ''}。`,
    `C = ${product}−1 = ${num(compoundPct(values), 2)}%。`,
  );
}

/** Up to where a missed target is yellow, in words; null where nothing is. */
function limitWords(targetPct: Decimal, { yellow }: RuleSet): string | null {
  const limit = yellowLimitPct(targetPct, yellow);
  if (limit === null) return null;
  if (yellow.kind === 'anyFall') return '有下降即为二级';
  const tolerated = num(limit.minus(targetPct), 3);
  return yellow.kind === 'points'
    ? `二级限度为${tolerated}个百分点`
    : `二级限度为目标值的${yellow.sharePct}%即${tolerated}个百分点`;
}

/** One lamp under one rule set, step by step. */
export function gradeLine(actualPct: Decimal, targetPct: Decimal, ruleSet: RuleSet): string {
  const lamp = lampText(grade(actualPct, targetPct, ruleSet));
  if (actualPct.lte(targetPct))
    return `${ruleSet.name}：${pct(actualPct)} ≤ ${pct(targetPct)}，完成，${lamp}。`;
  if (actualPct.gt(0)) return `${ruleSet.name}：不降反升，${lamp}。`;
  const limit = limitWords(targetPct, ruleSet);
  const gap = `差${num(actualPct.minus(targetPct), 2)}个百分点`;
  return `${ruleSet.name}：${gap}${limit === null ? '' : `，${limit}`}，${lamp}。`;
}

export function annualLampExample(facts: MethodFacts): Example {
  const unit = unitOf(facts);
  const written = unit && writtenPct(unit);
  if (!unit || written === null) return missing(NO_FIGURE);
  if (unit.targetPct === null) return missing('该单位没有年度目标，不分级。');
  const actual = new Decimal(unit.actualPct ?? written);
  const target = new Decimal(unit.targetPct);
  const lines = facts.ruleSets.map((ruleSet) => gradeLine(actual, target, ruleSet));
  const growth = growthOf(facts);
  const band =
    unit.basis === 'published' ? publishedBand(written) : growth && computedBand(growth.e, growth.g);
  const first = facts.ruleSets[0];
  const flips = band && first ? mayFlip(band, target, first) : false;
  return worked(
    `${unit.name}${facts.progress.label}实际${pct(actual)}，年度目标${pct(target)}。`,
    ...lines,
    flips ? '所依据的数在舍入范围内取值时等级可能不同，标注“舍入内可能翻转”。' : '在舍入范围内等级不变。',
  );
}

export function planLampExample(facts: MethodFacts): Example {
  const unit = unitOf(facts);
  const yearly = yearlyTargets(facts);
  if (!unit || unit.cumulativePct === null) return missing('规划期累计数不完整，不分级。');
  if (!yearly) return missing('该单位没有年度目标，不分级。');
  const due = yearly.slice(0, yearOf(facts.period) - 2024);
  const target = compoundPct(due);
  const actual = new Decimal(unit.cumulativePct);
  return worked(
    `累计目标：${due.map((value) => `（${onePlus(value)}）`).join('×')}−1 = ${num(target, 3)}%；累计实际${num(actual, 2)}%。`,
    ...facts.ruleSets.map((ruleSet) => gradeLine(actual, target, ruleSet)),
  );
}
