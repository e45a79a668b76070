import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Database } from '../../db/open.ts';
import type { Backups } from '../backups/backups.ts';
import type { Role } from '../rules/permissions.ts';
import type { Clock } from './clock.ts';
import { notSignedIn } from './errors.ts';
import type { ReplyCache } from './reply-cache.ts';

/** What the application is made of; built once at start, or per test. */
export interface Deps {
  db: Database;
  clock: Clock;
  demo: boolean;
  /** `https://…` when a reverse proxy with TLS stands in front; null = plain HTTP as seen by the process */
  publicOrigin: string | null;
  log: Logger;
  /** `METRICS_TOKEN`: who knows it may read `/metrics`; none = nobody */
  metricsToken?: string | null;
  /** when the newest backup was made; null = none yet */
  lastBackupAt?: () => Date | null;
  /** the backups; without, those in the folder `backups` beside the database */
  backups?: Backups;
}

/** The signed-in person of a request. */
export interface SignedIn {
  userId: number;
  username: string;
  displayName: string;
  role: Role;
  /** a county officer's units (所管单位), in the order of Attachment 2 */
  unitCodes: readonly string[];
  /** the department (市直部门) of a department account; null for everybody else */
  department: string | null;
  mustChangePassword: boolean;
  tokenHash: string;
}

export interface AppEnv {
  Variables: {
    deps: Deps;
    cache: ReplyCache;
    requestId: string;
    signedIn: SignedIn | null;
  };
}

type Ctx = Context<AppEnv>;

/** The signed-in person, or 401. */
export function signedInOf(c: Ctx): SignedIn {
  const signedIn = c.get('signedIn');
  if (!signedIn) throw notSignedIn();
  return signedIn;
}

/** Who did it, when, in which request: the common columns of an audit row. */
export interface Actor {
  id: number;
  name: string;
  at: string;
  requestId: string;
}

export function actorOf(c: Ctx): Actor {
  const me = signedInOf(c);
  return {
    id: me.userId,
    name: me.username,
    at: c.get('deps').clock.now().toISOString(),
    requestId: c.get('requestId'),
  };
}

/** Spread into `appendAudit`. */
export function auditFrom(actor: Actor) {
  return { at: actor.at, actor: { id: actor.id, name: actor.name }, requestId: actor.requestId };
}
