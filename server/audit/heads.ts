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

/** A restore as the log records it: rows after `headId` were given up on purpose. */
interface Restore {
  at: string;
  date: string;
  headId: number;
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

function restoresIn(db: ReadDb): Restore[] {
  const columns = { at: auditLog.at, after: auditLog.after };
  const ofRestores = and(eq(auditLog.entity, 'backup'), eq(auditLog.action, 'backup.restore'));
  const rows = db.select(columns).from(auditLog).where(ofRestores).orderBy(asc(auditLog.id)).all();
  return rows.map(({ at, after }) => {
    const { headId } = JSON.parse(after ?? '{}') as { headId?: number };
    return { at, date: shanghaiDate(new Date(at)), headId: headId ?? 0 };
  });
}

/**
 * Compares the log with every head kept outside: in the backups, and noted once a day. One that was kept before a
 * restore, of rows the restore gave up, cannot agree any more and is counted apart, with the day of that restore.
 */
export function compareHeads(db: Database, backups: Backups): HeadsReply {
  const restores = restoresIn(db.read);
  const givenUp = (head: KeptHead) =>
    restores.find((restore) => head.id > restore.headId && head.at < restore.at);
  const reply: HeadsReply = { same: 0, disagreeing: [], givenUp: 0, restoredOn: null };
  for (const head of keptHeads(db, backups)) {
    const verdict = checkAgainst(db.read, head);
    const restore = verdict === 'same' ? undefined : givenUp(head);
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
