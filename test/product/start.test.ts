import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { ROOT } from '../../server/cli/build.ts';
import { newFolder, startProduct, startRefused } from '../support/product.ts';

const FILE = 'tracker.sqlite';

async function signIn(address: string, username: string, password: string) {
  return fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
}

describe('npm start', () => {
  test('prints a one-time administrator password once, and asks to change it at the first sign-in', async () => {
    const DATA_DIR = newFolder();
    const first = await startProduct('start', { DATA_DIR });
    const password = /一次性密码：(\S+)/.exec(first.output())?.[1] ?? '';
    const answer = await signIn(first.address, 'admin', password);
    expect(((await answer.json()) as { user: object }).user).toMatchObject({
      role: 'admin',
      mustChangePassword: true,
    });
    expect((await signIn(first.address, 'bureau', 'Demo-2027!')).status).toBe(401);
    expect(await first.stop()).toBe(0);

    const second = await startProduct('start', { DATA_DIR });
    expect(second.output()).not.toContain('一次性密码');
    expect((await signIn(second.address, 'admin', password)).status).toBe(200);
    expect(await second.stop()).toBe(0);
  });

  test('killed before anybody read the password: the next start says how to get another, and it opens', async () => {
    const DATA_DIR = newFolder();
    const first = await startProduct('start', { DATA_DIR });
    first.kill();
    const second = await startProduct('start', { DATA_DIR });
    await expect.poll(second.output).toMatch(/还没有人登录过[\s\S]*npm run admin:reset/);
    await second.stop();
    const reset = spawnSync(process.execPath, ['server/cli/run.mjs', 'admin:reset'], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR },
      encoding: 'utf8',
    });
    const password = /一次性密码：(\S+)/.exec(reset.stdout)?.[1] ?? reset.stderr;
    const third = await startProduct('start', { DATA_DIR });
    expect((await signIn(third.address, 'admin', password)).status).toBe(200);
    await third.stop();
    const fourth = await startProduct('start', { DATA_DIR });
    expect(fourth.output()).not.toContain('还没有人登录过');
    await fourth.stop();
  });

  test('serves Attachment 2 and no demo data', async () => {
    const product = await startProduct('start', { DATA_DIR: newFolder() });
    const health = (await (await fetch(`${product.address}/api/v1/health`)).json()) as { demo: boolean };
    expect(health.demo).toBe(false);
    await product.stop();
  });

  test('an address of a screen opens the page, a missing file does not', async () => {
    const product = await startProduct('start', { DATA_DIR: newFolder() });
    const page = await fetch(`${product.address}/counties/360402`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await fetch(`${product.address}/assets/nothing.js`)).status).toBe(404);
    await product.stop();
  });
});

describe('what cannot work is said in one line, with an exit code', () => {
  const oneLine = (output: string) =>
    output
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('启动失败：'));

  test('the port is taken; the next start still prints the administrator’s password', async () => {
    const other = await startProduct('start', { DATA_DIR: newFolder() });
    const port = new URL(other.address).port;
    const DATA_DIR = newFolder();
    const { code, output } = await startRefused('start', { DATA_DIR, PORT: port });
    await other.stop();
    expect(code).toBe(1);
    expect(oneLine(output)).toEqual([expect.stringContaining(`端口 ${port} 已被占用`)]);

    const mended = await startProduct('start', { DATA_DIR });
    const password = /一次性密码：(\S+)/.exec(mended.output())?.[1] ?? 'none printed';
    expect((await signIn(mended.address, 'admin', password)).status).toBe(200);
    await mended.stop();
  });

  test('PORT, HOST or PUBLIC_ORIGIN is none', async () => {
    for (const [env, said] of [
      [{ PORT: '70000' }, 'PORT 应为'],
      [{ PORT: 'http' }, 'PORT 应为'],
      [{ HOST: 'a b' }, 'HOST 应为'],
      [{ HOST: '203.0.113.9' }, '请检查 HOST'],
      [{ PUBLIC_ORIGIN: 'gm.example.cn' }, 'PUBLIC_ORIGIN 应形如'],
      [{ DEMO_DATE: '2026-13-01' }, 'DEMO_DATE 应形如'],
    ] as const) {
      const { code, output } = await startRefused('start', { DATA_DIR: newFolder(), ...env });
      expect([code, oneLine(output)]).toEqual([1, [expect.stringContaining(said)]]);
    }
  });

  test('the data folder cannot be written', async () => {
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    const { code, output } = await startRefused('start', { DATA_DIR: join(file, 'data') });
    expect([code, oneLine(output)]).toEqual([1, [expect.stringContaining('不可写')]]);
  });

  test('the database file is corrupt', async () => {
    const DATA_DIR = newFolder();
    writeFileSync(join(DATA_DIR, FILE), 'this is no database '.repeat(1000));
    const { code, output } = await startRefused('start', { DATA_DIR });
    expect([code, oneLine(output)]).toEqual([1, [expect.stringContaining('已损坏')]]);
  });

  test('the database file belongs to another program', async () => {
    const DATA_DIR = newFolder();
    new Sqlite(join(DATA_DIR, FILE)).exec('CREATE TABLE song (id)').close();
    const { code, output } = await startRefused('start', { DATA_DIR });
    expect([code, oneLine(output)]).toEqual([1, [expect.stringContaining('不是本平台的数据库')]]);
  });

  test('another program holds the database', async () => {
    const DATA_DIR = newFolder();
    openDatabase(join(DATA_DIR, FILE)).close();
    const other = new Sqlite(join(DATA_DIR, FILE));
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    const { code, output } = await startRefused('start', { DATA_DIR });
    other.close();
    expect([code, oneLine(output)]).toEqual([1, [expect.stringContaining('正被其他程序占用')]]);
  });

  test('the database comes from a newer version, and is left as it was', async () => {
    const DATA_DIR = newFolder();
    openDatabase(join(DATA_DIR, FILE)).close();
    const raw = new Sqlite(join(DATA_DIR, FILE));
    raw.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('future', 9999999999999)");
    raw.close();
    const { code, output } = await startRefused('start', { DATA_DIR });
    expect([code, oneLine(output)]).toEqual([1, [expect.stringContaining('由更新版本的程序建立')]]);
  });

  test('Node is too old', async () => {
    const pretend = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})";
    const { code, output } = await startRefused('start', { DATA_DIR: newFolder() }, ['--import', pretend]);
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([expect.stringContaining('需要 Node.js 24')]);
  });

  test('the demo does not touch a production folder, nor production a demo’s', async () => {
    const real = newFolder();
    await (await startProduct('start', { DATA_DIR: real })).stop();
    const refusedDemo = await startRefused('demo', { DATA_DIR: real });
    expect([refusedDemo.code, oneLine(refusedDemo.output)]).toEqual([
      1,
      [expect.stringContaining('正式数据')],
    ]);

    const demo = newFolder();
    mkdirSync(demo, { recursive: true });
    await (await startProduct('demo', { DATA_DIR: demo })).stop();
    const refusedStart = await startRefused('start', { DATA_DIR: demo });
    expect([refusedStart.code, oneLine(refusedStart.output)]).toEqual([
      1,
      [expect.stringContaining('演示数据')],
    ]);
  });
});
