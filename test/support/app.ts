import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../db/open.ts';
import { user } from '../../db/schema.ts';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { DEMO_TODAY } from '../../seed/demo/profiles.ts';
import { SESSION_COOKIE } from '../../server/accounts/cookie.ts';
import { startSession } from '../../server/accounts/sessions.ts';
import { createApp } from '../../server/app.ts';
import type { Clock } from '../../server/http/clock.ts';
import type { Deps } from '../../server/http/context.ts';

/** A clock the test moves by hand; the business date stays the demo's unless set. */
export class TestClock implements Clock {
  private at = Date.parse('2026-11-21T02:00:00.000Z');
  private date = DEMO_TODAY;
  now(): Date {
    return new Date(this.at);
  }
  today(): string {
    return this.date;
  }
  forward(milliseconds: number): void {
    this.at += milliseconds;
  }
  setToday(date: string): void {
    this.date = date;
  }
}

export interface Answer {
  status: number;
  headers: Headers;
  /** parsed JSON, or null for an empty body */
  body: unknown;
  text: string;
}

/** A browser of one person: keeps the cookie between requests. */
export class Person {
  cookie = '';
  private readonly app: ReturnType<typeof createApp>;
  constructor(app: ReturnType<typeof createApp>) {
    this.app = app;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await this.app.request(`/api/v1${path}`, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw }),
    });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : null,
      text,
    };
  }

  /** Sends a file as the body of the request. */
  async upload(
    path: string,
    content: Uint8Array<ArrayBuffer>,
    mediaType = 'application/octet-stream',
  ): Promise<Answer> {
    const response = await this.app.request(`/api/v1${path}`, {
      method: 'PUT',
      headers: { cookie: this.cookie, 'content-type': mediaType },
      body: content,
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text), text };
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }

  async signIn(username: string, password = DEMO_PASSWORD): Promise<this> {
    const answer = await this.ask('POST', '/session', { username, password });
    if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${answer.text}`);
    return this;
  }
}

/** The whole application over a real SQLite file with the demo data. */
export class TestApp {
  readonly clock = new TestClock();
  readonly db: Database;
  readonly app: ReturnType<typeof createApp>;
  /** what the app is made of, to make another over the same data */
  readonly deps: Deps;
  private readonly folder: string;

  private constructor(folder: string, db: Database, publicOrigin: string | null) {
    this.folder = folder;
    this.db = db;
    const log = pino({ level: 'silent' });
    this.deps = { db, clock: this.clock, demo: true, publicOrigin, log };
    this.app = createApp(this.deps);
  }

  static async withDemo(publicOrigin: string | null = null): Promise<TestApp> {
    const folder = mkdtempSync(join(tmpdir(), 'tracker-'));
    const path = join(folder, 'tracker.sqlite');
    copyFileSync(inject('demoFile'), path);
    return new TestApp(folder, openDatabase(path), publicOrigin);
  }

  someone(): Person {
    return new Person(this.app);
  }

  /** Somebody with a session as a sign-in starts it, without the time of the password's hash. */
  async as(username: string): Promise<Person> {
    const { id } =
      this.db.read.select({ id: user.id }).from(user).where(eq(user.username, username)).get() ?? {};
    if (id === undefined) throw new Error(`no account ${username}`);
    const arrival = { id, username, source: '127.0.0.1', browser: '未知浏览器' };
    const token = this.db.write((tx) => startSession(tx, arrival, this.clock.now(), 'test'));
    const person = this.someone();
    const prefix = this.deps.publicOrigin?.startsWith('https://') ? '__Host-' : '';
    person.cookie = `${prefix}${SESSION_COOKIE}=${token}`;
    return person;
  }

  /** Everything a request may have changed, to show that a refused one changed nothing. */
  fingerprint(): string {
    const tables = this.db.sqlite
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[];
    const untouched = tables.filter(
      (table) => !/^(sqlite_|__|audit_log$|session$|sign_in_failure$)/.test(table),
    );
    return JSON.stringify(untouched.map((table) => this.db.sqlite.prepare(`SELECT * FROM ${table}`).all()));
  }

  close(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Value at a dotted path of an answer's body. */
export function at(answer: Answer, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], answer.body);
}
