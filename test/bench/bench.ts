import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { build, isStale } from '../../server/cli/build.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { newFolder } from '../support/product.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = 10;

interface Running {
  address: string;
  pid: number;
  /** ms from spawn to the first answer of /health */
  firstAnswerMs: number;
  stop(): void;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Spawns a server and waits until `address` can be read from its output. */
async function run(
  args: string[],
  env: Record<string, string>,
  toAddress: (output: string) => string | undefined,
): Promise<Running> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let address: string | undefined;
  while (!address) {
    await sleep(5);
    address = toAddress(output);
    if (child.exitCode !== null) throw new Error(output);
  }
  await fetch(`${address}/api/v1/health`);
  return {
    address,
    pid: child.pid ?? 0,
    firstAnswerMs: performance.now() - started,
    stop: () => child.kill('SIGTERM'),
  };
}

/** Resident memory in MB; Linux only, null elsewhere. */
function residentMb(pid: number): number | null {
  try {
    const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb ? Number(kb) / 1024 : null;
  } catch {
    return null;
  }
}

async function load(url: string, options: Partial<autocannon.Options> = {}) {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, ...options });
  const bad = result.non2xx + result.errors;
  return { perSecond: result.requests.average, p99: result.latency.p99, bad };
}

async function cookieOf(address: string, username: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const line = (label: string, value: string) => process.stdout.write(`${label.padEnd(46)} ${value}\n`);

async function reads(product: Running, bare: Running): Promise<void> {
  const headers = { cookie: await cookieOf(product.address, 'bureau') };
  for (const [name, path] of [
    ['targets', '/api/v1/targets/intensity'],
    ['progress', '/api/v1/progress?period=2026-10'],
  ] as const) {
    const reply = (await (await fetch(product.address + path, { headers })).json()) as { units: unknown[] };
    await fetch(`${bare.address}/fill/${name}`, { method: 'POST', body: JSON.stringify(reply.units) });
    const ours = await load(product.address + path, { headers });
    const theirs = await load(`${bare.address}/rows/${name}`);
    const ratio = (ours.perSecond / theirs.perSecond).toFixed(2);
    line(
      `read ${name}, signed in`,
      `${ours.perSecond.toFixed(0)}/s, p99 ${ours.p99} ms, not 2xx: ${ours.bad}`,
    );
    line(`  bare Hono + prepared statement`, `${theirs.perSecond.toFixed(0)}/s; ours is ${ratio} × as many`);
  }
}

/** Drafts saved one after another: version checked, audit row and fsync included. */
async function writes(product: Running, bare: Running): Promise<void> {
  const cookie = await cookieOf(product.address, 'county-360425');
  const url = `${product.address}/api/v1/reports/360425/2026-10/draft`;
  const headers = { cookie, 'content-type': 'application/json' };
  const until = performance.now() + SECONDS * 1000;
  let count = 0;
  let version = 0;
  while (performance.now() < until) {
    const figures = { ...EMPTY_FIGURES, energyWanTce: `26.${String(1000 + (count % 9000))}` };
    const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ version, figures }) });
    version = ((await answer.json()) as { version: number }).version;
    if (!answer.ok) throw new Error(`save refused: ${answer.status}`);
    count += 1;
  }
  const ours = count / SECONDS;
  const untilBare = performance.now() + SECONDS * 1000;
  let bareCount = 0;
  while (performance.now() < untilBare) {
    await (await fetch(`${bare.address}/write`, { method: 'POST', body: '{"energy":"26.1"}' })).json();
    bareCount += 1;
  }
  const theirs = bareCount / SECONDS;
  line('save a draft, sequential, audit row, FULL', `${ours.toFixed(0)}/s`);
  line(
    '  bare Hono + SQLite FULL insert',
    `${theirs.toFixed(0)}/s; ours is ${(ours / theirs).toFixed(2)} × as many`,
  );
}

/** `npm run bench`: measures on this machine, in this run; prints, asserts nothing. */
export async function bench(): Promise<void> {
  if (isStale()) await build();
  line(
    'machine',
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${SECONDS} s each, ${CONNECTIONS} connections`,
  );
  const seeded = newFolder();
  const env = { PORT: '0', DATA_DIR: seeded, DEMO_KEEP: '1' };
  const address = (output: string) => /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
  const first = await run(['server/cli/run.mjs', 'demo'], env, address);
  first.stop();
  await sleep(500);
  const product = await run(['server/cli/run.mjs', 'demo'], env, address);
  const bare = await run(
    [join(import.meta.dirname, 'bare-server.ts'), join(newFolder(), 'bare.sqlite')],
    {},
    (output) => (output ? `http://127.0.0.1:${output.trim()}` : undefined),
  );
  try {
    line('first answer after start', `${product.firstAnswerMs.toFixed(0)} ms`);
    line('resident memory, idle', `${residentMb(product.pid)?.toFixed(0) ?? '?'} MB`);
    await reads(product, bare);
    await writes(product, bare);
    line('resident memory, after load', `${residentMb(product.pid)?.toFixed(0) ?? '?'} MB`);
  } finally {
    product.stop();
    bare.stop();
  }
}
