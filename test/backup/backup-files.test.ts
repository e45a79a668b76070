import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit, auditHead, verifyAudit } from '../../db/audit.ts';
import { HEADS_FILE, noteHead } from '../../db/audit-heads.ts';
import { checkUnpacked, makeBackup, unpackBackup, verifyBackup } from '../../db/backup.ts';
import { backupName, HEAD_BYTES, headOf, readManifest } from '../../db/backup-format.ts';
import { listBackups, outlived, prune } from '../../db/backup-list.ts';
import { takeLive } from '../../db/backup-restore.ts';
import { newestSchema, openDatabase } from '../../db/open.ts';
import { compareHeads } from '../../server/audit/heads.ts';
import { Backups } from '../../server/backups/backups.ts';
import { systemClock } from '../../server/http/clock.ts';
import { BackupWorld } from '../support/backup-world.ts';
import { oldDatabase } from '../support/old-database.ts';

let world: BackupWorld;
beforeEach(() => {
  world = new BackupWorld();
});
afterEach(() => world.close());

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no problem',
    (error: { problem?: string }) => error.problem ?? String(error),
  );

/** The database in a backup, open for reading. */
async function inside(path: string): Promise<Sqlite.Database> {
  const copy = join(world.folder, `inside-${Math.random()}.sqlite`);
  await unpackBackup(path, copy);
  return new Sqlite(copy, { readonly: true });
}

describe('what a backup holds', () => {
  test('all data, no session and no failed sign-in, not even in a free page', async () => {
    const live = openDatabase(world.database);
    const token = 'f0e1d2c3b4a5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff';
    plantSession(live.sqlite, token);
    const head = auditHead(live.read);
    const made = await world.make();
    live.close();
    const copy = await inside(made.path);
    expect(copy.prepare('SELECT count(*) FROM session').pluck().get()).toBe(0);
    expect(copy.prepare('SELECT count(*) FROM sign_in_failure').pluck().get()).toBe(0);
    expect(copy.prepare('SELECT count(*) FROM user').pluck().get()).toBe(made.manifest.rows.user);
    expect(readFileSync(copy.name).includes(token)).toBe(false);
    expect(readFileSync(world.database).includes(token)).toBe(true);
    copy.close();
    expect(made.manifest).toMatchObject({ auditHead: head, demo: true, schema: newestSchema() });
    expect(made.name).toBe('tracker-20261122-023000.gmbackup');
    expect(statSync(made.path).mode & 0o077).toBe(0);
    expect(world.leftovers()).toEqual([]);
  });

  test('one moment, while eight writers go on: its audit log is whole and agrees with its data', async () => {
    world.grow(3);
    const live = openDatabase(world.database);
    live.sqlite.exec('CREATE TABLE tally (n INTEGER); INSERT INTO tally SELECT count(*) FROM audit_log');
    const before = auditHead(live.read).id;
    let done = false;
    const writer = async (name: string) => {
      while (!done) {
        live.write((tx) => {
          appendAudit(tx, {
            at: '2026-11-21T00:00:00.000Z',
            actor: { id: null, name },
            action: 'test.write',
            entity: 'setting',
            entityId: name,
          });
          live.sqlite.exec('UPDATE tally SET n = n + 1');
        });
        await setImmediate();
      }
    };
    const writers = Array.from({ length: 8 }, (_, n) => writer(`writer-${n}`));
    // in a process of its own, as the server has it made
    const run = await world.run('backup');
    done = true;
    await Promise.all(writers);
    expect(run.code).toBe(0);
    const [backup] = listBackups(world.dir);
    const copy = join(world.folder, 'copy.sqlite');
    const { auditHead: head } = await unpackBackup(join(world.dir, backup?.name ?? ''), copy);
    const db = openDatabase(copy);
    expect(verifyAudit(db.read)).toMatchObject({ ok: true, rows: head.id, headHash: head.hash });
    expect(db.sqlite.prepare('SELECT n FROM tally').pluck().get()).toBe(head.id);
    db.close();
    const after = auditHead(live.read).id;
    live.close();
    // it was made while they wrote
    expect(head.id).toBeGreaterThan(before);
    expect(after).toBeGreaterThan(head.id);
  });

  test('two made in the same second get two names', async () => {
    const names = [(await world.make()).name, (await world.make()).name];
    expect(names).toEqual(['tracker-20261122-023000.gmbackup', 'tracker-20261122-023000-2.gmbackup']);
  });
});

