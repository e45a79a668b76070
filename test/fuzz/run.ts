import pino from 'pino';
import { verifyAudit } from '../../db/audit.ts';
import { createApp } from '../../server/app.ts';
import { openApiDocument } from '../../server/http/openapi.ts';
import { can, type Permission, type Role } from '../../server/rules/permissions.ts';
import { TestApp } from '../support/app.ts';
import { type Definitions, type Operation, operationsOf } from './documented.ts';
import { faultOf } from './judge.ts';
import { Known, type Row } from './known.ts';
import { requestOf } from './made.ts';
import { Random } from './random.ts';
import { rawOf } from './raw.ts';
import { describeRequest, type FuzzRequest } from './request.ts';

interface Somebody {
  /** null: nobody is signed in */
  username: string | null;
  role: Role | 'nobody';
  ownUnits: readonly string[];
}

const PEOPLE: readonly Somebody[] = [
  { username: null, role: 'nobody', ownUnits: [] },
  { username: 'county-360425', role: 'county', ownUnits: ['360425'] },
  { username: 'county-360402-360403', role: 'county', ownUnits: ['360402', '360403'] },
  { username: 'county-360429-2', role: 'county', ownUnits: ['360429'] },
  { username: 'bureau', role: 'bureau', ownUnits: [] },
  { username: 'bureau-2', role: 'bureau', ownUnits: [] },
  { username: 'leader', role: 'leader', ownUnits: [] },
  { username: 'dept-fgw', role: 'department', ownUnits: [] },
  { username: 'admin', role: 'admin', ownUnits: [] },
  { username: 'auditor', role: 'auditor', ownUnits: [] },
];

/** Work of a tenth of a second (password hashes, spreadsheets, documents) is asked for less often. */
const COSTLY =
  /^POST \/(session$|accounts|exports|backups)|^PUT \/(session\/password|sheets)|hand-over|\/(word|excel|content|file)$|template$|audit\/verify/;
const COSTLY_SHARE = 0.05;

export interface Tally {
  requests: number;
  changed: number;
  /** requests to change something, as documented */
  writes: number;
  /** by role, by class of status: `2xx`, `3xx`, `4xx` */
  byRole: Record<string, Record<string, number>>;
  reached: Set<string>;
  succeeded: Set<string>;
  routes: string[];
  faults: string[];
}

/** Sends requests to one app over one database until it is closed. */
class Session {
  readonly app: TestApp;
  readonly operations: Operation[];
  private readonly api: ReturnType<typeof createApp>;
  private readonly definitions: Definitions;
  private readonly known: Known;
  private readonly cookies = new Map<string, string>();
  private readonly random: Random;
  private readonly tally: Tally;
  private unexpected = '';
  private queue: Operation[] = [];

  constructor(app: TestApp, random: Random, tally: Tally) {
    this.app = app;
    this.random = random;
    this.tally = tally;
    const log = pino({ level: 'error' }, { write: (line) => this.note(line) });
    this.api = createApp({ ...app.deps, log });
    const { operations, definitions } = operationsOf(openApiDocument(this.api));
    this.operations = operations;
    this.definitions = definitions;
    this.known = new Known(app, random);
  }

  private note(line: string): void {
    this.unexpected = line;
  }

  private async cookieOf({ username }: Somebody): Promise<string> {
    if (username === null) return '';
    const known = this.cookies.get(username);
    if (known !== undefined) return known;
    // whom an earlier request disabled or gave a one-time password is let in again, for the requests to come
    this.app.db.sqlite
      .prepare('UPDATE user SET disabled = 0, must_change_password = 0 WHERE username = ?')
      .run(username);
    const { cookie } = await this.app.as(username);
    this.cookies.set(username, cookie);
    return cookie;
  }

  /** Every route in its turn, in an order of its own each time. */
  private nextOperation(): Operation {
    for (;;) {
      if (this.queue.length === 0) this.queue = this.random.shuffled(this.operations);
      const operation = this.queue.pop() as Operation;
      const name = `${operation.method} ${operation.template}`;
      const first = !this.tally.reached.has(name);
      if (first || !COSTLY.test(name) || this.random.chance(COSTLY_SHARE)) return operation;
    }
  }

  private somebodyFor({ access }: Operation): Somebody {
    const entitled = PEOPLE.filter(({ role }) => {
      if (access === 'public') return true;
      if (role === 'nobody') return false;
      return access === 'signedIn' || can(role, access as Permission);
    });
    return this.random.pick(this.random.chance(0.85) ? entitled : PEOPLE);
  }

  private async look(path: string, cookie: string): Promise<Row | null> {
    const reply = await this.api.request(`/api/v1${path}`, { headers: { cookie } });
    this.tally.requests += 1;
    if (reply.status !== 200 || !reply.headers.get('content-type')?.includes('json')) return null;
    return (await reply.json()) as Row;
  }

