import { daysBetween, PLAN_YEARS } from './periods.ts';
import type { WarningStage } from './warning-steps.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

/** Working days to answer a notice (答复期限), counted from the day after it is drafted. */
export const ANSWER_WORKING_DAYS = 5;
/** Working days a county must still have to answer when a notice is issued. */
export const ANSWER_LEAST_WORKING_DAYS = 3;
/** Calendar days to put things right (整改期限); ends on a working day. */
export const REMEDY_DAYS = 60;
/** Working days to answer again where an answer was sent back. */
export const ANSWER_AGAIN_WORKING_DAYS = 3;
/** Working days after which an overdue matter rises to the leader in charge (升级至分管领导). */
export const ESCALATION_WORKING_DAYS = 3;

const DAY_MS = 86_400_000;

/** A calendar date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** This day where offices work, else the next on which they do. */
function workingDayFrom(date: string): string {
  return isWorkingDay(date) ? date : addWorkingDays(date, 1);
}

/** The latest day any deadline may be set to: the end of the plan, or a year from today where that is later. */
export function latestDueOn(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  const inAYear = day.toISOString().slice(0, 10);
  const planEnd = `${PLAN_YEARS.at(-1)}-12-31`;
  return inAYear > planEnd ? inAYear : planEnd;
}

/** The earliest deadline to answer a notice issued on this day may set. */
export function earliestAnswerDue(issuedOn: string): string {
  return addWorkingDays(issuedOn, ANSWER_LEAST_WORKING_DAYS);
}

/** The deadlines a notice drafted on this day proposes. */
export function defaultDeadlines(today: string): { answerDueOn: string; remedyDueOn: string } {
  return {
    answerDueOn: addWorkingDays(today, ANSWER_WORKING_DAYS),
    remedyDueOn: workingDayFrom(addDays(today, REMEDY_DAYS)),
  };
}

/** Last day to answer again after an answer was sent back: never earlier than the day set first. */
export function answerAgainBy(today: string, answerDueOn: string): string {
  const soon = addWorkingDays(today, ANSWER_AGAIN_WORKING_DAYS);
  return soon > answerDueOn ? soon : answerDueOn;
}

export interface WarningDeadlines {
  stage: WarningStage;
  answerDueOn: string;
  remedyDueOn: string;
}

export interface OverdueState {
  /** 'answer' 逾期未答复, 'remedy' 逾期未完成整改; null = in time, or not the county's turn */
  overdue: 'answer' | 'remedy' | null;
  /** calendar days since the deadline */
  daysOverdue: number;
  /** 升级至分管领导: three working days have gone by since the deadline */
  escalated: boolean;
}

/**
 * Whether a deadline has passed on this day; computed from dates alone, so that nothing has to run at night. One that
 * waits to be closed (待销号) waits for the bureau and is not overdue.
 */
export function overdueOf(
  { stage, answerDueOn, remedyDueOn }: WarningDeadlines,
  today: string,
): OverdueState {
  const late = (overdue: 'answer' | 'remedy', dueOn: string): OverdueState => ({
    overdue,
    daysOverdue: daysBetween(dueOn, today),
    escalated: today > addWorkingDays(dueOn, ESCALATION_WORKING_DAYS),
  });
  if (stage === 'issued' && today > answerDueOn) return late('answer', answerDueOn);
  if (stage === 'answered' && today > remedyDueOn) return late('remedy', remedyDueOn);
  return { overdue: null, daysOverdue: 0, escalated: false };
}

const UNDER_WAY: readonly WarningStage[] = ['issued', 'answered', 'closing'];

/** Whether a notice is out and not closed. */
export const isUnderWay = (stage: WarningStage) => UNDER_WAY.includes(stage);

/** 整改中: out, not closed, and the time for it still runs; it expires by itself. */
export function isInRemedy({ stage, remedyDueOn }: WarningDeadlines, today: string): boolean {
  return isUnderWay(stage) && remedyDueOn >= today;
}
