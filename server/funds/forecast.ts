import type { ReadDb } from '../../db/open.ts';
import { certificate } from '../../db/schema.ts';
import { COST_ASSUMPTIONS, gapsOf, unknownWords } from '../quotas/gaps.ts';
import { quotaPace } from '../quotas/pace.ts';
import type { QuotaPaceReply } from '../quotas/schema.ts';
import { PLAN_YEARS } from '../rules/periods.ts';
import type { QuotaColumn } from '../rules/quota-columns.ts';
import { forecastRows, overYears } from '../rules/quota-forecast.ts';
import type { ForecastReply } from './schema.ts';

const LAST_YEAR = 2027;

const ASSUMPTIONS = [...COST_ASSUMPTIONS, '名单每年一批，尚缺称号在未公布的各年批次中平均分布。'];

/** Years whose list of a column is still awaited; the last year where all are out. */
function awaitedYears(pace: QuotaPaceReply, column: QuotaColumn): number[] {
  const from = Number(pace.asOf.slice(0, 4));
  const isOut = (year: number) =>
    pace.batches.some(
      (batch) =>
        batch.column === column.key &&
        batch.year === year &&
        batch.publishedOn !== null &&
        batch.publishedOn <= pace.asOf,
    );
  const years = PLAN_YEARS.filter((year) => year >= from && !isOut(year));
  return years.length > 0 ? years : [LAST_YEAR];
}

/** What meeting every quota of Attachment 2 will cost from a day on, by clause and year, as a range. */
export function forecast(db: ReadDb, today: string): ForecastReply {
  const pace = quotaPace(db, today);
  const isOver = today > `${LAST_YEAR}-12-31`;
  const certificates = db.select().from(certificate).all();
  const rows = isOver ? [] : forecastRows(gapsOf(pace, certificates));
  const parts = rows.flatMap((row) => overYears(row, awaitedYears(pace, row.column)));
  const sum = (items: readonly { lowFen: number; highFen: number }[], key: 'lowFen' | 'highFen') =>
    items.reduce((total, item) => total + item[key], 0);
  return {
    asOf: today,
    rows: rows.map(({ column: _, ...row }) => row),
    years: PLAN_YEARS.filter((year) => year >= Number(today.slice(0, 4))).map((year) => {
      const ofYear = parts.filter((part) => part.year === year);
      return { year, lowFen: sum(ofYear, 'lowFen'), highFen: sum(ofYear, 'highFen') };
    }),
    lowFen: sum(rows, 'lowFen'),
    highFen: sum(rows, 'highFen'),
    assumptions: [...ASSUMPTIONS, ...unknownWords(pace)],
  };
}
