import type { ReadDb } from '../../db/open.ts';
import { compoundPct } from '../analytics/compound.ts';
import { Decimal, toJsonNumber } from '../analytics/decimal.ts';
import {
  accelerationFactor,
  landings,
  paceSoFarPct,
  progressShare,
  type Required,
  requiredYearlyPct,
} from '../analytics/pace.ts';
import { figuresOf, visibleReports } from '../reports/revisions.ts';
import type { Scope } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';
import { HEADLINE_INTENSITY_PCT } from '../rules/documents.ts';
import { defaultRuleSet } from '../rules/grading.ts';
import { needSentence } from '../rules/headline.ts';
import { liveResult } from '../rules/live-result.ts';
import { BASELINE_YEAR, PLAN_YEARS, parsePeriod } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { intensityRows } from '../targets/targets.ts';
import { closedYearPeriods, closedYearsOf } from './progress.ts';
import type { TrajectoryReply } from './schema.ts';

const LAST_YEAR = PLAN_YEARS[PLAN_YEARS.length - 1] ?? 2027;

const indexOf = (changePct: Decimal) => toJsonNumber(changePct.plus(100), 4) ?? 0;

function verdictOf(required: Required): TrajectoryReply['verdict'] {
  if (required.kind === 'final') return required.met ? 'finalMet' : 'finalMissed';
  return required.kind;
}

/** What still has to happen until 2027, from the cumulative change so far (DESIGN §3.6). */
function outlook(
  cumulativePct: Decimal | null,
  period: string,
  year: number,
  yearly: string[],
  isCity: boolean,
) {
  const targetPct = isCity ? new Decimal(HEADLINE_INTENSITY_PCT) : compoundPct(yearly);
  if (!cumulativePct) {
    return {
      landings: null,
      requiredYearlyPct: null,
      acceleration: null,
      verdict: 'unknown' as const,
      progressShare: null,
      sentence: '累计数据不完整，暂不能推算2027年。',
    };
  }
  const elapsed = year - BASELINE_YEAR;
  const left = LAST_YEAR - year;
  const required = requiredYearlyPct(targetPct, cumulativePct, left);
  const need = required.kind === 'required' ? required.yearlyPct : null;
  const acceleration = need && accelerationFactor(need, paceSoFarPct(cumulativePct, elapsed));
  const land = landings({
    cumulativePct,
    yearsElapsed: elapsed,
    remainingTargetsPct: yearly.slice(elapsed),
    targetPct,
  });
  const sentence = needSentence({
    required,
    acceleration,
    period,
    cumulativePct,
    targetPct,
    targetName: isCity ? '总目标' : '2027年目标',
  });
  return {
    landings: {
      keepPace: toJsonNumber(land.keepPace, 4) ?? 0,
      hitTargets: toJsonNumber(land.hitTargets, 4) ?? 0,
      required: toJsonNumber(land.required, 4) ?? 0,
    },
    requiredYearlyPct: toJsonNumber(need),
    acceleration: toJsonNumber(acceleration),
    verdict: verdictOf(required),
    progressShare: toJsonNumber(progressShare(cumulativePct, targetPct)),
    sentence: sentence.text,
  };
}

/** Course of one unit from 2024 to 2027; null where the unit does not exist. */
export function trajectory(
  db: ReadDb,
  scope: Scope,
  asked: { unitCode: string; period: string; asOf: AsOf | null },
): TrajectoryReply | null {
  const target = intensityRows(db).find((row) => row.code === asked.unitCode);
  const year = parsePeriod(asked.period)?.year;
  if (!target || year === undefined) return null;
  const rows = visibleReports(db, scope, {
    periods: [asked.period, ...closedYearPeriods(asked.period)],
    unitCode: asked.unitCode,
    asOf: asked.asOf,
  });
  const ruleSet = defaultRuleSet();
  const closed = closedYearsOf(rows, target, asked.period, ruleSet);
  const current = rows.find((row) => row.report.period === asked.period)?.shown;
  const context = { period: asked.period, targetPct: null, targetsPct: target.targetsPct, ruleSet };
  const result = current && liveResult(figuresOf(current), { ...context, closedYearsPct: closed });
  const yearly = PLAN_YEARS.map((planYear) => target.targetsPct[String(planYear)] ?? '0');
  const isCity = isCityCode(target.code);
  // nothing is drawn across a missing year
  const drawn: Decimal[] = [];
  for (const planYear of PLAN_YEARS) {
    const pct = planYear === year ? result?.decisivePct : closed.find((one) => one.year === planYear)?.pct;
    if (!pct) break;
    drawn.push(new Decimal(pct));
  }
  return {
    period: asked.period,
    asOf: asked.asOf?.date ?? null,
    code: target.code,
    name: target.name,
    isCity,
    targetPath: [BASELINE_YEAR, ...PLAN_YEARS].map((pathYear, i) => ({
      year: pathYear,
      index: indexOf(compoundPct(yearly.slice(0, i))),
    })),
    headlineIndex: isCity ? indexOf(new Decimal(HEADLINE_INTENSITY_PCT)) : null,
    actual: [
      { year: BASELINE_YEAR, index: 100, estimated: false },
      ...drawn.map((_, i) => ({
        year: BASELINE_YEAR + 1 + i,
        index: indexOf(compoundPct(drawn.slice(0, i + 1))),
        // the year-to-date figure stands for the year until 1–12月 is in
        estimated: BASELINE_YEAR + 1 + i === year && !asked.period.endsWith('-12'),
      })),
    ],
    ...outlook(result?.cumulativePct ?? null, asked.period, year, yearly, isCity),
  };
}
