import { AppError } from '../http/errors.ts';
import { type AsOf, asOfDay } from '../reports/standing.ts';
import { dateFault } from '../rules/date-text.ts';
import { isDate } from '../rules/subsidies/facts.ts';

/** Nothing of the plan was reported before its first year. */
const FIRST_DAY = '2025-01-01';

function invalid(field: string, message: string): AppError {
  return new AppError(400, 'invalid_date', message, {
    fields: { [field]: { code: 'invalid_date', message } },
  });
}

/**
 * The end of the day asked for (截至某日).
 * @throws AppError 400 `invalid_date` at `field`: no date of the calendar, before the plan, or yet to come
 */
export function requireDay(text: string, today: string, field: string): AsOf {
  if (!isDate(text)) throw invalid(field, dateFault(today));
  if (text < FIRST_DAY) throw invalid(field, '日期不能早于2025年1月1日。');
  if (text > today) throw invalid(field, '日期不能晚于今天。');
  return asOfDay(text, today);
}

/** `asOf` of a progress request; null = as things are. */
export function requireAsOf(text: string | undefined, today: string): AsOf | null {
  return text === undefined ? null : requireDay(text, today, 'asOf');
}

/**
 * Two days in order, the second today where none is named.
 * @throws AppError 400 `invalid_date` at `from` or `to`
 */
export function requireDays(from: string, to: string | undefined, today: string): { from: AsOf; to: AsOf } {
  const days = { from: requireDay(from, today, 'from'), to: requireDay(to ?? today, today, 'to') };
  if (days.from.date > days.to.date) throw invalid('from', '起始日期不能晚于截止日期。');
  return days;
}
