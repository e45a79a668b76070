import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { launchBrowser } from '../support/chromium.ts';
import { profileOf } from '../support/journey.ts';
import { PLANTED_GLOBAL, plantEverywhere } from '../support/planted.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

let product: Product;
let browser: Browser;
let columns: string[];
beforeAll(async () => {
  const folder = newFolder();
  product = await startProduct('demo', { DATA_DIR: folder });
  const db = openDatabase(join(folder, 'tracker.sqlite'));
  columns = plantEverywhere(db.sqlite);
  db.close();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** The screens that show what people have written, with somebody who sees it. */
const SCREENS: [who: string, path: string][] = [
  ['bureau', '/'],
  ['bureau', '/intensity?tab=course&unit=360426'],
  ['bureau', '/intensity?tab=causes&period=2026-10'],
  ['bureau', '/intensity?tab=grades&period=2026-10&unit=360426'],
  ['bureau', '/counties/360426'],
  ['bureau', '/quotas?column=greenFactoryNational&unit=360481'],
  ['bureau', '/quotas?tab=register'],
  ['bureau', '/quotas?tab=candidates'],
  ['bureau', '/review?unit=360428'],
  ['bureau', '/reporting?period=2026-10'],
  ['bureau', '/subsidies'],
  ['bureau', '/subsidies?tab=cases&case=110'],
  ['bureau', '/subsidies?tab=beneficiaries'],
  ['bureau', '/warnings?warning=3'],
  ['bureau', '/projects?tab=firms&unit=360425'],
  ['bureau', '/projects?tab=lists&list=providers&provider=80'],
  ['bureau', '/projects?tab=needs&need=9'],
  ['bureau', '/projects?tab=projects&view=table&project=1'],
  ['bureau', '/tasks?task=plan-4'],
  ['bureau', '/tasks?tab=review'],
  ['bureau', '/bulletin?bulletin=1'],
  ['bureau', '/bulletin?bulletin=1&view=print'],
  ['county-360423', '/entry'],
  ['county-360426', '/warnings?warning=4'],
  ['dept-fgw', '/tasks'],
  ['admin', '/admin'],
  ['admin', '/admin?tab=audit&unit=360404&entity=report'],
];

const contexts = new Map<string, BrowserContext>();
async function contextOf(who: string): Promise<BrowserContext> {
  const known = contexts.get(who);
  if (known) return known;
  const context = await profileOf(browser, product.address, who);
  await context.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { brokenPolicy: broken });
    document.addEventListener('securitypolicyviolation', (event) => {
      broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  contexts.set(who, context);
  return context;
}

/** Moves over every chart, so that its tooltips are drawn. */
async function hoverCharts(page: Page): Promise<{ charts: number; tooltips: number }> {
  let tooltips = 0;
  const charts = await page.locator('[_echarts_instance_]').all();
  for (const chart of charts.slice(0, 4)) {
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    if (!box) continue;
    for (const part of [0.3, 0.5, 0.7]) {
      await page.mouse.move(box.x + box.width * part, box.y + box.height * part);
      await page.waitForTimeout(40);
    }
    // the tooltip is a box of HTML within the chart, beside its drawing
    tooltips += await chart.locator('> div', { has: page.locator('b, br, span') }).count();
  }
  return { charts: charts.length, tooltips };
}

/** Everything in the page that a text has made and that is no text. */
const takenForMarkup = (page: Page) =>
  page.evaluate((name) => {
    const made = [
      ...document.querySelectorAll('[onerror], [onload], img[src="x"], a[href^="javascript:" i]'),
    ];
    const scripts = [...document.scripts].filter((script) => script.textContent?.includes(name));
    return {
      ran: (window as unknown as Record<string, unknown>)[name] ?? null,
      brokenPolicy: (window as unknown as { brokenPolicy: string[] }).brokenPolicy,
      made: [...made, ...scripts].map((element) => element.outerHTML.slice(0, 200)),
    };
  }, PLANTED_GLOBAL);

test('every text of people in the database has been planted', () => {
  expect(columns.length).toBeGreaterThan(40);
});

let charts = 0;
let tooltips = 0;
let shown = 0;
test.each(SCREENS)('%s %s shows what was planted as text', async (who, path) => {
  const page = await (await contextOf(who)).newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) errors.push(message.text());
  });
  await page.goto(`${product.address}${path}`);
  await page.waitForLoadState('networkidle');
  const hovered = await hoverCharts(page);
  charts += hovered.charts;
  tooltips += hovered.tooltips;
  const found = await takenForMarkup(page);
  expect({ errors, ...found }).toEqual({ errors: [], ran: null, brokenPolicy: [], made: [] });
  if ((await page.locator('body').innerText()).includes(`window.${PLANTED_GLOBAL}`)) shown += 1;
  await page.close();
});

test('it was there to be seen: on most of these screens, and under charts', () => {
  expect(shown).toBeGreaterThan(SCREENS.length / 2);
  expect(charts).toBeGreaterThan(5);
  expect(tooltips).toBeGreaterThan(0);
});
