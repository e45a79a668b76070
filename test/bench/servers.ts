import { spawn } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import Sqlite from 'better-sqlite3';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { DATABASE_FILE } from '../../server/cli/database.ts';
import { newFolder } from '../support/product.ts';

/** Seconds of each measurement (`BENCH_SECONDS`). */
export const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);

export interface Running {
  address: string;
  pid: number;
  /** ms from spawn to the first answer */
  firstAnswerMs: number;
  /** SIGTERM, and waits for the end */
  stop(): Promise<void>;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Spawns a server and waits until it answers at the address that it prints. */
async function run(
  args: string[],
  env: Record<string, string>,
  toAddress: (output: string) => string | undefined,
): Promise<Running> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  let address: string | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    // what it logs afterwards is taken and thrown away
    stream.on('data', (chunk) => {
      if (address === undefined) output += chunk;
    });
  }
  while (!address) {
    await sleep(5);
    address = toAddress(output);
    if (child.exitCode !== null) throw new Error(output);
  }
  await (await fetch(`${address}/api/v1/health`)).text();
  const firstAnswerMs = performance.now() - started;
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { address, pid: child.pid ?? 0, firstAnswerMs, stop };
}

/** The built product over a data folder that keeps what it has. */
export function runProduct(dataDir: string): Promise<Running> {
  const env = { PORT: '0', DATA_DIR: dataDir, DEMO_KEEP: '1' };
  return run(['server/cli/run.mjs', 'demo'], env, (output) => /http:\/\/[\d.]+:\d+/.exec(output)?.[0]);
}

/** What the product is measured against; see bare-server.ts. */
export function runBare(pages = ''): Promise<Running> {
  const args = [join(import.meta.dirname, 'bare-server.ts'), join(newFolder(), 'bare.sqlite'), pages];
  return run(args, {}, (output) => (/^\d+\s/.test(output) ? `http://127.0.0.1:${output.trim()}` : undefined));
}

/** A data folder with the demo, made by the product itself. */
export async function demoFolder(): Promise<string> {
  const folder = newFolder();
  await (await runProduct(folder)).stop();
  return folder;
}

/** A copy of a data folder, changed while nobody has it open. */
export function copyOf(folder: string, change: (sqlite: Sqlite.Database) => void): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  const sqlite = new Sqlite(join(copy, DATABASE_FILE));
  sqlite.pragma('synchronous = OFF');
  change(sqlite);
  sqlite.close();
  return copy;
}

/** Resident memory in MB, now and at its highest; Linux only, null elsewhere. */
export function memoryOf(pid: number): { now: number; peak: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
    return { now: mb('VmRSS'), peak: mb('VmHWM') };
  } catch {
    return null;
  }
}

export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  /** answers other than 2xx, and failed requests */
  bad: number;
}

/** Asks one address over so many connections for `SECONDS`. */
export async function load(url: string, connections: number, headers: Record<string, string> = {}) {
  const result = await autocannon({ url, connections, duration: SECONDS, headers });
  const { p50, p99 } = result.latency;
  const bad = result.non2xx + result.errors;
  return { perSecond: result.requests.average, p50, p99, bad } satisfies Load;
}

export async function cookieOf(address: string, username: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`sign-in of ${username}: ${await answer.text()}`);
  return cookie;
}

/** The share of `sorted` at or below which the result lies, e.g. 0.99. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const line = (label: string, value: string) => process.stdout.write(`${label.padEnd(54)} ${value}\n`);

export const loadWords = ({ perSecond, p50, p99, bad }: Load) =>
  `${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50} ms  p99 ${p99} ms${bad > 0 ? `  not 2xx: ${bad}` : ''}`;
