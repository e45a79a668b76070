import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
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

const to = (path: string) => `${product.address}${path}`;
const as = (username: string | null, width?: number) => profileOf(browser, product.address, username, width);
const signedIn = async (context: BrowserContext) =>
  (await context.request.get(to('/api/v1/session'))).status();

test('a county changes hands: the successor signs in and goes on, the predecessor is out', async () => {
  const admin = await as('admin');
  const old = await as('county-360425');
  const page = await open(admin, to('/admin'));
  await page.getByRole('button', { name: '移交：county-360425' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '移交', exact: true }).click();
  await dialog.getByText('请填写移交原因。').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByLabel('接手人用户名').fill('wang.fang');
  await dialog.getByLabel('接手人姓名或岗位').fill('王芳');
  await dialog.getByLabel('移交原因').fill('岗位调整');
  await dialog.getByRole('button', { name: '移交', exact: true }).click();
  const oneTime = await page.getByRole('textbox', { name: '一次性密码' }).inputValue();
  await page.getByRole('button', { name: '已记下，关闭' }).click();
  const row = page.getByRole('row').filter({ hasText: 'wang.fang' });
  await row.getByText('永修县').waitFor();
  expect(await signedIn(old)).toBe(401);

  const fresh = await as(null);
  const first = await open(fresh, to('/sign-in'));
  await first.getByLabel('用户名').fill('wang.fang');
  await first.getByLabel('密码').fill(oneTime);
  await first.keyboard.press('Enter');
  await first.waitForURL('**/password');
  await first.getByLabel('当前密码').fill(oneTime);
  await first.getByLabel('新密码', { exact: true }).fill('Lushan-Mist-42');
  await first.getByLabel('再输一次新密码').fill('Lushan-Mist-42');
  await first.keyboard.press('Enter');
  await first.waitForURL('**/entry**');
  await expect.poll(() => first.locator('main').innerText()).toContain('永修县');
  await Promise.all([admin.close(), old.close(), fresh.close()]);
});

test('an officer is given a second county, with the right to sign off', async () => {
  const admin = await as('admin');
  const page = await open(admin, to('/admin'));
  await page.getByRole('button', { name: '所管单位：county-360424' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: '武宁县' }).click();
  await dialog.getByRole('switch', { name: '武宁县可签核' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('checkbox', { name: '修水县' }).click();
  await dialog.getByText('修水县将没有填报员').waitFor();
  await dialog.getByRole('checkbox', { name: '修水县' }).click();
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click();
  const row = page.getByRole('row').filter({ hasText: 'county-360424' });
  await expect.poll(() => row.innerText()).toContain('武宁县（可签核）');
  const officer = await as('county-360424');
  const { user } = (await (await officer.request.get(to('/api/v1/session'))).json()) as {
    user: { unitCodes: string[] };
  };
  expect(user.unitCodes).toEqual(['360423', '360424']);
  await Promise.all([admin.close(), officer.close()]);
});

test.each([1366, 390])('a department is chosen from the ledger’s, and corrected (%i px)', async (width) => {
  const admin = await as('admin', width);
  const page = await open(admin, to('/admin'));
  await page.getByRole('button', { name: '新建账号' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用户名').fill(`li.lei-${width}`);
  await dialog.getByLabel('姓名或岗位').fill('李雷');
  await dialog.getByLabel('角色').click();
  await page.getByTitle('市直部门').click();
  await dialog.getByRole('button', { name: /^新\s*建$/ }).click();
  await dialog.getByText('请选择所在部门').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByLabel('所在部门').fill('商务');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /^新\s*建$/ }).click();
  await page.getByRole('button', { name: '已记下，关闭' }).click();
  const row = page.getByRole('row').filter({ hasText: `li.lei-${width}` });
  await row.getByText('市商务局').waitFor();

  await page.getByRole('button', { name: `所在部门：li.lei-${width}` }).click();
  await dialog.getByLabel('所在部门').selectOption('市发改委');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click();
  await row.getByText('市发改委').waitFor();
  await admin.close();
});

test.each([1366, 390])('one sees where one is signed in and ends the others (%i px)', async (width) => {
  const home = await as('leader', width);
  const here = await as('leader', width);
  const page = await open(here, to('/targets'));
  const menu = page.getByRole('button', { name: /当前用户/ });
  await menu.click();
  await page.getByRole('button', { name: '登录情况' }).click();
  const dialog = page.getByRole('dialog', { name: '登录情况' });
  await dialog.getByText('还在1处登录').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await dialog.getByRole('button', { name: '结束其他登录' }).click();
  await dialog.getByText('没有其他登录').waitFor();
  expect([await signedIn(home), await signedIn(here)]).toEqual([401, 200]);
  await page.keyboard.press('Escape');
  await expect.poll(() => menu.evaluate((button) => button === document.activeElement)).toBe(true);
  await menu.click();
  await page.getByRole('button', { name: '登录情况' }).click();
  await dialog.getByRole('button', { name: '全部退出（含这里）' }).click();
  await page.waitForURL('**/sign-in');
  expect(await signedIn(here)).toBe(401);
  await Promise.all([home.close(), here.close()]);
});

test('too many sign in at once: the form says so in Chinese, keeps what was typed, and a second press opens', async () => {
  const context = await as(null);
  const page = await open(context, to('/sign-in'));
  const error = { code: 'busy', message: '当前登录的人过多，请稍等片刻再试。', requestId: '1' };
  const busy = { status: 503, headers: { 'retry-after': '5' }, json: { error } };
  let refusals = 0;
  await page.route('**/api/v1/session', (route) => {
    if (route.request().method() !== 'POST' || refusals > 0) return route.fallback();
    refusals += 1;
    return route.fulfill(busy);
  });
  await page.getByLabel('用户名').fill('leader');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('当前登录的人过多').waitFor();
  expect(await page.getByLabel('用户名').inputValue()).toBe('leader');
  expect(await page.getByLabel('密码').inputValue()).toBe(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await context.close();
});

test('the auditor narrows the log down to one object, by keyboard-sized steps, and checks the chain', async () => {
  const auditor = await as('auditor');
  const page = await open(auditor, to('/admin?tab=audit'));
  await page.getByLabel('单位').selectOption('永修县');
  await page.getByLabel('操作').selectOption('提交报表');
  await page.getByLabel('起（日期）').fill('2026年10月1日');
  await page.keyboard.press('Enter');
  await page.waitForURL('**from=2026-10-01**');
  const objects = page.getByRole('button', { name: /^只看报表/ });
  await expect.poll(() => objects.count()).toBeGreaterThan(0);
  await expect
    .poll(async () => (await objects.allInnerTexts()).every((words) => words.startsWith('报表 永修县')))
    .toBe(true);
  await page.getByLabel('操作').selectOption('全部操作');
  await page.getByLabel('起（日期）').fill('');
  await objects.first().click();
  await page.getByText('只看这一个').waitFor();
  await page.getByRole('button', { name: /展开/ }).first().click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByRole('button', { name: /^校\s*验$/ }).click();
  await page.getByText('审计链完整').waitFor();
  await auditor.close();
});
