import { compoundPct } from '../../server/analytics/compound.ts';
import { Decimal } from '../../server/analytics/decimal.ts';
import {
  accelerationFactor,
  landings,
  paceSoFarPct,
  progressShare,
  requiredYearlyPct,
} from '../../server/analytics/pace.ts';
import { HEADLINE_INTENSITY_PCT } from '../../server/rules/documents.ts';
import { BASELINE_YEAR, PLAN_YEARS, parsePeriod } from '../../server/rules/periods.ts';
import { isCityCode } from '../../server/rules/units.ts';
import {
  type Example,
  type MethodFacts,
  missing,
  num,
  onePlus,
  pct,
  unitOf,
  worked,
  yearlyChanges,
  yearlyTargets,
  yearOf,
} from './facts.ts';

/* Worked examples of what is still needed until 2027. Pure. */

const LAST_YEAR = PLAN_YEARS[PLAN_YEARS.length - 1] ?? 2027;
const INCOMPLETE = '规划期累计数不完整，不能推算2027年。';

interface Outlook {
  cumulative: Decimal;
  target: Decimal;
  /** how the target is come by */
  targetWords: string;
  yearly: readonly number[];
  elapsed: number;
  left: number;
}

function outlookOf(facts: MethodFacts): Outlook | null {
  const yearly = yearlyTargets(facts);
  const changes = yearlyChanges(facts).map(({ pct: value }) => value);
  if (!yearly || !unitOf(facts) || changes.includes(null)) return null;
  const year = yearOf(facts.period);
  const isCity = isCityCode(facts.unitCode);
  const target = isCity ? new Decimal(HEADLINE_INTENSITY_PCT) : compoundPct(yearly);
  const compounded = `${yearly.map((value) => `（${onePlus(value)}）`).join('×')}−1 = ${num(target, 3)}%`;
  return {
    cumulative: compoundPct(changes.map((value) => value ?? 0)),
    target,
    targetWords: isCity ? `规划总目标${pct(target)}` : `三年目标连乘 ${compounded}`,
    yearly,
    elapsed: year - BASELINE_YEAR,
    left: LAST_YEAR - year,
  };
}

export function needExample(facts: MethodFacts): Example {
  const outlook = outlookOf(facts);
  if (!outlook) return missing(INCOMPLETE);
  const { cumulative, target, left } = outlook;
  const head = `T：${outlook.targetWords}；C = ${num(cumulative, 2)}%；剩余n = ${left}年。`;
  const required = requiredYearlyPct(target, cumulative, left);
  if (required.kind === 'achievedEarly') return worked(head, '累计降幅已达到目标，已提前完成。');
  if (required.kind === 'final') {
    return worked(head, `没有剩余年份，作最终评判：${required.met ? '完成' : '未完成'}。`);
  }
  const root = left === 1 ? '' : `，再开${left}次方`;
  return worked(
    head,
    `（${onePlus(target, 3)}）÷（${onePlus(cumulative, 2)}）${root}，减1 = ${num(required.yearlyPct, 2)}%，即剩余各年年均须降${num(required.yearlyPct.abs(), 2)}%。`,
  );
}

export function accelerationExample(facts: MethodFacts): Example {
  const outlook = outlookOf(facts);
  if (!outlook) return missing(INCOMPLETE);
  const required = requiredYearlyPct(outlook.target, outlook.cumulative, outlook.left);
  const pace = paceSoFarPct(outlook.cumulative, outlook.elapsed);
  const head = `目前速度：（${onePlus(outlook.cumulative)}）开${outlook.elapsed}次方，减1 = ${num(pace, 2)}%。`;
  if (required.kind !== 'required') return worked(head, '已不需要继续下降，或没有剩余年份，不计算倍数。');
  const factor = accelerationFactor(required.yearlyPct, pace);
  if (factor === null) return worked(head, '目前没有下降，不降反升，无法以倍数表示。');
  return worked(head, `${num(required.yearlyPct, 2)}% ÷ ${num(pace, 2)}% = ${num(factor, 2)}倍。`);
}

export function landingsExample(facts: MethodFacts): Example {
  const outlook = outlookOf(facts);
  if (!outlook) return missing(INCOMPLETE);
  const { cumulative, target, yearly, elapsed, left } = outlook;
  const land = landings({
    cumulativePct: cumulative,
    yearsElapsed: elapsed,
    remainingTargetsPct: yearly.slice(elapsed),
    targetPct: target,
  });
  const now = num(cumulative.plus(100), 2);
  if (left === 0) return worked(`2027年即当年，落点为现值${now}（2024年 = 100）。`);
  const pace = paceSoFarPct(cumulative, elapsed);
  const power = left === 1 ? '' : `的${left}次方`;
  const rest = yearly.slice(elapsed).map((value) => `（${onePlus(value)}）`);
  return worked(
    `现值${now}（2024年 = 100）。`,
    `保持目前速度：${now}×（${onePlus(pace)}）${power} = ${num(land.keepPace, 2)}。`,
    `今后各年完成目标：${now}×${rest.join('×')} = ${num(land.hitTargets, 2)}。`,
    `按还需速度：${num(land.required, 2)}，即目标值。`,
  );
}

export function shareExample(facts: MethodFacts): Example {
  const outlook = outlookOf(facts);
  if (!outlook) return missing(INCOMPLETE);
  const share = progressShare(outlook.cumulative, outlook.target);
  if (share === null) return missing('目标为0，没有进度。');
  const of = Math.round((outlook.elapsed / PLAN_YEARS.length) * 100);
  return worked(
    `ln（${onePlus(outlook.cumulative)}）÷ ln（${onePlus(outlook.target, 3)}）= ${num(share.times(100), 1)}%。`,
    `时间进度为${outlook.elapsed}/${PLAN_YEARS.length}年，即${of}%${isYearOpen(facts) ? '（当年按全年计）' : ''}。`,
  );
}

function isYearOpen({ period }: MethodFacts): boolean {
  return (parsePeriod(period)?.month ?? 12) < 12;
}
