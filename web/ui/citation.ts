import { formatFullDate } from '../format.ts';

const PLATFORM = '九江绿色制造目标跟踪平台';

/** The pages that can look back at a day (截至某日). */
const LOOKS_BACK = /^\/(?:intensity|counties\/[^/]+)?$/;

interface Pins {
  /** business date, YYYY-MM-DD */
  today: string;
  /** the period the page shows */
  period: string;
  /** '' or as `tableHash` */
  hash: string;
}

/**
 * Address that shows this view again, also later: where the page can look back, the day and the period go into it, so
 * that neither a revision nor a newer period changes what is seen.
 */
export function viewAddress(href: string, { today, period, hash }: Pins): string {
  const url = new URL(href);
  url.hash = hash;
  if (!LOOKS_BACK.test(url.pathname)) return url.href;
  if (!url.searchParams.has('period')) url.searchParams.set('period', period);
  if (!url.searchParams.has('asOf')) url.searchParams.set('asOf', today);
  return url.href;
}

/** Citation (引用) in one line. */
export function citationOf(cited: { title: string; asOf: string; address: string }): string {
  return `${PLATFORM}，《${cited.title}》，数据截至${formatFullDate(cited.asOf)}，${cited.address}`;
}
