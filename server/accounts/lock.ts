import { and, eq, lt } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { signInFailure } from '../../db/schema.ts';
import { AppError } from '../http/errors.ts';

const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60_000;

/** A wrong password, at the sign-in or as the current one when it is changed: both count together. */
export interface WrongPassword {
  username: string;
  /** address of the connection itself */
  source: string;
  /** as the log names them */
  actor: { id: number | null; name: string };
  /** how the log calls it as long as it does not lock */
  refused: 'session.refused' | 'account.password_refused';
  requestId: string;
}

const rowOf = (username: string, source: string) =>
  and(eq(signInFailure.username, username), eq(signInFailure.source, source));

/** @throws AppError 429 `locked` while the account is locked for this source */
export function refuseWhileLocked(db: Database, username: string, source: string, now: Date): void {
  const row = db.read.select().from(signInFailure).where(rowOf(username, source)).get();
  if (!row?.lockedUntil || row.lockedUntil <= now.toISOString()) return;
  const minutes = Math.ceil((Date.parse(row.lockedUntil) - now.getTime()) / 60_000);
  throw new AppError(
    429,
    'locked',
    `连续输错 ${MAX_FAILURES} 次，已锁定，请 ${minutes} 分钟后再试或联系管理员解锁。`,
  );
}

/** Counts a wrong password and logs it; the fifth in a row locks the account for this source. */
export function recordFailure(db: Database, wrong: WrongPassword, now: Date): void {
  const { username, source } = wrong;
  const at = now.toISOString();
  const forgotten = new Date(now.getTime() - LOCK_MS).toISOString();
  db.touch((tx) => {
    // what counts no longer is not kept: names that nobody has would pile up
    tx.delete(signInFailure).where(lt(signInFailure.lastFailureAt, forgotten)).run();
    const before = tx.select().from(signInFailure).where(rowOf(username, source)).get();
    const failures = (before?.failures ?? 0) + 1;
    const lockedUntil = failures >= MAX_FAILURES ? new Date(now.getTime() + LOCK_MS).toISOString() : null;
    const row = { failures, lastFailureAt: at, lockedUntil };
    tx.insert(signInFailure)
      .values({ username, source, ...row })
      .onConflictDoUpdate({ target: [signInFailure.username, signInFailure.source], set: row })
      .run();
    appendAudit(tx, {
      at,
      actor: wrong.actor,
      action: lockedUntil ? 'session.locked' : wrong.refused,
      entity: 'sign_in',
      entityId: wrong.actor.name,
      after: { source, failures },
      requestId: wrong.requestId,
    });
  });
}

/** The right password ends the count. */
export function forgetFailures(tx: WriteTx, username: string, source: string): void {
  tx.delete(signInFailure).where(rowOf(username, source)).run();
}
