import { and, asc, desc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { feedback, feedbackRow, report, reportRevision, unit, user } from '../../db/schema.ts';
import { numbersOf } from '../reports/revisions.ts';
import { periodLabel } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { differencesBetween } from './differences.ts';
import { type FigureNumbers, feedbackRowsOf } from './feedback.ts';
import type { FeedbackReply } from './schema.ts';

type ReportStatus = (typeof report.$inferSelect)['status'];

/** A unit with the newest submission of a period, where there is one. */
export interface UnitSubmission {
  unitCode: string;
  unitName: string;
  status: ReportStatus | null;
  /** 0 = never submitted */
  revision: number;
  submittedAt: string | null;
  figures: FigureNumbers | null;
}

/** All 15 units with their newest submission, in the order of Attachment 2: one query. For the bureau only. */
export function submissionsOfPeriod(db: ReadDb, period: string): UnitSubmission[] {
  const rows = db
    .select({ unit, status: report.status, revision: reportRevision })
    .from(unit)
    .leftJoin(report, and(eq(report.unitCode, unit.code), eq(report.period, period)))
    .leftJoin(
      reportRevision,
      and(eq(reportRevision.reportId, report.id), eq(reportRevision.revision, report.latestRevision)),
    )
    .orderBy(asc(unit.sortOrder))
    .all();
  return rows.map((row) => ({
    unitCode: row.unit.code,
    unitName: row.unit.name,
    status: row.status,
    revision: row.revision?.revision ?? 0,
    submittedAt: row.revision?.submittedAt ?? null,
    figures: row.revision ? numbersOf(row.revision) : null,
  }));
}

function tablesOf(db: ReadDb, period: string): FeedbackReply['tables'] {
  const rows = db
    .select({ head: feedback, enteredBy: user.displayName, line: feedbackRow, unitName: unit.name })
    .from(feedback)
    .innerJoin(user, eq(user.id, feedback.enteredBy))
    .innerJoin(feedbackRow, eq(feedbackRow.feedbackId, feedback.id))
    .innerJoin(unit, eq(unit.code, feedbackRow.unitCode))
    .where(eq(feedback.period, period))
    .orderBy(desc(feedback.id), asc(unit.sortOrder))
    .all();
  const tables = new Map<number, FeedbackReply['tables'][number]>();
  for (const { head, enteredBy, line, unitName } of rows) {
    const table = tables.get(head.id) ?? { ...head, enteredBy, rows: [] };
    table.rows.push({ unitCode: line.unitCode, unitName, figures: numbersOf(line) });
    tables.set(head.id, table);
  }
  return [...tables.values()];
}

/** What was fed back for a period: the line that counts per unit, how reports differ, and every table. Three queries. */
export function feedbackOverview(db: ReadDb, period: string): FeedbackReply {
  const lines = feedbackRowsOf(db, period);
  return {
    period,
    label: periodLabel(period),
    units: submissionsOfPeriod(db, period).map(
      ({ unitCode, unitName, status, revision, submittedAt, figures }) => {
        const line = lines.get(unitCode);
        return {
          unitCode,
          unitName,
          isCity: isCityCode(unitCode),
          feedback: line
            ? {
                id: line.head.id,
                document: line.head.document,
                documentDate: line.head.documentDate,
                enteredAt: line.head.enteredAt,
                figures: line.figures,
              }
            : null,
          reportStatus: status,
          revision,
          differences: line && figures ? differencesBetween(figures, line.figures) : [],
          correctedSince: line !== undefined && submittedAt !== null && line.changedAt > submittedAt,
        };
      },
    ),
    tables: tablesOf(db, period),
  };
}
