import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

const FLOOD = 200;
/** DESIGN §8: others are answered within this during a flood of sign-ins */
const LIMIT_MS = 500;

let product: Product;
let cookie: string;
beforeAll(async () => {
  product = await startProduct('demo', { DATA_DIR: newFolder() });
  const answer = await signIn('bureau', DEMO_PASSWORD);
  cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => product.stop());

const signIn = (username: string, password: string) =>
  fetch(`${product.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });

const read = async () => {
  const started = performance.now();
  const answer = await fetch(`${product.address}/api/v1/progress?period=2026-10`, { headers: { cookie } });
  await answer.arrayBuffer();
  return { status: answer.status, ms: performance.now() - started };
};

/** Resident memory of the server, MB; null where the system does not tell. */
function residentMb(): number | null {
  try {
    const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, 'utf8')) ?? [];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

test(`${FLOOD} sign-ins at once leave everybody else an answer within ${LIMIT_MS} ms, and the memory bounded`, async () => {
  for (let i = 0; i < 20; i += 1) await read();
  const before = residentMb();
  let flooding = true;
  const flood = Promise.all(
    Array.from({ length: FLOOD }, async (_all, i) => {
      const answer = await signIn(
        i % 2 === 0 ? `nobody-${i}` : 'leader',
        i % 2 === 0 ? 'wrong' : DEMO_PASSWORD,
      );
      await answer.arrayBuffer();
      return answer;
    }),
  ).then((answers) => {
    flooding = false;
    return answers;
  });
  const times: number[] = [];
  let most = before ?? 0;
  while (flooding) {
    const { status, ms } = await read();
    expect(status).toBe(200);
    times.push(ms);
    most = Math.max(most, residentMb() ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const answers = await flood;
  const sorted = times.toSorted((a, b) => a - b);
  const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  const counts = [200, 401, 503].map((code) => answers.filter(({ status }) => status === code).length);
  process.stdout.write(
    `flood of ${FLOOD}: 200, 401, 503: ${counts.join(', ')}; ${times.length} reads, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
      `memory ${before?.toFixed(0)} → ${most.toFixed(0)} MB\n`,
  );
  expect(counts.reduce((sum, count) => sum + count)).toBe(FLOOD);
  // the queue is bounded: who comes beyond it is told at once, not kept
  expect(counts[2]).toBeGreaterThan(0);
  for (const { status, headers } of answers) if (status === 503) expect(headers.get('retry-after')).toBe('5');
  expect(times.length).toBeGreaterThan(20);
  expect(p99).toBeLessThan(LIMIT_MS);
  if (before !== null) expect(most - before).toBeLessThan(150);
  expect((await signIn('leader', DEMO_PASSWORD)).status).toBe(200);
});
