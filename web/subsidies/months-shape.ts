import type { SpendingReply } from '../../server/funds/schema.ts';

export interface MonthPoint {
  /** '2026-03' */
  month: string;
  label: string;
  /** null = still to come */
  paidFen: number | null;
  sumFen: number | null;
}

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/**
 * The twelve months of a year; months without a payment are 0, months still to come are null. Over all years, only the
 * months there are.
 */
export function shapeMonths(
  { year, months }: Pick<SpendingReply, 'year' | 'months'>,
  today: string,
): MonthPoint[] {
  if (year === null) {
    return months.map((point) => ({
      ...point,
      label: `${point.month.slice(0, 4)}年${Number(point.month.slice(5))}月`,
    }));
  }
  const points: MonthPoint[] = [];
  let sumFen = 0;
  for (const number of MONTHS) {
    const month = `${year}-${number}`;
    const label = `${Number(number)}月`;
    if (month > today.slice(0, 7)) {
      points.push({ month, label, paidFen: null, sumFen: null });
      continue;
    }
    const paidFen = months.find((point) => point.month === month)?.paidFen ?? 0;
    sumFen += paidFen;
    points.push({ month, label, paidFen, sumFen });
  }
  return points;
}
