import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { launchBrowser } from '../support/chromium.ts';
import { profileOf } from '../support/journey.ts';
import { newFolder } from '../support/product.ts';
import { cookieOf, demoFolder, line, percentile, type Running, runBare, runProduct } from './servers.ts';

const RUNS = 5;
/** With how many bars, lines or marks a chart counts as drawn, and with how many numbers the figures do. */
const MARKS = 5;
const PAGES = ['/', '/intensity', '/quotas', '/counties/360425', '/subsidies'];

interface Painted {
  /** ms from the navigation to the first figure in the page's own part, and to the first chart drawn; null = never */
  figures: number | null;
  chart: number | null;
  /** cumulative layout shift */
  shift: number;
  /** as sent, compressed */
  bytes: number;
}

/** Built and compressed as our own pages are. */
async function buildStaticPage(): Promise<string> {
  const { build } = await import('vite');
  const outDir = newFolder();
  const root = join(import.meta.dirname, 'static-page');
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
  for (const name of readdirSync(join(outDir, 'assets'))) {
    const path = join(outDir, 'assets', name);
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
  }
  return outDir;
}

/** Runs in the page from its first moment: notes when figures and a chart are painted, and what moves. */
function watch(marks: number): void {
  const seen: { figures: number | null; chart: number | null; shift: number } = {
    figures: null,
    chart: null,
    shift: 0,
  };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    const words = document.querySelector('main')?.textContent ?? '';
    const numbers = words.match(/\d[.\d]*/g)?.length ?? 0;
    if (seen.figures === null && numbers >= marks) seen.figures = performance.now();
    const drawn = document.querySelectorAll(
      '[_echarts_instance_] svg path, main svg rect, main svg path',
    ).length;
    if (seen.chart === null && drawn >= marks) seen.chart = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Opens an address in a browser that has never seen anything. */
async function paint(address: string, path: string, as: string | null): Promise<Painted> {
  const browser = await launchBrowser();
  try {
    const context = await profileOf(browser, address, as);
    await context.addInitScript(watch, MARKS);
    const page = await context.newPage();
    await page.goto(address + path, { waitUntil: 'networkidle' });
    await page.waitForTimeout(500);
    return await page.evaluate(() => {
      const sent = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const bytes = sent.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
      return { ...(window as unknown as { seen: Omit<Painted, 'bytes'> }).seen, bytes };
    });
  } finally {
    await browser.close();
  }
}

async function painted(address: string, path: string, as: string | null) {
  const runs: Painted[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await paint(address, path, as));
  const median = (pick: (one: Painted) => number | null) =>
    percentile(
      runs.map((one) => pick(one) ?? Number.POSITIVE_INFINITY),
      0.5,
    );
  return {
    figures: median((one) => one.figures),
    chart: median((one) => one.chart),
    shift: Math.max(...runs.map((one) => one.shift)),
    bytes: runs[0]?.bytes ?? 0,
  };
}

interface Report {
  categories: Record<string, { score: number | null }>;
}

/** Desktop scores by Lighthouse, where the registry can be reached and a browser is installed; else says so. */
async function lighthouse(product: Running): Promise<void> {
  const headers = JSON.stringify({ cookie: await cookieOf(product.address, 'leader') });
  const flags = '--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run';
  const only = '--only-categories=performance,accessibility,best-practices';
  const asked = [`${product.address}/`, '--preset=desktop', '--output=json', '--quiet', only];
  const args = [
    '--yes',
    'lighthouse@13.5.0',
    ...asked,
    `--extra-headers=${headers}`,
    `--chrome-flags=${flags}`,
  ];
  const run = spawnSync('npx', args, { encoding: 'utf8', timeout: 120_000, maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) {
    line('Lighthouse', `not measured: ${(run.stderr || String(run.error ?? '')).trim().split('\n')[0]}`);
    return;
  }
  const { categories } = JSON.parse(run.stdout) as Report;
  const scores = Object.entries(categories).map(
    ([id, { score }]) => `${id} ${Math.round((score ?? 0) * 100)}`,
  );
  line('Lighthouse, desktop, overview', scores.join('  '));
}

/** Time to painted figures and charts of our pages beside the least page with one chart. */
export async function pages(): Promise<void> {
  const product = await runProduct(await demoFolder());
  const bare = await runBare(await buildStaticPage());
  try {
    const least = await painted(bare.address, '/page/index.html', null);
    line(
      'static page with one chart',
      `chart ${least.chart.toFixed(0)} ms  ${(least.bytes / 1000).toFixed(0)} kB`,
    );
    for (const path of PAGES) {
      const { figures, chart, shift, bytes } = await painted(product.address, path, 'leader');
      const ratio = (chart / least.chart).toFixed(2);
      line(
        path,
        `figures ${figures.toFixed(0)} ms  chart ${chart.toFixed(0)} ms (${ratio} ×)  shift ${shift.toFixed(3)}  ${(bytes / 1000).toFixed(0)} kB`,
      );
    }
    await lighthouse(product);
  } finally {
    await product.stop();
    await bare.stop();
  }
}
