import { and, eq, sql } from 'drizzle-orm';
import type { ReadDb, WriteTx } from '../../db/open.ts';
import { prepared } from '../../db/prepared.ts';
import { report, reportRevision, user } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, forbidden, invalidFields, versionConflict } from '../http/errors.ts';
import { requireUnit } from '../http/params.ts';
import { periodClosed, periodFacts, requireOpen } from '../periods/deadlines.ts';
import { EMPTY_FIGURES, type Figures } from '../rules/figures.ts';
import { mayWriteReport, type Viewer } from '../rules/permissions.ts';
import { figuresOf } from './revisions.ts';

export type ReportRow = typeof report.$inferSelect;
export type RevisionRow = typeof reportRevision.$inferSelect;

/** Who wants to do something with which report, on the version seen. */
export interface ReportStep {
  viewer: Viewer;
  actor: Actor;
  unitCode: string;
  period: string;
  today: string;
  /** the version the step was decided on; 0 = no report yet */
  version: number;
}

export interface ReportEdit extends ReportStep {
  /** as typed */
  figures: Readonly<Record<string, unknown>>;
}

const reportByKey = prepared((db) =>
  db
    .select()
    .from(report)
    .where(
      and(eq(report.unitCode, sql.placeholder('unitCode')), eq(report.period, sql.placeholder('period'))),
    )
    .prepare(),
);

export function findReport(db: ReadDb, unitCode: string, period: string): ReportRow | undefined {
  return reportByKey(db).get({ unitCode, period });
}

export function revisionRow(db: ReadDb, reportId: number, revision: number): RevisionRow | undefined {
  return db
    .select()
    .from(reportRevision)
    .where(and(eq(reportRevision.reportId, reportId), eq(reportRevision.revision, revision)))
    .get();
}

/** Key of a report in the audit log. */
export const entityId = (row: { unitCode: string; period: string }) => `${row.unitCode}/${row.period}`;

/** What a person who sees no drafts is told of work in progress: nothing. */
export const approvedStatus = (row: ReportRow | null | undefined) =>
  row?.approvedRevision == null ? null : 'approved';

/** The working copy; one saved before a figure was asked for is blank there. Null where there is none. */
export function draftOf({ draft }: Pick<ReportRow, 'draft'>): Figures | null {
  return draft === null ? null : { ...EMPTY_FIGURES, ...(JSON.parse(draft) as Partial<Figures>) };
}

/** Whether the working copy says just this. */
export const isDraft = (row: ReportRow, figures: Figures) =>
  JSON.stringify(draftOf(row)) === JSON.stringify(figures);

/** Everybody who changed the working copy since the bureau last decided (填报人). */
export function draftAuthors(row: Pick<ReportRow, 'draftBy' | 'draftAuthors'>): number[] {
  return [...new Set([...row.draftAuthors, ...(row.draftBy === null ? [] : [row.draftBy])])];
}

/** The working copy, else the newest submission; null before either. */
export function latestFigures(db: ReadDb, row: ReportRow): Figures | null {
  const draft = draftOf(row);
  if (draft) return draft;
  const latest = revisionRow(db, row.id, row.latestRevision);
  return latest ? figuresOf(latest) : null;
}

interface Yours {
  version: number;
  figures: Figures | null;
}

/** Both versions: what stands on the server, and what the caller sent. */
function bothVersions(db: ReadDb, row: ReportRow, yours: Yours) {
  const savedBy = row.draftBy === null ? null : db.select().from(user).where(eq(user.id, row.draftBy)).get();
  return {
    current: {
      version: row.version,
      status: row.status,
      figures: latestFigures(db, row),
      savedAt: row.draftSavedAt,
      savedBy: savedBy?.displayName ?? null,
    },
    yours,
  };
}

/** 409 with both versions. */
export function requireVersion(db: ReadDb, row: ReportRow, yours: Yours): void {
  if (row.version !== yours.version) throw versionConflict(bothVersions(db, row, yours));
}

/** Why a report in this state takes no edit; undefined where it takes one. */
const NOT_EDITABLE: Partial<Record<ReportRow['status'], readonly [code: string, message: string]>> = {
  signing: ['signing', '本期已提交签核；如需修改，请先撤回，或由签核人退回修改。'],
  submitted: ['under_review', '本期已提交、正在审核；如需修改，请先撤回，或联系市工信局退回。'],
  approved: ['approved', '本期已审核通过；如需更正，请先说明原因、重新打开。'],
};

/** What keeps a report from being edited as it stands: code and words, or null. */
export const editRefusal = (status: ReportRow['status']) => NOT_EDITABLE[status] ?? null;

/** The unit, where this person may write its reports. */
export function requireWriter(db: ReadDb, viewer: Viewer, unitCode: string) {
  const unit = requireUnit(db, unitCode);
  if (!mayWriteReport(viewer, unitCode)) throw forbidden();
  return unit;
}

/** Nothing goes back to a county while its period is closed: it could not work on it. 409 `period_closed`. */
export function requireNotClosed(db: ReadDb, period: string): void {
  if (periodFacts(db, period).closedAt !== null) throw periodClosed(period, '；请先重新开放本期。');
}

/**
 * The row to edit, newly made where there is none. Refuses strangers (403), a period that is not open, a report that is
 * being signed off, reviewed or is approved (409, with both versions), and an old version (409 `version_conflict`).
 */
export function openForEdit(tx: WriteTx, step: ReportStep, figures: Figures): ReportRow {
  requireWriter(tx, step.viewer, step.unitCode);
  requireOpen(tx, step.period, step.today);
  const row = findReport(tx, step.unitCode, step.period);
  if (!row) {
    const fresh = { unitCode: step.unitCode, period: step.period, status: 'draft', version: 0 } as const;
    return tx.insert(report).values(fresh).returning().get();
  }
  const yours = { version: step.version, figures };
  const refused = editRefusal(row.status);
  if (refused) throw new AppError(409, ...refused, { details: bothVersions(tx, row, yours) });
  requireVersion(tx, row, yours);
  return row;
}

/** A written reason, trimmed; 422 at the field where there is none. */
export function requireReason(text: string, message: string): string {
  const reason = text.trim();
  if (reason === '') throw invalidFields({ reason: { code: 'required', message } });
  return reason;
}
