import { createHash } from 'node:crypto';
import { asc, desc, gt } from 'drizzle-orm';
import type { ReadDb, WriteTx } from './open.ts';
import { auditLog } from './schema.ts';

/** One change to be logged. Never put a password, a hash or a session token into `before` or `after`. */
export interface AuditEntry {
  /** UTC ISO 8601 */
  at: string;
  actor: { id: number | null; name: string };
  /** stable English verb, e.g. `report.submit` */
  action: string;
  entity: string;
  entityId: string;
  before?: unknown;
  after?: unknown;
  requestId?: string | null;
}

type AuditRow = typeof auditLog.$inferSelect;
type HashedColumns = Omit<AuditRow, 'id' | 'hash'>;

const GENESIS = '0'.repeat(64);

function hashOf(row: HashedColumns): string {
  const columns = [
    row.prevHash,
    row.at,
    row.actorId,
    row.actorName,
    row.action,
    row.entity,
    row.entityId,
    row.before,
    row.after,
    row.requestId,
  ];
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex');
}

function toJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** Appends a row to the hash chain. Call it in the same transaction as the change itself. */
export function appendAudit(tx: WriteTx, entry: AuditEntry): void {
  const last = tx.select({ hash: auditLog.hash }).from(auditLog).orderBy(desc(auditLog.id)).limit(1).get();
  const row: HashedColumns = {
    at: entry.at,
    actorId: entry.actor.id,
    actorName: entry.actor.name,
    action: entry.action,
    entity: entry.entity,
    entityId: entry.entityId,
    before: toJson(entry.before),
    after: toJson(entry.after),
    requestId: entry.requestId ?? null,
    prevHash: last?.hash ?? GENESIS,
  };
  tx.insert(auditLog)
    .values({ ...row, hash: hashOf(row) })
    .run();
}

export interface AuditVerdict {
  ok: boolean;
  rows: number;
  /** first row whose content or link does not fit, or null */
  firstBadId: number | null;
  /** hash of the newest row; kept elsewhere, it also shows a cut-off tail */
  headHash: string;
}

/** Walks the whole chain in blocks and recomputes every hash. */
export function verifyAudit(db: ReadDb): AuditVerdict {
  let prevHash = GENESIS;
  let rows = 0;
  let lastId = 0;
  for (;;) {
    const block = db
      .select()
      .from(auditLog)
      .where(gt(auditLog.id, lastId))
      .orderBy(asc(auditLog.id))
      .limit(1000)
      .all();
    if (block.length === 0) return { ok: true, rows, firstBadId: null, headHash: prevHash };
    for (const row of block) {
      const intact = row.id === lastId + 1 && row.prevHash === prevHash && row.hash === hashOf(row);
      if (!intact) return { ok: false, rows, firstBadId: row.id, headHash: prevHash };
      prevHash = row.hash;
      lastId = row.id;
      rows += 1;
    }
  }
}
