import { beside, Officer } from './drafts.ts';
import { growDemo } from './grow.ts';
import {
  cookieOf,
  copyOf,
  demoFolder,
  line,
  load,
  loadWords,
  memoryOf,
  percentile,
  runProduct,
} from './servers.ts';

/** The same page of each: 14 counties, and one of them. */
const READS = [
  ['targets, 14 units', '/api/v1/targets/intensity?limit=14'],
  ['progress, 14 units', '/api/v1/progress?period=2026-10&limit=14'],
  ['one county', '/api/v1/progress/trajectory?unit=360425&period=2026-10'],
  ['one report', '/api/v1/reports/360425/2026-10'],
] as const;
const ANEW = 5;

/** ms of the first answer after a write that emptied every cache. */
async function computedAnew(url: string, headers: Record<string, string>, officer: Officer): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ANEW; round += 1) {
    await officer.tell();
    const started = performance.now();
    await (await fetch(url, { headers })).text();
    times.push(performance.now() - started);
  }
  return percentile(times, 0.5);
}

/** The same questions over 1, 10 and 200 times the data, drafts being saved beside. */
export async function scale(): Promise<void> {
  const demo = await demoFolder();
  const first = new Map<string, number>();
  for (const times of [1, 10, 200]) {
    const product = await runProduct(copyOf(demo, (sqlite) => growDemo(sqlite, times)));
    try {
      line(`${times} × data, first answer after start`, `${product.firstAnswerMs.toFixed(0)} ms`);
      const headers = { cookie: await cookieOf(product.address, 'bureau') };
      const officer = await Officer.signIn(product, 'county-360425', '360425', '2026-10');
      for (const [name, path] of READS) {
        const url = product.address + path;
        await (await fetch(url, { headers })).text();
        const found = await beside(
          () => officer.save(),
          () => load(url, 10, headers),
        );
        const one = first.get(name) ?? found.p99;
        first.set(name, one);
        line(
          `${times} × data, ${name}`,
          `${loadWords(found)}  p99 ${(found.p99 / one).toFixed(1)} × that at 1 ×`,
        );
        line(
          '  first answer after all caches were emptied',
          `${(await computedAnew(url, headers, officer)).toFixed(1)} ms`,
        );
      }
      const memory = memoryOf(product.pid);
      if (memory)
        line(
          `${times} × data, resident memory`,
          `${memory.now.toFixed(0)} MB, at most ${memory.peak.toFixed(0)} MB`,
        );
    } finally {
      await product.stop();
    }
  }
}
