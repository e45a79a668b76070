import { cookieOf, demoFolder, line, load, memoryOf, percentile, runProduct } from './servers.ts';

const STARTS = 5;
/** What keeps every part of the server busy at once. */
const LOADED = [
  '/api/v1/progress?period=2026-10',
  '/api/v1/targets/intensity',
  '/api/v1/reports/360425/2026-10',
  '/api/v1/reminders',
];

/** Time to the first answer, and resident memory before and under load. */
export async function start(): Promise<void> {
  const folder = await demoFolder();
  const starts: number[] = [];
  for (let round = 1; round < STARTS; round += 1) {
    const product = await runProduct(folder);
    starts.push(product.firstAnswerMs);
    await product.stop();
  }
  const product = await runProduct(folder);
  try {
    starts.push(product.firstAnswerMs);
    line('first answer after start', `${percentile(starts, 0.5).toFixed(0)} ms (median of ${STARTS})`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    line('resident memory, idle', `${memoryOf(product.pid)?.now.toFixed(0) ?? '?'} MB`);
    const headers = { cookie: await cookieOf(product.address, 'bureau') };
    await Promise.all(LOADED.map((path) => load(product.address + path, 10, headers)));
    line('resident memory, highest under load', `${memoryOf(product.pid)?.peak.toFixed(0) ?? '?'} MB`);
  } finally {
    await product.stop();
  }
}
