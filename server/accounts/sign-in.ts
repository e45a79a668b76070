import { and, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { session, signInFailure, user } from '../../db/schema.ts';
import type { Clock } from '../http/clock.ts';
import type { SignedIn } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { isPasswordExpired, passwordDays } from './password-age.ts';
import { DUMMY_HASH, verifyPassword } from './passwords.ts';
import { startSession } from './sessions.ts';

const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60_000;

export interface SignInAttempt {
  username: string;
  password: string;
  /** address of the connection itself; X-Forwarded-For is not believed */
  source: string;
  /** browser in words (browser-words.ts) */
  browser: string;
  requestId: string;
  /** whose session this browser still had: it ends */
  replaced: SignedIn | null;
}

const wrong = () => new AppError(401, 'wrong_credentials', '用户名或密码不正确。');

function refuseWhileLocked(db: Database, username: string, source: string, now: Date): void {
  const row = db.read
    .select()
    .from(signInFailure)
    .where(and(eq(signInFailure.username, username), eq(signInFailure.source, source)))
    .get();
  if (!row?.lockedUntil || row.lockedUntil <= now.toISOString()) return;
  const minutes = Math.ceil((Date.parse(row.lockedUntil) - now.getTime()) / 60_000);
  throw new AppError(
    429,
    'locked',
    `连续输错 ${MAX_FAILURES} 次，已锁定，请 ${minutes} 分钟后再试或联系管理员解锁。`,
  );
}

function recordFailure(db: Database, attempt: SignInAttempt, now: Date): void {
  const { username, source } = attempt;
  const at = now.toISOString();
  db.write((tx) => {
    const where = and(eq(signInFailure.username, username), eq(signInFailure.source, source));
    const before = tx.select().from(signInFailure).where(where).get();
    const stale = before !== undefined && now.getTime() - Date.parse(before.lastFailureAt) > LOCK_MS;
    const failures = (before && !stale ? before.failures : 0) + 1;
    const lockedUntil = failures >= MAX_FAILURES ? new Date(now.getTime() + LOCK_MS).toISOString() : null;
    const row = { failures, lastFailureAt: at, lockedUntil };
    tx.insert(signInFailure)
      .values({ username, source, ...row })
      .onConflictDoUpdate({ target: [signInFailure.username, signInFailure.source], set: row })
      .run();
    appendAudit(tx, {
      at,
      actor: { id: null, name: username },
      action: lockedUntil ? 'session.locked' : 'session.refused',
      entity: 'sign_in',
      entityId: username,
      after: { source, failures },
      requestId: attempt.requestId,
    });
  });
}

type UserRow = typeof user.$inferSelect;

/** A password past its days has to be changed before anything else, like a one-time one. */
function markExpired(tx: WriteTx, account: UserRow, now: Date, requestId: string): void {
  if (account.mustChangePassword) return;
  if (!isPasswordExpired(account.passwordChangedAt, passwordDays(tx), now)) return;
  tx.update(user)
    .set({ mustChangePassword: true, version: account.version + 1 })
    .where(eq(user.id, account.id))
    .run();
  appendAudit(tx, {
    at: now.toISOString(),
    actor: { id: account.id, name: account.username },
    action: 'account.password_expired',
    entity: 'user',
    entityId: String(account.id),
    before: { mustChangePassword: false },
    after: { mustChangePassword: true },
    requestId,
  });
}

/** Nobody keeps two sessions in one browser: the token it had before opens nothing any more. */
function endReplaced(tx: WriteTx, { replaced, requestId }: SignInAttempt, now: Date): void {
  if (replaced === null) return;
  const { changes } = tx.delete(session).where(eq(session.tokenHash, replaced.tokenHash)).run();
  if (changes === 0) return;
  appendAudit(tx, {
    at: now.toISOString(),
    actor: { id: replaced.userId, name: replaced.username },
    action: 'session.end',
    entity: 'user',
    entityId: String(replaced.userId),
    requestId,
  });
}

/**
 * Checks name and password and starts a session.
 * Unknown, disabled and wrong all get the same answer after the same work.
 * @returns the session token for the cookie
 * @throws AppError 401 `wrong_credentials`, 429 `locked`
 */
export async function signIn(db: Database, clock: Clock, attempt: SignInAttempt): Promise<string> {
  const username = attempt.username.trim().toLowerCase();
  refuseWhileLocked(db, username, attempt.source, clock.now());
  const account = db.read.select().from(user).where(eq(user.username, username)).get();
  const matches = await verifyPassword(attempt.password, account?.passwordHash ?? DUMMY_HASH);
  // attempts that were already queued when the fifth failure came in must not slip past the lock
  refuseWhileLocked(db, username, attempt.source, clock.now());
  if (!account || !matches || account.disabled) {
    recordFailure(db, { ...attempt, username }, clock.now());
    throw wrong();
  }
  return db.write((tx) => {
    // while the hash was computed, the account may have been disabled or its password reset
    const current = tx.select().from(user).where(eq(user.id, account.id)).get();
    if (!current || current.disabled || current.passwordHash !== account.passwordHash) throw wrong();
    tx.delete(signInFailure)
      .where(and(eq(signInFailure.username, username), eq(signInFailure.source, attempt.source)))
      .run();
    markExpired(tx, current, clock.now(), attempt.requestId);
    endReplaced(tx, attempt, clock.now());
    const { source, browser, requestId } = attempt;
    return startSession(tx, { id: current.id, username, source, browser }, clock.now(), requestId);
  });
}
