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
import { HEADLINE_INTENSITY_PCT } from '../rules/documents.ts';
import {
  landingSentences,
  needSentence,
  progressSentence,
  UNKNOWN_OUTLOOK,
} from '../rules/outlook-sentences.ts';
import { BASELINE_YEAR, PLAN_YEARS, parsePeriod } from '../rules/periods.ts';
import type { TrajectoryReply } from './schema.ts';

const LAST_YEAR = PLAN_YEARS[PLAN_YEARS.length - 1] ?? 2027;

/** What of the trajectory looks ahead to 2027. */
type Outlook = Pick<
  TrajectoryReply,
  | 'landings'
  | 'requiredYearlyPct'
  | 'acceleration'
  | 'verdict'
  | 'progressShare'
  | 'sentence'
  | 'landingSentences'
  | 'progressSentence'
>;

function verdictOf(required: Required): TrajectoryReply['verdict'] {
  if (required.kind === 'final') return required.met ? 'finalMet' : 'finalMissed';
  return required.kind;
}

export interface OutlookInput {
  /** since 2024, the year-to-date taken as the full year; null while a year is missing */
  cumulativePct: Decimal | null;
  period: string;
  /** targets of all years of the plan, percent, in order */
  yearlyTargetsPct: readonly string[];
  isCity: boolean;
}

/** What still has to happen until 2027, from the cumulative change so far, in numbers and sentences (DESIGN §3.6). */
export function outlook({ cumulativePct, period, yearlyTargetsPct, isCity }: OutlookInput): Outlook {
  const targetPct = isCity ? new Decimal(HEADLINE_INTENSITY_PCT) : compoundPct(yearlyTargetsPct);
  const targetName = isCity ? '总目标' : '2027年目标';
  const year = parsePeriod(period)?.year;
  if (!cumulativePct || year === undefined) {
    return {
      landings: null,
      requiredYearlyPct: null,
      acceleration: null,
      verdict: 'unknown' as const,
      progressShare: null,
      sentence: UNKNOWN_OUTLOOK,
      landingSentences: [],
      progressSentence: progressSentence({ share: null, period, targetName }),
    };
  }
  const elapsed = year - BASELINE_YEAR;
  const required = requiredYearlyPct(targetPct, cumulativePct, LAST_YEAR - year);
  const need = required.kind === 'required' ? required.yearlyPct : null;
  const pacePct = paceSoFarPct(cumulativePct, elapsed);
  const acceleration = need && accelerationFactor(need, pacePct);
  const remainingTargetsPct = yearlyTargetsPct.slice(elapsed);
  const land = landings({ cumulativePct, yearsElapsed: elapsed, remainingTargetsPct, targetPct });
  const share = progressShare(cumulativePct, targetPct);
  const common = { required, period, targetPct, targetName };
  return {
    landings: {
      keepPace: toJsonNumber(land.keepPace, 4) ?? 0,
      hitTargets: toJsonNumber(land.hitTargets, 4) ?? 0,
      required: toJsonNumber(land.required, 4) ?? 0,
    },
    requiredYearlyPct: toJsonNumber(need),
    acceleration: toJsonNumber(acceleration),
    verdict: verdictOf(required),
    progressShare: toJsonNumber(share),
    sentence: needSentence({ ...common, acceleration, cumulativePct }).text,
    landingSentences: landingSentences({ ...common, landings: land, pacePct, remainingTargetsPct }),
    progressSentence: progressSentence({ share, period, targetName }),
  };
}
