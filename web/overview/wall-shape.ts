import { formatClock, formatFullDate, formatFullDateTime } from '../format.ts';

/** What fits on the wall screen (大屏). */

/** The lines that fit, and '等N项' in the place of the last where there are more of them. */
export function fitLines<T>(
  lines: readonly T[],
  most: number,
  unseen = 0,
): { shown: T[]; rest: string | null } {
  const total = lines.length + unseen;
  if (total <= most) return { shown: [...lines], rest: null };
  return { shown: lines.slice(0, most - 1), rest: `等${total}项` };
}

/** '2026年11月22日 10:23'; on another business date that date, named as such, with the time of the clock. */
export function wallClock(now: string, today: string): string {
  const plain = formatFullDateTime(now);
  const day = formatFullDate(today);
  return plain.startsWith(`${day} `) ? plain : `业务日期${day} ${formatClock(now).slice(0, 5)}`;
}
