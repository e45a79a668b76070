import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { feedback, feedbackRow } from '../../db/schema.ts';
import { numbersOf } from '../reports/revisions.ts';
import { FIGURE_FIELDS, type FigureField } from '../rules/figures.ts';

/** A table of the statistics bureau (统计反馈表) without its lines. */
export type FeedbackHead = typeof feedback.$inferSelect;
export type FigureNumbers = Record<FigureField, string | null>;

/** The fed-back line that counts for one unit: the newest, with the table it came in. */
export interface FeedbackLine {
  unitCode: string;
  head: FeedbackHead;
  figures: FigureNumbers;
  /** UTC time of the first table that said what this line says: a later table repeating it corrects nothing */
  changedAt: string;
}

/** The newest line of each unit in some periods, keyed `unit/period`: one query. */
export function newestLines(
  db: ReadDb,
  where: { periods?: readonly string[]; units?: readonly string[] },
): Map<string, FeedbackLine> {
  const rows = db
    .select({ head: feedback, line: feedbackRow })
    .from(feedbackRow)
    .innerJoin(feedback, eq(feedback.id, feedbackRow.feedbackId))
    .where(
      and(
        where.periods === undefined ? undefined : inArray(feedback.period, [...where.periods]),
        where.units === undefined ? undefined : inArray(feedbackRow.unitCode, [...where.units]),
      ),
    )
    .orderBy(asc(feedback.id))
    .all();
  const newest = new Map<string, FeedbackLine>();
  for (const { head, line } of rows) {
    const { unitCode } = line;
    const key = `${unitCode}/${head.period}`;
    const figures = numbersOf(line);
    const earlier = newest.get(key);
    const repeated = earlier && FIGURE_FIELDS.every((field) => earlier.figures[field] === figures[field]);
    newest.set(key, { unitCode, head, figures, changedAt: repeated ? earlier.changedAt : head.enteredAt });
  }
  return newest;
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