  async step(): Promise<void> {
    const operation = this.nextOperation();
    const somebody = this.somebodyFor(operation);
    const cookie = await this.cookieOf(somebody);
    const right = await requestOf(operation, this.definitions, {
      random: this.random,
      known: this.known,
      ownUnits: somebody.ownUnits,
      look: (path) => this.look(path, cookie),
    });
    const raw = this.random.chance(0.1);
    const asked = raw ? rawOf(this.random, right) : right;
    const request = this.requestFor(asked, cookie);
    if (request === null) return;
    const before = this.app.db.commits();
    const reply = await this.api.fetch(request);
    const text = asked.method === 'HEAD' ? '' : await reply.text();
    this.count(operation, somebody, reply.status, raw);
    if (this.app.db.commits() > before && reply.status < 300) this.tally.changed += 1;
    if (operation.method !== 'GET') this.tally.writes += 1;
    if (reply.status === 401 || text.includes('password_change_required')) {
      this.cookies.delete(somebody.username ?? '');
    }
    this.judge(operation, asked, reply, text, somebody);
    this.app.clock.forward(1_000);
  }

  /** null where the platform itself refuses to make such a request */
  private requestFor(asked: FuzzRequest, cookie: string): Request | null {
    try {
      const headers = { ...(cookie ? { cookie } : {}), ...asked.headers };
      return new Request(`http://localhost${asked.path}`, {
        method: asked.method,
        headers,
        body: asked.body,
      });
    } catch {
      return null;
    }
  }

  private count({ method, template }: Operation, { role }: Somebody, status: number, raw: boolean): void {
    const counts = this.tally.byRole[role] ?? {};
    this.tally.byRole[role] = counts;
    const kind = `${Math.floor(status / 100)}xx`;
    counts[kind] = (counts[kind] ?? 0) + 1;
    this.tally.requests += 1;
    if (raw) return;
    this.tally.reached.add(`${method} ${template}`);
    if (status < 300) this.tally.succeeded.add(`${method} ${template}`);
  }

  private judge(
    { template }: Operation,
    asked: FuzzRequest,
    reply: Response,
    text: string,
    { username }: Somebody,
  ): void {
    const isApi = new URL(`http://localhost${asked.path}`).pathname.startsWith('/api/');
    const headOrOutside = asked.method === 'HEAD' || !isApi;
    const fault =
      headOrOutside && reply.status < 500
        ? null
        : faultOf(reply, text, [this.app.db.path, import.meta.dirname]);
    if (fault === null) return;
    // the same fault of the same route is told once
    const kind = `${fault} at ${template}`;
    const known = this.tally.faults.some((told) => told.startsWith(kind));
    const details = `${username ?? 'nobody'} ${describeRequest(asked)} ${this.unexpected.slice(0, 1_200)}`;
    if (!known) this.tally.faults.push(`${kind}: ${details}`);
    this.unexpected = '';
  }

  /** The database after all that: sound, without loose references, its log unbroken. */
  inspect(): void {
    const { sqlite, read } = this.app.db;
    const sound = sqlite.pragma('integrity_check', { simple: true });
    const loose = sqlite.pragma('foreign_key_check') as unknown[];
    if (sound !== 'ok') this.tally.faults.push(`integrity_check: ${sound}`);
    if (loose.length > 0) this.tally.faults.push(`foreign_key_check: ${JSON.stringify(loose.slice(0, 5))}`);
    if (!verifyAudit(read).ok) this.tally.faults.push('the audit chain is broken');
    this.tally.routes = this.operations.map(({ method, template }) => `${method} ${template}`);
  }
}

/**
 * Sends so many requests, beginning with the demo's data every so many again.
 * @returns what was asked, what came back, and every reply that may not be
 */
export async function fuzz(seed: number, total: number, perDatabase: number): Promise<Tally> {
  const random = new Random(seed);
  const tally: Tally = {
    requests: 0,
    changed: 0,
    writes: 0,
    byRole: {},
    reached: new Set(),
    succeeded: new Set(),
    routes: [],
    faults: [],
  };
  while (tally.requests < total && tally.faults.length < 50) {
    const app = await TestApp.withDemo();
    try {
      const session = new Session(app, random, tally);
      const until = Math.min(total, tally.requests + perDatabase);
      while (tally.requests < until) await session.step();
      session.inspect();
    } finally {
      app.close();
    }
  }
  return tally;
}

/** Share of a method's routes that answered with 2xx at least once. */
export function answeredShare({ routes, succeeded }: Tally, method: string): number {
  const ofMethod = routes.filter((name) => name.startsWith(`${method} `));
  return ofMethod.filter((name) => succeeded.has(name)).length / ofMethod.length;
}

/** The run in a few lines, for whoever reads the output of the tests. */
export function describeRun(tally: Tally, seed: number, milliseconds: number): string {
  const roles = Object.entries(tally.byRole).map(([role, counts]) => {
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const shares = Object.entries(counts)
      .sort()
      .map(([kind, n]) => `${kind} ${((100 * n) / all).toFixed(0)} %`);
    return `  ${role}: ${all} requests, ${shares.join(', ')}`;
  });
  const rate = ((1_000 * tally.requests) / milliseconds).toFixed(0);
  return [
    `FUZZ_SEED=${seed}: ${tally.requests} requests in ${(milliseconds / 1_000).toFixed(1)} s (${rate}/s), ${tally.changed} of ${tally.writes} writes changed data`,
    `  routes reached ${tally.reached.size} of ${tally.routes.length}, answered with 2xx ${tally.succeeded.size}`,
    ...roles,
  ].join('\n');
}
