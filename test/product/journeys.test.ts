import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

/** 永修县 has not reported 2026年1–10月 in the demo; its officer is late by a day, the fed-back figures wait. */
const OFFICER = 'county-360425';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  product = await startProduct('demo', { DATA_DIR: newFolder() });
});
afterEach(async () => {
  await product.stop();
});

const as = (username: string | null) => profileOf(browser, product.address, username);
const to = (path: string) => `${product.address}${path}`;
const field = (page: Page, label: string | RegExp) => page.getByRole('textbox', { name: label });
const ENERGY = '综合能源消费量';
const saved = (page: Page) => page.getByText('已自动保存').waitFor();

/** From the fed-back figures, which only wait for a confirmation, to the form in which they can be changed. */
const change = (page: Page) => page.getByRole('button', { name: '有差异，修改并说明' }).click();

/** The numbers in the order of the form, Enter after each; what stands there is typed over. */
async function typeFigures(page: Page, figures: string[]): Promise<void> {
  for (const figure of figures) {
    await page.keyboard.type(figure);
    await page.keyboard.press('Enter');
  }
}

test('an officer signs in and reports with the keyboard alone', async () => {
  const context = await as(null);
  const page = await open(context, to('/'));
  await page.getByLabel('用户名').waitFor();
  await page.keyboard.type(OFFICER);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Demo-2027!');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /统计反馈数已填好/ }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /修改有差异的数/ }).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
    .toBe('energyWanTce');
  await typeFigures(page, ['２６.６２', '3.0%', '6.0', '−2.8']);
  await page.getByText('−2.8').first().waitFor();
  await page.getByText('二级').first().waitFor();
  await page.keyboard.press('Control+Enter');
  await page
    .getByText(/已提交/)
    .first()
    .waitFor();
  const unit = await context.request.get(to('/api/v1/progress?period=2026-10'));
  const { units } = (await unit.json()) as {
    units: { code: string; status: string; energyWanTce: string }[];
  };
  expect(units.find((one) => one.code === '360425')).toMatchObject({
    status: 'submitted',
    energyWanTce: '26.62',
  });
  await context.close();
});

test('a reload keeps the draft, and so does a lost connection', async () => {
  const context = await as(OFFICER);
  const page = await open(context, to('/entry?period=2026-10'));
  await change(page);
  await typeFigures(page, ['26.65']);
  await saved(page);
  await page.reload();
  await expect.poll(() => field(page, ENERGY).first().inputValue()).toBe('26.65');

  await context.setOffline(true);
  await field(page, ENERGY).first().fill('26.7');
  await page.getByText('等待网络').waitFor();
  await context.setOffline(false);
  await saved(page);
  await page.reload();
  await expect.poll(() => field(page, ENERGY).first().inputValue()).toBe('26.7');
  await context.close();
});

test('what was typed survives an expired session', async () => {
  const context = await as(OFFICER);
  const page = await open(context, to('/entry?period=2026-10'));
  await change(page);
  await context.clearCookies();
  await typeFigures(page, ['26.65']);
  await page.getByText('登录已过期').first().waitFor();
  await page.getByRole('link', { name: '重新登录' }).click();
  await page.getByLabel('用户名').fill(OFFICER);
  await page.getByLabel('密码').fill('Demo-2027!');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /修改有差异的数/ }).waitFor();
  await expect.poll(() => field(page, ENERGY).first().inputValue()).toBe('26.65');
  await context.close();
});

test('two tabs on one report are shown both versions, and neither is lost', async () => {
  const context = await as(OFFICER);
  const first = await open(context, to('/entry?period=2026-10'));
  const otherMachine = await as(OFFICER);
  const second = await open(otherMachine, to('/entry?period=2026-10'));
  await change(first);
  await change(second);
  await field(first, ENERGY).first().fill('26.1');
  await saved(first);
  await field(second, ENERGY).first().fill('26.9');
  await second.getByRole('button', { name: '采用对方版本' }).waitFor();
  const shown = await second.locator('main').innerText();
  expect(shown).toContain('26.1');
  expect(shown).toContain('26.9');
  await context.close();
  await otherMachine.close();
});

