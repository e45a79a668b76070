import { and, desc, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { report, reportEvent, userUnit } from '../../db/schema.ts';
import { auditFrom } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { requireOpen } from '../periods/deadlines.ts';
import type { Figures } from '../rules/figures.ts';
import { addRevision, requireSubmittable } from './changes.ts';
import {
  draftAuthors,
  draftOf,
  entityId,
  findReport,
  type ReportRow,
  type ReportStep,
  requireReason,
  requireVersion,
  requireWriter,
} from './guards.ts';

/** A report that waits for its second person, with the figures and who filled them in. */
interface Waiting {
  row: ReportRow;
  figures: Figures;
  filledInBy: number;
}

/** Whether this account may sign off (签核) for a unit: one query. */
export function holdsSignOff(db: ReadDb, userId: number, unitCode: string): boolean {
  const held = db
    .select({ userId: userUnit.userId })
    .from(userUnit)
    .where(and(eq(userUnit.userId, userId), eq(userUnit.unitCode, unitCode), eq(userUnit.maySignOff, true)))
    .get();
  return held !== undefined;
}

/** Who asked for the sign-off that a report waits for, and when. */
export function lastAsked(db: ReadDb, reportId: number) {
  return db
    .select({ by: reportEvent.by, at: reportEvent.at })
    .from(reportEvent)
    .where(and(eq(reportEvent.reportId, reportId), eq(reportEvent.kind, 'signOffAsked')))
    .orderBy(desc(reportEvent.id))
    .limit(1)
    .get();
}

/** Four eyes: whoever changed anything in the working copy, or handed it to the second person, is not the second. */
export function isFirstPerson(db: ReadDb, row: ReportRow, userId: number): boolean {
  return draftAuthors(row).includes(userId) || lastAsked(db, row.id)?.by === userId;
}

/** The report that waits, where this person may decide on it. */
function requireSigner(tx: WriteTx, step: ReportStep): Waiting {
  const unit = requireWriter(tx, step.viewer, step.unitCode);
  requireOpen(tx, step.period, step.today);
  const row = findReport(tx, step.unitCode, step.period);
  if (row) requireVersion(tx, row, { version: step.version, figures: null });
  const figures = row ? draftOf(row) : null;
  if (row?.status !== 'signing' || figures === null || row.draftBy === null) {
    throw new AppError(409, 'not_signing', `${unit.name}本期没有待签核的报表。`);
  }
  if (!holdsSignOff(tx, step.actor.id, step.unitCode)) {
    throw new AppError(403, 'no_sign_off_right', `您没有${unit.name}的签核权限，可请系统管理员授权。`);
  }
  if (isFirstPerson(tx, row, step.actor.id)) {
    throw new AppError(403, 'four_eyes', '改动过本期填报数据、或提交签核的人不能签核，须由其他签核人进行。');
  }
  return { row, figures, filledInBy: row.draftBy };
}

/** 签核并上报: the second person agrees, and the report goes to the bureau in the name of who filled it in. */
export function signOff(db: Database, step: ReportStep): void {
  db.write((tx) => {
    const { row, figures, filledInBy } = requireSigner(tx, step);
    const flags = requireSubmittable(tx, step, figures);
    const revision = addRevision(tx, step, row, {
      figures,
      flags,
      submittedBy: filledInBy,
      signedOffBy: step.actor.id,
    });
    appendAudit(tx, {
      ...auditFrom(step.actor),
      action: 'report.sign_off',
      entity: 'report',
      entityId: entityId(row),
      before: { status: row.status },
      after: { status: 'submitted', revision, submittedBy: filledInBy },
    });
  });
}

/** 退回修改: the second person does not agree; the report is a draft again. */
export function declineSignOff(db: Database, step: ReportStep, text: string): void {
  const reason = requireReason(text, '请填写退回修改的原因。');
  db.write((tx) => {
    const { row } = requireSigner(tx, step);
    const { at, id: by } = step.actor;
    const revision = row.latestRevision === 0 ? null : row.latestRevision;
    tx.update(report)
      .set({ status: 'draft', version: row.version + 1 })
      .where(eq(report.id, row.id))
      .run();
    const event = { reportId: row.id, kind: 'signOffDeclined', revision, text: reason, at, by } as const;
    tx.insert(reportEvent).values(event).run();
    appendAudit(tx, {
      ...auditFrom(step.actor),
      action: 'report.decline_sign_off',
      entity: 'report',
      entityId: entityId(row),
      before: { status: row.status },
      after: { status: 'draft', reason },
    });
  });
}
