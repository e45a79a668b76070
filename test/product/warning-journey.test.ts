import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WarningDetail } from '../../server/warnings/schema.ts';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  product = await startProduct('demo', { DATA_DIR: newFolder() });
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const as = (username: string) => profileOf(browser, product.address, username);
const to = (path: string) => `${product.address}${path}`;
const detailOf = async (context: BrowserContext, id: string): Promise<WarningDetail> =>
  (await (
    await context.request.get(to(`/api/v1/warnings/${id}`), { maxRetries: 2 })
  ).json()) as WarningDetail;

/** Opens the form of a step, fills what it asks for, and waits until it is done. */
async function step(page: Page, word: string, note?: string): Promise<void> {
  await page.getByRole('button', { name: word, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (note !== undefined) await dialog.getByRole('textbox').last().fill(note);
  await dialog.getByRole('button', { name: `确认${word}` }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const shows = (page: Page, text: string) =>
  page.locator('main').getByText(text).filter({ visible: true }).first().waitFor();

test('a warning from the proposal to 销号: drafted, signed by another, answered, put right, closed', async () => {
  const bureau = await as('bureau');
  const desk = await open(bureau, to('/warnings'));
  await desk.getByRole('button', { name: '为经开区拟稿' }).click();
  await desk.waitForURL(/warning=\d+/);
  const id = new URL(desk.url()).searchParams.get('warning') ?? '';
  const path = `/warnings?warning=${id}`;

  // the text: a deadline changed beside it changes in it; an empty text is refused and what was typed stays
  await desk.getByRole('button', { name: '修改正文' }).click();
  const form = desk.getByRole('dialog');
  await form.getByRole('textbox', { name: '答复期限' }).fill('2026-11-30');
  await form.getByText('2027年节假日安排公布前按周末和固定节日计算').waitFor();
  const text = form.getByRole('textbox', { name: '正文' });
  expect(await text.inputValue()).toContain('请于2026年11月30日前在平台答复');
  const written = (await text.inputValue()).replace('请会同统计、发改等部门', '请会同统计、发改、供电等部门');
  await text.fill(' ');
  await form.getByRole('button', { name: '保存' }).click();
  await form.getByText('请填写通知正文。').waitFor();
  expect(await form.getByRole('textbox', { name: '答复期限' }).inputValue()).toBe('2026-11-30');
  await text.fill(written);
  await form.getByRole('button', { name: '保存' }).click();
  await form.waitFor({ state: 'hidden' });
  await shows(desk, '请会同统计、发改、供电等部门');
  await step(desk, '送签');
  await shows(desk, '待签发');
  expect(await desk.getByRole('button', { name: '签发', exact: true }).count()).toBe(0);

  const chief = await as('bureau-2');
  const chiefs = await open(chief, to(path));
  await step(chiefs, '签发', '同意发出。');
  await shows(chiefs, '九工信绿预〔2026〕3号');

  await chiefs.getByRole('button', { name: '延长答复期限' }).click();
  const extension = chiefs.getByRole('dialog');
  await extension.getByRole('textbox', { name: '新的答复期限' }).fill('2026-12-02');
  await extension.getByRole('textbox', { name: '延期原因' }).fill('统计数据需核对。');
  await extension.getByRole('button', { name: '确认延长答复期限' }).click();
  await extension.waitFor({ state: 'hidden' });
  await shows(chiefs, '答复期限延至2026年12月2日');

  const officer = await as('county-jkq');
  const county = await open(officer, to(path));
  await county.getByRole('button', { name: '答复', exact: true }).click();
  const answer = county.getByRole('dialog');
  await answer.getByRole('checkbox', { name: '节能改造进度滞后' }).check();
  await answer.getByRole('textbox', { name: '原因说明' }).fill('两项改造推迟到四季度。');
  const content = answer.getByRole('textbox', { name: '内容' });
  await content.fill('完成空压机改造。');
  await answer.getByRole('button', { name: '提交答复' }).click();
  await answer.getByText('请填写责任人（部门）。').waitFor();
  expect(await content.inputValue()).toBe('完成空压机改造。');
  await answer.getByRole('textbox', { name: '责任人（部门）' }).fill('经发局');
  await answer.getByRole('textbox', { name: '完成时限' }).fill('2026年12月20日');
  await answer.getByRole('combobox', { name: '涉及企业（可不选）' }).selectOption({ index: 1 });
  await answer.getByRole('button', { name: '提交答复' }).click();
  await answer.waitFor({ state: 'hidden' });
  await shows(county, '整改中（已答复）');

  await desk.goto(to(path));
  await shows(desk, '两项改造推迟到四季度。');
  await step(desk, '认可答复');

  await county.goto(to('/counties/JKQ?period=2026-10'));
  await shows(county, '整改中（至1月20日）');
  await county.goto(to(path));
  await county.getByRole('button', { name: '报告进展' }).click();
  await answer.getByRole('checkbox', { name: '完成空压机改造。' }).check();
  await answer.getByRole('textbox', { name: '整改进展' }).fill('改造完工，已投用。');
  await answer.getByRole('button', { name: '确认报告进展' }).click();
  await answer.waitFor({ state: 'hidden' });
  await shows(county, '报告完成');
  await step(county, '申请销号', '措施已落实。');
  await shows(county, '待销号');

  await desk.goto(to(path));
  await step(desk, '销号', '经核实，同意销号。');
  await shows(desk, '已销号');
  const closed = await detailOf(bureau, id);
  expect(closed).toMatchObject({ stage: 'closed', number: '九工信绿预〔2026〕3号', steps: [] });
  expect(closed.measures[0]?.beneficiaryName).toMatch(/（演示）/);

  const leader = await open(await as('leader'), to('/warnings?stage=closed'));
  await leader.getByRole('link', { name: '经开区' }).waitFor();
  expect(await leader.getByRole('link', { name: '德安县' }).count()).toBe(0);
  await county.goto(to('/counties/JKQ?period=2026-10'));
  await county.locator('h1').waitFor();
  await county.waitForLoadState('networkidle');
  expect(await county.locator('main').innerText()).not.toContain('整改中');
});
