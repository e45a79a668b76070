import type { FigureField, Figures } from '../figures.ts';
import type { CheckContext } from './context.ts';

export type FlagId =
  | 'missing_required'
  | 'reason_required'
  | 'final_before_december'
  | 'zero_energy'
  | 'magnitude'
  | 'cumulative_decrease'
  | 'outlier_energy'
  | 'growth_mismatch'
  | 'restated_differs'
  | 'rounding_band'
  | 'sign'
  | 'digits_swapped'
  | 'feedback_difference'
  | 'share_drop'
  | 'intensity_jump'
  | 'red';

/** Only an error blocks submitting; a warning asks for an explanation (说明); a hint is for information. */
export const SEVERITIES = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const SEVERITY_LABELS: Readonly<Record<Severity, string>> = {
  error: '错误（不能提交）',
  warning: '提醒（须说明）',
  hint: '提示',
};

/** Where a flag stands: at a figure, at the choice of 快报 or 年报, or at the report as a whole (null). */
export type FlagField = FigureField | 'edition' | null;

/** Something that looks wrong with a report. */
export interface Flag {
  id: FlagId;
  severity: Severity;
  field: FlagField;
  /** Chinese, with the numbers. */
  message: string;
}

/** What a rule found. */
export interface Finding {
  field: FlagField;
  message: string;
  /** The figures the finding rests on: where one of them is in a wrong unit, it would only repeat that. */
  restsOn: readonly FigureField[];
}

/** One declared rule. */
export interface ValidationRule {
  id: FlagId;
  severity: Severity;
  /** Where it may speak; empty where it speaks about the report as a whole. */
  fields: readonly Exclude<FlagField, null>[];
  /** The condition under which it speaks, in Chinese words with its limits. */
  words: string;
  /** Document, standard or method; 平台填报规则 where it is the platform's own. */
  source: string;
  /** Pure; no finding means silence. */
  find: (figures: Figures, context: CheckContext) => Finding[];
}

/** A finding at one figure; it rests on that figure and on `others`. */
export function at(field: FigureField, message: string, others: readonly FigureField[] = []): Finding {
  return { field, message, restsOn: [field, ...others] };
}

/** Rules that say a figure is in a wrong unit, or 0, and hide what would only repeat it. */
const WRONG_UNIT: ReadonlySet<FlagId> = new Set(['magnitude', 'zero_energy']);

/** A finding with the rule that made it. */
export interface RuleFinding extends Finding {
  rule: ValidationRule;
}

/** Findings of some rules in their order, without those that only repeat a wrong unit. */
export function findingsOf(
  rules: readonly ValidationRule[],
  figures: Figures,
  context: CheckContext,
): RuleFinding[] {
  const all = rules.flatMap((rule) => rule.find(figures, context).map((finding) => ({ ...finding, rule })));
  const wrong = new Set(all.filter(({ rule }) => WRONG_UNIT.has(rule.id)).map(({ field }) => field));
  return all.filter(
    ({ rule, restsOn }) => WRONG_UNIT.has(rule.id) || !restsOn.some((field) => wrong.has(field)),
  );
}
