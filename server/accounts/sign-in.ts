import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { session, user } from '../../db/schema.ts';
import type { Clock } from '../http/clock.ts';
import type { SignedIn } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { forgetFailures, recordFailure, refuseWhileLocked } from './lock.ts';
import { isPasswordExpired, passwordDays } from './password-age.ts';
import { DUMMY_HASH, verifyPassword } from './passwords.ts';
import { startSession } from './sessions.ts';

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

/** Stands in the log for a name no account has: people type their password into the field of the name. */
const NOBODY = '（无此账号）';

const wrong = () => new AppError(401, 'wrong_credentials', '用户名或密码不正确。');

type UserRow = typeof user.$inferSelect;

const expiresNow = (db: ReadDb, account: UserRow, now: Date) =>
  !account.mustChangePassword && isPasswordExpired(account.passwordChangedAt, passwordDays(db), now);

/** A password past its days has to be changed before anything else, like a one-time one. */
function markExpired(tx: WriteTx, account: UserRow, now: Date, requestId: string): void {
  if (!expiresNow(tx, account, now)) return;
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
    const actor = { id: null, name: account ? username : NOBODY };
    recordFailure(db, { ...attempt, username, actor, refused: 'session.refused' }, clock.now());
    throw wrong();
  }
  // a session more shows nowhere that is cached: a hundred people signing in have nobody's screens computed anew
  const isPlain = attempt.replaced === null && !expiresNow(db.read, account, clock.now());
  const commit = isPlain ? db.touch : db.write;
  return commit((tx) => {
    // while the hash was computed, the account may have been disabled or its password reset
    const current = tx.select().from(user).where(eq(user.id, account.id)).get();
    if (!current || current.disabled || current.passwordHash !== account.passwordHash) throw wrong();
    forgetFailures(tx, username, attempt.source);
    markExpired(tx, current, clock.now(), attempt.requestId);
    endReplaced(tx, attempt, clock.now());
    const { source, browser, requestId } = attempt;
    return startSession(tx, { id: current.id, username, source, browser }, clock.now(), requestId);
  });
}
