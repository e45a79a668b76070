import { parsePeriod } from '../../server/rules/periods.ts';
import { wholeBetween } from './random.ts';

/** Public holidays on weekdays inside the demo: 国庆 2025, 春节, 端午, 中秋 and 国庆 2026 among them. */
const HOLIDAYS: ReadonlySet<string> = new Set(
  `2025-10-01 2025-10-02 2025-10-03 2025-10-06 2025-10-07 2025-10-08
   2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23
   2026-04-06 2026-05-01 2026-05-04 2026-05-05 2026-06-19 2026-09-25
   2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07`.split(/\s+/),
);

const SHANGHAI_OFFSET_MINUTES = 8 * 60;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

function isWorkday(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(date);
}

/** The date `days` calendar days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The date itself where it is a workday, else the nearest one before it. */
export function workdayOnOrBefore(date: string): string {
  return isWorkday(date) ? date : workdayOnOrBefore(addDays(date, -1));
}

/** The date itself where it is a workday, else the nearest one after it. */
export function workdayOnOrAfter(date: string): string {
  return isWorkday(date) ? date : workdayOnOrAfter(addDays(date, 1));
}

/** The first workday after the date. */
export function workdayAfter(date: string): string {
  return workdayOnOrAfter(addDays(date, 1));
}

/** Day `day` of the month after the period: reports of 2026-10 are filed in 2026-11. */
export function dayAfterPeriod(period: string, day: number): string {
  const parts = parsePeriod(period);
  if (parts === null) throw new RangeError(`Not a period: ${period}`);
  return new Date(Date.UTC(parts.year, parts.month, day)).toISOString().slice(0, 10);
}

/** Shanghai clock time on a date as UTC ISO 8601. */
export function shanghaiTime(date: string, hour: number, minute: number, second = 0): string {
  const minutes = hour * 60 + minute - SHANGHAI_OFFSET_MINUTES;
  return new Date(Date.parse(`${date}T00:00:00Z`) + minutes * MS_PER_MINUTE + second * 1000).toISOString();
}

/** A moment in Shanghai office hours (9:00–11:30, 14:30–17:30) of a date, as UTC ISO 8601. */
export function officeTime(date: string, next: () => number): string {
  const isMorning = next() < 0.5;
  const minute = isMorning
    ? wholeBetween(next, 9 * 60, 11 * 60 + 29)
    : wholeBetween(next, 14 * 60 + 30, 17 * 60 + 29);
  return shanghaiTime(date, 0, minute, wholeBetween(next, 0, 59));
}
