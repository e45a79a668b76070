import { Decimal } from '../analytics/decimal.ts';
import { isReportable, type Period, reportableFrom } from './periods.ts';
import { percentText } from './wording.ts';
import { addWorkingDays, unknownCalendarNote } from './working-days.ts';

/** When reports are due, and how many came, and came in time. Dates are 'YYYY-MM-DD' of the Shanghai calendar. */

/** Day of the following month on which reports are due while the bureau has chosen no other. */
export const DEFAULT_DUE_DAY = 20;
/** Working days a county has after the statistics bureau's table was entered. */
export const DEFAULT_WORKING_DAYS = 5;

/** Why a report is due on its day: set by the bureau, counted from the fed-back table, or the usual day of the month. */
export type DueBasis = 'set' | 'feedback' | 'dayOfMonth';

export interface DueInput {
  period: Period;
  /** Set by the bureau for this period; null where it follows the rule. */
  dueOn: string | null;
  /** First day of reporting as set by the bureau; null where the period opens by itself. */
  opensOn: string | null;
  /** Day on which the first fed-back table naming the unit was entered; a corrected table later moves nothing. */
  feedbackEnteredOn: string | null;
  /** 1 to 28, so that every month has it; other numbers are brought into that range. */
  dueDay: number;
  workingDaysAfterFeedback: number;
}

function clampDay(day: number): string {
  return String(Math.min(28, Math.max(1, Math.trunc(day)))).padStart(2, '0');
}

/**
 * The day on which reports of a period are due, and by which rule: what the bureau set; else so many working days after
 * the fed-back table was entered (where it came before the opening, after that); else a day of the month after the
 * period. A table that came when that day had passed moves nothing: what was late stays late.
 * @throws RangeError where the period is none of the plan, or a date no calendar day
 */
export function dueRule(input: DueInput): { dueOn: string; basis: DueBasis } {
  if (input.dueOn !== null) return { dueOn: input.dueOn, basis: 'set' };
  const opensOn = reportableFrom(input.period, input.opensOn);
  const usual = `${reportableFrom(input.period).slice(0, 7)}-${clampDay(input.dueDay)}`;
  const enteredOn = input.feedbackEnteredOn;
  if (enteredOn === null || enteredOn > effectiveDue(usual, opensOn)) {
    return { dueOn: usual, basis: 'dayOfMonth' };
  }
  const from = effectiveDue(enteredOn, opensOn);
  return { dueOn: addWorkingDays(from, input.workingDaysAfterFeedback), basis: 'feedback' };
}

/** What to know about a due date counted in working days of a year whose holiday notice is not out yet; else null. */
export function calendarNote({ dueOn, basis }: { dueOn: string; basis: DueBasis }): string | null {
  return basis === 'feedback' ? unknownCalendarNote(dueOn) : null;
}

/** The due date of one unit: its extension (延期) where that is later; an extension never shortens. */
export function effectiveDue(dueOn: string, extensionUntil: string | null): string {
  return extensionUntil !== null && extensionUntil > dueOn ? extensionUntil : dueOn;
}

export type PeriodState = 'notYet' | 'open' | 'closed';
export const PERIOD_STATE_LABELS: Readonly<Record<PeriodState, string>> = {
  notYet: '未开始',
  open: '填报中',
  closed: '已截止',
};

export interface PeriodStateInput {
  period: Period;
  today: string;
  /** Set by the bureau; null where the period opens by itself. */
  opensOn: string | null;
  /** When the bureau closed it; null while it is not closed. */
  closedAt: string | null;
}

/** Whether a period can be reported today. A closed period stays closed whatever its dates say. */
export function stateOfPeriod(input: PeriodStateInput): PeriodState {
  if (input.closedAt !== null) return 'closed';
  return isReportable(input.period, input.today, input.opensOn) ? 'open' : 'notYet';
}

/** A share as an exact count and as words. */
export interface CountShare {
  count: number;
  expected: number;
  /** '92.9%'; '100%' and '0%' only where it is exactly all or none; null where nothing was expected. */
  percent: string | null;
}

/** One decimal, half up; what is not quite all or none is never rounded to it. */
function percentOf(count: number, expected: number): string | null {
  if (expected === 0) return null;
  if (count === 0) return '0%';
  if (count === expected) return '100%';
  const pct = new Decimal(count).times(100).div(expected);
  return percentText(Decimal.min('99.9', Decimal.max('0.1', pct)), 1);
}

/** @throws RangeError where more came than was expected, or a count is no whole number ≥ 0 */
function share(count: number, expected: number): CountShare {
  const isCount = (value: number) => Number.isInteger(value) && value >= 0;
  if (!isCount(count) || !isCount(expected) || count > expected) {
    throw new RangeError(`Not a share: ${count} of ${expected}`);
  }
  return { count, expected, percent: percentOf(count, expected) };
}

/** Completeness (完整率): reports handed in at least once, of those expected. */
export function completeness(counts: { expected: number; reported: number }): CountShare {
  return share(counts.reported, counts.expected);
}

/** Timeliness (及时率): reports whose first submission came by the unit's due date, of those expected. */
export function timeliness(counts: { expected: number; onTime: number }): CountShare {
  return share(counts.onTime, counts.expected);
}

/** Whether a first submission came in time: its Shanghai day is the due date or before. */
export function isOnTime(submittedOn: string | null, dueOn: string): boolean {
  return submittedOn !== null && submittedOn <= dueOn;
}
