import { createHash } from 'node:crypto';
import { asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { AuditHead } from './backup-format.ts';
import type { ReadDb, WriteTx } from './open.ts';
import { prepared } from './prepared.ts';
import { auditLog } from './schema.ts';
import { wellFormed } from './well-formed.ts';

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
  return value === undefined || value === null ? null : wellFormed(JSON.stringify(value));
}

const newestHash = prepared((db) =>
  db.select({ hash: auditLog.hash }).from(auditLog).orderBy(desc(auditLog.id)).limit(1).prepare(),
);
const insertRow = prepared((tx: WriteTx) =>
  tx
    .insert(auditLog)
    .values({
      at: sql.placeholder('at'),
      actorId: sql.placeholder('actorId'),
      actorName: sql.placeholder('actorName'),
      action: sql.placeholder('action'),
      entity: sql.placeholder('entity'),
      entityId: sql.placeholder('entityId'),
      before: sql.placeholder('before'),
      after: sql.placeholder('after'),
      requestId: sql.placeholder('requestId'),
      prevHash: sql.placeholder('prevHash'),
      hash: sql.placeholder('hash'),
    })
    .prepare(),
);

/** Appends a row to the hash chain. Call it in the same transaction as the change itself. */
export function appendAudit(tx: WriteTx, entry: AuditEntry): void {
  const last = newestHash(tx).get();
  // every text as it will be read back: the hash is of what is stored
  const row: HashedColumns = {
    at: wellFormed(entry.at),
    actorId: entry.actor.id,
    actorName: wellFormed(entry.actor.name),
    action: wellFormed(entry.action),
    entity: wellFormed(entry.entity),
    entityId: wellFormed(entry.entityId),
    before: toJson(entry.before),
    after: toJson(entry.after),
    requestId: entry.requestId == null ? null : wellFormed(entry.requestId),
    prevHash: last?.hash ?? GENESIS,
  };
  insertRow(tx).run({ ...row, hash: hashOf(row) });
}

/**
 * How a row betrays itself: `gap` numbers are missing before it, `link` it does not name the hash of the row before,
 * `content` its columns do not give its hash, `tail` rows at the end are gone (the counter has gone further).
 */
export type AuditFault = 'gap' | 'link' | 'content' | 'tail';

export interface AuditVerdict {
  ok: boolean;
  /** rows found in order */
  rows: number;
  /** first row whose content or link does not fit, or null */
  firstBadId: number | null;
  fault: AuditFault | null;
  /** hash of the newest row in order; kept elsewhere, it shows what was rewritten from end to end */
  headHash: string;
}

function faultOf(row: AuditRow, lastId: number, prevHash: string): AuditFault | null {
  if (row.id !== lastId + 1) return 'gap';
  if (row.prevHash !== prevHash) return 'link';
  return row.hash === hashOf(row) ? null : 'content';
}

/** The highest number ever given to a row; SQLite keeps it apart from the table. */
function numbersGiven(db: ReadDb): number {
  const query = sql`SELECT coalesce(max(seq), 0) AS seq FROM sqlite_sequence WHERE name = 'audit_log'`;
  return db.get<{ seq: number }>(query).seq;
}

const BLOCK = 1000;

/**
 * Walks the chain and recomputes every hash, one block of rows a step; yields the rows checked so far.
 * @param checked head of a part that was checked before and is taken as it is; usually none is
 */
export function* auditCheck(
  db: ReadDb,
  checked: AuditHead = { id: 0, hash: GENESIS },
): Generator<number, AuditVerdict> {
  let prevHash = checked.hash;
  let lastId = checked.id;
  const verdict = (firstBadId: number | null, fault: AuditFault | null): AuditVerdict => ({
    ok: firstBadId === null,
    rows: lastId,
    firstBadId,
    fault,
    headHash: prevHash,
  });
  for (;;) {
    const later = gt(auditLog.id, lastId);
    const block = db.select().from(auditLog).where(later).orderBy(asc(auditLog.id)).limit(BLOCK).all();
    if (block.length === 0) break;
    for (const row of block) {
      const fault = faultOf(row, lastId, prevHash);
      if (fault) return verdict(row.id, fault);
      prevHash = row.hash;
      lastId = row.id;
    }
    yield lastId;
  }
  return numbersGiven(db) > lastId ? verdict(lastId + 1, 'tail') : verdict(null, null);
}

/** The whole check at once; where others wait meanwhile, take the steps of `auditCheck`. */
export function verifyAudit(db: ReadDb, checked?: AuditHead): AuditVerdict {
  const check = auditCheck(db, checked);
  for (;;) {
    const step = check.next();
    if (step.done) return step.value;
  }
}

/** The newest row of the log; number 0 where it is empty. */
export function auditHead(db: ReadDb): AuditHead {
  const columns = { id: auditLog.id, hash: auditLog.hash };
  return (
    db.select(columns).from(auditLog).orderBy(desc(auditLog.id)).limit(1).get() ?? { id: 0, hash: GENESIS }
  );
}

/**
 * Whether a head kept elsewhere (in a backup, in the daily notes) still stands in the log: `missing` its row is gone,
 * `different` the row with its number has another hash. A whole chain that agrees with an old head was not rewritten up
 * to it; a chain computed anew from end to end is whole, but agrees with none.
 */
export function checkAgainst(db: ReadDb, head: AuditHead): 'same' | 'missing' | 'different' {
  if (head.id === 0) return head.hash === GENESIS ? 'same' : 'different';
  const row = db.select({ hash: auditLog.hash }).from(auditLog).where(eq(auditLog.id, head.id)).get();
  if (!row) return 'missing';
  return row.hash === head.hash ? 'same' : 'different';
}
