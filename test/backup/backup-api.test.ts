import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendAudit, auditHead } from '../../db/audit.ts';
import { notedHeads, noteHead } from '../../db/audit-heads.ts';
import { verifyBackup } from '../../db/backup.ts';
import { backupName, headOf, readManifest } from '../../db/backup-format.ts';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { createApp } from '../../server/app.ts';
import { Backups } from '../../server/backups/backups.ts';
import { Nightly, nextAt } from '../../server/backups/nightly.ts';
import { at, Person, TestApp } from '../support/app.ts';

let app: TestApp;
let admin: Person;
let dir: string;
beforeAll(async () => {
  app = await TestApp.withDemo();
  admin = await app.as('admin');
  dir = join(dirname(app.db.path), 'backups');
});
afterAll(() => app.close());

const lastAudit = () =>
  app.db.sqlite
    .prepare(
      'SELECT action, entity, entity_id AS id, actor_name AS who FROM audit_log ORDER BY audit_log.id DESC',
    )
    .get();

const ticketFor = async (name: string) =>
  String(at(await admin.ask('POST', `/backups/${name}/ticket`, { password: DEMO_PASSWORD }), 'ticket'));

describe('backups by the page', () => {
  let name: string;

  test('none yet: an empty list, with room and retention', async () => {
    const { status, body } = await admin.get('/backups');
    expect(status).toBe(200);
    expect(body).toMatchObject({ backups: [], running: false, keepDays: 30, lastFailure: null });
    expect(at({ body } as never, 'freeBytes')).toBeGreaterThan(0);
  });

  test('made now: checked, listed, recorded; what it says is in the file', async () => {
    const made = await admin.ask('POST', '/backups', {});
    expect(made.status).toBe(200);
    name = String(at(made, 'backups.0.name'));
    expect(lastAudit()).toEqual({ action: 'backup.make', entity: 'backup', id: name, who: 'admin' });
    const manifest = await verifyBackup(join(dir, name), dir);
    expect(at(made, 'backups.0')).toMatchObject({
      madeAt: manifest.madeAt,
      head: manifest.auditHead,
      problem: null,
    });
    // the first of its month
    expect(at(made, 'backups.0.keptUntil')).toBe('2027-11-22T02:00:00.000Z');
  });

  test('a second one while one is made is refused', async () => {
    const answers = await Promise.all([admin.ask('POST', '/backups', {}), admin.ask('POST', '/backups', {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused && at(refused, 'error.code')).toBe('backup_running');
  });

  test('downloaded byte for byte, and recorded', async () => {
    const ticket = await ticketFor(name);
    const response = await app.app.request(`/api/v1/backups/${name}/file?ticket=${ticket}`, {
      headers: { cookie: admin.cookie },
    });
    const file = join(dir, 'downloaded');
    writeFileSync(file, Buffer.from(await response.arrayBuffer()));
    expect((await verifyBackup(file, dir)).demo).toBe(true);
    rmSync(file);
    expect(response.headers.get('content-disposition')).toContain(name);
    expect(lastAudit()).toEqual({ action: 'backup.download', entity: 'backup', id: name, who: 'admin' });
  });

  test('a ticket opens one file, once, within a minute, in the session it was given to', async () => {
    const file = (of: string, ticket: string) => `/backups/${of}/file?ticket=${ticket}`;
    const refused = async (person: Person, path: string) => at(await person.get(path), 'error.code');
    expect(await refused(admin, `/backups/${name}/file`)).toBe('password_needed');
    expect(await refused(admin, file(name, 'x'.repeat(32)))).toBe('password_needed');
    const ticket = await ticketFor(name);
    app.clock.forward(1000);
    const other = String(at(await admin.ask('POST', '/backups', {}), 'backups.0.name'));
    expect(other).not.toBe(name);
    expect(await refused(admin, file(other, ticket))).toBe('password_needed');
    expect(await refused(await app.as('admin'), file(name, ticket))).toBe('password_needed');
    expect((await admin.get(file(name, ticket))).status).toBe(200);
    expect(await refused(admin, file(name, ticket))).toBe('password_needed');
    const late = await ticketFor(name);
    app.clock.forward(60_000);
    expect(await refused(admin, file(name, late))).toBe('password_needed');
  });

  test('HEAD says how large it is, opens nothing, notes no download and leaves the ticket', async () => {
    const path = `/backups/${name}/file?ticket=${await ticketFor(name)}`;
    const before = lastAudit();
    const open = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).endsWith(name);
        } catch {
          return false;
        }
      });
    const answer = await admin.ask('HEAD', path);
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(answer.headers.get('content-length')).toBe(String(statSync(join(dir, name)).size));
    expect(lastAudit()).toEqual(before);
    await setImmediate();
    expect(open()).toEqual([]);
    expect((await admin.get(path)).status).toBe(200);
  });

  test('on a full disk backups can still be carried off; the log of the service notes it', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const full = new Person(createApp({ ...app.deps, log }));
    full.cookie = admin.cookie;
    const ticket = at(
      await full.ask('POST', `/backups/${name}/ticket`, { password: DEMO_PASSWORD }),
      'ticket',
    );
    const before = lastAudit();
    const { write } = app.db;
    app.db.write = () => {
      throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
    };
    try {
      expect((await full.get(`/backups/${name}/file?ticket=${ticket}`)).status).toBe(200);
    } finally {
      app.db.write = write;
    }
    expect(lastAudit()).toEqual(before);
    expect(lines.find(({ event }) => event === 'backup_download')).toMatchObject({
      name,
      userId: expect.any(Number),
    });
  });

  test('five wrong passwords in a row lock the download for a quarter of an hour, each is recorded', async () => {
    const attempt = (password: string) => admin.ask('POST', `/backups/${name}/ticket`, { password });
    const wrong = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(attempt));
    expect(wrong.map(({ status }) => status).sort()).toEqual([422, 422, 422, 422, 422, 429]);
    expect(lastAudit()).toEqual({ action: 'backup.refused', entity: 'backup', id: name, who: 'admin' });
    expect(at(await attempt(DEMO_PASSWORD), 'error.code')).toBe('locked');
    app.clock.forward(15 * 60_000);
    expect((await attempt(DEMO_PASSWORD)).status).toBe(200);
  });

  test.each([
    '..%2Ftracker.sqlite',
    '%2e%2e%2ftracker.sqlite',
    'tracker.sqlite',
    '.lock',
    'tracker-20200101-000000.gmbackup',
    '..%2Fbackups%2Ftracker-20261121-100000.gmbackup',
  ])('no other file is given out: %s', async (asked) => {
    const before = lastAudit();
    expect((await admin.get(`/backups/${asked}/file`)).status).toBe(404);
    expect((await admin.ask('POST', `/backups/${asked}/ticket`, { password: DEMO_PASSWORD })).status).toBe(
      404,
    );
    expect(lastAudit()).toEqual(before);
  });

  test.each([
    'bureau',
    'leader',
    'county-360402',
    'auditor',
    'dept-fgw',
  ])('%s may neither see, make nor take one', async (who) => {
    const person = await app.as(who);
    const files = readdirSync(dir);
    expect((await person.get('/backups')).status).toBe(403);
    expect((await person.ask('POST', '/backups', {})).status).toBe(403);
    const ticket = await ticketFor(name);
    expect((await person.get(`/backups/${name}/file?ticket=${ticket}`)).status).toBe(403);
    expect((await person.ask('POST', `/backups/${name}/ticket`, { password: DEMO_PASSWORD })).status).toBe(
      403,
    );
    expect(readdirSync(dir)).toEqual(files);
  });

  test('a damaged one is said to be so, without a path of the machine', async () => {
    const bad = join(dir, 'tracker-20200101-000000.gmbackup');
    writeFileSync(bad, 'x'.repeat(5000));
    const { body, text } = await admin.get('/backups');
    const listed = (body as { backups: { name: string; problem: string | null }[] }).backups.at(-1);
    expect(listed).toMatchObject({
      name: 'tracker-20200101-000000.gmbackup',
      problem: expect.stringMatching(/损坏/),
    });
    expect(text).not.toContain(dirname(app.db.path));
    rmSync(bad);
  });

  test('without room it is refused with 507, said on the page, and the older ones stay', async () => {
    const backups = new Backups(app.db, app.clock, { dir, keepDays: 30, freeBytes: async () => 1_000_000 });
    const full = createApp({ ...app.deps, backups });
    const person = new Person(full);
    person.cookie = admin.cookie;
    const files = readdirSync(dir);
    const refused = await person.ask('POST', '/backups', {});
    expect([refused.status, at(refused, 'error.code')]).toEqual([507, 'disk_full']);
    expect(at(await person.get('/backups'), 'lastFailure.message')).toContain('空间不足');
    expect(readdirSync(dir)).toEqual(files);
  });
});

