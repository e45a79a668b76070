/**
 * Reporting periods. Statistics are cumulative: 'YYYY-MM' means 1–MM月 of the year, so there is no month 01
 * and a year has 11 periods (1–2月 … 1–12月). Dates are 'YYYY-MM-DD' of the Shanghai calendar.
 */
export type Period = string;

/** Years of the plan (2025—2027年). */
export const PLAN_YEARS = [2025, 2026, 2027] as const;

/** All changes are counted from this year: 正文一（一）「较2024年」. */
export const BASELINE_YEAR = 2024;

/** Reports are due on this day of the month after the period, until the bureau sets dates of its own. */
export const DUE_DAY = 20;

export interface PeriodParts {
  year: number;
  /** Last month of the year-to-date figure, 2 to 12. */
  month: number;
}

const PERIOD_TEXT = /^(\d{4})-(\d{2})$/;
const DAY_MS = 86_400_000;

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function periodCode(year: number, month: number): Period {
  return `${year}-${twoDigits(month)}`;
}

/** Reads a period code; null where it is no period of the plan (month 01, 13, a year outside 2025–2027, other text). */
export function parsePeriod(text: string): PeriodParts | null {
  const match = PERIOD_TEXT.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  if (!PLAN_YEARS.some((planYear) => planYear === year)) return null;
  return month >= 2 && month <= 12 ? { year, month } : null;
}

/** @throws RangeError where the text is no period of the plan */
function partsOf(period: Period): PeriodParts {
  const parts = parsePeriod(period);
  if (parts === null) throw new RangeError(`Not a period of the plan: ${period}`);
  return parts;
}

/** '2026-10' → '2026年1–10月'. */
export function periodLabel(period: Period): string {
  return `${partsOf(period).year}年${shortPeriodLabel(period)}`;
}

/** '2026-10' → '1–10月'. */
export function shortPeriodLabel(period: Period): string {
  return `1–${partsOf(period).month}月`;
}

/** The 11 periods of a year, in order. */
export function periodsOfYear(year: number): Period[] {
  return Array.from({ length: 11 }, (_, index) => periodCode(year, index + 2));
}

/** The 33 periods of the plan, in order. */
export function planPeriods(): Period[] {
  return PLAN_YEARS.flatMap(periodsOfYear);
}

/** A day of the month after the period. */
function dayAfterPeriod(period: Period, day: number): string {
  const { year, month } = partsOf(period);
  const next = month === 12 ? `${year + 1}-01` : periodCode(year, month + 1);
  return `${next}-${twoDigits(day)}`;
}

/**
 * First day on which the period can be reported: the first of the next month, or later where the bureau opens it later.
 * @param opensOn set by the bureau; null where the period opens by itself
 */
export function reportableFrom(period: Period, opensOn: string | null = null): string {
  const first = dayAfterPeriod(period, 1);
  return opensOn !== null && opensOn > first ? opensOn : first;
}

/** Whether the period is over, and opened, on this day; a future period cannot be reported. */
export function isReportable(period: Period, today: string, opensOn: string | null = null): boolean {
  return reportableFrom(period, opensOn) <= today;
}

/** The latest period that can be reported on this day; null before 2025年1–2月 is over. */
export function latestReportable(today: string): Period | null {
  return planPeriods().findLast((period) => isReportable(period, today)) ?? null;
}

/** Last day on which a report is on time: day 20 of the following month. */
export function dueDate(period: Period): string {
  return dayAfterPeriod(period, DUE_DAY);
}

/** 1–2月 is for reference only (参考) and stays out of bulletins. */
export function isReferenceOnly(period: Period): boolean {
  return partsOf(period).month === 2;
}

/** The period before in the same year; null for 1–2月. */
export function previousPeriod(period: Period): Period | null {
  const { year, month } = partsOf(period);
  return month === 2 ? null : periodCode(year, month - 1);
}

/** The same period a year before; null for 2025, whose predecessor is no period of the plan. */
export function samePeriodLastYear(period: Period): Period | null {
  const { year, month } = partsOf(period);
  return year === PLAN_YEARS[0] ? null : periodCode(year - 1, month);
}

/** Calendar days from a to b, negative where b is earlier. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / DAY_MS);
}
