import type { FieldErrors } from '../http/errors.ts';
import { fullDate, parseDate } from '../rules/date-text.ts';
import { latestDueOn } from '../rules/warning-deadlines.ts';

/** A day as typed, not before `from` and not beyond what any deadline may be. */
export function requireDueDate(
  text: string,
  { from, today }: { from: string; today: string },
  words: { what: string; early: string },
): { date: string } | { fault: FieldErrors[string] } {
  const date = parseDate(text);
  if (date === null)
    return { fault: { code: 'invalid_date', message: `${words.what}应为有效日期，如${from}。` } };
  if (date < from) return { fault: { code: 'too_early', message: words.early } };
  const latest = latestDueOn(today);
  if (date > latest) {
    return { fault: { code: 'too_late', message: `${words.what}不能晚于${fullDate(latest)}。` } };
  }
  return { date };
}
