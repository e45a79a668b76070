import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

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

const as = (username: string, width?: number) => profileOf(browser, product.address, username, width);
const to = (path: string) => `${product.address}${path}`;
const tile = (page: Page, name: string) =>
  page.getByRole('list', { name: '各单位当年预警等级' }).getByRole('link', { name });
const panel = (page: Page, name: string) => page.getByRole('region', { name: `${name}情况` });
const quotas = (page: Page) => page.getByRole('heading', { name: /标杆：/ });
const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

test('a leader points at a county, opens it in place, and the three cards follow', async () => {
  const context = await as('leader');
  const page = await open(context, to('/'));
  const row = page.getByRole('row', { name: /^德安县/ });
  const colourOf = () => row.locator('th').evaluate((cell) => getComputedStyle(cell).backgroundColor);
  const plain = await colourOf();
  const cityTitle = await quotas(page).innerText();

  await tile(page, '德安县').hover();
  await expect.poll(() => quotas(page).innerText()).toMatch(/^德安县标杆/);
  await expect.poll(colourOf).not.toBe(plain);
  await page.getByRole('heading', { level: 1 }).hover();
  await expect.poll(() => quotas(page).innerText()).toBe(cityTitle);

  await tile(page, '庐山市').focus();
  await expect.poll(() => quotas(page).innerText()).toMatch(/^庐山市标杆/);
  await page.keyboard.press('Enter');
  await panel(page, '庐山市').waitFor();
  expect(searchOf(page)).toMatchObject({ unit: '360483' });
  const words = await panel(page, '庐山市').innerText();
  expect(words).toContain('庐山市单位工业增加值能耗同比上升1.3%');
  expect(words).toContain('一级');
  expect(words).toContain('附件2');

  await page.keyboard.press('Escape');
  await panel(page, '庐山市').waitFor({ state: 'detached' });
  expect(searchOf(page)).not.toHaveProperty('unit');
  await expect
    .poll(() => tile(page, '庐山市').evaluate((link) => link === document.activeElement))
    .toBe(true);
  await context.close();
});

test('a county opened with Ctrl is the county page in a tab of its own', async () => {
  const context = await as('leader');
  const page = await open(context, to('/'));
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    tile(page, '德安县').click({ modifiers: ['ControlOrMeta'] }),
  ]);
  await tab.waitForURL(/\/counties\/360426/);
  expect(searchOf(page)).not.toHaveProperty('unit');
  await context.close();
});

test('counties are compared side by side, and a reload brings the same view back', async () => {
  const context = await as('leader');
  const page = await open(context, to('/'));
  for (const name of ['柴桑区', '德安县']) {
    await tile(page, name).click();
    await page.waitForURL(/unit=/);
    await panel(page, name).waitFor();
    await panel(page, name).getByRole('button', { name: '加入对比' }).click();
  }
  const comparison = page.getByRole('region', { name: /^对比：/ });
  await comparison.waitFor();
  expect(await comparison.getByRole('columnheader').allInnerTexts()).toHaveLength(3);
  await comparison.getByRole('combobox', { name: '添加对比单位' }).selectOption({ label: '庐山市' });
  await expect.poll(() => comparison.getByRole('columnheader').count()).toBe(4);
  expect(searchOf(page)).toMatchObject({ unit: '360426', compare: '360404,360426,360483' });

  await page.reload();
  await panel(page, '德安县').waitFor();
  await comparison.waitFor();
  expect(await comparison.getByRole('columnheader').count()).toBe(4);
  await expect.poll(() => comparison.getByRole('img', { name: /庐山市 \d/ }).count()).toBe(1);
  await comparison.getByRole('button', { name: '移出庐山市' }).click();
  await comparison.getByRole('button', { name: '移出柴桑区' }).click();
  await comparison.waitFor({ state: 'detached' });
  await context.close();
});

test('what changed and what is due next stand on the page; 1–2月 has no period before', async () => {
  const context = await as('leader');
  const page = await open(context, to('/'));
  await page.getByRole('region', { name: /^与上期相比：全市/ }).waitFor();
  await page.getByRole('region', { name: /^下一步：/ }).waitFor();
  await page.goto(to('/?period=2026-02'));
  await page.getByRole('region', { name: '与上期相比：本期为本年首期' }).waitFor();
  await context.close();
});

test('on a phone the county opens over the page, and nothing is wider than the screen', async () => {
  const context = await as('leader', 390);
  const page = await open(context, to('/'));
  await tile(page, '德安县').click();
  await panel(page, '德安县').waitFor();
  const box = await panel(page, '德安县').boundingBox();
  expect(box === null ? 0 : box.y + box.height).toBeLessThanOrEqual(861);
  expect(await panel(page, '德安县').innerText()).toContain('省级绿色工厂');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: '关闭德安县（Esc）' }).click();
  await panel(page, '德安县').waitFor({ state: 'detached' });
  await context.close();
});

test('the wall screen is dark and one screenful at 1920 × 1080, without navigation; Escape leaves it', async () => {
  const context = await as('leader', 1920);
  const page = await context.newPage();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(to('/'));
  await page.getByRole('button', { name: '大屏' }).click();
  await page.getByText('退出大屏').waitFor();
  await page.waitForLoadState('networkidle');
  expect(searchOf(page)).toMatchObject({ screen: 'wall' });
  expect(await page.getByRole('navigation').count()).toBe(0);
  const state = await page.evaluate(() => ({
    theme: document.documentElement.dataset.theme,
    size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
    // a card whose content does not fit would hide it under its neighbour
    spilt: [...document.querySelectorAll('section')]
      .filter((card) => card.scrollHeight > card.clientHeight + 1 || card.scrollWidth > card.clientWidth + 1)
      .map((card) => card.innerText.slice(0, 20)),
    outside: [...document.querySelectorAll('section, header, p')]
      .map((element) => element.getBoundingClientRect())
      .filter((box) => box.bottom > 1081 || box.right > 1921).length,
  }));
  expect(state).toEqual({ theme: 'dark', size: [1920, 1080], spilt: [], outside: 0 });
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').first().waitFor();
  expect(searchOf(page)).not.toHaveProperty('screen');
  await expect
    .poll(() => page.evaluate(() => document.documentElement.dataset.theme), { timeout: 10_000 })
    .toBeUndefined();
  await context.close();
});

test('the page prints on one sheet of A4', async () => {
  const context = await as('bureau');
  const page = await open(context, to('/'));
  await page.getByRole('region', { name: /^下一步：/ }).waitFor();
  const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
  await context.close();
});

test.each([
  [1366, 0.02],
  // the lines of the head depend on the figures
  [390, 0.1],
])('next to nothing moves while the page of %i px fills', async (width, most) => {
  const context = await as('leader', width);
  await context.addInitScript(() => {
    const moved = { sum: 0 };
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.sum += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const page = await open(context, to('/'));
  await page.getByRole('region', { name: /^与上期相比：全市/ }).waitFor();
  expect(
    await page.evaluate(() => (window as unknown as { moved: { sum: number } }).moved.sum),
  ).toBeLessThanOrEqual(most);
  await context.close();
});
