import { createHash, randomBytes } from 'node:crypto';
import { eq, lt, or, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { prepared } from '../../db/prepared.ts';
import { session, user } from '../../db/schema.ts';
import type { Clock } from '../http/clock.ts';
import type { SignedIn } from '../http/context.ts';
import { heldUnits } from './held-units.ts';

/** A session ends after 30 minutes without a request, and 12 hours after sign-in in any case. */
export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** Last-seen is written at most this often. */
export const TOUCH_MS = 60_000;
/** Beyond this many remembered sessions, those not asked for since the last commit are forgotten. */
const KNOWN_MAX = 1000;

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Asked again for everybody after each commit but those that only rewrote a draft. */
const sessionByToken = prepared((db) =>
  db
    .select({ session, user })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(session.tokenHash, sql.placeholder('tokenHash')))
    .prepare(),
);

interface Cached {
  signedIn: SignedIn;
  createdAt: number;
  lastSeenAt: number;
  /** last-seen as it stands in the table */
  writtenAt: number;
  /** commit counter at which the row was read */
  commits: number;
}

/**
 * Finds who a token belongs to: an in-memory copy of the sessions table whose entries hold only until the next
 * commit. A changed role, a disabled account or a sign-out elsewhere counts from the next request.
 */
export class Sessions {
  private readonly known = new Map<string, Cached>();
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly log: Logger;
  constructor(db: Database, clock: Clock, log: Logger) {
    this.db = db;
    this.clock = clock;
    this.log = log;
  }

  find(token: string): SignedIn | null {
    const now = this.clock.now().getTime();
    const tokenHash = hashToken(token);
    const entry = this.fresh(tokenHash);
    if (!entry || now - entry.lastSeenAt > IDLE_MS || now - entry.createdAt > ABSOLUTE_MS) {
      this.known.delete(tokenHash);
      return null;
    }
    entry.lastSeenAt = now;
    if (now - entry.writtenAt > TOUCH_MS) {
      entry.writtenAt = now;
      this.writeLastSeen(tokenHash, now);
    }
    return entry.signedIn;
  }

  /** A full or failing disk ends no reading: the time stays in memory, and is written again in a minute. */
  private writeLastSeen(tokenHash: string, now: number): void {
    const lastSeenAt = new Date(now).toISOString();
    try {
      this.db.touch((tx) => {
        tx.update(session).set({ lastSeenAt }).where(eq(session.tokenHash, tokenHash)).run();
      });
    } catch (error) {
      this.log.error({ err: error }, 'last-seen time not written');
    }
  }

  private fresh(tokenHash: string): Cached | null {
    const old = this.known.get(tokenHash);
    if (old?.commits === this.db.commitsBesideDrafts()) return old;
    const loaded = this.load(tokenHash);
    if (!loaded) return null;
    // the exact last-seen time reaches the table only once a minute
    const entry = old ? { ...loaded, lastSeenAt: old.lastSeenAt, writtenAt: old.writtenAt } : loaded;
    if (this.known.size >= KNOWN_MAX) this.forgetStale();
    this.known.set(tokenHash, entry);
    return entry;
  }

  private forgetStale(): void {
    for (const [tokenHash, entry] of this.known) {
      if (entry.commits !== this.db.commitsBesideDrafts()) this.known.delete(tokenHash);
    }
  }

  private load(tokenHash: string): Cached | null {
    const row = sessionByToken(this.db.read).get({ tokenHash });
    if (!row || row.user.disabled) return null;
    const lastSeenAt = Date.parse(row.session.lastSeenAt);
    return {
      signedIn: {
        userId: row.user.id,
        username: row.user.username,
        displayName: row.user.displayName,
        role: row.user.role,
        unitCodes: heldUnits(this.db.read, row.user.id).map((held) => held.code),
        department: row.user.department,
        mustChangePassword: row.user.mustChangePassword,
        tokenHash,
      },
      createdAt: Date.parse(row.session.createdAt),
      lastSeenAt,
      writtenAt: lastSeenAt,
      commits: this.db.commitsBesideDrafts(),
    };
  }
}

/** A new token for a running session, whose times stay; the old token opens nothing any more. */
export function renewToken(tx: WriteTx, tokenHash: string): string {
  const token = randomBytes(32).toString('base64url');
  tx.update(session)
    .set({ tokenHash: hashToken(token) })
    .where(eq(session.tokenHash, tokenHash))
    .run();
  return token;
}

/** Who signs in, and from where: source address and browser in words. */
export interface Arrival {
  id: number;
  username: string;
  source: string;
  browser: string;
}

/** Starts a session and returns its token: 256 random bits, stored only as SHA-256. Old sessions are swept. */
export function startSession(tx: WriteTx, who: Arrival, at: Date, requestId: string): string {
  const token = randomBytes(32).toString('base64url');
  const now = at.toISOString();
  const idleSince = new Date(at.getTime() - IDLE_MS - TOUCH_MS).toISOString();
  const oldest = new Date(at.getTime() - ABSOLUTE_MS).toISOString();
  const { source, browser } = who;
  tx.delete(session)
    .where(or(lt(session.lastSeenAt, idleSince), lt(session.createdAt, oldest)))
    .run();
  tx.insert(session)
    .values({
      tokenHash: hashToken(token),
      userId: who.id,
      createdAt: now,
      lastSeenAt: now,
      source,
      browser,
    })
    .run();
  appendAudit(tx, {
    at: now,
    actor: { id: who.id, name: who.username },
    action: 'session.start',
    entity: 'user',
    entityId: String(who.id),
    after: { source, browser },
    requestId,
  });
  return token;
}
