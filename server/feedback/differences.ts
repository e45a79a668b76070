import { FIGURE_FIELDS, type FigureField } from '../rules/figures.ts';
import { differsFromFeedback } from '../rules/validation/feedback.ts';
import type { FigureNumbers } from './feedback.ts';

/** A figure of a report that is not the fed-back one. */
export interface Difference {
  field: FigureField;
  fedBack: string;
  /** null = the report has none */
  reported: string | null;
}

/** Where a report says another number than the fed-back line; what the table does not give is not compared. */
export function differencesBetween(reported: FigureNumbers, fedBack: FigureNumbers): Difference[] {
  return FIGURE_FIELDS.flatMap((field) => {
    const theirs = fedBack[field];
    if (theirs === null || !differsFromFeedback(reported[field], theirs)) return [];
    return [{ field, fedBack: theirs, reported: reported[field] }];
  });
}
