import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { loadDemo } from '../../seed/demo/load.ts';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { growDemo } from '../bench/grow.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

/** 200 times the demo in the full run; 8 times makes every list, and the units, longer than a page too. */
const TIMES = process.env.FULL_TESTS === '1' ? 200 : 8;
/** A name of the last round: it stands far from the first page. */
const LAST = `〔${TIMES - 1}〕`;
/** Rows and cards in a page: one of 100 rows, and what stands beside it. */
const MOST_ROWS = 400;

let product: Product;
let browser: Browser;
let bureau: BrowserContext;
beforeAll(async () => {
  const DATA_DIR = newFolder();
  mkdirSync(DATA_DIR, { recursive: true });
  const db = openDatabase(join(DATA_DIR, 'tracker.sqlite'));
  await loadDemo(db, { hashPassword, now: '2026-11-21T00:00:00.000Z' });
  growDemo(db.sqlite, TIMES);
  db.close();
  product = await startProduct('demo', { DATA_DIR, DEMO_KEEP: '1' });
  browser = await launchBrowser();
  bureau = await profileOf(browser, product.address, 'bureau');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const rowsOf = (page: Page) => page.locator('tbody tr, main li').count();

/** First cell of the last table of a page: the list; a table above it sums. */
const firstOf = (page: Page) => page.locator('main table').last().locator('tbody th').first();

async function shown(path: string): Promise<Page> {
  const page = await bureau.newPage();
  await page.goto(`${product.address}${path}`, { waitUntil: 'networkidle' });
  await page.locator('tbody th, main ol a').first().waitFor();
  return page;
}

/** A screen, the label of its search field, and whether it has pages. */
const SCREENS: [string, string, boolean][] = [
  ['/projects?tab=projects', '查找项目、企业或服务商', false],
  ['/projects?tab=projects&view=table', '查找项目、企业或服务商', true],
  ['/projects?tab=firms&least=all', '查找企业', true],
  ['/subsidies?tab=cases', '查找事项', true],
  ['/subsidies?tab=beneficiaries', '查找主体', true],
  ['/quotas?tab=register', '查找名称、信用代码或文号', true],
];

test.each(
  SCREENS,
)('%s stays short, finds what is far away, and turns its pages by keyboard', async (path, field, paged) => {
  const page = await shown(path);
  expect(await rowsOf(page)).toBeGreaterThan(20);
  expect(await rowsOf(page)).toBeLessThan(MOST_ROWS);
  expect(await accessibilityFaults(page)).toEqual([]);
  if (paged) {
    const pager = page.getByRole('navigation', { name: '分页' });
    await pager.getByText(/^第1–100/).waitFor();
    const first = await firstOf(page).innerText();
    await pager.getByRole('button', { name: '下一页' }).focus();
    await page.keyboard.press('Enter');
    await pager.getByText(/^第101–200/).waitFor();
    await expect.poll(() => firstOf(page).innerText(), { timeout: 15_000 }).not.toBe(first);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('下一页');
    await pager.getByRole('button', { name: '上一页' }).focus();
    await page.keyboard.press('Enter');
    await pager.getByText(/^第1–100/).waitFor();
  }
  await page.getByLabel(field).fill(LAST);
  await page.locator('main').getByText(LAST).first().waitFor();
  expect(await rowsOf(page)).toBeLessThan(MOST_ROWS);
  await page.close();
});

test('a long stage of the board leads to the table of that stage', async () => {
  const page = await shown('/projects?tab=projects');
  await page
    .getByRole('link', { name: /^还有[\d,]+项$/ })
    .and(page.locator('[href*="stage=accepted"]'))
    .click();
  await page.waitForURL(/view=table/);
  await page.getByRole('navigation', { name: '分页' }).waitFor();
  expect(await page.getByLabel('阶段').inputValue()).not.toBe('');
  await page.close();
});

test('a firm far down the list is found in the form of a new project', async () => {
  const page = await shown('/projects?tab=projects');
  await page.getByRole('button', { name: '登记项目' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('查找企业').fill(LAST);
  const options = dialog.locator('select').first().locator('option');
  await expect
    .poll(async () => (await options.allInnerTexts()).filter((text) => text.includes(LAST)).length, {
      timeout: 15_000,
    })
    .toBeGreaterThan(0);
  expect(await options.count()).toBeLessThan(MOST_ROWS);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.close();
});

/** A screen with a row or a tile for each unit. */
const UNIT_SCREENS = ['/', '/intensity', '/quotas'];

test.each(UNIT_SCREENS)('%s shows a page of the units, and finds the one that stands last', async (path) => {
  const page = await shown(path);
  const units = page.getByRole('region', { name: '选择单位' });
  await units.getByText(/^第1–60个单位，共/).waitFor();
  expect(await rowsOf(page)).toBeLessThan(MOST_ROWS);
  expect(await accessibilityFaults(page)).toEqual([]);
  const unit = (name: string) => page.locator('main tbody th').filter({ hasText: name }).first();
  expect(await unit('测试112县').count()).toBe(0);
  await units.getByRole('button', { name: '下一页' }).focus();
  await page.keyboard.press('Enter');
  await units.getByText(/^第61–/).waitFor();
  await unit('测试61县').waitFor();
  await units.getByRole('searchbox', { name: '查找单位' }).fill('测试112县');
  await page.keyboard.press('Enter');
  await unit('测试112县').waitFor();
  await page.close();
});

test('the page of a unit far from the first ones says what is known of it', async () => {
  const page = await bureau.newPage();
  await page.goto(`${product.address}/counties/900112`, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '测试112县' }).waitFor();
  await page.close();
});
