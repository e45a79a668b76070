import { and, asc, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb } from '../../db/open.ts';
import { auditLog, reportDecision, reportEvent, reportRevision, user } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, forbidden, invalidFields } from '../http/errors.ts';
import { requireUnit } from '../http/params.ts';
import { returnText } from '../rules/return-reasons.ts';
import { entityId, findReport, type ReportRow } from './guards.ts';
import type { ReportMessage } from './schema.ts';
import { type Scope, seesDrafts } from './scope.ts';

type Line = ReportMessage;
const author = { by: user.displayName, role: user.role };

function eventLines(db: ReadDb, reportId: number): Line[] {
  return db
    .select({ event: reportEvent, ...author })
    .from(reportEvent)
    .leftJoin(user, eq(user.id, reportEvent.by))
    .where(eq(reportEvent.reportId, reportId))
    .orderBy(asc(reportEvent.id))
    .all()
    .map(({ event, by, role }) => ({
      id: `event-${event.id}`,
      kind: event.kind,
      at: event.at,
      by: by ?? '市工信局',
      role,
      text: event.text ?? '',
      revision: event.revision,
    }));
}

function submissionLines(db: ReadDb, reportId: number): Line[] {
  return db
    .select({ revision: reportRevision.revision, at: reportRevision.submittedAt, ...author })
    .from(reportRevision)
    .innerJoin(user, eq(user.id, reportRevision.submittedBy))
    .where(eq(reportRevision.reportId, reportId))
    .orderBy(asc(reportRevision.revision))
    .all()
    .map((row) => ({ id: `revision-${row.revision}`, kind: 'submitted', text: '', ...row }));
}

function decisionLines(db: ReadDb, reportId: number): Line[] {
  return db
    .select({ decision: reportDecision, ...author })
    .from(reportDecision)
    .innerJoin(user, eq(user.id, reportDecision.decidedBy))
    .where(eq(reportDecision.reportId, reportId))
    .orderBy(asc(reportDecision.id))
    .all()
    .map(({ decision, by, role }) => ({
      id: `decision-${decision.id}`,
      kind: decision.outcome,
      at: decision.decidedAt,
      by,
      role,
      text: returnText(decision.reasonIds, decision.reason ?? ''),
      revision: decision.revision,
    }));
}

/** Withdrawals stand in the audit log alone. */
function withdrawalLines(db: ReadDb, row: ReportRow): Line[] {
  return db
    .select({ id: auditLog.id, at: auditLog.at, before: auditLog.before, ...author })
    .from(auditLog)
    .leftJoin(user, eq(user.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.entity, 'report'),
        eq(auditLog.entityId, entityId(row)),
        eq(auditLog.action, 'report.withdraw'),
      ),
    )
    .orderBy(asc(auditLog.id))
    .all()
    .map(({ id, at, before, by, role }) => ({
      id: `audit-${id}`,
      kind: 'withdrawn',
      at,
      by: by ?? '',
      role,
      text: '',
      revision: (JSON.parse(before ?? '{}') as { revision?: number | null }).revision ?? null,
    }));
}

/** By time; at the same moment, by the revision they are about. */
function inOrder(a: Line, b: Line): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return (a.revision ?? 0) - (b.revision ?? 0);
}

/** The conversation on a report and what happened in between, oldest first; nothing for who sees no drafts. */
export function messagesOf(db: ReadDb, scope: Scope, row: ReportRow | undefined): ReportMessage[] {
  if (!row || !seesDrafts(scope, row.unitCode)) return [];
  const lines = [
    ...submissionLines(db, row.id),
    ...decisionLines(db, row.id),
    ...withdrawalLines(db, row),
    ...eventLines(db, row.id),
  ];
  return lines.sort(inOrder);
}

interface Asked {
  unitCode: string;
  period: string;
}

/** Those who see a unit's drafts take part in the conversation: the county itself and the bureau. */
function requireTakesPart(db: ReadDb, scope: Scope, unitCode: string): void {
  requireUnit(db, unitCode);
  if (!seesDrafts(scope, unitCode)) throw forbidden();
}

export function reportMessages(db: ReadDb, scope: Scope, { unitCode, period }: Asked): ReportMessage[] {
  requireTakesPart(db, scope, unitCode);
  return messagesOf(db, scope, findReport(db, unitCode, period));
}

/** Adds a message; the report itself and its version stay as they are. */
export function sendMessage(db: Database, scope: Scope, asked: Asked & { text: string }, actor: Actor): void {
  const text = asked.text.trim();
  if (text === '') throw invalidFields({ text: { code: 'required', message: '请填写留言内容。' } });
  db.write((tx) => {
    requireTakesPart(tx, scope, asked.unitCode);
    const row = findReport(tx, asked.unitCode, asked.period);
    if (!row) throw new AppError(409, 'not_started', '本期尚未开始填报，暂不能留言。');
    const revision = row.latestRevision === 0 ? null : row.latestRevision;
    const event = { reportId: row.id, kind: 'message', revision, text, at: actor.at, by: actor.id } as const;
    tx.insert(reportEvent).values(event).run();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'report.message',
      entity: 'report',
      entityId: entityId(row),
      after: { text },
    });
  });
}
