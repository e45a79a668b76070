import { and, eq, inArray, max } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { feedback, feedbackRow } from '../../db/schema.ts';
import { numbersOf } from '../reports/revisions.ts';
import type { FigureField } from '../rules/figures.ts';

/** A table of the statistics bureau (统计反馈表) without its lines. */
export type FeedbackHead = typeof feedback.$inferSelect;
export type FigureNumbers = Record<FigureField, string | null>;

/** The fed-back line that counts for one unit: the newest, with the table it came in. */
export interface FeedbackLine {
  unitCode: string;
  head: FeedbackHead;
  figures: FigureNumbers;
}

/** The newest line of each unit in some periods, keyed `unit/period`: one query. */
export function newestLines(
  db: ReadDb,
  where: { periods?: readonly string[]; units?: readonly string[] },
): Map<string, FeedbackLine> {
  const newest = db
    .select({
      period: feedback.period,
      unitCode: feedbackRow.unitCode,
      feedbackId: max(feedbackRow.feedbackId).as('newest_id'),
    })
    .from(feedbackRow)
    .innerJoin(feedback, eq(feedback.id, feedbackRow.feedbackId))
    .where(
      and(
        where.periods === undefined ? undefined : inArray(feedback.period, [...where.periods]),
        where.units === undefined ? undefined : inArray(feedbackRow.unitCode, [...where.units]),
      ),
    )
    .groupBy(feedback.period, feedbackRow.unitCode)
    .as('newest');
  const rows = db
    .select({ head: feedback, line: feedbackRow })
    .from(newest)
    .innerJoin(feedback, eq(feedback.id, newest.feedbackId))
    .innerJoin(
      feedbackRow,
      and(eq(feedbackRow.feedbackId, newest.feedbackId), eq(feedbackRow.unitCode, newest.unitCode)),
    )
    .all();
  return new Map(
    rows.map(({ head, line }) => [
      `${line.unitCode}/${head.period}`,
      { unitCode: line.unitCode, head, figures: numbersOf(line) },
    ]),
  );
}

/** What was fed back for each unit of a period, by unit code; a unit without a line is missing. One query. */
export function feedbackRowsOf(db: ReadDb, period: string): Map<string, FeedbackLine> {
  const lines = newestLines(db, { periods: [period] });
  return new Map([...lines.values()].map((line) => [line.unitCode, line]));
}

/** What was fed back for one unit and period; null where nothing was. One query. */
export function feedbackRowOf(db: ReadDb, period: string, unitCode: string): FeedbackLine | null {
  return newestLines(db, { periods: [period], units: [unitCode] }).get(`${unitCode}/${period}`) ?? null;
}
