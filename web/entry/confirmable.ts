import type { ReportDetail, ReportFeedback } from '../../server/reports/schema.ts';
import { FIGURE_FIELDS, type FigureField, type Figures, OTHER_FIELDS } from '../../server/rules/figures.ts';
import { checkContextOf } from './check-context.ts';
import { isAsFedBack } from './draft-start.ts';
import { entryChecks } from './entry-checks.ts';

const isOther = (field: FigureField) => OTHER_FIELDS.some((other) => other === field);

/**
 * The fed-back line that only needs confirming: nothing was handed in yet, the figures are those of the table, and
 * nothing but the second page is missing from it.
 */
export function confirmable(detail: ReportDetail, figures: Figures): ReportFeedback | null {
  const { feedback } = detail;
  if (feedback === null || detail.revisions.length > 0 || !isAsFedBack(figures, feedback)) return null;
  const { errors, edition } = entryChecks(figures, checkContextOf(detail), { left: new Set(), tried: true });
  const mayBeAdded = (field: FigureField) => isOther(field) && feedback.figures[field] === null;
  const isSound = FIGURE_FIELDS.every((field) => errors[field] === undefined || mayBeAdded(field));
  return isSound && edition === null ? feedback : null;
}
