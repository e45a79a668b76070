import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../../seed/demo/accounts.ts';
import { EMPTY_FIGURES } from '../../../server/rules/figures.ts';
import { newFolder, startProduct } from '../../support/product.ts';
import { skipHere } from '../../support/skips.ts';

const SAVES = 50;
const hasStrace = spawnSync('strace', ['-V']).status === 0;

/** Follows a process's calls to the disk; `end` stops following and returns the lines. */
async function followDisk(pid: number) {
  const out = join(newFolder(), 'calls');
  const args = ['-f', '-p', String(pid), '-e', 'trace=fsync,fdatasync', '-o', out];
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => strace.once('exit', resolve));
  const attached = new Promise<boolean>((resolve) => {
    strace.stderr.on('data', (text) => String(text).includes('attached') && resolve(true));
    strace.once('exit', () => resolve(false));
  });
  return {
    attached: await attached,
    end: async () => {
      strace.kill('SIGINT');
      await ended;
      return readFileSync(out, 'utf8').split('\n');
    },
  };
}

// wal.test.ts asserts the settings this rests on, wherever the tests run
test('every acknowledged save waited for the disk: as many fsyncs as commits (needs strace)', async (context) => {
  if (!hasStrace) return skipHere(context, 'needs strace');
  const product = await startProduct('demo', { DATA_DIR: newFolder() });
  const ask = (method: string, path: string, body: object, cookie = '') =>
    fetch(`${product.address}/api/v1/${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const signedIn = await ask('POST', 'session', { username: 'county-360425', password: DEMO_PASSWORD });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const disk = await followDisk(product.pid);
  if (!disk.attached) {
    await product.stop();
    return skipHere(context, 'needs the right to trace a process');
  }
  for (let version = 0; version < SAVES; version += 1) {
    const figures = { ...EMPTY_FIGURES, energyWanTce: `24.${100 + version}` };
    const answer = await ask('PUT', 'reports/360425/2026-10/draft', { version, figures }, cookie);
    expect([answer.status, ((await answer.json()) as { version: number }).version]).toEqual([
      200,
      version + 1,
    ]);
  }
  const syncs = (await disk.end()).filter((line) => /(fsync|fdatasync)\(\d+.*= 0$/.test(line)).length;
  await product.stop();
  console.log(`${SAVES} acknowledged saves, ${syncs} fsyncs`);
  expect(syncs).toBeGreaterThanOrEqual(SAVES);
});