describe('a backup that cannot be used is refused and the live file stays as it was', () => {
  test('a flipped byte anywhere', async () => {
    const { path } = await world.make();
    const whole = readFileSync(path);
    const live = world.liveBytes();
    const bad = join(world.folder, 'bad.gmbackup');
    const flipAt = (offset: number) => {
      const content = Buffer.from(whole);
      content[offset] = (content[offset] ?? 0) ^ (1 << (offset % 8));
      writeFileSync(bad, content);
    };
    // every byte of the head; of the rest evenly, with both ends, by the whole way of a restore
    for (let offset = 0; offset < HEAD_BYTES; offset += process.env.FULL_TESTS === '1' ? 1 : 7) {
      flipAt(offset);
      expect(() => readManifest(bad), `byte ${offset}`).toThrow('已损坏');
    }
    const span = whole.length - HEAD_BYTES - 1;
    const offsets = Array.from({ length: 200 }, (_, n) => HEAD_BYTES + Math.round((span * n) / 199));
    for (const offset of [0, 500, HEAD_BYTES - 10, ...offsets]) {
      flipAt(offset);
      expect([offset, await problemOf(world.restore(bad))]).toEqual([offset, 'damaged']);
    }
    expect(world.liveBytes()).toBe(live);
    expect(world.leftovers()).toEqual([]);
    // and the one that was not touched is accepted
    expect(await problemOf(world.restore(path))).toBe('no problem');
  });

  test.each([
    ['cut short', (path: string) => truncateSync(path, statSync(path).size - 1)],
    ['longer than it was', (path: string) => writeFileSync(path, 'x', { flag: 'a' })],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['only its head', (path: string) => truncateSync(path, HEAD_BYTES)],
  ])('%s', async (_name, harm) => {
    const { path } = await world.make();
    const live = world.liveBytes();
    harm(path);
    expect(await problemOf(world.restore(path))).toBe('damaged');
    expect(world.liveBytes()).toBe(live);
    expect(listBackups(world.dir)[0]?.problem).toContain('已损坏');
  });

  test('of a newer schema, of another kind, or not there', async () => {
    const { path, manifest } = await world.make();
    const live = world.liveBytes();
    const newer = Buffer.from(readFileSync(path));
    headOf({ ...manifest, schema: newestSchema() + 1 }).copy(newer);
    const changed = join(world.folder, 'newer.gmbackup');
    writeFileSync(changed, newer);
    expect(await problemOf(world.restore(changed))).toBe('newer_version');
    expect(await problemOf(world.restore(join(world.dir, 'none')))).toBe('no_backup');
    expect(await problemOf(world.restore(world.dir))).toBe('no_backup');
    expect(world.liveBytes()).toBe(live);
    // the demo into a production folder, empty or not
    const production = join(world.folder, 'production.sqlite');
    expect(await problemOf(world.restore(path, { database: production, demo: false }))).toBe('demo_mismatch');
    expect(existsSync(production)).toBe(false);
    const db = openDatabase(production);
    db.close();
    expect(await problemOf(world.restore(path, { database: production }))).toBe('demo_mismatch');
    // and production into the demo's
    const task = { database: production, dir: world.dir, appVersion: '1', now: () => new Date() };
    const real = await makeBackup(task);
    expect(await problemOf(world.restore(real.path))).toBe('demo_mismatch');
    expect(world.liveBytes()).toBe(live);
  });

  test('whose audit log was tampered with before it was made', async () => {
    const live = new Sqlite(world.database);
    live.exec('DROP TRIGGER IF EXISTS audit_log_no_update');
    for (const name of live
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_log'")
      .pluck()
      .all())
      live.exec(`DROP TRIGGER ${String(name)}`);
    live.exec("UPDATE audit_log SET actor_name = 'nobody' WHERE id = 5");
    live.close();
    const { path } = await world.make();
    const bytes = world.liveBytes();
    await expect(world.restore(path)).rejects.toThrow('第5条');
    expect(world.liveBytes()).toBe(bytes);
  });
});

