import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import { user } from '../../db/schema.ts';
import { verifyPassword } from '../accounts/passwords.ts';
import { type Actor, auditFrom, type Deps, type SignedIn } from '../http/context.ts';
import { AppError, invalidFields } from '../http/errors.ts';

/** a ticket is used at once, by the page that asked for it */
const TICKET_MS = 60_000;
/** as at the sign-in */
const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60_000;

interface Ticket {
  name: string;
  /** the session it was given to */
  session: string;
  until: number;
}

const digestOf = (ticket: string) => createHash('sha256').update(ticket).digest('hex');

/**
 * Tickets (取件凭证) for downloading a backup, which holds everything: given for the administrator's own password, good
 * for one file, one session, one download and one minute. Kept in memory: a restart ends them.
 */
export class Tickets {
  private readonly deps: Deps;
  private readonly given = new Map<string, Ticket>();
  private readonly failures = new Map<number, { count: number; at: number }>();

  constructor(deps: Deps) {
    this.deps = deps;
  }

  /**
   * A ticket for a backup of that name.
   * @throws AppError 422 at `password` where it is wrong, 429 `locked` after five in a row
   */
  async give(name: string, password: string, me: SignedIn, actor: Actor): Promise<string> {
    this.countAttempt(me.userId);
    const { db } = this.deps;
    const row = db.read.select().from(user).where(eq(user.id, me.userId)).get();
    if (!row || !(await verifyPassword(password, row.passwordHash))) {
      db.write((tx) =>
        appendAudit(tx, { ...auditFrom(actor), action: 'backup.refused', entity: 'backup', entityId: name }),
      );
      throw invalidFields({ password: { code: 'wrong', message: '密码不正确。' } });
    }
    this.failures.delete(me.userId);
    const ticket = randomBytes(24).toString('base64url');
    this.forgetOld();
    this.given.set(digestOf(ticket), { name, session: me.tokenHash, until: this.now() + TICKET_MS });
    return ticket;
  }

  /** Whether the ticket opens the backup; unless only looked at, it is used up. @throws AppError 403 */
  take(ticket: string, name: string, { tokenHash }: SignedIn, onlyLook: boolean): void {
    this.forgetOld();
    const key = digestOf(ticket);
    const known = this.given.get(key);
    if (known?.name !== name || known.session !== tokenHash)
      throw new AppError(403, 'password_needed', '下载备份前须输入本人密码；请在备份页面重新点“下载”。');
    if (!onlyLook) this.given.delete(key);
  }

  private now(): number {
    return this.deps.clock.now().getTime();
  }

  /** Counted before the password is looked at, so that none asked at the same time slips past. */
  private countAttempt(userId: number): void {
    const before = this.failures.get(userId);
    const isRecent = before !== undefined && this.now() - before.at < LOCK_MS;
    const count = isRecent ? before.count : 0;
    if (isRecent && count >= MAX_FAILURES) {
      const minutes = Math.ceil((LOCK_MS - (this.now() - before.at)) / 60_000);
      throw new AppError(429, 'locked', `密码连续输错 ${MAX_FAILURES} 次，请 ${minutes} 分钟后再试。`);
    }
    this.failures.set(userId, { count: count + 1, at: this.now() });
  }

  private forgetOld(): void {
    for (const [key, { until }] of this.given) if (until <= this.now()) this.given.delete(key);
  }
}
