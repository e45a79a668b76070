import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notedHeads, noteHead } from '../../db/audit-heads.ts';
import { verifyBackup } from '../../db/backup.ts';
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
    const response = await app.app.request(`/api/v1/backups/${name}/file`, {
      headers: { cookie: admin.cookie },
    });
    const file = join(dir, 'downloaded');
    writeFileSync(file, Buffer.from(await response.arrayBuffer()));
    expect((await verifyBackup(file, dir)).demo).toBe(true);
    rmSync(file);
    expect(response.headers.get('content-disposition')).toContain(name);
    expect(lastAudit()).toEqual({ action: 'backup.download', entity: 'backup', id: name, who: 'admin' });
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
    expect((await person.get(`/backups/${name}/file`)).status).toBe(403);
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
    expect(answer.body).toMatchObject({ ok: true, heads: { same: kept, disagreeing: [], givenUp: 0 } });
  });

  test('a note of a row that is gone is named with its day', async () => {
    const file = join(dirname(app.db.path), 'audit-heads.log');
    noteHead(file, { date: '2026-11-20', id: 99_999, hash: 'a'.repeat(64) });
    const answer = await admin.get('/audit/verify');
    expect(answer.body).toMatchObject({
      ok: false,
      fault: null,
      heads: { disagreeing: [{ source: 'daily', date: '2026-11-20', id: 99_999, fault: 'missing' }] },
    });
    rmSync(file);
  });
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
    expect(backups.nextRunAt?.toISOString()).toBe('2026-11-21T18:30:00.000Z');
    for (let hour = 0; hour < 24 * 4; hour++) {
      night.clock.forward(HOUR);
      await timer.tick();
    }
    // the first of the month stays, the others two days
    expect(names()).toEqual([
      'tracker-20261121-100000.gmbackup',
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
