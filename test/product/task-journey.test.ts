import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TaskDetail, TaskListReply } from '../../server/tasks/schema.ts';
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

const DEPARTMENT = '市发改委';
const as = (username: string) => profileOf(browser, product.address, username);
const to = (path: string) => `${product.address}${path}`;
const read = async <Reply>(context: BrowserContext, path: string): Promise<Reply> =>
  (await (await context.request.get(to(`/api/v1${path}`), { maxRetries: 2 })).json()) as Reply;

/** A task of this department that is neither behind nor done, on which it can report. */
async function taskToReportOn(context: BrowserContext): Promise<TaskDetail> {
  const { tasks } = await read<TaskListReply>(context, '/tasks');
  const candidates = tasks.filter(
    ({ departments, level, status }) =>
      level === 'city' && status !== 'behind' && status !== 'done' && departments.some(({ mine }) => mine),
  );
  for (const { id } of candidates) {
    const detail = await read<TaskDetail>(context, `/tasks/${id}`);
    if (detail.mayReport.some(({ department }) => department === DEPARTMENT)) return detail;
  }
  throw new Error('the demo has no such task');
}

const shows = (page: Page, text: string) =>
  page.locator('main').getByText(text).filter({ visible: true }).first().waitFor();

test('a department reports, the bureau returns it, the department corrects, another person accepts: the status changes', async () => {
  const officer = await as('dept-fgw');
  const task = await taskToReportOn(officer);
  const path = `/tasks?task=${task.id}`;

  // the department's account opens with its own tasks
  const desk = await open(officer, to('/tasks'));
  await desk.getByRole('heading', { level: 1, name: new RegExp(`${DEPARTMENT}承担\\d+项任务`) }).waitFor();
  await desk.getByText(`${DEPARTMENT}承担的任务（`).waitFor();

  // what was typed survives a reload; nothing is sent without a judgement
  await desk.goto(to(path));
  await desk.getByRole('button', { name: '报告进展' }).click();
  const form = desk.getByRole('form', { name: `进展报告：${DEPARTMENT}` });
  const body = form.getByRole('textbox', { name: '进展情况' });
  await body.fill('分布式光伏备案有所放缓。');
  await desk.reload();
  await desk.getByText('已恢复上次没有保存的内容').waitFor();
  expect(await body.inputValue()).toBe('分布式光伏备案有所放缓。');
  await form.getByRole('button', { name: '提交审核' }).click();
  await form.getByText('请选择对进度的判断。').waitFor();
  await form.getByRole('radio', { name: '滞后' }).check();
  await form.getByRole('button', { name: '保存草稿' }).click();
  await form.getByText('草稿已保存').waitFor();

  // a file, then handed in
  await form.getByLabel('选择佐证材料文件').setInputFiles({
    name: '备案情况.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF'),
  });
  await form.getByRole('link', { name: '备案情况.pdf' }).waitFor();
  await form.getByRole('button', { name: '提交审核' }).click();
  await form.waitFor({ state: 'hidden' });
  const item = (page: Page) =>
    page.getByRole('article', { name: `${DEPARTMENT}的进展报告` }).filter({ hasText: '分布式光伏' });
  await item(desk).getByText('待审核').waitFor();
  await desk.getByText('已提交，可撤回').waitFor();

  // the bureau returns it with a reason; without one nothing goes back
  const review = await open(await as('bureau'), to('/tasks?tab=review'));
  await item(review).getByRole('button', { name: '退回' }).click();
  const dialog = review.getByRole('dialog');
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await dialog.getByText('请填写退回原因。').waitFor();
  await dialog.getByRole('textbox', { name: '退回原因' }).fill('请补充放缓的数量和原因。');
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await item(review).waitFor({ state: 'hidden' });

  // the department sees why, corrects, hands in again
  await desk.goto(to(path));
  await shows(desk, '请补充放缓的数量和原因。');
  await body.fill('分布式光伏备案同比减少12项，原因是接入容量不足。');
  await form.getByRole('button', { name: '提交审核' }).click();
  await form.waitFor({ state: 'hidden' });

  const chief = await as('bureau-2');
  const second = await open(chief, to('/tasks?tab=review'));
  await item(second).getByRole('button', { name: '采纳' }).click();
  await item(second).waitFor({ state: 'hidden' });

  const after = await read<TaskDetail>(officer, `/tasks/${task.id}`);
  expect(task.status).not.toBe('behind');
  expect(after).toMatchObject({ status: 'behind' });
  expect(after.reports[0]).toMatchObject({ who: DEPARTMENT, stage: 'accepted', judgement: 'behind' });
  expect(after.reports[0]?.files.map(({ name }) => name)).toEqual(['备案情况.pdf']);
  await desk.goto(to(`/tasks?status=behind&department=${DEPARTMENT}`));
  await desk.getByRole('link', { name: task.title }).waitFor();
});
