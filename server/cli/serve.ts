import { letYoungHeapGrow } from './young-heap.ts';

// everything else comes after it, see there

import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { DatabaseOpenError } from '../../db/open.ts';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { DEMO_TODAY } from '../../seed/demo/profiles.ts';
import { createApp } from '../app.ts';
import { Backups } from '../backups/backups.ts';
import { Nightly } from '../backups/nightly.ts';
import { systemClock } from '../http/clock.ts';
import { servePages } from '../http/pages.ts';
import { isNoRoom } from '../http/storage-errors.ts';
import { VERSION } from '../http/version.ts';
import { createFirstAdmin, nobodyCameIn, openDemo, openProduction } from './database.ts';
import { type Environment, EnvironmentError, readEnvironment } from './environment.ts';
import { openLog } from './log.ts';
import { endOnUncaught, stopOnSignal } from './stop.ts';

export type Mode = 'start' | 'demo' | 'api';

/** The pages, seen from the bundle in dist/server. */
const PAGES = join(import.meta.dirname, '../web');

function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

function sayDemo(address: string, today: string): void {
  say();
  say(`  九江绿色制造目标跟踪平台（演示数据，业务日期 ${today}）`);
  say(`  打开  ${address}`);
  say();
  say('  账号                      角色');
  say('  bureau、bureau-2          市工信局：审核、公布、名单、奖补（经办、审批为两人）');
  say('  leader                    领导：查看');
  say('  county-360402 … county-jkq 县（市、区）填报员，共14个');
  say('  admin / auditor           系统管理员 / 审计员');
  say(`  密码均为 ${DEMO_PASSWORD}`);
  say();
  say('  按 Ctrl+C 停止。');
}

function sayStart(address: string, firstPassword: string | null, unused: boolean): void {
  say(`九江绿色制造目标跟踪平台已启动：${address}`);
  if (firstPassword === null) {
    if (!unused) return;
    say('还没有人登录过。首次启动时显示的密码如未记下，请停止服务，在本机运行');
    say('npm run admin:reset（发行包为 ./tracker admin-reset）另取一个，再启动。');
    return;
  }
  say(`首次启动，已建立管理员账号 admin，一次性密码：${firstPassword}`);
  say('该密码只显示这一次，首次登录后须修改。');
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], environment: Environment) {
  return new Promise<{ server: ReturnType<typeof serve>; address: string }>((resolve, reject) => {
    const server = serve(
      {
        fetch,
        port: environment.port,
        hostname: environment.host,
        // longer than a reverse proxy keeps a connection (60 s): it must never send a save into one just closed here
        serverOptions: { keepAliveTimeout: 65_000, headersTimeout: 66_000 },
      },
      (info: AddressInfo) => {
        const host = info.family === 'IPv6' ? `[${info.address}]` : info.address;
        resolve({ server, address: `http://${host === '0.0.0.0' ? 'localhost' : host}:${info.port}` });
      },
    );
    server.once('error', reject);
  });
}

async function start(mode: Mode): Promise<void> {
  // data, notes and backups are for the owner only, whatever the shell says
  process.umask(0o077);
  const environment = readEnvironment(process.env, mode === 'demo' ? 'demo' : 'start');
  const demo = mode === 'demo' || (mode === 'api' && process.env.DEMO === '1');
  const db = demo
    ? await openDemo(environment.dataDir, environment.demoKeep)
    : openProduction(environment.dataDir);
  const log = openLog(environment.logLevel);
  if (db.migrations.run > 0) log.info(db.migrations, 'database migrated');
  const today = demo ? (environment.demoDate ?? DEMO_TODAY) : null;
  const clock = systemClock(today);
  const backups = new Backups(db, clock, { dir: environment.backupDir, keepDays: environment.backupKeep });
  const app = createApp({
    db,
    clock,
    demo,
    publicOrigin: environment.publicOrigin,
    log,
    metricsToken: environment.metricsToken,
    backups,
    lastBackupAt: () => backups.newestAt(),
  });
  if (mode !== 'api') servePages(app, PAGES);
  try {
    const { server, address } = await listen(app.fetch, environment);
    stopOnSignal(server, db, log);
    endOnUncaught(log);
    if (today !== null) sayDemo(address, today);
    else sayStart(address, await createFirstAdmin(db), nobodyCameIn(db));
    if (!demo || environment.backupAt !== null)
      new Nightly({ db, clock, log, backups, at: environment.backupAt }).start();
    letYoungHeapGrow();
    log.info({ version: VERSION, node: process.version, mode, address }, 'started');
  } catch (error) {
    db.close();
    throw error;
  }
}

/** One clear line for what an operator can mend; null for a defect of ours. */
function explain(error: unknown): string | null {
  if (error instanceof EnvironmentError || error instanceof DatabaseOpenError) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用，请用 PORT 指定其他端口。`;
  if (isNoRoom(error)) return '磁盘空间不足，请清理数据目录（DATA_DIR）所在磁盘后再启动；数据未改动。';
  if (code === 'EACCES') return `没有权限监听端口 ${port}，请用 PORT 指定 1024 以上的端口。`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `不能在地址 ${address ?? ''} 上监听，请检查 HOST。`;
  return null;
}

/** Starts, or says in one line why not and exits with 1. */
export async function serveOrExit(mode: Mode): Promise<void> {
  try {
    await start(mode);
  } catch (error) {
    const line = explain(error);
    if (line === null) throw error;
    process.stderr.write(`启动失败：${line}\n`);
    process.exit(1);
  }
}
