import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { report, reportEvent } from '../../db/schema.ts';
import { auditFrom } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { requireUnit } from '../http/params.ts';
import { requireOpen } from '../periods/deadlines.ts';
import { can } from '../rules/permissions.ts';
import {
  entityId,
  findReport,
  type ReportRow,
  type ReportStep,
  requireNotClosed,
  requireReason,
  requireVersion,
  requireWriter,
  revisionRow,
} from './guards.ts';
import { figuresOf } from './revisions.ts';

/** A revision as a working copy: what it said, and who filled it in. */
function copyOf(tx: WriteTx, row: ReportRow, revision: number) {
  const source = revisionRow(tx, row.id, revision);
  if (!source) throw new Error(`report ${entityId(row)} has no revision ${revision}`);
  return { draft: JSON.stringify(figuresOf(source)), submittedBy: source.submittedBy };
}

/** 撤回: takes back what nobody has signed off or decided on yet; the figures become the draft again. */
export function withdrawReport(db: Database, step: ReportStep): void {
  db.write((tx) => {
    requireWriter(tx, step.viewer, step.unitCode);
    requireOpen(tx, step.period, step.today);
    const row = findReport(tx, step.unitCode, step.period);
    if (row) requireVersion(tx, row, { version: step.version, figures: null });
    if (!row || (row.status !== 'signing' && row.status !== 'submitted')) {
      throw new AppError(409, 'nothing_to_withdraw', '本期没有待签核或待审核的报表，无须撤回。');
    }
    const { at } = step.actor;
    const taken = row.status === 'submitted' ? copyOf(tx, row, row.latestRevision) : null;
    tx.update(report)
      .set({
        status: 'draft',
        version: row.version + 1,
        ...(taken && { draft: taken.draft, draftBy: taken.submittedBy, draftSavedAt: at }),
      })
      .where(eq(report.id, row.id))
      .run();
    const revision = taken ? row.latestRevision : null;
    appendAudit(tx, {
      ...auditFrom(step.actor),
      action: 'report.withdraw',
      entity: 'report',
      entityId: entityId(row),
      before: { status: row.status, revision },
      after: { status: 'draft' },
    });
  });
}

/**
 * 重新打开: an approved report may be corrected while its period is open. The approved figures stay in force, and become
 * the draft; the bureau reopens any report, a county its own.
 */
export function reopenReport(db: Database, step: ReportStep, text: string): void {
  const reason = requireReason(text, '请填写重新打开的原因。');
  db.write((tx) => {
    if (can(step.viewer.role, 'reports.decide')) {
      requireUnit(tx, step.unitCode);
      requireNotClosed(tx, step.period);
    } else {
      requireWriter(tx, step.viewer, step.unitCode);
      requireOpen(tx, step.period, step.today);
    }
    const row = findReport(tx, step.unitCode, step.period);
    if (row) requireVersion(tx, row, { version: step.version, figures: null });
    if (row?.status !== 'approved' || row.approvedRevision === null) {
      throw new AppError(409, 'not_approved', '只有已审核通过的报表才需要重新打开。');
    }
    const { at, id: by } = step.actor;
    const { approvedRevision: revision } = row;
    const { draft } = copyOf(tx, row, revision);
    // nobody has filled in the correction yet
    tx.update(report)
      .set({ status: 'draft', version: row.version + 1, draft, draftSavedAt: at, draftBy: null })
      .where(eq(report.id, row.id))
      .run();
    tx.insert(reportEvent)
      .values({ reportId: row.id, kind: 'reopened', revision, text: reason, at, by })
      .run();
    appendAudit(tx, {
      ...auditFrom(step.actor),
      action: 'report.reopen',
      entity: 'report',
      entityId: entityId(row),
      before: { status: row.status, approvedRevision: revision },
      after: { status: 'draft', approvedRevision: revision, reason },
    });
  });
}
