import { eq, sql } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { prepared } from '../../db/prepared.ts';
import { report, reportEvent, reportRevision } from '../../db/schema.ts';
import { differencesBetween } from '../feedback/differences.ts';
import { feedbackRowOf } from '../feedback/feedback.ts';
import { auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields } from '../http/errors.ts';
import { signOffRequired } from '../periods/settings.ts';
import {
  EMPTY_FIGURES,
  FIGURE_FIELDS,
  type FigureField,
  type Figures,
  OTHER_FIELDS,
  parseFigures,
} from '../rules/figures.ts';
import { checkReport, type Flag, needsNote } from '../rules/report-checks.ts';
import { isCityCode } from '../rules/units.ts';
import {
  draftAuthors,
  draftOf,
  entityId,
  findReport,
  isDraft,
  latestFigures,
  openForEdit,
  type ReportEdit,
  type ReportRow,
  type ReportStep,
} from './guards.ts';
import { checkContextOf, collectedFor, referencesOf } from './references.ts';
import type { DraftSavedReply } from './schema.ts';
import { scopeOf } from './scope.ts';

/** Normalised figures, or 422 with a message at each field. */
function readFigures(raw: Readonly<Record<string, unknown>>): Figures {
  const { figures, errors } = parseFigures(raw);
  if (Object.keys(errors).length > 0) throw invalidFields(errors as FieldErrors);
  return figures;
}

/** A reason for a missing value goes where the value has come. */
export function withoutNeedlessReasons(figures: Figures): Figures {
  const absent = { ...figures.absent };
  for (const field of FIGURE_FIELDS) if (figures[field] !== null) delete absent[field];
  return { ...figures, absent };
}

/** Whoever changes the working copy is its newest author, and one of them. */
const changedBy = (row: ReportRow, userId: number) => ({
  draftBy: userId,
  draftAuthors: [...new Set([...draftAuthors(row), userId])],
});

const keepDraft = prepared((tx: WriteTx) =>
  tx
    .update(report)
    .set({
      draft: sql`${sql.placeholder('draft')}`,
      draftSavedAt: sql`${sql.placeholder('draftSavedAt')}`,
      draftBy: sql`${sql.placeholder('draftBy')}`,
      draftAuthors: sql`${sql.placeholder('draftAuthors')}`,
      status: sql`${sql.placeholder('status')}`,
      version: sql`${sql.placeholder('version')}`,
    })
    .where(eq(report.id, sql.placeholder('id')))
    .prepare(),
);

/**
 * Writes the working copy of a row opened for an edit; one that changes nothing leaves no trace.
 * @param action of the audit row: how the figures came in
 */
export function writeDraft(
  tx: WriteTx,
  step: ReportStep,
  row: ReportRow,
  figures: Figures,
  action: 'report.save_draft' | 'report.import',
): DraftSavedReply {
  if (isDraft(row, figures)) {
    return { version: row.version, savedAt: row.draftSavedAt ?? step.actor.at, status: row.status };
  }
  const status = row.status === 'returned' ? 'returned' : 'draft';
  const version = row.version + 1;
  const by = changedBy(row, step.actor.id);
  keepDraft(tx).run({
    ...by,
    id: row.id,
    draft: JSON.stringify(figures),
    draftSavedAt: step.actor.at,
    draftAuthors: JSON.stringify(by.draftAuthors),
    status,
    version,
  });
  const what = { entity: 'report', entityId: entityId(row), before: draftOf(row), after: figures };
  appendAudit(tx, { ...auditFrom(step.actor), action, ...what });
  return { version, savedAt: step.actor.at, status };
}

/** Keeps the working copy on the server; a save that changes nothing leaves no trace. */
export function saveDraft(db: Database, edit: ReportEdit): DraftSavedReply {
  const save = (tx: WriteTx) => {
    const figures = readFigures(edit.figures);
    const row = openForEdit(tx, edit, figures);
    const saved = writeDraft(tx, edit, row, figures, 'report.save_draft');
    return { saved, isRewrite: row.version > 0 && row.status === saved.status };
  };
  return db.write(save, ({ isRewrite }) => isRewrite).saved;
}

/** What the checks say of these figures, beside all that is known of the unit. */
export function flagsOf(db: ReadDb, step: ReportStep, figures: Figures): Flag[] {
  const references = referencesOf(db, scopeOf(step.viewer), step.unitCode, step.period);
  const collected = collectedFor(db, step.unitCode, step.period, step.today);
  return checkReport(figures, checkContextOf(references, collected, step));
}