describe('the check of the audit log compares with heads kept outside', () => {
  test('in the backups and in the daily notes: all agree', async () => {
    const answer = await (await app.as('auditor')).get('/audit/verify');
    const kept = readdirSync(dir).filter((name) => name.endsWith('.gmbackup')).length;
    expect(answer.body).toMatchObject({
      ok: true,
      state: 'whole',
      heads: { same: kept, disagreeing: [], givenUp: 0 },
    });
  });

  test('a note of a row that is gone is named with its day', async () => {
    const file = join(dirname(app.db.path), 'audit-heads.log');
    noteHead(file, { date: '2026-11-20', id: 99_999, hash: 'a'.repeat(64) });
    const answer = await admin.get('/audit/verify');
    expect(answer.body).toMatchObject({
      ok: false,
      state: 'broken',
      fault: null,
      heads: { disagreeing: [{ source: 'daily', date: '2026-11-20', id: 99_999, fault: 'missing' }] },
    });
    rmSync(file);
  });
});

test('what a restore gave up is no plain yes: the answer says so, with how many and since when', async () => {
  const file = join(dirname(app.db.path), 'audit-heads.log');
  noteHead(file, { date: '2026-11-20', id: 99_999, hash: 'a'.repeat(64) });
  const auditor = await app.as('auditor');
  const { id: headId, hash: headHash } = auditHead(app.db.read);
  app.db.write((tx) =>
    appendAudit(tx, {
      at: '2026-11-21T03:00:00.000Z',
      actor: { id: null, name: 'system' },
      action: 'backup.restore',
      entity: 'backup',
      entityId: 'tracker-20261120-023000.gmbackup',
      after: { headId, headHash },
    }),
  );
  expect((await auditor.get('/audit/verify')).body).toMatchObject({
    ok: true,
    state: 'restored',
    heads: { disagreeing: [], givenUp: 1, restoredOn: '2026-11-21' },
  });
  rmSync(file);
});

