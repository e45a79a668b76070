import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { launchBrowser } from '../support/chromium.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

/*
 * Server in Los Angeles, browser in New York: dates are Shanghai's all the same. Both stand on the day before when it is
 * morning in Jiujiang, where a date made from local time would be a day off.
 */

const ZONES = ['Asia/Shanghai', 'America/New_York'];
const SCREENS: [who: string, path: string][] = [
  ['bureau', '/'],
  ['bureau', '/reporting?period=2026-10'],
  ['bureau', '/tasks'],
  ['county-360402', '/entry'],
  ['bureau', '/warnings'],
];

let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct('demo', { DATA_DIR: newFolder(), TZ: 'America/Los_Angeles' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function open(zone: string, who: string, path: string): Promise<Page> {
  const viewport = { width: 1366, height: 860 };
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: zone, viewport });
  const data = { username: who, password: DEMO_PASSWORD };
  expect((await context.request.post(`${product.address}/api/v1/session`, { data })).ok()).toBe(true);
  const page = await context.newPage();
  await page.goto(`${product.address}${path}`);
  await page.waitForLoadState('networkidle');
  return page;
}

const DATES = /\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|\d{1,2}月\d{1,2}日|\d+天/g;

/** Dates, times and numbers of days on a page, in their order, once two looks see the same. */
async function datesOn(page: Page): Promise<string[]> {
  let before = '';
  for (let looks = 0; looks < 40; looks++) {
    const text = await page.locator('main').innerText();
    if (text === before && (text.match(DATES)?.length ?? 0) > 2) break;
    before = text;
    await page.waitForTimeout(250);
  }
  return before.match(DATES) ?? [];
}

test('the business date is Shanghai’s, whatever the zone of the server', async () => {
  const health = await (await fetch(`${product.address}/api/v1/health`)).json();
  expect(health).toMatchObject({ today: '2026-11-21' });
});

test.each(SCREENS)('%s reads the same dates on %s from New York as from Shanghai', async (who, path) => {
  const [there, here] = await Promise.all(ZONES.map((zone) => open(zone, who, path)));
  if (!there || !here) throw new Error('two pages');
  const expected = await datesOn(there);
  expect(expected.length).toBeGreaterThan(2);
  await expect.poll(() => datesOn(here), { timeout: 20_000 }).toEqual(expected);
  await Promise.all([there.context().close(), here.context().close()]);
});
