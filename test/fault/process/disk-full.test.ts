import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../../seed/demo/accounts.ts';
import { EMPTY_FIGURES } from '../../../server/rules/figures.ts';
import { newFolder, startProduct } from '../../support/product.ts';

const SIZE_MB = 32;
const REPORT = 'reports/360425/2026-10';

/** A filesystem of its own in memory, where this machine lets us make one; else null. */
function smallDisk(): { folder: string; remove(): void } | null {
  const folder = newFolder();
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', folder]);
  if (made.status !== 0) return null;
  return { folder, remove: () => spawnSync('umount', ['-l', folder]) };
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
  if (!disk) return context.skip('needs the right to mount a filesystem');
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
