import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { type Database, DatabaseOpenError, openDatabase } from '../../db/open.ts';
import { TestApp } from '../support/app.ts';
import { PERIOD, stepsOf, UNIT, versionOf } from '../support/reports.ts';

/** States in all, over the kinds of damage. */
const STATES = process.env.FULL_TESTS === '1' ? 500 : 42;
const COMMITS = 30;
const WAL_HEADER = 32;

const folder = mkdtempSync(join(tmpdir(), 'tracker-wal-'));
const file = join(folder, 'damaged.sqlite');

/** A database whose last commits all stand in the write-ahead log (WAL). */
interface Written {
  /** the file before these commits */
  before: Buffer;
  /** the file with all of them, after a checkpoint */
  after: Buffer;
  wal: Buffer;
  /** length of the WAL when commit n was acknowledged; [0] is before the first */
  ends: number[];
}
let written: Written;

const textOf = (commit: number) => `24.${100 + commit}`;

beforeAll(async () => {
  const app = await TestApp.withDemo();
  const { sqlite, path } = app.db;
  const officer = stepsOf(await app.as(`county-${UNIT}`));
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.pragma('wal_autocheckpoint = 0');
  const before = readFileSync(path);
  const ends = [0];
  for (let commit = 1; commit <= COMMITS; commit += 1) {
    const saved = await officer.save(commit - 1, { energyWanTce: textOf(commit) });
    expect([saved.status, versionOf(saved)]).toEqual([200, commit]);
    ends.push(statSync(`${path}-wal`).size);
  }
  const wal = readFileSync(`${path}-wal`);
  expect(wal.length).toBe(ends.at(-1));
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  written = { before, after: readFileSync(path), wal, ends };
  app.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const endOf = (commit: number) => written.ends[commit] ?? written.wal.length;
const between = (from: number, to: number) => (to > from ? randomInt(from, to) : from);

/** The WAL, cut after a commit at a random place of what follows. */
const cutAfter = (commit: number) => written.wal.subarray(0, between(endOf(commit), written.wal.length + 1));

/** Overwrites up to 4096 bytes from a random place of [from, to). */
function overwrite(wal: Buffer, from: number, to: number, filler: (length: number) => Buffer): Buffer {
  const copy = Buffer.from(wal);
  const at = between(from, to);
  filler(Math.min(between(1, 4097), to - at)).copy(copy, at);
  return copy;
}

/** The file as a checkpoint that lost its power leaves it: each page the old or the new one. */
function halfCheckpointed(): Buffer {
  const pageSize = written.before.readUInt16BE(16);
  const mixed = Buffer.from(written.after);
  for (let at = 0; at < written.before.length; at += pageSize) {
    if (randomInt(2) === 0) written.before.copy(mixed, at, at, at + pageSize);
  }
  return mixed;
}

interface State {
  file?: Buffer;
  wal: Buffer;
  shm?: Buffer;
  /** the commit it has to open at: no earlier one */
  atLeast: number;
  /** no later one */
  atMost: number;
}

const randomCommit = () => randomInt(0, COMMITS);
const KINDS: readonly (readonly [what: string, make: () => State])[] = [
  [
    'cut after an acknowledged commit',
    () => {
      const commit = randomCommit();
      return { wal: cutAfter(commit), atLeast: commit, atMost: COMMITS };
    },
  ],
  [
    'scrambled after an acknowledged commit',
    () => {
      const commit = randomCommit();
      const wal = overwrite(
        written.wal,
        Math.max(endOf(commit), WAL_HEADER),
        written.wal.length,
        randomBytes,
      );
      return { wal, atLeast: commit, atMost: COMMITS };
    },
  ],
  [
    'zeroed after an acknowledged commit',
    () => {
      const commit = randomCommit();
      const zeroes = (length: number) => Buffer.alloc(length);
      const wal = overwrite(written.wal, Math.max(endOf(commit), WAL_HEADER), written.wal.length, zeroes);
      return { wal, atLeast: commit, atMost: COMMITS };
    },
  ],
  [
    'followed by rubbish, beside an index of rubbish',
    () => ({
      wal: Buffer.concat([written.wal, randomBytes(randomInt(1, 20_000))]),
      shm: randomBytes(32_768),
      atLeast: COMMITS,
      atMost: COMMITS,
    }),
  ],
  [
    'whole, beside a file that was half checkpointed',
    () => ({ file: halfCheckpointed(), wal: written.wal, atLeast: COMMITS, atMost: COMMITS }),
  ],
  [
    'scrambled among the acknowledged commits',
    () => ({
      wal: overwrite(written.wal, 0, written.wal.length, randomBytes),
      atLeast: 0,
      atMost: COMMITS,
    }),
  ],
  [
    'cut among the acknowledged commits',
    () => ({ wal: written.wal.subarray(0, randomInt(written.wal.length)), atLeast: 0, atMost: COMMITS }),
  ],
];

function lay({ file: base = written.before, wal, shm }: State): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  writeFileSync(file, base);
  writeFileSync(`${file}-wal`, wal);
  if (shm) writeFileSync(`${file}-shm`, shm);
}

/** The commit the database stands at: the report, its version and the log say the same, or it is torn. */
function commitOf({ sqlite, read }: Database): number {
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(verifyAudit(read)).toMatchObject({ ok: true });
  const report = sqlite
    .prepare('SELECT version, draft FROM report WHERE unit_code = ? AND period = ?')
    .get(UNIT, PERIOD) as { version: number; draft: string } | undefined;
  const logged = sqlite
    .prepare(
      `SELECT json_extract("after", '$.energyWanTce') FROM audit_log
       WHERE action = 'report.save_draft' AND entity_id = ? ORDER BY id`,
    )
    .pluck()
    .all(`${UNIT}/${PERIOD}`);
  const commit = report?.version ?? 0;
  expect(logged).toEqual(Array.from({ length: commit }, (_, index) => textOf(index + 1)));
  if (report) expect(JSON.parse(report.draft)).toMatchObject({ energyWanTce: textOf(commit) });
  return commit;
}

describe('after a loss of power the database opens at a commit, not before the last acknowledged one', () => {
  test.each(KINDS)('write-ahead log %s', (what, make) => {
    const opened: number[] = [];
    for (let state = 0; state < Math.ceil(STATES / KINDS.length); state += 1) {
      const damaged = make();
      lay(damaged);
      const db = openDatabase(file);
      try {
        const commit = commitOf(db);
        expect(commit).toBeGreaterThanOrEqual(damaged.atLeast);
        expect(commit).toBeLessThanOrEqual(damaged.atMost);
        opened.push(commit);
      } finally {
        db.close();
      }
    }
    if (process.env.FULL_TESTS === '1') console.log(`WAL ${what}: ${opened.length} states`);
  });

  test('a file damaged for good is refused in one line, not opened with what is left of it', () => {
    const broken = Buffer.from(written.after);
    randomBytes(64_000).copy(broken, 100);
    lay({ file: broken, wal: Buffer.alloc(0), atLeast: 0, atMost: 0 });
    expect(() => openDatabase(file)).toThrow(DatabaseOpenError);
    expect(() => openDatabase(file)).toThrow(/^.*请从备份恢复。$/);
  });
});

test('every commit waits for the disk: synchronous FULL and WAL on the connection that has just written', async () => {
  const app = await TestApp.withDemo();
  const officer = stepsOf(await app.as(`county-${UNIT}`));
  expect((await officer.save(0)).status).toBe(200);
  expect((await officer.open()).status).toBe(200);
  const { sqlite } = app.db;
  const pragma = (name: string) => sqlite.pragma(name, { simple: true });
  expect([pragma('synchronous'), pragma('journal_mode'), pragma('foreign_keys')]).toEqual([2, 'wal', 1]);
  expect(pragma('wal_autocheckpoint')).toBe(1000);
  app.close();
});
