/**
 * Working days (工作日) of mainland offices. Public holidays move weekdays and weekends about (调休) by a yearly notice of
 * the State Council; a year whose notice is not out yet is reckoned by weekends and the
 * statutory days fixed in the calendar, and `unknownCalendarNote` says so.
 * Dates are 'YYYY-MM-DD' of the Shanghai calendar.
 */

/** One holiday as printed in the notice. */
interface Holiday {
  name: string;
  /** First and last day off, both included; `MM-DD`. */
  from: string;
  to: string;
  /** Weekend days on which offices work instead (上班), `MM-DD`. */
  worked: readonly string[];
}

/** The holiday notice of one year. */
export interface HolidayCalendar {
  year: number;
  document: string;
  documentNumber: string;
  publishedOn: string;
  holidays: readonly Holiday[];
}

export const HOLIDAY_CALENDARS: readonly HolidayCalendar[] = [
  {
    year: 2025,
    document: '国务院办公厅关于2025年部分节假日安排的通知',
    documentNumber: '国办发明电〔2024〕12号',
    publishedOn: '2024-11-12',
    holidays: [
      { name: '元旦', from: '01-01', to: '01-01', worked: [] },
      { name: '春节', from: '01-28', to: '02-04', worked: ['01-26', '02-08'] },
      { name: '清明节', from: '04-04', to: '04-06', worked: [] },
      { name: '劳动节', from: '05-01', to: '05-05', worked: ['04-27'] },
      { name: '端午节', from: '05-31', to: '06-02', worked: [] },
      { name: '国庆节、中秋节', from: '10-01', to: '10-08', worked: ['09-28', '10-11'] },
    ],
  },
  {
    year: 2026,
    document: '国务院办公厅关于2026年部分节假日安排的通知',
    documentNumber: '国办发明电〔2025〕7号',
    publishedOn: '2025-11-04',
    holidays: [
      { name: '元旦', from: '01-01', to: '01-03', worked: ['01-04'] },
      { name: '春节', from: '02-15', to: '02-23', worked: ['02-14', '02-28'] },
      { name: '清明节', from: '04-04', to: '04-06', worked: [] },
      { name: '劳动节', from: '05-01', to: '05-05', worked: ['05-09'] },
      { name: '端午节', from: '06-19', to: '06-21', worked: [] },
      { name: '中秋节', from: '09-25', to: '09-27', worked: [] },
      { name: '国庆节', from: '10-01', to: '10-07', worked: ['09-20', '10-10'] },
    ],
  },
];

/**
 * Statutory days off on fixed dates (元旦, 劳动节, 国庆节), both ends included; known before the notice of a year is out.
 * Source: 《全国年节及纪念日放假办法》（国务院令第795号，2025年1月1日起施行）第二条。
 */
const FIXED_HOLIDAYS: readonly Holiday[] = [
  { name: '元旦', from: '01-01', to: '01-01', worked: [] },
  { name: '劳动节', from: '05-01', to: '05-02', worked: [] },
  { name: '国庆节', from: '10-01', to: '10-03', worked: [] },
];

const DAY_MS = 86_400_000;
const DATE_TEXT = /^\d{4}-\d{2}-\d{2}$/;

/** Midnight UTC of a calendar day. @throws RangeError where the text is no calendar day */
function timeOf(date: string): number {
  const time = DATE_TEXT.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`Not a calendar day: ${date}`);
  }
  return time;
}

function calendarOf(date: string): HolidayCalendar | null {
  return HOLIDAY_CALENDARS.find((calendar) => date.startsWith(`${calendar.year}-`)) ?? null;
}

/** Whether the year's holiday notice is built in; where not, weekends and FIXED_HOLIDAYS are days off. */
export function isCalendarKnown(date: string): boolean {
  return calendarOf(date) !== null;
}

/** What to know about a deadline in a year whose holiday notice is not out yet; else null. */
export function unknownCalendarNote(date: string): string | null {
  return isCalendarKnown(date) ? null : `${date.slice(0, 4)}年节假日安排公布前按周末和固定节日计算`;
}

/**
 * Whether offices work on this day: weekdays without a holiday, and the weekend days worked instead.
 * @throws RangeError where the text is no calendar day
 * Source: HOLIDAY_CALENDARS; other years by weekends and FIXED_HOLIDAYS.
 */
export function isWorkingDay(date: string): boolean {
  const weekday = new Date(timeOf(date)).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  const monthDay = date.slice(5);
  const holidays = calendarOf(date)?.holidays ?? FIXED_HOLIDAYS;
  if (holidays.some(({ worked }) => worked.includes(monthDay))) return true;
  if (holidays.some(({ from, to }) => from <= monthDay && monthDay <= to)) return false;
  return !isWeekend;
}

/**
 * The n-th working day after a date; the date itself does not count. n = 0 gives the date itself.
 * @param n whole number, 0 or more
 * @throws RangeError where the text is no calendar day, or n is negative or no whole number
 */
export function addWorkingDays(date: string, n: number): string {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`Not a number of working days: ${n}`);
  let time = timeOf(date);
  for (let left = n; left > 0; ) {
    time += DAY_MS;
    if (isWorkingDay(new Date(time).toISOString().slice(0, 10))) left -= 1;
  }
  return new Date(time).toISOString().slice(0, 10);
}
