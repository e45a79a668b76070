import { FIGURE_SPECS, type FigureField, type Figures, INTENSITY_FIELDS, parseFigure } from '../figures.ts';
import { withTrueMinus } from '../wording.ts';
import type { CheckContext } from './context.ts';
import { cumulativeDecreaseRule, knowsUsualMonth, outlierRule } from './energy.ts';
import { feedbackDifferenceRule } from './feedback.ts';
import { growthIsNear, growthMismatchRule } from './growth.ts';
import { magnitudeRule } from './magnitude.ts';
import { roundingBandRule, signRule } from './published.ts';
import { at, type Finding, type FlagId, findingsOf, type ValidationRule } from './rule.ts';

/** Rules that an accidental swap of digits sets off, and what is right once the digits are back in place. */
const FIT_RULES = [
  magnitudeRule,
  cumulativeDecreaseRule,
  outlierRule,
  growthMismatchRule,
  roundingBandRule,
  signRule,
  feedbackDifferenceRule,
] as const;
const FITS: Readonly<Partial<Record<FlagId, string>>> = {
  cumulative_decrease: '不低于上期累计',
  outlier_energy: '与以往各月相近',
  growth_mismatch: '总量与增速相符',
  rounding_band: '与两项增速测算相符',
  sign: '与推算方向一致',
  feedback_difference: '与统计反馈数一致',
};

/** Ids of the rules that speak about this figure: at it, or resting on it. */
function complaints(field: FigureField, figures: Figures, context: CheckContext): FlagId[] {
  return findingsOf(FIT_RULES, figures, context)
    .filter((finding) => finding.field === field || finding.restsOn.includes(field))
    .map(({ rule }) => rule.id);
}

/** The text with each two neighbouring digits swapped, the point staying where it is; '28.36' → 82.36, 23.86, 28.63. */
export function swappedTexts(field: FigureField, text: string): string[] {
  const places = [...text].flatMap((character, index) => (/\d/.test(character) ? [index] : []));
  const swapped = places.slice(1).map((second, index) => {
    const first = places[index] ?? second;
    const characters = [...text];
    characters[first] = text.charAt(second);
    characters[second] = text.charAt(first);
    return characters.join('');
  });
  return [...new Set(swapped)].filter((candidate) => {
    const parsed = parseFigure(field, candidate);
    // a leading zero would have been written away: nobody means 01.5
    return candidate !== text && parsed.ok && parsed.text === candidate;
  });
}

/** Any larger number lies above the period before: that alone proves no swap, unless the month can be judged too. */
function isTelling(wrong: readonly FlagId[], context: CheckContext): boolean {
  if (wrong.length === 0) return false;
  return wrong.some((id) => id !== 'cumulative_decrease') || knowsUsualMonth(context);
}

/** One hint at the first swap that silences every rule speaking about the figure. */
function swapped(field: FigureField, figures: Figures, context: CheckContext): Finding[] {
  const text = figures[field];
  if (text === null) return [];
  const wrong = complaints(field, figures, context);
  if (wrong.includes('magnitude') || !isTelling(wrong, context)) return [];
  const meant = swappedTexts(field, text).find((candidate) => {
    const corrected = { ...figures, [field]: candidate };
    return complaints(field, corrected, context).length === 0 && growthIsNear(corrected, context);
  });
  if (meant === undefined) return [];
  const { label, unit } = FIGURE_SPECS[field];
  const fits = [...new Set(wrong)].flatMap((id) => FITS[id] ?? []).join('、');
  const message = `${label}${withTrueMinus(text)}${unit}若为${withTrueMinus(meant)}${unit}（相邻数字对调），则${fits}，请核对是否录入颠倒`;
  return [at(field, message)];
}

export const digitsSwappedRule: ValidationRule = {
  id: 'digits_swapped',
  severity: 'hint',
  fields: INTENSITY_FIELDS,
  words:
    '填写数引起提醒（低于上期、单月异常、与总量或测算不符、与反馈不一致），而把其中相邻两位数字对调后，与它有关的提醒全部消失。',
  source: '平台填报规则（录入颠倒）',
  find: (figures, context) => INTENSITY_FIELDS.flatMap((field) => swapped(field, figures, context)),
};