describe('by night, with a clock that is moved', () => {
  let night: TestApp;
  let backups: Backups;
  let folder: string;
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const HOUR = 3_600_000;
  const nightly = () => new Nightly({ db: night.db, clock: night.clock, log, backups, at: '02:30' });
  const names = () =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.gmbackup')) : [];

  beforeAll(async () => {
    night = await TestApp.withDemo();
    folder = join(mkdtempSync(join(tmpdir(), 'tracker-nights-')), 'kept');
    backups = new Backups(night.db, night.clock, { dir: folder, keepDays: 2 });
  });
  afterAll(() => {
    night.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  test('the hour is Shanghai’s, today or tomorrow', () => {
    expect(nextAt('02:30', new Date('2026-11-21T18:29:00.000Z')).toISOString()).toBe(
      '2026-11-21T18:30:00.000Z',
    );
    expect(nextAt('02:30', new Date('2026-11-21T18:30:00.000Z')).toISOString()).toBe(
      '2026-11-22T18:30:00.000Z',
    );
    expect(nextAt('23:00', new Date('2026-11-21T16:30:00.000Z')).toISOString()).toBe(
      '2026-11-22T15:00:00.000Z',
    );
  });

  test('a server without any backup makes one soon, then one each night, and forgets the old ones', async () => {
    const timer = nightly();
    // 10:00 in Shanghai
    await timer.tick();
    expect(names()).toEqual(['tracker-20261121-100000.gmbackup']);
    await timer.tick();
    expect(names()).toHaveLength(1);
    // nights gone by: the first of the month and six more
    const first = join(folder, names()[0] ?? '');
    const [content, manifest] = [readFileSync(first), readManifest(first)];
    for (const day of ['01', '13', '14', '15', '16', '17', '18']) {
      const madeAt = new Date(`2026-11-${day}T03:00:00+08:00`);
      headOf({ ...manifest, madeAt: madeAt.toISOString() }).copy(content);
      writeFileSync(join(folder, backupName(madeAt)), content);
    }
    expect(backups.nextRunAt?.toISOString()).toBe('2026-11-21T18:30:00.000Z');
    for (let hour = 0; hour < 24 * 4; hour++) {
      night.clock.forward(HOUR);
      await timer.tick();
    }
    // the first of the month stays, and the newest seven, though two days are asked for
    expect(names()).toEqual([
      'tracker-20261101-030000.gmbackup',
      'tracker-20261117-030000.gmbackup',
      'tracker-20261118-030000.gmbackup',
      'tracker-20261121-100000.gmbackup',
      'tracker-20261122-030000.gmbackup',
      'tracker-20261123-030000.gmbackup',
      'tracker-20261124-030000.gmbackup',
      'tracker-20261125-030000.gmbackup',
    ]);
    expect(lines.filter(({ event }) => event === 'backup')).toHaveLength(5);
    const made = night.db.sqlite
      .prepare("SELECT actor_name FROM audit_log WHERE action = 'backup.make'")
      .pluck()
      .all();
    expect(made).toEqual(Array(5).fill('system'));
  });

  test('each day the head of the audit log is noted once, in the log and beside the database', () => {
    const noted = notedHeads(join(dirname(night.db.path), 'audit-heads.log'));
    expect(noted.map(({ date }) => date)).toEqual(
      ['21', '22', '23', '24', '25'].map((day) => `2026-11-${day}`),
    );
    const printed = lines.filter(({ event }) => event === 'audit_head');
    expect(printed.map(({ id, hash }) => ({ id, hash }))).toEqual(
      noted.map(({ id, hash }) => ({ id, hash })),
    );
  });

  test('a machine that was off at night makes it up once the last one is older than a day', async () => {
    const before = names().length;
    // 2026-11-25 10:00; off until 13:00 of the next day
    night.clock.forward(27 * HOUR);
    const timer = nightly();
    await timer.tick();
    expect(names().at(-1)).toBe('tracker-20261126-130000.gmbackup');
    // off again, but for less than a day: it waits for the night
    night.clock.forward(20 * HOUR);
    await nightly().tick();
    expect(names().at(-1)).toBe('tracker-20261126-130000.gmbackup');
    expect(names().length).toBeLessThanOrEqual(before + 1);
  });

  test('a failure is logged and shown, tried again after an hour, and the server goes on', async () => {
    const blocked = join(dirname(folder), 'blocked');
    writeFileSync(blocked, 'a file where the folder should be');
    backups = new Backups(night.db, night.clock, { dir: blocked, keepDays: 2 });
    const timer = nightly();
    const failures = () => lines.filter(({ event }) => event === 'backup_failed').length;
    await timer.tick();
    expect(failures()).toBe(1);
    expect((await backups.list()).lastFailure?.message).toMatch(/没有备份/);
    await timer.tick();
    expect(failures()).toBe(1);
    night.clock.forward(HOUR);
    rmSync(blocked);
    mkdirSync(blocked);
    await timer.tick();
    expect((await backups.list()).lastFailure).toBeNull();
    expect(readdirSync(blocked).filter((name) => name.endsWith('.gmbackup'))).toHaveLength(1);
  });
});

test('a torn last line of the daily notes is left out and does not spoil the next', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-heads-'));
  const file = join(folder, 'audit-heads.log');
  noteHead(file, { date: '2026-11-20', id: 1, hash: 'a'.repeat(64) });
  noteHead(file, { date: '2026-11-21', id: 2, hash: 'b'.repeat(64) });
  truncateSync(file, 120);
  noteHead(file, { date: '2026-11-22', id: 3, hash: 'c'.repeat(64) });
  expect(notedHeads(file).map(({ id }) => id)).toEqual([1, 3]);
  rmSync(folder, { recursive: true });
});
