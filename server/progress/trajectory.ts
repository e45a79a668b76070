import type { ReadDb } from '../../db/open.ts';
import { compoundPct } from '../analytics/compound.ts';
import { Decimal, toJsonNumber } from '../analytics/decimal.ts';
import { figuresOf, visibleReports } from '../reports/revisions.ts';
import type { Scope } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';
import { HEADLINE_INTENSITY_PCT } from '../rules/documents.ts';
import type { RuleSet } from '../rules/grading.ts';
import { liveResult } from '../rules/live-result.ts';
import { BASELINE_YEAR, PLAN_YEARS, parsePeriod } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { intensityRows } from '../targets/targets.ts';
import { outlook } from './outlook.ts';
import { closedYearPeriods, closedYearsOf, resultOf } from './progress.ts';
import type { TrajectoryReply } from './schema.ts';
import { slopeOf, slopePeriods } from './slope.ts';

const indexOf = (changePct: Decimal) => toJsonNumber(changePct.plus(100), 4) ?? 0;

/** Course of one unit from 2024 to 2027; null where the unit does not exist. */
export function trajectory(
  db: ReadDb,
  scope: Scope,
  asked: { unitCode: string; period: string; asOf: AsOf | null; ruleSet: RuleSet },
): TrajectoryReply | null {
  const target = intensityRows(db).find((row) => row.code === asked.unitCode);
  const year = parsePeriod(asked.period)?.year;
  if (!target || year === undefined) return null;
  const rows = visibleReports(db, scope, {
    periods: [...new Set([...slopePeriods(asked.period), ...closedYearPeriods(asked.period)])],
    unitCodes: [asked.unitCode],
    asOf: asked.asOf,
  });
  const { ruleSet } = asked;
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
    ...outlook({
      cumulativePct: result?.cumulativePct ?? null,
      period: asked.period,
      yearlyTargetsPct: yearly,
      isCity,
    }),
    ...slopeOf(asked.period, (period) => {
      const row = rows.find((candidate) => candidate.report.period === period);
      return row ? (resultOf(row, target, [], ruleSet)?.decisivePct ?? null) : null;
    }),
  };
}
