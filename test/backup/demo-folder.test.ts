import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeBackup } from '../../db/backup.ts';
import { headOf } from '../../db/backup-format.ts';
import { openDatabase } from '../../db/open.ts';
import { openDemo } from '../../server/cli/database.ts';

/* `npm run demo` makes its data anew each time: what it may delete for that, and what it may never touch. */

let folder: string;
let backups: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-demo-folder-'));
  backups = join(folder, 'backups');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A backup of an empty database, said to be of the demo or of an installation. */
async function putBackup(demo: boolean): Promise<string> {
  const database = join(folder, 'other.sqlite');
  openDatabase(database).close();
  const made = await makeBackup({ database, dir: backups, appVersion: '1.0.0', now: () => new Date() });
  const content = readFileSync(made.path);
  headOf({ ...made.manifest, demo }).copy(content);
  writeFileSync(made.path, content);
  rmSync(database);
  return made.path;
}

const everything = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^\.|-(wal|shm)$/.test(name))
    .sort();

test.each<[string, () => Promise<unknown>]>([
  ['a backup of an installation whose database is gone', () => putBackup(false)],
  [
    'a backup nobody can read',
    async () => {
      mkdirSync(backups);
      writeFileSync(join(backups, 'tracker-20261122-023000.gmbackup'), 'damaged');
    },
  ],
  [
    'something else among the backups',
    async () => {
      mkdirSync(backups);
      writeFileSync(join(backups, 'notes.txt'), 'kept by the operator');
    },
  ],
  ['the noted heads of an audit log', async () => writeFileSync(join(folder, 'audit-heads.log'), '')],
  [
    'a database put aside by a restore',
    async () => writeFileSync(join(folder, 'tracker.sqlite.before-restore-20261122-023000'), 'x'),
  ],
])('a demo is refused beside %s, and nothing is deleted', async (_what, put) => {
  await put();
  const before = everything();
  await expect(openDemo(folder, false)).rejects.toThrow('不是演示数据');
  expect(everything()).toEqual(before);
});

test('a demo made anew takes its own backups and notes with it, but not beside those of an installation', async () => {
  (await openDemo(folder, false)).close();
  const own = await putBackup(true);
  writeFileSync(join(folder, 'audit-heads.log'), '');
  const real = await putBackup(false);
  await expect(openDemo(folder, false)).rejects.toThrow(real);
  expect([own, real].map((path) => existsSync(path))).toEqual([true, true]);
  rmSync(real);
  (await openDemo(folder, false)).close();
  expect(everything()).toEqual(['backups', 'backups/.lock', 'tracker.sqlite']);
}, 120_000);
