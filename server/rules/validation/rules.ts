import { FIGURE_FIELDS, type Figures } from '../figures.ts';
import type { CheckContext } from './context.ts';
import { cumulativeDecreaseRule, outlierRule, zeroEnergyRule } from './energy.ts';
import { feedbackDifferenceRule } from './feedback.ts';
import { growthMismatchRule, restatedDiffersRule } from './growth.ts';
import { redRule } from './lamp.ts';
import { magnitudeRule } from './magnitude.ts';
import { intensityJumpRule, shareDropRule } from './others.ts';
import { roundingBandRule, signRule } from './published.ts';
import { REQUIRED_RULES } from './required.ts';
import { type Flag, type FlagField, findingsOf, type ValidationRule } from './rule.ts';
import { digitsSwappedRule } from './swapped.ts';

/** Every rule a report is checked by, on the entry page as on the server; docs/validation-rules.md shows them. */
export const VALIDATION_RULES: readonly ValidationRule[] = [
  ...REQUIRED_RULES,
  zeroEnergyRule,
  magnitudeRule,
  cumulativeDecreaseRule,
  outlierRule,
  restatedDiffersRule,
  growthMismatchRule,
  signRule,
  roundingBandRule,
  feedbackDifferenceRule,
  digitsSwappedRule,
  intensityJumpRule,
  shareDropRule,
  redRule,
];

/** Place on the page: the figures in their order, then the choice of edition, then the report as a whole. */
function placeOf(field: FlagField): number {
  if (field === null) return FIGURE_FIELDS.length + 1;
  return field === 'edition' ? FIGURE_FIELDS.length : FIGURE_FIELDS.indexOf(field);
}

/**
 * Everything that looks wrong with a report, in the order of the page. Only errors block; a warning never blocks a true
 * figure (退库 and revisions do lower a cumulative figure). A wrong unit hides the checks that would only repeat it.
 * @throws RangeError where the period is none of the plan
 * Source: VALIDATION_RULES; DESIGN §3.1, §3.12.
 */
export function check(figures: Figures, context: CheckContext): Flag[] {
  return findingsOf(VALIDATION_RULES, figures, context)
    .map(({ rule, field, message }) => ({ id: rule.id, severity: rule.severity, field, message }))
    .sort((a, b) => placeOf(a.field) - placeOf(b.field));
}
