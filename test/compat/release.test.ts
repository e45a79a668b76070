import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
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
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../server/cli/build.ts';
import { assembleRelease, release } from '../../server/cli/release.ts';
import { licencesText, sbomText, shippedPackages } from '../../server/cli/sbom.ts';

/*
 * The drill of whoever has only the archive and its instructions: a machine without Node, npm or registry. In `npm test`
 * the folder is put together as the archive would unpack; `npm run test:full` packs and unpacks the archive itself.
 */

const FULL = process.env.FULL_TESTS === '1';
const world = mkdtempSync(join(tmpdir(), 'tracker-release-'));
const first = join(world, 'first machine');
const second = join(world, 'second');
const running: ChildProcess[] = [];

async function unpack(folder: string): Promise<void> {
  if (!FULL) return assembleRelease(folder);
  const [name] = readdirSync(join(ROOT, 'release')).filter((file) => file.endsWith('.tar.gz'));
  mkdirSync(folder);
  const archive = join(ROOT, 'release', name ?? '');
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
}

beforeAll(async () => {
  if (FULL) await release();
  await unpack(first);
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(world, { recursive: true, force: true });
});

/** No PATH to a Node, no variable of ours: what a freshly installed server has. */
const bare = (data: string) => ({ PATH: '/usr/bin:/bin', DATA_DIR: data, PORT: '0' });

async function start(folder: string, data: string, command = 'start') {
  // from another folder: nothing may depend on where one stands
  const child = spawn(join(folder, 'tracker'), [command], { cwd: '/', env: bare(data) });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  for (let waited = 0; waited < 40_000; waited += 50) {
    const address = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
    if (address) {
      const stop = () =>
        new Promise<number | null>((resolve) => {
          child.once('exit', resolve);
          child.kill('SIGTERM');
        });
      return { address, output: () => output, stop };
    }
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`did not start:\n${output}`);
}

const run = (folder: string, data: string, ...args: string[]) =>
  spawnSync(join(folder, 'tracker'), args, { cwd: '/', env: bare(data), encoding: 'utf8' });

async function ask(address: string, method: string, path: string, cookie: string, body?: unknown) {
  const answer = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const set = answer.headers.get('set-cookie')?.split(';')[0];
  const text = await answer.text();
  return { status: answer.status, cookie: set ?? cookie, body: text ? JSON.parse(text) : null };
}

const OWN = 'Eigen-Passwort-77';

async function signIn(address: string, password: string): Promise<string> {
  const answer = await ask(address, 'POST', '/session', '', { username: 'admin', password });
  expect(answer.status).toBe(200);
  return answer.cookie;
}

