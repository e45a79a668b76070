import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { verifyBackup } from '../../db/backup.ts';
import { listBackups } from '../../db/backup-list.ts';
import { openDatabase } from '../../db/open.ts';
import { BackupWorld, digestOf } from '../support/backup-world.ts';
import { skipHere } from '../support/skips.ts';

/* The commands as processes: what they print, how they end, and what is left when they are killed. */

const KILLS = process.env.FULL_TESTS === '1' ? 25 : 3;

let world: BackupWorld;
beforeEach(() => {
  world = new BackupWorld();
});
afterEach(() => world.close());

/** Kills a command with SIGKILL while something unfinished lies in `dir`. */
async function killInTheMiddle(args: string[], dir: string, delay: number): Promise<void> {
  const { child, ended } = world.start(args);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const isAtWork = () => {
    try {
      return readdirSync(dir).some((name) => name.startsWith('.partial'));
    } catch {
      return false;
    }
  };
  while (!over && !isAtWork()) await wait(1);
  await wait(delay);
  child.kill('SIGKILL');
  expect(await ended).toMatchObject({ signal: 'SIGKILL' });
}

test('the commands say where the backup is, what it holds and how a restore went', async () => {
  const none = await world.run('backup', '--list');
  expect(none).toMatchObject({ code: 0, output: expect.stringContaining('还没有备份') });
  const made = await world.run('backup');
  expect(made.code).toBe(0);
  const [backup] = listBackups(world.dir);
  const { name = '', manifest } = backup ?? {};
  for (const words of [name, manifest?.auditHead.hash ?? '?', '备份完成并已核对'])
    expect(made.output).toContain(words);
  const verified = await world.run('backup', '--verify');
  expect(verified).toMatchObject({ code: 0, output: expect.stringContaining('● 完好') });
  const restored = await world.run('restore', name, '--demo');
  expect(restored.code).toBe(0);
  for (const words of ['恢复完成', manifest?.auditHead.hash ?? '?', '重新登录'])
    expect(restored.output).toContain(words);
});

test.each<[string, string[], string]>([
  ['an unknown option', ['backup', '--nothing'], '用法'],
  ['no file to restore', ['restore'], '用法'],
  ['a file that is not there', ['restore', 'tracker-20260101-000000.gmbackup'], '没有备份文件'],
  ['nothing to verify', ['backup', '--verify'], '还没有备份'],
])('%s: one Chinese line and exit code 1', async (_name, args, words) => {
  const { code, output } = await world.run(...args);
  expect([code, output.trim().split('\n').length]).toEqual([1, 1]);
  expect(output).toContain(words);
});

test('without a database there is nothing to back up', async () => {
  rmSync(world.database);
  expect(await world.run('backup')).toMatchObject({
    code: 1,
    output: expect.stringContaining('没有数据库文件'),
  });
});

describe('killed with -9', () => {
  test('in the middle of a backup: the data and older backups are whole, the next run works and clears up', async () => {
    const { path } = await world.make();
    world.grow(6);
    const [live, older] = [digestOf(world.database), digestOf(path)];
    for (let kill = 0; kill < KILLS; kill++) await killInTheMiddle(['backup'], world.dir, kill * 7);
    expect(listBackups(world.dir)).toHaveLength(1);
    expect(digestOf(path)).toBe(older);
    expect(digestOf(world.database)).toBe(live);
    const next = await world.make('2026-11-21T19:00:00.000Z');
    expect(await verifyBackup(next.path, world.dir)).toEqual(next.manifest);
    expect(world.leftovers()).toEqual([]);
  });

  test('in the middle of a restore: the old or the new data is there, whole; the next run works and clears up', async () => {
    world.grow(6);
    const { path, manifest } = await world.make();
    const data = join(world.folder, 'data');
    const { id } = manifest.auditHead;
    for (let kill = 0; kill < KILLS; kill++) {
      await killInTheMiddle(['restore', path, '--demo'], data, kill * 15);
      const db = openDatabase(world.database);
      const verdict = verifyAudit(db.read);
      db.close();
      expect(verdict.ok).toBe(true);
      expect([id, id + 1]).toContain(verdict.rows);
    }
    await world.restore(path);
    expect(world.leftovers()).toEqual([]);
    // no second name of the live file is left, only copies
    expect(statSync(world.database).nlink).toBe(1);
    const db = openDatabase(world.database);
    expect(verifyAudit(db.read)).toMatchObject({ ok: true, rows: id + 1 });
    db.close();
  });
});

describe('a full disk', () => {
  test('a file that may not grow: the backup fails in one line, older ones are not touched', async () => {
    const { path } = await world.make();
    world.grow(4);
    const older = digestOf(path);
    // no file of the process may exceed 2,000 blocks of 1 KB
    const { code, output } = await world.start(['backup'], 'ulimit -f 2000').ended;
    expect(code).toBe(1);
    expect(output).toMatch(/备份失败：(磁盘空间不足|读写)/);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(digestOf(path)).toBe(older);
    expect(listBackups(world.dir)).toHaveLength(1);
    expect(world.leftovers()).toEqual([]);
  });

  test('a small filesystem, where one can be had: the same, and it works again once there is room', async (context) => {
    world.grow(4);
    mkdirSync(world.dir, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', world.dir], { stdio: 'ignore' });
    } catch {
      return skipHere(context, 'needs the right to mount a filesystem (tmpfs)');
    }
    try {
      const full = await world.run('backup');
      expect(full).toMatchObject({ code: 1, output: expect.stringContaining('磁盘空间不足') });
      expect(world.leftovers()).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=40m', world.dir]);
      await world.make();
      expect(listBackups(world.dir)).toHaveLength(1);
    } finally {
      execFileSync('umount', [world.dir]);
    }
  });
});
