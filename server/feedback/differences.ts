import { Decimal } from '../analytics/decimal.ts';
import { FIGURE_FIELDS, type FigureField } from '../rules/figures.ts';
import type { FigureNumbers } from './feedback.ts';

/** A figure of a report that is not the fed-back one. */
export interface Difference {
  field: FigureField;
  fedBack: string;
  /** null = the report has none */
  reported: string | null;
}

/** Whether two written figures are the same number: '24.60' is '24.6'. */
export function sameNumber(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return new Decimal(a).eq(b);
}

/** Where a report and the fed-back line are not the same number; what the table does not give is not compared. */
export function differencesBetween(reported: FigureNumbers, fedBack: FigureNumbers): Difference[] {
  return FIGURE_FIELDS.flatMap((field) => {
    const theirs = fedBack[field];
    if (theirs === null || sameNumber(reported[field], theirs)) return [];
    return [{ field, fedBack: theirs, reported: reported[field] }];
  });
}