/** Puts a session into a database. */
function plantSession(sqlite: Sqlite.Database, token: string): void {
  const columns = sqlite.pragma('table_info(session)') as { name: string; type: string }[];
  const values = columns.map(({ name, type }) =>
    name === 'token_hash' ? token : /_id$/.test(name) || type === 'INTEGER' ? 1 : '2026-11-21T00:00:00.000Z',
  );
  const names = columns.map(({ name }) => name).join(', ');
  sqlite.prepare(`INSERT INTO session (${names}) VALUES (${values.map(() => '?').join(', ')})`).run(values);
}

test('the live file is not taken while somebody has it open', () => {
  const held = openDatabase(world.database);
  expect(() => takeLive(world.database)).toThrow('请先停止服务');
  held.close();
  takeLive(world.database)?.close();
});

describe('a restore', () => {
  test('empties sessions and failed sign-ins that a backup made elsewhere still holds', async () => {
    const { path, manifest } = await world.make();
    const copy = join(world.folder, 'copy.sqlite');
    await unpackBackup(path, copy);
    const sqlite = new Sqlite(copy);
    const token = 'c'.repeat(64);
    plantSession(sqlite, token);
    sqlite.close();
    const plain = readFileSync(copy);
    const packed = zstdCompressSync(plain);
    const digest = (content: Buffer) => ({
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    const head = headOf({ ...manifest, database: digest(plain), compressed: digest(packed) });
    const foreign = join(world.folder, 'foreign.gmbackup');
    writeFileSync(foreign, Buffer.concat([head, packed]));
    await world.restore(foreign);
    const live = new Sqlite(world.database, { readonly: true });
    expect(live.prepare('SELECT count(*) FROM session').pluck().get()).toBe(0);
    live.close();
    expect(readFileSync(world.database).includes(token)).toBe(false);
  });

  test('brings back the moment of the backup, keeps the old database and tells the log', async () => {
    const { path, manifest } = await world.make();
    const live = openDatabase(world.database);
    live.write((tx) =>
      appendAudit(tx, {
        at: '2026-11-21T20:00:00.000Z',
        actor: { id: null, name: 'later' },
        action: 'test.write',
        entity: 'setting',
        entityId: 'x',
      }),
    );
    live.close();
    const restored = await world.restore(path);
    expect(restored.auditRows).toBe(manifest.auditHead.id);
    const db = openDatabase(world.database);
    expect(verifyAudit(db.read)).toMatchObject({ ok: true, rows: manifest.auditHead.id + 1 });
    const last = db.sqlite.prepare('SELECT action, entity_id FROM audit_log ORDER BY id DESC LIMIT 1').get();
    expect(last).toEqual({ action: 'backup.restore', entity_id: 'tracker-20261122-023000.gmbackup' });
    expect(db.sqlite.prepare("SELECT count(*) FROM audit_log WHERE actor_name = 'later'").pluck().get()).toBe(
      0,
    );
    db.close();
    const aside = new Sqlite(restored.movedAside ?? '', { readonly: true });
    expect(aside.prepare("SELECT count(*) FROM audit_log WHERE actor_name = 'later'").pluck().get()).toBe(1);
    aside.close();
    expect(statSync(world.database).nlink).toBe(1);
  });

  test('gives up what came after the backup, and the check of the log says so instead of raising an alarm', async () => {
    const first = await world.make();
    const write = () => {
      const live = openDatabase(world.database);
      live.write((tx) =>
        appendAudit(tx, {
          at: '2026-11-21T20:00:00.000Z',
          actor: { id: null, name: 'later' },
          action: 'test.write',
          entity: 'setting',
          entityId: 'x',
        }),
      );
      const head = auditHead(live.read);
      live.close();
      return head;
    };
    const compared = () => {
      const db = openDatabase(world.database);
      const clock = systemClock();
      const reply = compareHeads(db, new Backups(db, clock, { dir: world.dir, keepDays: 30 }));
      db.close();
      return reply;
    };
    write();
    noteHead(join(dirname(world.database), HEADS_FILE), { date: '2026-11-22', ...write() });
    const second = await world.make('2026-11-21T21:00:00.000Z');
    expect(compared()).toMatchObject({ same: 3, disagreeing: [], givenUp: 0 });
    await world.restore(first.path);
    expect(compared()).toEqual({ same: 1, disagreeing: [], givenUp: 2, restoredOn: '2026-11-22' });
    // put back by hand, without a restore in the log, the same loss is an alarm
    const hand = join(world.folder, 'by-hand.sqlite');
    await unpackBackup(first.path, hand);
    copyFileSync(hand, world.database);
    expect(compared()).toMatchObject({
      same: 1,
      givenUp: 0,
      disagreeing: [
        { source: 'daily', date: '2026-11-22', fault: 'missing' },
        { source: 'backup', name: second.name, id: second.manifest.auditHead.id, fault: 'missing' },
      ],
    });
  });

  test('is refused while anybody has the database open, and works once they have closed it', async () => {
    const { path } = await world.make();
    // read before it is opened: reading the file by itself would drop the locks this process holds on it
    const live = world.liveBytes();
    const held = openDatabase(world.database);
    const refused = await world.run('restore', path, '--demo');
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('请先停止服务') });
    held.close();
    expect(world.liveBytes()).toBe(live);
    expect(await problemOf(world.restore(path))).toBe('no problem');
  });

  test('takes the place of a database damaged beyond opening, which is kept', async () => {
    const { path, manifest } = await world.make();
    writeFileSync(world.database, 'not a database any more '.repeat(300));
    const { movedAside } = await world.restore(path);
    expect(readFileSync(movedAside ?? '', 'utf8')).toMatch(/^not a database/);
    const db = openDatabase(world.database);
    expect(verifyAudit(db.read)).toMatchObject({ ok: true, rows: manifest.auditHead.id + 1 });
    db.close();
  });

  test('brings an older schema up to date', async () => {
    const old = join(world.folder, 'old.sqlite');
    const sqlite = oldDatabase(old);
    sqlite.prepare("INSERT INTO setting (key, value) VALUES ('demo', '1')").run();
    sqlite.close();
    const task = { database: old, dir: world.dir, appVersion: '0.3.0', now: () => new Date() };
    const made = await makeBackup(task);
    expect(made.manifest.schema).toBeLessThan(newestSchema());
    await world.restore(made.path);
    const db = openDatabase(world.database);
    expect(db.migrations.run).toBe(0);
    expect(db.sqlite.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get()).toBe(
      newestSchema(),
    );
    db.close();
  });

  test('on an empty machine makes the folder', async () => {
    const { path } = await world.make();
    const database = join(world.folder, 'new', 'tracker.sqlite');
    expect(await world.restore(path, { database })).toMatchObject({ movedAside: null });
    expect(readdirSync(join(world.folder, 'new')).sort()).toEqual(['.lock', 'tracker.sqlite']);
  });
});

