import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { report, reportDecision, reportRevision, user } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, forbidden, invalidFields, versionConflict } from '../http/errors.ts';
import { requireReportable, requireUnit } from '../http/params.ts';
import { type Figures, parseFigures } from '../rules/figures.ts';
import { mayWriteReport, type Viewer } from '../rules/permissions.ts';
import { checkReport, type Flag, needsNote } from '../rules/report-checks.ts';
import { findReport } from './detail.ts';
import { checkContextOf, referencesOf } from './references.ts';
import { figuresOf } from './revisions.ts';
import type { DraftSavedReply } from './schema.ts';
import { scopeOf } from './scope.ts';

type ReportRow = typeof report.$inferSelect;

export interface ReportEdit {
  viewer: Viewer;
  actor: Actor;
  unitCode: string;
  period: string;
  today: string;
  /** the version the edit was made on; 0 = no report yet */
  version: number;
  /** as typed */
  figures: Record<string, unknown>;
}

/** Normalised figures, or 422 with a message at each field. */
function readFigures(raw: Record<string, unknown>): Figures {
  const { figures, errors } = parseFigures(raw);
  if (Object.keys(errors).length > 0) throw invalidFields(errors as FieldErrors);
  return figures;
}

function latestFigures(tx: WriteTx, row: ReportRow): Figures | null {
  if (row.draft) return JSON.parse(row.draft) as Figures;
  const revisions = tx.select().from(reportRevision).where(eq(reportRevision.reportId, row.id)).all();
  const latest = revisions.find((revision) => revision.revision === row.latestRevision);
  return latest ? figuresOf(latest) : null;
}

/** 409 with both versions: what stands on the server, and what the caller sent. */
function conflict(
  tx: WriteTx,
  row: ReportRow,
  yours: { version: number; figures: Figures | null },
): AppError {
  const savedBy = row.draftBy && tx.select().from(user).where(eq(user.id, row.draftBy)).get();
  return versionConflict({
    current: {
      version: row.version,
      status: row.status,
      figures: latestFigures(tx, row),
      savedAt: row.draftSavedAt,
      savedBy: savedBy ? savedBy.displayName : null,
    },
    yours,
  });
}

/** The row to edit, newly made where there is none; refuses strangers, old versions and reports under review. */
function openForEdit(tx: WriteTx, edit: ReportEdit, figures: Figures): ReportRow {
  requireUnit(tx, edit.unitCode);
  if (!mayWriteReport(edit.viewer, edit.unitCode)) throw forbidden();
  requireReportable(edit.period, edit.today);
  const row = findReport(tx, edit.unitCode, edit.period);
  if (!row) {
    const fresh = { unitCode: edit.unitCode, period: edit.period, status: 'draft', version: 0 } as const;
    return tx.insert(report).values(fresh).returning().get();
  }
  if (row.status === 'submitted') {
    throw new AppError(409, 'under_review', '本期已提交、正在审核；如需修改，请联系市工信局退回。');
  }
  if (row.version !== edit.version) throw conflict(tx, row, { version: edit.version, figures });
  return row;
}

const entityId = (row: { unitCode: string; period: string }) => `${row.unitCode}/${row.period}`;

/** Keeps the working copy on the server; a save that changes nothing leaves no trace. */
export function saveDraft(db: Database, edit: ReportEdit): DraftSavedReply {
  return db.write((tx) => {
    const figures = readFigures(edit.figures);
    const row = openForEdit(tx, edit, figures);
    const draft = JSON.stringify(figures);
    if (row.draft === draft) {
      return { version: row.version, savedAt: row.draftSavedAt ?? edit.actor.at, status: row.status };
    }
    const status = row.status === 'returned' ? 'returned' : 'draft';
    const version = row.version + 1;
    tx.update(report)
      .set({ draft, draftSavedAt: edit.actor.at, draftBy: edit.actor.id, status, version })
      .where(eq(report.id, row.id))
      .run();
    appendAudit(tx, {
      ...auditFrom(edit.actor),
      action: 'report.save_draft',
      entity: 'report',
      entityId: entityId(row),
      before: row.draft ? JSON.parse(row.draft) : null,
      after: figures,
    });
    return { version, savedAt: edit.actor.at, status } as const;
  });
}