test('the bureau returns, the officer corrects, the bureau approves, and the leader sees the number', async () => {
  const officer = await as(OFFICER);
  const entry = await open(officer, to('/entry?period=2026-10'));
  await change(entry);
  await typeFigures(entry, ['26.62', '3.0', '6.0', '-2.8']);
  await entry.keyboard.press('Control+Enter');
  await entry
    .getByText(/已提交/)
    .first()
    .waitFor();

  const leader = await as('leader');
  const overview = await open(leader, to('/'));
  const before = await overview.locator('h1').innerText();
  expect(before).toContain('2个二级预警');

  const bureau = await as('bureau');
  const reviewPath = to('/review?period=2026-10&unit=360425');
  const review = await open(bureau, reviewPath);
  await review
    .getByRole('region', { name: '永修县报表' })
    .getByRole('button', { name: /退\s*回/ })
    .click();
  await review.getByRole('textbox', { name: '退回意见' }).fill('请核对10月增加值增速。');
  await review
    .getByRole('dialog')
    .getByRole('button', { name: /^退\s*回$/ })
    .click();
  await review.getByRole('dialog').waitFor({ state: 'hidden' });

  await entry.reload();
  await entry.getByText('请核对10月增加值增速。').waitFor();
  await field(entry, '规上工业增加值增速').fill('6.2');
  await field(entry, '统计反馈的单位增加值能耗增速').fill('-2.9');
  await field(entry, /请说明/).fill('县统计局已修订10月增加值增速。');
  await entry.keyboard.press('Control+Enter');
  await entry
    .getByText(/已提交/)
    .first()
    .waitFor();

  await review.goto(reviewPath);
  await review
    .getByRole('region', { name: '永修县报表' })
    .getByRole('button', { name: /通\s*过/ })
    .click();
  await expect
    .poll(async () => {
      const answer = await bureau.request.get(to('/api/v1/reports/360425/2026-10'));
      return ((await answer.json()) as { status: string }).status;
    })
    .toBe('approved');

  await overview.reload();
  await expect.poll(() => overview.locator('h1').innerText()).not.toBe(before);
  await expect.poll(() => overview.locator('main').innerText()).toContain('−2.9');
  await Promise.all([officer.close(), leader.close(), bureau.close()]);
});

/** With the keyboard: a press on an option that is still sliding open is not taken. */
async function chooseRole(dialog: Locator, label: string): Promise<void> {
  const box = dialog.getByRole('combobox').first();
  await box.focus();
  await box.press('ArrowDown');
  await expect.poll(() => box.getAttribute('aria-expanded')).toBe('true');
  const active = () => dialog.page().locator('.ant-select-item-option-active').getAttribute('title');
  for (let steps = 0; steps < 8 && (await active()) !== label; steps++) await box.press('ArrowDown');
  await box.press('Enter');
  await dialog.locator('.ant-select').getByTitle(label, { exact: true }).waitFor();
}

test('an administrator creates an account, whose owner must change the password first', async () => {
  const admin = await as('admin');
  const page = await open(admin, to('/admin'));
  await page.getByRole('button', { name: '新建账号' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用户名').fill('li.lei');
  await dialog.getByLabel(/姓名/).fill('李雷');
  await chooseRole(dialog, '领导');
  await dialog.getByRole('button', { name: /^新\s*建$/ }).click();
  const password = await page.getByRole('textbox', { name: '一次性密码' }).inputValue();
  expect(password).toMatch(/^\S{15,}$/);

  const fresh = await as(null);
  const first = await open(fresh, to('/sign-in'));
  await first.getByLabel('用户名').fill('LI.LEI');
  await first.getByLabel('密码').fill(password);
  await first.keyboard.press('Enter');
  await first.waitForURL('**/password');
  await Promise.all([admin.close(), fresh.close()]);
});
