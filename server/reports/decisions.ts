import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { report, reportDecision } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, invalidFields } from '../http/errors.ts';
import { requireUnit } from '../http/params.ts';
import { isReturnReasonId, returnText } from '../rules/return-reasons.ts';
import { entityId, findReport, requireNotClosed, requireVersion } from './guards.ts';

export interface DecisionItem {
  unitCode: string;
  version: number;
}

export interface Decision {
  period: string;
  outcome: 'approved' | 'returned';
  /** as written beside the chosen reasons */
  reason: string | null;
  /** of server/rules/return-reasons.ts */
  reasonIds: readonly string[];
  items: readonly DecisionItem[];
}

type Reasons = Pick<Decision, 'reason' | 'reasonIds'>;

/** What an approval and a return keep of the reasons; a return without any, or with an unknown one, is refused. */
function requireReasons(decision: Decision): Reasons {
  if (decision.outcome === 'approved') return { reason: null, reasonIds: [] };
  const reason = decision.reason?.trim() || null;
  const reasonIds = [...new Set(decision.reasonIds)];
  if (!reasonIds.every(isReturnReasonId)) {
    throw invalidFields({ reasonIds: { code: 'unknown_reason', message: '没有这项退回原因，请重新选择。' } });
  }
  if (returnText(reasonIds, reason ?? '') === '') {
    throw invalidFields({ reason: { code: 'required', message: '请填写退回原因。' } });
  }
  if (reasonIds.includes('other') && reason === null) {
    throw invalidFields({ reason: { code: 'required', message: '选择“其他”时，请写明退回原因。' } });
  }
  return { reason, reasonIds };
}

function decideOne(
  tx: WriteTx,
  decision: Pick<Decision, 'period' | 'outcome'> & Reasons,
  item: DecisionItem,
  actor: Actor,
): void {
  const unit = requireUnit(tx, item.unitCode);
  const { outcome, period, reason, reasonIds } = decision;
  const row = findReport(tx, item.unitCode, period);
  if (row) requireVersion(tx, row, { version: item.version, figures: null });
  if (row?.status !== 'submitted') {
    throw new AppError(409, 'not_submitted', `${unit.name}本期没有待审核的报表。`);
  }
  const revision = row.latestRevision;
  const decided = { decidedAt: actor.at, decidedBy: actor.id };
  tx.insert(reportDecision)
    .values({ reportId: row.id, revision, outcome, reason, reasonIds: [...reasonIds], ...decided })
    .run();
  const approvedRevision = outcome === 'approved' ? revision : row.approvedRevision;
  tx.update(report)
    .set({ status: outcome, version: row.version + 1, approvedRevision, draftAuthors: [] })
    .where(eq(report.id, row.id))
    .run();
  appendAudit(tx, {
    ...auditFrom(actor),
    action: outcome === 'approved' ? 'report.approve' : 'report.return',
    entity: 'report',
    entityId: entityId({ unitCode: item.unitCode, period }),
    before: { status: row.status, approvedRevision: row.approvedRevision },
    after: {
      status: outcome,
      revision,
      approvedRevision,
      reason: outcome === 'returned' ? returnText(reasonIds, reason ?? '') : null,
    },
  });
}

/** Approves or returns reports of one period: all of them or, if one cannot be, none; a closed one takes no return. */
export function decideReports(db: Database, decision: Decision, actor: Actor): void {
  const reasons = requireReasons(decision);
  db.write((tx) => {
    if (decision.outcome === 'returned') requireNotClosed(tx, decision.period);
    for (const item of decision.items) decideOne(tx, { ...decision, ...reasons }, item, actor);
  });
}
