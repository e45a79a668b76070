import { Decimal } from '../../server/analytics/decimal.ts';
import type { CausesReply } from '../../server/causes/schema.ts';
import type { ReportingReply } from '../../server/periods/schema.ts';
import type {
  ProgressHistoryReply,
  ProgressReply,
  TrajectoryReply,
  UnitProgress,
} from '../../server/progress/schema.ts';
import type { ProjectSummaryReply } from '../../server/projects/summary/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { LAMP_WORDS, type Lamp, type RuleSet } from '../../server/rules/grading.ts';
import { PLAN_YEARS, previousPeriod } from '../../server/rules/periods.ts';
import { isCityCode } from '../../server/rules/units.ts';
import { HISTORY_LENGTH } from '../../server/rules/validation/context.ts';
import { numberText, percentText } from '../../server/rules/wording.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';

/** What the worked examples are computed from: the API's own replies, as far as this reader may see them. */
export interface MethodFacts {
  period: string;
  unitCode: string;
  progress: ProgressReply;
  history: ProgressHistoryReply;
  targets: IntensityTargetsReply;
  quotas: QuotaPaceReply;
  /** the rule set in force first, then those of the platform */
  ruleSets: readonly RuleSet[];
  /** null where the reader may not see it, or it failed */
  reporting: ReportingReply | null;
  causes: CausesReply | null;
  /** sums of projects in the year of the period */
  projects: ProjectSummaryReply | null;
  trajectory: TrajectoryReply | null;
  /** cumulative energy of the unit by period, 万吨标准煤, oldest first; null = none */
  energies: readonly { period: string; energyWanTce: string | null }[];
}

/** A worked example: the steps one by one, or what is missing for it. */
export type Example = { lines: readonly string[] } | { missing: string };

export const missing = (words: string): Example => ({ missing: words });
export const worked = (...lines: string[]): Example => ({ lines });

export function unitOf(facts: MethodFacts): UnitProgress | null {
  const { progress, unitCode } = facts;
  if (isCityCode(unitCode)) return progress.city;
  return progress.units.find((unit) => unit.code === unitCode) ?? null;
}

/** The deciding change as written: −3.6 stays '-3.6', −3.60 stays '-3.60'. */
export function writtenPct(unit: Pick<UnitProgress, 'actualPct' | 'actualDecimals'>): string | null {
  if (unit.actualPct === null) return null;
  return new Decimal(unit.actualPct).toFixed(unit.actualDecimals ?? 2);
}

/** The deciding change of the chosen unit in any period; null where there is none this reader may see. */
export function pctIn(facts: MethodFacts, period: string): number | null {
  const at = facts.history.periods.indexOf(period);
  const row = facts.history.units.find(({ code }) => code === facts.unitCode);
  return row?.points[at]?.actualPct ?? null;
}

/** Yearly targets of the unit in order, percent; null where it has none. */
export function yearlyTargets(facts: MethodFacts): number[] | null {
  const row = facts.targets.units.find(({ code }) => code === facts.unitCode);
  if (!row) return null;
  return PLAN_YEARS.map((year) => row.targets[String(year) as keyof typeof row.targets]);
}

export const yearOf = (period: string): number => Number(period.slice(0, 4));

/** Changes of the years up to the period's: closed ones by their 1–12月, the current one by the period's. */
export function yearlyChanges(facts: MethodFacts): { year: number; pct: number | null }[] {
  const year = yearOf(facts.period);
  return PLAN_YEARS.filter((planYear) => planYear <= year).map((planYear) => ({
    year: planYear,
    pct: pctIn(facts, planYear === year ? facts.period : `${planYear}-12`),
  }));
}

/** The period before across the turn of the year: 1–2月 follows 1–12月 of the year before. */
export function periodBefore(period: string): string | null {
  const before = previousPeriod(period);
  if (before !== null) return before;
  const year = yearOf(period) - 1;
  return year < PLAN_YEARS[0] ? null : `${year}-12`;
}

/** A percent as it is said, without a trailing run of zeros: −3.6, −3.63; at most `places`. */
export function pct(value: Decimal | number | string, places = 2): string {
  const decimal = new Decimal(value);
  return percentText(decimal, Math.min(places, Math.max(1, decimal.decimalPlaces())));
}

/** Inside a product: '1−3.6%' or '1+0.8%'. */
export function onePlus(value: Decimal | number | string, places = 2): string {
  const decimal = new Decimal(value);
  const text = pct(decimal.abs(), places);
  return `1${decimal.isNegative() ? '−' : '+'}${text}`;
}

export const num = numberText;

/** '二级（比较严峻）' */
export function lampText(lamp: Lamp): string {
  const { grade: word, word: meaning } = LAMP_WORDS[lamp];
  return lamp === 'none' ? meaning : `${word}（${meaning}）`;
}

/** Periods whose energy the check on entry compares: this one and up to 12 before, oldest first. */
export function energyPeriods(period: string): string[] {
  const periods = [period];
  for (
    let at = periodBefore(period);
    at !== null && periods.length <= HISTORY_LENGTH;
    at = periodBefore(at)
  ) {
    periods.unshift(at);
  }
  return periods;
}