describe('which backups are kept', () => {
  const nightly = (from: string, days: number) =>
    Array.from({ length: days }, (_, n) => {
      const madeAt = new Date(Date.parse(from) + n * 86_400_000).toISOString();
      return { name: madeAt, madeAt, demo: false };
    });
  test('thirty days of nights, the first of each month for a year', () => {
    // 18:30 UTC is 02:30 of the next day in Shanghai: the first of January there is the last of December here
    const all = nightly('2025-09-30T18:30:00.000Z', 420);
    const now = new Date('2026-11-24T00:00:00.000Z');
    const gone = outlived(all, 30, now);
    const kept = all.filter(({ name }) => !gone.includes(name)).map(({ madeAt }) => madeAt.slice(0, 10));
    expect(kept.filter((day) => day >= '2026-10-25')).toHaveLength(30);
    expect(kept.filter((day) => day < '2026-10-25')).toEqual([
      '2025-11-30',
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
    ]);
  });
  test('the newest seven whatever their age', () => {
    const late = new Date('2026-01-01');
    expect(outlived(nightly('2020-01-01T18:30:00.000Z', 7), 1, late)).toEqual([]);
    expect(outlived(nightly('2020-01-01T18:30:00.000Z', 9), 1, late)).toEqual([
      '2020-01-02T18:30:00.000Z',
      '2020-01-01T18:30:00.000Z',
    ]);
    expect(outlived([], 30, new Date())).toEqual([]);
  });
  test('all, while the clock stands before the newest one or has jumped', () => {
    const nights = nightly('2026-01-01T18:30:00.000Z', 60);
    const [newest] = nights.slice(-1).map(({ madeAt }) => Date.parse(madeAt));
    expect(outlived(nights, 10, new Date((newest ?? 0) - 1))).toEqual([]);
    expect(outlived(nights, 10, new Date(newest ?? 0))).toHaveLength(48);
    const jumped = [...nights, ...nightly('2027-06-01T18:30:00.000Z', 1)];
    expect(outlived(jumped, 10, new Date('2027-06-01T18:30:00.000Z'))).toEqual([]);
    // the run after it deletes again, and still leaves seven
    const after = [...nights, ...nightly('2027-06-01T18:30:00.000Z', 2)];
    expect(outlived(after, 10, new Date('2027-06-02T18:30:00.000Z'))).toHaveLength(62 - 7);
  });
  test('those of the other kind, which do not count either', async () => {
    const { path, manifest } = await world.make('2026-11-20T18:30:00.000Z');
    const content = readFileSync(path);
    const put = (n: number, demo: boolean) => {
      const at = new Date(Date.UTC(2026, 0, n + (demo ? 1 : 40), 3));
      headOf({ ...manifest, demo, madeAt: at.toISOString() }).copy(content);
      writeFileSync(join(world.dir, backupName(at)), content);
      return backupName(at);
    };
    const demos = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => put(n, true));
    const real = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => put(n, false));
    const now = new Date('2027-11-20T18:30:00.000Z');
    expect(prune(world.dir, 365, now, false)).toEqual({ gone: [real[2], real[1], real[0]], stuck: [] });
    expect(listBackups(world.dir).filter((backup) => backup.manifest?.demo)).toHaveLength(11);
    expect(demos.every((name) => existsSync(join(world.dir, name)))).toBe(true);
  });
  test('what cannot be read is not deleted and does not count as the newest', async () => {
    const first = await world.make('2026-01-05T18:30:00.000Z');
    const second = await world.make('2026-11-20T18:30:00.000Z');
    truncateSync(second.path, 100);
    expect(prune(world.dir, 1, new Date('2028-01-01T00:00:00.000Z'), true)).toEqual({ gone: [], stuck: [] });
    expect(listBackups(world.dir).map(({ name }) => name)).toEqual([second.name, first.name]);
  });
});

test('a verified backup agrees with its manifest; another database in its place does not', async () => {
  const { path, manifest } = await world.make();
  expect(await verifyBackup(path, world.dir)).toEqual(manifest);
  const copy = join(world.folder, 'copy.sqlite');
  await unpackBackup(path, copy);
  expect(() =>
    checkUnpacked(copy, { ...manifest, auditHead: { id: 1, hash: manifest.auditHead.hash } }),
  ).toThrow('完整性');
});
