import { createHash } from 'node:crypto';
import { and, desc, eq, ne } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb } from '../../db/open.ts';
import { session } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { notFound } from '../http/errors.ts';
import type { SessionEntry } from './schema.ts';
import { ABSOLUTE_MS, IDLE_MS, TOUCH_MS } from './sessions.ts';

type SessionRow = typeof session.$inferSelect;

/** Names a session in the API: from its stored hash nobody can get the token, from this nobody the hash. */
const publicId = (tokenHash: string) =>
  createHash('sha256').update(`session ${tokenHash}`).digest('hex').slice(0, 16);

/** Last-seen reaches the table once a minute, so a session is called ended only a minute later. */
function isLive(row: SessionRow, now: Date): boolean {
  const idle = now.getTime() - Date.parse(row.lastSeenAt);
  const age = now.getTime() - Date.parse(row.createdAt);
  return idle <= IDLE_MS + TOUCH_MS && age <= ABSOLUTE_MS;
}

/** Sessions that have not run out, by account. */
export function liveSessionCounts(db: ReadDb, now: Date): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of db.select().from(session).all()) {
    if (isLive(row, now)) counts.set(row.userId, (counts.get(row.userId) ?? 0) + 1);
  }
  return counts;
}

/**
 * Where an account is signed in (登录情况), the most recently used first.
 * @param currentHash token hash of the asking session, to mark it
 */
export function sessionsOf(db: ReadDb, userId: number, now: Date, currentHash: string): SessionEntry[] {
  const rows = db
    .select()
    .from(session)
    .where(eq(session.userId, userId))
    .orderBy(desc(session.lastSeenAt), desc(session.createdAt))
    .all();
  return rows
    .filter((row) => row.tokenHash === currentHash || isLive(row, now))
    .map((row) => ({
      id: publicId(row.tokenHash),
      signedInAt: row.createdAt,
      lastSeenAt: row.lastSeenAt,
      source: row.source,
      browser: row.browser,
      current: row.tokenHash === currentHash,
    }));
}

/**
 * Ends one session of an account.
 * @returns token hash of the ended session
 * @throws AppError 404 where the account has no such session
 */
export function endSession(
  db: Database,
  userId: number,
  id: string,
  action: 'session.end_one' | 'account.end_session',
  actor: Actor,
): string {
  return db.write((tx) => {
    const rows = tx.select().from(session).where(eq(session.userId, userId)).all();
    const found = rows.find((row) => publicId(row.tokenHash) === id);
    if (!found) throw notFound('登录');
    tx.delete(session).where(eq(session.tokenHash, found.tokenHash)).run();
    const { createdAt: signedInAt, source, browser } = found;
    appendAudit(tx, {
      ...auditFrom(actor),
      action,
      entity: 'user',
      entityId: String(userId),
      before: { signedInAt, source, browser },
    });
    return found.tokenHash;
  });
}

/** Ends all sessions of an account, but that with `exceptHash`. @returns how many */
export function endSessions(
  db: Database,
  userId: number,
  exceptHash: string | null,
  action: 'session.end_all' | 'account.end_sessions',
  actor: Actor,
): number {
  return db.write((tx) => {
    const others = exceptHash === null ? undefined : ne(session.tokenHash, exceptHash);
    const sessions = tx
      .delete(session)
      .where(and(eq(session.userId, userId), others))
      .run().changes;
    appendAudit(tx, {
      ...auditFrom(actor),
      action,
      entity: 'user',
      entityId: String(userId),
      after: { sessions },
    });
    return sessions;
  });
}