/** Flags of the figures; what is impossible, or unexplained, is refused at its field. */
export function requireSubmittable(db: ReadDb, step: ReportStep, figures: Figures): Flag[] {
  const flags = flagsOf(db, step, figures);
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

/** Whether a second person of the unit has to sign off; nobody of a county does for 全市. */
export const needsSignOff = (db: ReadDb, unitCode: string) =>
  !isCityCode(unitCode) && signOffRequired(db, unitCode);

/** The fed-back table whose line these figures confirm (more decimals are no difference); null where they differ. */
function confirmedFeedback(db: ReadDb, row: ReportRow, figures: Figures): number | null {
  const line = feedbackRowOf(db, row.period, row.unitCode);
  if (!line || figures.source !== 'statistics') return null;
  const { head } = line;
  const sameScope =
    head.edition === figures.edition &&
    head.energyScope === figures.energyScope &&
    head.feedstockDeducted === figures.feedstockDeducted &&
    head.renewablesDeducted === figures.renewablesDeducted;
  return sameScope && differencesBetween(figures, line.figures).length === 0 ? head.id : null;
}

/** Adds the figures as a new immutable revision, with the flags that stood, and hands the report to the bureau. */
export function addRevision(
  tx: WriteTx,
  step: ReportStep,
  row: ReportRow,
  given: { figures: Figures; flags: Flag[]; submittedBy: number; signedOffBy: number | null },
): number {
  const revision = row.latestRevision + 1;
  const { figures, flags, submittedBy, signedOffBy } = given;
  tx.insert(reportRevision)
    .values({
      reportId: row.id,
      revision,
      ...figures,
      flags: JSON.stringify(flags),
      submittedAt: step.actor.at,
      submittedBy,
      signedOffBy,
      feedbackId: confirmedFeedback(tx, row, figures),
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
  return revision;
}

/** Keeps the figures as they are until a second person has looked (签核). */
function askSignOff(tx: WriteTx, step: ReportStep, row: ReportRow, figures: Figures): void {
  const { at, id: by } = step.actor;
  // who asks without having changed a figure has not filled it in
  const filledIn = isDraft(row, figures) && row.draftBy !== null ? {} : changedBy(row, by);
  const draft = JSON.stringify(figures);
  tx.update(report)
    .set({ status: 'signing', version: row.version + 1, draft, draftSavedAt: at, ...filledIn })
    .where(eq(report.id, row.id))
    .run();
  const revision = row.latestRevision === 0 ? null : row.latestRevision;
  tx.insert(reportEvent).values({ reportId: row.id, kind: 'signOffAsked', revision, at, by }).run();
  appendAudit(tx, {
    ...auditFrom(step.actor),
    action: 'report.ask_sign_off',
    entity: 'report',
    entityId: entityId(row),
    before: latestFigures(tx, row),
    after: figures,
  });
}

/** Hands a row opened for an edit to the bureau, or first to the county's second person. */
function handIn(
  tx: WriteTx,
  step: ReportStep,
  row: ReportRow,
  figures: Figures,
  action: 'report.submit' | 'report.confirm',
): void {
  const flags = requireSubmittable(tx, step, figures);
  if (needsSignOff(tx, step.unitCode)) {
    askSignOff(tx, step, row, figures);
    return;
  }
  const submittedBy = step.actor.id;
  const revision = addRevision(tx, step, row, { figures, flags, submittedBy, signedOffBy: null });
  appendAudit(tx, {
    ...auditFrom(step.actor),
    action,
    entity: 'report',
    entityId: entityId(row),
    before: latestFigures(tx, { ...row, draft: null }),
    after: { revision, ...figures },
  });
}

/** Submits the figures: a new revision for the bureau, or 待签核 where the unit asks for a second person. */
export function submitReport(db: Database, edit: ReportEdit): void {
  db.write((tx) => {
    const figures = readFigures(edit.figures);
    const row = openForEdit(tx, edit, figures);
    handIn(tx, edit, row, figures, 'report.submit');
  });
}

export interface Confirmation extends ReportStep {
  feedbackId: number;
  note?: string | undefined;
  comments?: Partial<Record<FigureField, string>> | undefined;
}

/** The fed-back line as a report; what the table does not give of the second page is taken from the draft. */
function fedBackFigures(db: ReadDb, confirmation: Confirmation, draft: Figures | null): Figures {
  const line = feedbackRowOf(db, confirmation.period, confirmation.unitCode);
  if (!line) throw new AppError(409, 'no_feedback', '本期还没有统计反馈数，请直接填报。');
  if (line.head.id !== confirmation.feedbackId) {
    const message = `统计反馈数已由《${line.head.document}》更新，请核对新数后再确认。`;
    throw new AppError(409, 'feedback_changed', message, { details: { feedbackId: line.head.id } });
  }
  const { edition, energyScope, feedstockDeducted, renewablesDeducted } = line.head;
  const kept = draft ?? EMPTY_FIGURES;
  const secondPage = Object.fromEntries(
    OTHER_FIELDS.map((field) => [field, line.figures[field] ?? kept[field]]),
  );
  const figures = readFigures({
    ...line.figures,
    ...secondPage,
    comments: confirmation.comments ?? kept.comments,
    absent: kept.absent,
    note: confirmation.note ?? kept.note,
    source: 'statistics',
    edition,
    energyScope,
    feedstockDeducted,
    renewablesDeducted,
  });
  return withoutNeedlessReasons(figures);
}

/** Takes the fed-back figures as they stand and hands them in. */
export function confirmReport(db: Database, confirmation: Confirmation): void {
  db.write((tx) => {
    const found = findReport(tx, confirmation.unitCode, confirmation.period);
    const draft = found ? draftOf(found) : null;
    const row = openForEdit(tx, confirmation, draft ?? EMPTY_FIGURES);
    handIn(tx, confirmation, row, fedBackFigures(tx, confirmation, draft), 'report.confirm');
  });
}
