import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

interface Budget {
  as: string | null;
  js: number;
  css: number;
}
const file = readFileSync(join(import.meta.dirname, '../budgets.json'), 'utf8');
const { pages } = JSON.parse(file) as { pages: Record<string, Budget> };

let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct('demo', { DATA_DIR: newFolder() });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

test.each(
  Object.entries(pages),
)('%s stays within its bytes and asks no outside host', async (path, budget) => {
  const context = await profileOf(browser, product.address, budget.as);
  const hosts = new Set<string>();
  context.on('request', (request) => {
    if (!request.url().startsWith('data:')) hosts.add(new URL(request.url()).origin);
  });
  const page = await open(context, `${product.address}${path}`);
  const sent = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => {
      const { name, encodedBodySize } = entry as PerformanceResourceTiming;
      return { name, bytes: encodedBodySize };
    }),
  );
  const bytes = (ending: string) =>
    sent.filter((entry) => entry.name.endsWith(ending)).reduce((sum, entry) => sum + entry.bytes, 0);
  await context.close();
  console.log(`${path}: ${bytes('.js')} B JavaScript, ${bytes('.css')} B CSS`);
  expect(bytes('.js')).toBeGreaterThan(0);
  expect(bytes('.js')).toBeLessThanOrEqual(budget.js);
  expect(bytes('.css')).toBeLessThanOrEqual(budget.css);
  expect([...hosts]).toEqual([product.address]);
});

test('who is signed in gets the files of the screen named at once; who is not gets those of the sign-in only', async () => {
  const signedIn = (await profileOf(browser, product.address, 'leader')).request;
  const filesNamed = async (path: string, ask = signedIn) => {
    const page = await (await ask.get(product.address + path)).text();
    return [...page.matchAll(/(?:modulepreload|stylesheet)" crossorigin href="([^"]+)"/g)].map(
      ([, file]) => file,
    );
  };
  const overview = await filesNamed('/');
  expect(overview.some((path) => path?.includes('charts'))).toBe(true);
  expect((await filesNamed('/intensity')).some((path) => path?.includes('charts'))).toBe(false);
  for (const path of overview) expect((await signedIn.get(`${product.address}${path}`)).status()).toBe(200);
  const stranger = (await profileOf(browser, product.address, null)).request;
  const plain = await filesNamed('/', stranger);
  expect(plain).toEqual(await filesNamed('/tasks'));
  expect(plain.length).toBeLessThan(overview.length);
});