/** Flags of the figures; what is impossible, or unexplained, is refused at its field. */
function checked(tx: WriteTx, edit: ReportEdit, figures: Figures): Flag[] {
  const references = referencesOf(tx, scopeOf(edit.viewer), edit.unitCode, edit.period);
  const flags = checkReport(figures, checkContextOf(references, edit.unitCode, edit.period));
  const problems: FieldErrors = {};
  for (const flag of flags) {
    if (flag.severity === 'error') problems[flag.field ?? 'note'] = { code: flag.id, message: flag.message };
  }
  if (needsNote(flags) && figures.note.trim() === '') {
    problems.note = { code: 'note_required', message: '有需要说明的情况，请填写说明后再提交。' };
  }
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return flags;
}

/** Submits the figures as a new immutable revision, with the flags that stood. */
export function submitReport(db: Database, edit: ReportEdit): void {
  db.write((tx) => {
    const figures = readFigures(edit.figures);
    const row = openForEdit(tx, edit, figures);
    const flags = checked(tx, edit, figures);
    const revision = row.latestRevision + 1;
    tx.insert(reportRevision)
      .values({
        reportId: row.id,
        revision,
        ...figures,
        flags: JSON.stringify(flags),
        submittedAt: edit.actor.at,
        submittedBy: edit.actor.id,
      })
      .run();
    tx.update(report)
      .set({
        status: 'submitted',
        latestRevision: revision,
        version: row.version + 1,
        draft: null,
        draftSavedAt: null,
        draftBy: null,
      })
      .where(eq(report.id, row.id))
      .run();
    appendAudit(tx, {
      ...auditFrom(edit.actor),
      action: 'report.submit',
      entity: 'report',
      entityId: entityId(row),
      before: latestFigures(tx, { ...row, draft: null }),
      after: { revision, ...figures },
    });
  });
}

export interface DecisionItem {
  unitCode: string;
  version: number;
}

export interface Decision {
  period: string;
  outcome: 'approved' | 'returned';
  reason: string | null;
  items: readonly DecisionItem[];
}

function decideOne(tx: WriteTx, decision: Decision, item: DecisionItem, actor: Actor): void {
  const unit = requireUnit(tx, item.unitCode);
  const row = findReport(tx, item.unitCode, decision.period);
  if (row && row.version !== item.version) {
    throw conflict(tx, row, { version: item.version, figures: null });
  }
  if (row?.status !== 'submitted') {
    throw new AppError(409, 'not_submitted', `${unit.name}本期没有待审核的报表。`);
  }
  const reason = decision.outcome === 'returned' ? decision.reason : null;
  const { outcome, period } = decision;
  tx.insert(reportDecision)
    .values({
      reportId: row.id,
      revision: row.latestRevision,
      outcome,
      reason,
      decidedAt: actor.at,
      decidedBy: actor.id,
    })
    .run();
  const approvedRevision = outcome === 'approved' ? row.latestRevision : row.approvedRevision;
  tx.update(report)
    .set({ status: outcome, version: row.version + 1, approvedRevision })
    .where(eq(report.id, row.id))
    .run();
  appendAudit(tx, {
    ...auditFrom(actor),
    action: outcome === 'approved' ? 'report.approve' : 'report.return',
    entity: 'report',
    entityId: entityId({ unitCode: item.unitCode, period }),
    before: { status: row.status, approvedRevision: row.approvedRevision },
    after: { status: outcome, revision: row.latestRevision, approvedRevision, reason },
  });
}

/** Approves or returns reports of one period: all of them or, if one cannot be, none. */
export function decideReports(db: Database, decision: Decision, actor: Actor): void {
  const reason = decision.reason?.trim() || null;
  if (decision.outcome === 'returned' && reason === null) {
    throw invalidFields({ reason: { code: 'required', message: '请填写退回原因。' } });
  }
  db.write((tx) => {
    for (const item of decision.items) decideOne(tx, { ...decision, reason }, item, actor);
  });
}