describe('an empty machine and the archive', () => {
  test('every file is as its checksum says', () => {
    const { status, stderr } = spawnSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], {
      cwd: first,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  test('holds the program, its pages and commands, the runtime, the papers, and no source or data', () => {
    const top = readdirSync(first).sort();
    expect(top).toEqual(
      [
        'LICENSES.txt',
        'SHA256SUMS',
        'db',
        'dist',
        'docs',
        'node_modules',
        'package.json',
        'runtime',
        'service',
        'tracker',
        'tracker.mjs',
        '安装说明.md',
      ].sort(),
    );
    const commands = ['admin-reset', 'backup', 'backup-job', 'restore', 'serve', 'settings', 'sheet-worker'];
    expect(readdirSync(join(first, 'dist/server')).sort()).toEqual(
      commands.map((name) => `${name}.js`).sort(),
    );
    expect(readdirSync(join(first, 'docs')).sort()).toEqual(
      readdirSync(join(ROOT, 'docs'))
        .filter((name) => /^(operations|security|permissions|licences)\.md$|^sbom\.json$/.test(name))
        .sort(),
    );
    expect(readdirSync(join(first, 'docs'))).toHaveLength(5);
  });

  test('docs/sbom.json and docs/licences.md name what the last build left in it (npm run sbom writes them anew)', () => {
    const packages = shippedPackages();
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(readFileSync(join(first, 'docs/sbom.json'), 'utf8')).toBe(sbomText(packages, version));
    expect(readFileSync(join(first, 'docs/licences.md'), 'utf8')).toBe(licencesText(packages));
  });

  test('without the runtime it takes less than 60 MB', () => {
    const bytes = (path: string) =>
      Number(execFileSync('du', ['-sb', join(first, path)], { encoding: 'utf8' }).split('\t')[0]);
    expect(bytes('.') - bytes('runtime')).toBeLessThan(60_000_000);
  });

  test('starts, keeps what is entered, is backed up, and a second machine goes on from the backup', async () => {
    const data = join(world, 'data');
    const server = await start(first, data);
    const oneTime = /一次性密码：(\S+)/;
    await expect.poll(() => oneTime.test(server.output())).toBe(true);
    const once = oneTime.exec(server.output())?.[1] ?? '';
    const page = await (await fetch(`${server.address}/admin`)).text();
    expect(page).toContain('/assets/');
    let cookie = await signIn(server.address, once);
    const changed = await ask(server.address, 'PUT', '/session/password', cookie, {
      currentPassword: once,
      newPassword: OWN,
    });
    expect([changed.status, changed.body?.error]).toEqual([200, undefined]);
    cookie = changed.cookie;
    const account = { username: 'pruefer', displayName: '审计员甲', role: 'auditor', units: [] };
    expect((await ask(server.address, 'POST', '/accounts', cookie, account)).status).toBe(200);

    // beside the running server
    const made = run(first, data, 'backup');
    expect([made.status, made.stderr]).toEqual([0, '']);
    const backup = readdirSync(join(data, 'backups')).filter((name) => !name.startsWith('.'))[0] ?? 'none';
    expect(await server.stop()).toBe(0);

    const carried = join(world, 'carried');
    cpSync(join(data, 'backups', backup), carried);
    rmSync(data, { recursive: true });
    rmSync(first, { recursive: true });
    await unpack(second);
    const otherData = join(world, 'other data');
    const restored = run(second, otherData, 'restore', carried);
    expect([restored.status, restored.stderr]).toEqual([0, '']);
    expect(restored.stdout).toContain(`数据目录 ${otherData} 原先不存在，已新建`);

    const other = await start(second, otherData);
    expect(other.output()).not.toContain('一次性密码');
    const again = await signIn(other.address, OWN);
    const accounts = await ask(other.address, 'GET', '/accounts', again);
    expect(JSON.stringify(accounts.body)).toContain('审计员甲');
    expect(await other.stop()).toBe(0);
  });

  test('a forgotten password of the administrator is replaced on the machine itself', async () => {
    const otherData = join(world, 'other data');
    const reset = run(second, otherData, 'admin-reset', 'admin');
    const password = /一次性密码：(\S+)/.exec(reset.stdout)?.[1] ?? '';
    expect([reset.status, reset.stderr]).toEqual([0, '']);
    const server = await start(second, otherData);
    const refused = await ask(server.address, 'POST', '/session', '', { username: 'admin', password: OWN });
    expect(refused.status).toBe(401);
    await signIn(server.address, password);
    expect(await server.stop()).toBe(0);
    expect(run(second, otherData, 'admin-reset', 'pruefer')).toMatchObject({ status: 1, stdout: '' });
    expect(run(second, join(world, 'nowhere'), 'admin-reset').stderr).toContain('不存在');
    expect(existsSync(join(world, 'nowhere'))).toBe(false);
  });

  test('the commands take the settings of the file beside the launcher, and say how they were called', () => {
    const settings = join(second, 'tracker.env');
    const bareRun = (...args: string[]) =>
      spawnSync(join(second, 'tracker'), args, {
        cwd: '/',
        env: { PATH: '/usr/bin:/bin' },
        encoding: 'utf8',
      });
    const kept = join(world, 'kept');
    writeFileSync(settings, `DATA_DIR=${join(world, 'other data')}\nBACKUP_DIR=${kept}\n`);
    const made = bareRun('backup');
    expect([made.status, made.stderr]).toEqual([0, '']);
    expect(readdirSync(kept).filter((name) => !name.startsWith('.'))).toHaveLength(1);
    expect(bareRun('restore').stderr).toContain(`${join(second, 'tracker')} restore <备份文件>`);
    writeFileSync(settings, 'DATA_DIR\n');
    expect(bareRun('backup')).toMatchObject({ status: 1, stderr: expect.stringContaining('第1行') });
    rmSync(settings);
  });

  test('a damaged backup is refused and what is there stays', () => {
    const otherData = join(world, 'other data');
    const damaged = join(world, 'damaged');
    const bytes = readFileSync(join(world, 'carried'));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(damaged, bytes);
    const before = readFileSync(join(otherData, 'tracker.sqlite'));
    expect(run(second, otherData, 'restore', damaged).status).toBe(1);
    expect(readFileSync(join(otherData, 'tracker.sqlite')).equals(before)).toBe(true);
  });
});
