import { spawn } from 'node:child_process';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { ROOT } from '../../server/cli/build.ts';
import { BackupWorld } from '../support/backup-world.ts';

let world: BackupWorld;
beforeEach(() => {
  world = new BackupWorld();
});
afterEach(() => world.close());

test('an administrator is given a new password only while the service stands still, whatever the letters’ case', async () => {
  const running = openDatabase(world.database);
  const hash = () =>
    running.sqlite.prepare("SELECT password_hash FROM user WHERE username = 'admin'").pluck();
  const before = hash().get();
  const refused = await world.run('admin:reset', 'admin');
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('请先停止服务') });
  expect(refused.output.trim().split('\n')).toHaveLength(1);
  expect(hash().get()).toBe(before);
  running.close();
  const done = await world.run('admin:reset', ' Admin ');
  expect(done).toMatchObject({ code: 0, output: expect.stringContaining('账号 admin 的一次性密码') });
});

test('what a command makes by hand is for its owner only, even where the shell says otherwise', async () => {
  chmodSync(world.database, 0o600);
  const made = await world.start(['backup'], 'umask 022').ended;
  expect(made.code).toBe(0);
  // the unfinished copy is looked at while the next run works
  world.grow(6);
  const seen = new Set<number>();
  const { ended } = world.start(['backup'], 'umask 022');
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over) {
    for (const name of readdirSync(world.dir)) {
      const info = statSync(join(world.dir, name), { throwIfNoEntry: false });
      if (info) seen.add(info.mode & 0o777);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect([...seen]).toEqual([0o600]);
  expect(statSync(world.dir).mode & 0o077).toBe(0);
});

test('so is what a new installation makes', async () => {
  const data = join(world.folder, 'new');
  const code = `process.umask(0o022); const { serveOrExit } = await import('./server/cli/serve.ts'); await serveOrExit('api');`;
  const env = { ...process.env, NODE_ENV: '', DATA_DIR: data, PORT: '0', BACKUP_AT: 'off' };
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: ROOT, env });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) =>
    child.stdout.on('data', (text) => /一次性密码/.test(String(text)) && resolve()),
  );
  const modes = ['', 'tracker.sqlite'].map((name) => statSync(join(data, name)).mode & 0o077);
  child.kill('SIGTERM');
  await ended;
  expect(modes).toEqual([0, 0]);
});
