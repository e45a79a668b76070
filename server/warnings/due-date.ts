import type { FieldErrors } from '../http/errors.ts';
import { parseDate } from '../rules/date-text.ts';

/** A day as typed, not before `from`. */
export function requireDueDate(
  text: string,
  from: string,
  words: { what: string; early: string },
): { date: string } | { fault: FieldErrors[string] } {
  const date = parseDate(text);
  if (date === null)
    return { fault: { code: 'invalid_date', message: `${words.what}应为有效日期，如${from}。` } };
  if (date < from) return { fault: { code: 'too_early', message: words.early } };
  return { date };
}
