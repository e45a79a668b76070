import { Decimal, decimalsOf } from '../../analytics/decimal.ts';
import { FIGURE_FIELDS, FIGURE_SPECS, type FigureField, type Figures } from '../figures.ts';
import { withTrueMinus } from '../wording.ts';
import type { CheckContext } from './context.ts';
import type { ValidationRule } from './rule.ts';

/** Entered figures against the statistics bureau's table. */

/**
 * Whether an entered figure is another one than the fed-back. More decimals than the table prints are the same figure
 * (−3.58 for −3.6), fewer are not: 82.4 would lose what the table says. Nothing fed back never differs.
 */
export function differsFromFeedback(entered: string | null, fedBack: string | null): boolean {
  if (fedBack === null) return false;
  if (entered === null) return true;
  return !new Decimal(entered).toDecimalPlaces(decimalsOf(fedBack)).eq(fedBack);
}

/** A blank is asked about only where it is due and no error speaks for it; 上年同期修订数 stays optional. */
function isBlankInVain(field: FigureField, figures: Figures, context: CheckContext): boolean {
  if (!context.dueFields.includes(field) || field === 'samePeriodEnergyWanTce') return false;
  return field === 'publishedIntensityPct' || figures.absent[field] !== undefined;
}

/** The figures at which a report differs from the fed-back line, or leaves blank what the line has. */
export function fieldsDiffering(figures: Figures, context: CheckContext): FigureField[] {
  const { feedback } = context;
  if (feedback === null) return [];
  return FIGURE_FIELDS.filter((field) => {
    if (!differsFromFeedback(figures[field], feedback[field])) return false;
    return figures[field] !== null || isBlankInVain(field, figures, context);
  });
}

function differenceWords(field: FigureField, figures: Figures, context: CheckContext): string {
  const { label, unit } = FIGURE_SPECS[field];
  const document = context.feedbackDocument;
  const table = document === null ? '统计反馈表' : `统计反馈表（${document}）`;
  const theirs = `${withTrueMinus(context.feedback?.[field] ?? '')}${unit}`;
  const entered = figures[field];
  if (entered === null) return `${table}有${label}${theirs}，本表未填，请填写或说明`;
  return `${label}填写${withTrueMinus(entered)}${unit}，${table}为${theirs}，请核对，确有差异的说明原因`;
}

export const feedbackDifferenceRule: ValidationRule = {
  id: 'feedback_difference',
  severity: 'warning',
  fields: FIGURE_FIELDS,
  words: '填写数按反馈数的小数位取舍后，与统计反馈数不同；反馈表有数而本表未填的，也须填写或说明。',
  source: '平台填报规则（以统计反馈为准，差异须说明）',
  // says so even where the unit is wrong: the two numbers side by side explain it
  find: (figures, context) =>
    fieldsDiffering(figures, context).map((field) => ({
      field,
      message: differenceWords(field, figures, context),
      restsOn: [],
    })),
};
