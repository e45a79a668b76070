import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSheets } from '../../server/sheets/sheets.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

let product: Product;
let browser: Browser;
let leader: BrowserContext;
beforeAll(async () => {
  product = await startProduct('demo', { DATA_DIR: newFolder() });
  browser = await launchBrowser();
  leader = await as('leader');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const to = (path: string) => `${product.address}${path}`;

async function as(name: string): Promise<BrowserContext> {
  const context = await profileOf(browser, product.address, name);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return context;
}

/** The ranking of the overview: a chart in the middle of a table. */
const ranking = (page: Page) =>
  page.locator('section', { has: page.locator('table [data-chart] svg') }).first();
const months = (page: Page) => page.locator('section', { hasText: '柱为当月拨付' }).last();

async function choose(card: Locator, item: string): Promise<void> {
  await card.getByRole('button', { name: '导出', exact: false }).click();
  await card.getByRole('button', { name: item, exact: true }).click();
}

/** Bytes of the file that a choice of the menu saves, and its name. */
async function saved(card: Locator, item: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([card.page().waitForEvent('download'), choose(card, item)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function copied(card: Locator, item: string): Promise<string> {
  // the clipboard is the page's only while it is in front
  await card.page().bringToFront();
  await choose(card, item);
  await card.getByRole('status').filter({ hasText: '已复制' }).waitFor();
  return card.page().evaluate(() => navigator.clipboard.readText());
}

const findingOf = (card: Locator) => card.getByRole('heading', { level: 2 }).innerText();
const widthOfSvg = (svg: string) => Number(/^<svg [^>]*width="(\d+)"/.exec(svg)?.[1]);

describe('a leader saves a chart', () => {
  test('that is not released: picture, drawing and workbook carry 内部资料 with name and time', async () => {
    const card = ranking(await open(leader, to('/?period=2026-10')));
    const svg = await saved(card, '矢量图（.svg）');
    const text = svg.bytes.toString('utf8');
    expect(svg.name).toBe('2026年1–10月各县（市、区）单位工业增加值能耗与年度目标.svg');
    expect(text).toMatch(/^<svg xmlns/);
    expect(text).toMatch(/内部资料 · 市领导.* · \d{4}-\d\d-\d\d \d\d:\d\d/);
    for (const part of [
      await findingOf(card),
      '来源：年度目标：附件2表一',
      '单位：',
      '数据截至：2026年11月21日',
    ])
      expect(text).toContain(part);
    // the rows of the table and the drawing between them
    expect(text).toContain('>庐山市</text>');
    expect(text.match(/<path/g)?.length).toBeGreaterThan(14);

    const png = (await saved(card, '图片（.png）')).bytes;
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(png.readUInt32BE(16)).toBe(2 * widthOfSvg(text));

    const xlsx = (await saved(card, 'Excel 工作簿（.xlsx）')).bytes;
    expect(xlsx.subarray(0, 2).toString()).toBe('PK');
    const { sheets } = await readSheets(xlsx);
    const about = sheets.find(({ name }) => name === '说明')?.rows ?? [];
    expect(about.map(([label]) => label)).toEqual(
      expect.arrayContaining(['指标定义', '单位', '来源', '口径', '数据截至', '引用', '标识']),
    );
    await card.page().close();
  });

  test('of released figures: no mark', async () => {
    const card = ranking(await open(leader, to('/?period=2025-12')));
    const svg = (await saved(card, '矢量图（.svg）')).bytes.toString('utf8');
    expect(svg).toContain('2025年1–12月');
    expect(svg).not.toContain('内部资料');
    await card.page().close();
  });

  test('on the dark page: the picture is dark on white all the same', async () => {
    const page = await open(leader, to('/?period=2025-12'));
    const light = (await saved(ranking(page), '矢量图（.svg）')).bytes.toString('utf8');
    await page.evaluate(() => localStorage.setItem('theme', 'dark'));
    await page.reload();
    await page.waitForLoadState('networkidle');
    const dark = (await saved(ranking(page), '矢量图（.svg）')).bytes.toString('utf8');
    await page.evaluate(() => localStorage.setItem('theme', 'light'));
    const colours = (svg: string) => new Set(svg.match(/#[0-9a-f]{6}\b|rgb\([^)]*\)/g));
    expect(colours(dark)).toEqual(colours(light));
    await page.close();
  });
});

describe('a copied link', () => {
  test('shows somebody else the same view, held at the day and the period', async () => {
    const card = ranking(await open(leader, to('/?period=2026-09')));
    const link = await copied(card, '复制链接');
    const search = new URL(link).searchParams;
    expect([search.get('period'), search.get('asOf')]).toEqual(['2026-09', '2026-11-21']);
    const finding = await findingOf(card);
    const other = ranking(await open(await as('bureau'), link));
    expect(await findingOf(other)).toBe(finding);
    const citation = await copied(card, '复制引用');
    expect(citation).toBe(
      `九江绿色制造目标跟踪平台，《2026年1–9月各县（市、区）单位工业增加值能耗与年度目标》，数据截至2026年11月21日，${link}`,
    );
    await card.page().close();
  });

  test('also restores the table that stands in place of a chart; all of it by keyboard, clean for axe', async () => {
    const page = await open(leader, to('/subsidies?year=2026'));
    const card = months(page);
    const button = card.getByRole('button', { name: '导出', exact: false });
    await button.focus();
    await page.keyboard.press('Enter');
    await card.getByRole('button', { name: '数据表' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await card.getByRole('button', { name: '数据表' }).waitFor({ state: 'hidden' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await card.getByRole('button', { name: '数据表' }).waitFor();
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const table = card.getByRole('region', { name: '数据表' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(13);
    const link = await copied(card, '复制链接');
    const again = await open(leader, link);
    await months(again).getByRole('region', { name: '数据表' }).waitFor();
    await choose(months(again), '换回图');
    await months(again).getByRole('img').first().waitFor();
    await again.close();
    await page.close();
  });
});
