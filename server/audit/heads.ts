import { dirname, join } from 'node:path';
import { and, asc, eq } from 'drizzle-orm';
import { checkAgainst } from '../../db/audit.ts';
import { HEADS_FILE, notedHeads } from '../../db/audit-heads.ts';
import { holdsDemo } from '../../db/backup.ts';
import type { AuditHead } from '../../db/backup-format.ts';
import type { Database, ReadDb } from '../../db/open.ts';
import { auditLog } from '../../db/schema.ts';
import type { Backups } from '../backups/backups.ts';
import { shanghaiDate } from '../http/clock.ts';
import type { HeadsReply } from './schema.ts';

/** A head of the log kept outside the database. */
interface KeptHead extends AuditHead {
  source: 'backup' | 'daily';
  /** UTC; of a daily note the beginning of its day in Shanghai */
  at: string;
  /** Shanghai date it was kept */
  date: string;
  /** name of the backup; null for a daily note */
  name: string | null;
}

/** A restore as the log records it: rows after the head of its backup were given up on purpose. */
interface Restore {
  /** number of its row */
  id: number;
  at: string;
  date: string;
  head: AuditHead;
}

function keptHeads(db: Database, backups: Backups): KeptHead[] {
  const demo = holdsDemo(db.sqlite);
  const ofThisKind = backups.good().filter(({ manifest }) => manifest.demo === demo);
  const ofBackups = ofThisKind.map(({ name, manifest }) => ({
    source: 'backup' as const,
    at: manifest.madeAt,
    date: shanghaiDate(new Date(manifest.madeAt)),
    name,
    ...manifest.auditHead,
  }));
  const ofDays = notedHeads(join(dirname(db.path), HEADS_FILE)).map((noted) => ({
    source: 'daily' as const,
    at: new Date(`${noted.date}T00:00:00+08:00`).toISOString(),
    name: null,
    ...noted,
  }));
  return [...ofBackups, ...ofDays].sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id);
}

/** Every row that says a restore was made; one that names no head is left out: it gave up nothing. */
function restoresIn(db: ReadDb): Restore[] {
  const columns = { id: auditLog.id, at: auditLog.at, after: auditLog.after };
  const ofRestores = and(eq(auditLog.entity, 'backup'), eq(auditLog.action, 'backup.restore'));
  const rows = db.select(columns).from(auditLog).where(ofRestores).orderBy(asc(auditLog.id)).all();
  return rows.flatMap(({ id, at, after }) => {
    const { headId, headHash } = JSON.parse(after ?? '{}') as { headId?: unknown; headHash?: unknown };
    if (typeof headId !== 'number' || typeof headHash !== 'string') return [];
    return [{ id, at, date: shanghaiDate(new Date(at)), head: { id: headId, hash: headHash } }];
  });
}

const excuses = (restores: readonly Restore[], head: KeptHead) =>
  restores.find((restore) => head.id > restore.head.id && head.at < restore.at);

/**
 * The restores to be believed: a restore writes its row next after the head of the backup, so the row before it is that
 * head, and every head kept earlier of the rows before it still stands (or was given up by a restore before).
 */
function trueRestores(db: ReadDb, kept: readonly KeptHead[], disagreeing: ReadonlySet<KeptHead>): Restore[] {
  const believed: Restore[] = [];
  for (const restore of restoresIn(db)) {
    const { head } = restore;
    const follows = restore.id === head.id + 1 && checkAgainst(db, head) === 'same';
    const olderStand = kept.every(
      (one) =>
        one.id > head.id ||
        one.at >= restore.at ||
        !disagreeing.has(one) ||
        excuses(believed, one) !== undefined,
    );
    if (follows && olderStand) believed.push(restore);
  }
  return believed;
}

/**
 * Compares the log with every head kept outside: in the backups, and noted once a day. One that was kept before a
 * restore, of rows the restore gave up, cannot agree any more and is counted apart, with the day of that restore.
 */
export function compareHeads(db: Database, backups: Backups): HeadsReply {
  const kept = keptHeads(db, backups);
  const verdicts = new Map(kept.map((head) => [head, checkAgainst(db.read, head)]));
  const disagreeing = new Set(kept.filter((head) => verdicts.get(head) !== 'same'));
  const restores = trueRestores(db.read, kept, disagreeing);
  const reply: HeadsReply = { same: 0, disagreeing: [], givenUp: 0, restoredOn: null };
  for (const [head, verdict] of verdicts) {
    const restore = excuses(restores, head);
    if (verdict === 'same') reply.same += 1;
    else if (restore) {
      reply.givenUp += 1;
      reply.restoredOn = restore.date;
    } else {
      const { source, date, name, id } = head;
      reply.disagreeing.push({ source, date, name, id, fault: verdict });
    }
  }
  return reply;
}
