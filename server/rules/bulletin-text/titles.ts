import { parsePeriod } from '../periods.ts';

/* Names and titles of a bulletin's indicator, figures and annexes: the same in the text, in Word and Excel, on the printed
   page and on the screen. */

/** The indicator of Attachment 2 as official papers write it. */
export const INDICATOR = '规模以上工业单位增加值能耗';

/** '1–9月' of the screens as official papers write it: '1—9月' (GB/T 15834). */
export const paperDash = (text: string) => text.replace(/(\d)–(\d{1,2}月)/g, '$1—$2');

/** '1—9月': the dash of official papers. @throws RangeError where it is no period of the plan */
export function monthsText(period: string): string {
  const parts = parsePeriod(period);
  if (parts === null) throw new RangeError(`Not a period of the plan: ${period}`);
  return parts.month === 12 ? '全年' : `1—${parts.month}月`;
}

/** '2026年1—9月', '2026年全年'. */
export const periodText = (period: string) => `${period.slice(0, 4)}年${monthsText(period)}`;

/** '2026-11-21' → '2026年11月21日'. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 图1: each unit's change against its target. */
export const unitsFigureTitle = (period: string) =>
  `图1　${periodText(period)}各县（市、区）${INDICATOR}同比变化`;

/** 图2: the city's course. */
export const COURSE_FIGURE_TITLE = `图2　全市${INDICATOR}走势`;

/** Title of 附表1, without its number. */
export const intensityAnnexTitle = (period: string) => `${periodText(period)}能耗强度目标完成情况表`;

/** Title of 附表2, without its number. */
export const quotaAnnexTitle = (year: number) => `绿色制造标杆${year}年目标进展表`;
