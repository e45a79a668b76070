import { type FieldErrors, invalidFields } from '../http/errors.ts';
import { dateFault } from '../rules/date-text.ts';
import { isDate } from '../rules/subsidies/facts.ts';

/** What is wrong with one field, or null. */
export type Problem = FieldErrors[string] | null;

/** A day that has come: neither a misprint nor in the future. */
export function dateProblem(text: string, today: string): Problem {
  if (!isDate(text)) return { code: 'invalid_date', message: dateFault(today) };
  if (text > today) return { code: 'future_date', message: '日期不能晚于今天。' };
  return null;
}

/** The fields that have a problem. */
export function faultsOf(problems: Record<string, Problem>): FieldErrors {
  const found = Object.entries(problems).filter(
    (entry): entry is [string, FieldErrors[string]] => entry[1] !== null,
  );
  return Object.fromEntries(found);
}

/** Refuses with 422 where a field has a problem. */
export function refuse(problems: Record<string, Problem>): void {
  const faults = faultsOf(problems);
  if (Object.keys(faults).length > 0) throw invalidFields(faults);
}
