import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../../seed/demo/accounts.ts';
import { EMPTY_FIGURES } from '../../../server/rules/figures.ts';
import { oldDatabaseOf } from '../../support/old-database.ts';
import { newFolder, startProduct, startRefused } from '../../support/product.ts';
import { skipHere } from '../../support/skips.ts';

const SIZE_MB = 32;
const REPORT = 'reports/360425/2026-10';

/** A filesystem of its own in memory, where this machine lets us make one; else null. */
function smallDisk(): { folder: string; remove(): void } | null {
  const folder = newFolder();
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', folder]);
  if (made.status !== 0) return null;
  return { folder, remove: () => spawnSync('umount', ['-l', folder]) };
}

/** Tables, applied migrations and accounts of a database. */
function contentOf(path: string): unknown[] {
  const sqlite = new Sqlite(path);
  const all = (query: string) => sqlite.prepare(query).raw().all();
  const content = [
    all('SELECT name, sql FROM sqlite_master ORDER BY name'),
    all('SELECT hash FROM __drizzle_migrations'),
    all('SELECT count(*), sum(length(username)) FROM user'),
  ];
  sqlite.close();
  return content;
}

/** What the start says in its one line, and with which exit code. */
async function refusal(DATA_DIR: string) {
  const { code, output } = await startRefused('start', { DATA_DIR });
  return { code, lines: output.trim().split('\n') };
}

/** Writes a file until the last byte of the disk is taken. */
function takeAllRoom(path: string): void {
  const file = openSync(path, 'w');
  for (let piece = 65_536; piece >= 1; ) {
    try {
      writeSync(file, Buffer.alloc(piece));
    } catch {
      piece = Math.floor(piece / 2);
    }
  }
  closeSync(file);
}

test('the disk under the running server fills up: 507, reading goes on, and room ends it without a restart', async (context) => {
  const disk = smallDisk();
  if (!disk) return skipHere(context, 'needs the right to mount a filesystem (tmpfs)');
  const env = { DATA_DIR: disk.folder, DEMO_KEEP: '1' };
  await (await startProduct('demo', env)).stop();
  const product = await startProduct('demo', env);
  const ask = async (method: string, path: string, body?: object, cookie = '') => {
    const answer = await fetch(`${product.address}/api/v1/${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return {
      status: answer.status,
      cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
      body: (await answer.json()) as { version?: number; error?: { code: string; message: string } },
    };
  };
  const signIn = (username: string) => ask('POST', 'session', { username, password: DEMO_PASSWORD });
  const save = (version: number, cookie: string) => {
    const figures = { ...EMPTY_FIGURES, energyWanTce: `24.${1000 + version}` };
    return ask('PUT', `${REPORT}/draft`, { version, figures }, cookie);
  };
  try {
    const { cookie } = await signIn('county-360425');
    expect((await save(0, cookie)).body.version).toBe(1);
    const filler = join(disk.folder, 'filler');
    takeAllRoom(filler);
    let version = 1;
    let answer = await save(version, cookie);
    for (; answer.status === 200 && version < 3000; version += 1) answer = await save(version + 1, cookie);
    expect([answer.status, answer.body.error?.code]).toEqual([507, 'disk_full']);
    expect(answer.body.error?.message).toContain('磁盘空间不足');
    // nobody new can come in, who is in can read on
    expect((await signIn('leader')).body.error?.code).toBe('disk_full');
    for (const path of ['session', REPORT, 'progress?period=2026-09', 'health']) {
      expect([path, (await ask('GET', path, undefined, cookie)).status]).toEqual([path, 200]);
    }
    expect((await ask('GET', REPORT, undefined, cookie)).body.version).toBe(version);

    rmSync(filler);
    expect((await save(version, cookie)).body.version).toBe(version + 1);
    expect((await signIn('leader')).status).toBe(200);
    expect(await product.stop()).toBe(0);
  } finally {
    product.kill();
    disk.remove();
  }
});

test.for([
  ['at all', 0],
  ['for bringing an old database up to date', 512 * 1024],
] as const)('started where there is no room %s: one line says so, and the file is as it was', async ([
  ,
  room,
], context) => {
  const disk = smallDisk();
  if (!disk) return skipHere(context, 'needs the right to mount a filesystem (tmpfs)');
  try {
    const path = join(disk.folder, 'tracker.sqlite');
    oldDatabaseOf(60_000, path);
    const before = contentOf(path);
    const filler = join(disk.folder, 'filler');
    takeAllRoom(filler);
    truncateSync(filler, statSync(filler).size - room);
    expect(await refusal(disk.folder)).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^启动失败：磁盘空间不足/)],
    });
    rmSync(filler);
    expect(contentOf(path)).toEqual(before);
    expect(await (await startProduct('start', { DATA_DIR: disk.folder })).stop()).toBe(0);
  } finally {
    disk.remove();
  }
});
