import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { HOSTILE } from '../support/hostile-files.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';
import { oneSheet } from '../support/sheet-files.ts';

const WITHIN_MS = 5_500;
/** memory of the worker (DESIGN §8), and what the server itself may grow by while files come in */
const WORKER_MB = 150;
const SERVER_GROWTH_MB = 64;
const P99_MS = 500;

let product: Product;
let cookie = '';
beforeAll(async () => {
  product = await startProduct('demo', { DATA_DIR: newFolder() });
  const answer = await fetch(`${product.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'bureau', password: DEMO_PASSWORD }),
  });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await product.stop();
});

/** A memory figure of a process, MB: resident now, or the most it ever was. */
const megabytes = (pid: number, field: 'VmRSS' | 'VmHWM') =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) /
  1024;

/** The server's child processes: the worker that reads spreadsheets, or none. */
const workersOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

const serverMemory = () => megabytes(product.pid, 'VmRSS');

/** The most its worker ever took, MB; 0 while there is none. */
function workerMemory(): number {
  const sizes = workersOf(product.pid).map((pid) => {
    try {
      return megabytes(pid, 'VmHWM');
    } catch {
      return 0;
    }
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function read(file: Buffer): Promise<{ status: number; code: string; ms: number }> {
  const started = performance.now();
  const answer = await fetch(`${product.address}/api/v1/sheets/read?name=a.xlsx`, {
    method: 'PUT',
    headers: { cookie, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(file),
  });
  const body = (await answer.json()) as { error?: { code: string } };
  return { status: answer.status, code: body.error?.code ?? '', ms: performance.now() - started };
}

/** People who look at pages all the while; how long each reply took, and the most memory seen of server and worker. */
function watch() {
  const times: number[] = [];
  let server = 0;
  let worker = 0;
  let over = false;
  const look = async () => {
    while (!over) {
      const started = performance.now();
      const answer = await fetch(`${product.address}/api/v1/progress?period=2026-10`, {
        headers: { cookie },
      });
      await answer.text();
      times.push(performance.now() - started);
      server = Math.max(server, serverMemory());
      worker = Math.max(worker, workerMemory());
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const all = Promise.all([look(), look(), look(), look()]);
  return async () => {
    over = true;
    await all;
    times.sort((a, b) => a - b);
    return { requests: times.length, p99: times[Math.floor(times.length * 0.99)] ?? 0, server, worker };
  };
}

/** A sheet of so many rows and columns. */
function sheetOf(number: number, columns: number): Buffer {
  const rows: string[] = [];
  for (let row = 1; row <= number; row += 1) {
    const cells = Array.from({ length: columns }, (_cell, column) => `<c><v>${row}.${column + 10}</v></c>`);
    rows.push(`<row r="${row}">${cells.join('')}</row>`);
  }
  return oneSheet(rows.join(''));
}

test('hostile files are refused in time and memory while pages stay quick', async () => {
  const files = HOSTILE.filter(([, , code]) => code !== 'too_large').map(([what, make, code]) => ({
    what,
    file: make(),
    code,
  }));
  const large = sheetOf(5_000, 40);
  const warm = watch();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await warm();
  const before = serverMemory();
  const finish = watch();
  const slow: string[] = [];
  for (const { what, file, code } of files) {
    const answer = await read(file);
    expect([what, answer.status, answer.code]).toEqual([what, 422, code]);
    if (answer.ms > WITHIN_MS) slow.push(`${what}: ${answer.ms}`);
  }
  const good = await read(large);
  const { requests, p99, server, worker } = await finish();
  console.log(
    `${requests} requests, p99 ${p99.toFixed(0)} ms; 200,000 cells ${good.ms.toFixed(0)} ms; ` +
      `server ${before.toFixed(0)} → ${server.toFixed(0)} MB, worker ${worker.toFixed(0)} MB`,
  );
  expect(good.status).toBe(200);
  expect(slow).toEqual([]);
  expect(p99).toBeLessThan(P99_MS);
  expect(worker).toBeLessThan(WORKER_MB);
  expect(server - before).toBeLessThan(SERVER_GROWTH_MB);
}, 120_000);

test('fourteen counties that import at once are all served, and starve nobody', async () => {
  const large = sheetOf(2_000, 20);
  const before = serverMemory();
  const finish = watch();
  const answers = await Promise.all(Array.from({ length: 14 }, () => read(large)));
  const { requests, p99, server, worker } = await finish();
  console.log(
    `14 × 40,000 cells in ${Math.max(...answers.map(({ ms }) => ms)).toFixed(0)} ms; ${requests} requests, ` +
      `p99 ${p99.toFixed(0)} ms; server ${before.toFixed(0)} → ${server.toFixed(0)} MB, worker ${worker.toFixed(0)} MB`,
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 14 }, () => 200));
  expect(p99).toBeLessThan(P99_MS);
  expect(worker).toBeLessThan(WORKER_MB);
  expect(server - before).toBeLessThan(SERVER_GROWTH_MB);
}, 120_000);

test('a while later the worker and its memory are gone', async () => {
  await read(oneSheet('<row><c><v>1</v></c></row>'));
  expect(workersOf(product.pid)).toHaveLength(1);
  for (let waited = 0; waited < 10_000 && workersOf(product.pid).length > 0; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(workersOf(product.pid)).toEqual([]);
}, 30_000);
