import type { Decimal } from '../analytics/decimal.ts';
import { yellowWords } from './grade-margin.ts';
import { type Lamp, RULE_SETS, type RuleSet } from './grading.ts';
import { cumulativeTargetPct, type LiveResult } from './live-result.ts';
import { parsePeriod, periodLabel } from './periods.ts';

/** Why a notice is proposed: 一级, or 连续两期二级. */
export type WarningTrigger = 'red' | 'yellowTwice';

/**
 * What a lamp of 当年 calls for: red at once, yellow where the period before was yellow too.
 * @param before lamp of the period before in the same year; null where there is none
 */
export function warningTrigger(now: Lamp, before: Lamp | null): WarningTrigger | null {
  if (now === 'red') return 'red';
  return now === 'yellow' && before === 'yellow' ? 'yellowTwice' : null;
}

/** One period with its result. */
export interface GradedResult {
  period: string;
  result: LiveResult;
  /** decimals of the deciding figure as published; 2 of a computed one */
  decimals: number;
}

interface GradedPeriod {
  period: string;
  /** '2026年1–10月' */
  label: string;
  /** deciding change, percent, as published or computed to two decimals */
  actualPct: string;
  lamp: Lamp;
}

/** The figures a notice rests on, as they stood when it was drafted; server/warnings/schema.ts describes each. */
export interface WarningFacts extends GradedPeriod {
  unitName: string;
  basis: 'published' | 'computed';
  edition: 'flash' | 'final' | null;
  targetPct: string;
  gapPoints: string;
  mayFlip: boolean;
  cumulativePct: string | null;
  cumulativeTargetPct: string | null;
  planLamp: Lamp;
  previous: GradedPeriod | null;
  rule: {
    id: string;
    name: string;
    document: string;
    documentNumber: string;
    text: string;
    byAnalogy: boolean;
  };
}

export interface WarningFactsInput {
  unitName: string;
  targetsPct: Readonly<Record<string, string>>;
  edition: 'flash' | 'final' | null;
  ruleSet: RuleSet;
  now: GradedResult;
  /** the period before, where two yellows running are the reason */
  before: GradedResult | null;
}

const CUMULATIVE_DECIMALS = 2;

function pointOf({ period, result, decimals }: GradedResult, actual: Decimal): GradedPeriod {
  return {
    period,
    label: periodLabel(period),
    actualPct: actual.toFixed(decimals),
    lamp: result.annualLamp,
  };
}

/** Gathers the facts of a notice; null where there is no deciding figure or no target. */
export function warningFacts(input: WarningFactsInput): WarningFacts | null {
  const { now, before, ruleSet } = input;
  const { result, decimals } = now;
  const year = parsePeriod(now.period)?.year ?? 0;
  const targetPct = input.targetsPct[String(year)];
  const actual = result.decisivePct;
  if (targetPct === undefined || actual === null || result.basis === null) return null;
  const target = cumulativeTargetPct(input.targetsPct, year);
  const { id, name, document, documentNumber, yellow } = ruleSet;
  return {
    ...pointOf(now, actual),
    unitName: input.unitName,
    basis: result.basis,
    edition: input.edition,
    targetPct,
    gapPoints: actual.minus(targetPct).toFixed(Math.max(2, decimals)),
    mayFlip: result.mayFlip,
    cumulativePct: result.cumulativePct?.toFixed(CUMULATIVE_DECIMALS) ?? null,
    cumulativeTargetPct: target?.toFixed(CUMULATIVE_DECIMALS) ?? null,
    planLamp: result.planLamp,
    previous: before?.result.decisivePct ? pointOf(before, before.result.decisivePct) : null,
    rule: {
      id,
      name,
      document,
      documentNumber,
      text: yellowWords(yellow),
      byAnalogy: RULE_SETS.some((known) => known.id === id),
    },
  };
}
