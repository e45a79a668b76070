import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FirmListReply } from '../../server/firms/schema.ts';
import type { ProjectDetail } from '../../server/projects/schema.ts';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

let product: Product;
let browser: Browser;
const DATA_DIR = newFolder();
beforeAll(async () => {
  product = await startProduct('demo', { DATA_DIR });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** The same data on a later day: a public notice has to run before anything is approved. */
async function onTheDay(date: string): Promise<void> {
  await product.stop();
  product = await startProduct('demo', { DATA_DIR, DEMO_KEEP: '1', DEMO_DATE: date });
}

const as = (name: string) => profileOf(browser, product.address, name);
const to = (path: string) => `${product.address}${path}`;

const PROJECT = '旅程窑炉余热利用改造';
const REPORT = {
  name: '节能验收报告.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n旅程'),
};

/** A working firm of the county that uses 1000 tce or more and has no project yet: on no list but the one to be won. */
async function willingFirm(officer: BrowserContext): Promise<string> {
  const answer = await officer.request.get(to('/api/v1/firms?unit=360425&least=1000'));
  const { firms } = (await answer.json()) as FirmListReply;
  const firm = firms.find((one) => one.projects.length === 0 && one.closedOn === null);
  if (firm === undefined) throw new Error('no firm without a project in 360425');
  return String(firm.id);
}

const detailOf = async (context: BrowserContext, id: string): Promise<ProjectDetail> =>
  (await (await context.request.get(to(`/api/v1/projects/${id}`))).json()) as ProjectDetail;

/** Opens a step's form, fills its fields by label (a list is chosen by its value) and confirms. */
async function take(
  page: Page,
  step: string,
  fields: Record<string, string> = {},
  chosen: Record<string, string | { index: number }> = {},
): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) {
    await dialog.getByLabel(label, { exact: label === '日期' }).fill(value);
  }
  for (const [label, value] of Object.entries(chosen)) await dialog.getByLabel(label).selectOption(value);
  await dialog.getByRole('button', { name: `确认${step}` }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The willing firm's project is registered; a form without a name is refused at the field, which gets the cursor, and keeps what was typed. */
async function register(page: Page, firmId: string): Promise<string> {
  await page.getByRole('button', { name: '登记项目' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('企业', { exact: true }).selectOption(firmId);
  await form.getByLabel('改造内容').fill('回收窑尾余热发电，替换高耗能风机。');
  await form.getByLabel('提出意愿日期').fill('2026年6月10日');
  await form.getByRole('checkbox', { name: '节能', exact: true }).check();
  await form.getByRole('button', { name: '保存' }).click();
  await form.getByText('没有保存').waitFor();
  const focused = page.locator(':focus');
  await expect.poll(() => focused.getAttribute('aria-invalid')).toBe('true');
  expect(await focused.inputValue()).toBe('');
  expect(await form.getByLabel('改造内容').inputValue()).toContain('窑尾余热');
  await focused.fill(PROJECT);
  expect(await form.getByLabel('项目名称').inputValue()).toBe(PROJECT);
  await form.getByLabel('责任人').fill('李工');
  await form.getByRole('button', { name: '保存' }).click();
  await form.waitFor({ state: 'hidden' });
  await page.waitForURL(/project=\d+/);
  return new URL(page.url()).searchParams.get('project') ?? '';
}

/** 诊断, 方案, 开工, 验收; the acceptance is refused without its report and keeps its figures. */
async function retrofit(page: Page): Promise<void> {
  await take(
    page,
    '完成诊断',
    { 日期: '2026-07-01', 诊断结论: '余热利用潜力大。' },
    { 服务商: { index: 1 }, 发改部门是否已做深度节能诊断: 'no' },
  );
  await take(page, '形成方案', { 日期: '2026-07-20', 预计年节能量: '1,800', 投资额: '2,600' });
  await take(page, '开工改造', { 日期: '2026-08-01', 计划完工日期: '2026-11-15' });

  await page.getByRole('button', { name: '完工验收', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('日期', { exact: true }).fill('2026-11-12');
  const figures = {
    '验收年节能量（吨标准煤）': '1,750.5',
    核定能耗的产品: '石灰',
    单位产品能耗的计量单位: '千克标准煤/吨',
    改造前单位产品综合能耗: '104.5',
    改造后单位产品综合能耗: '92.1',
  };
  for (const [label, value] of Object.entries(figures)) {
    await form.getByLabel(label, { exact: true }).fill(value);
  }
  await form.getByLabel('改造后单位产品综合能耗水平').selectOption('advanced');
  await form.getByLabel('节能验收报告是否已备案').selectOption('yes');
  await form.getByRole('button', { name: '确认完工验收' }).click();
  await form.getByText('请先上传节能验收报告。').waitFor();
  expect(await form.getByLabel('验收年节能量').inputValue()).toBe('1,750.5');
  await form.getByLabel('验收报告', { exact: true }).setInputFiles(REPORT);
  await form.getByRole('button', { name: '确认完工验收' }).click();
  await form.waitFor({ state: 'hidden' });
}

test('from the willing firm to the award paid: registered, diagnosed, retrofitted, accepted, applied for, paid', async () => {
  const officer = await as('county-360425');
  const page = await open(officer, to('/projects?tab=projects'));
  const id = await register(page, await willingFirm(officer));
  await retrofit(page);

  const awards = page.getByRole('region', { name: '奖补' });
  await expect.poll(() => awards.innerText()).toMatch(/最高100万元\s*预计可得（待审定）/);
  expect(await awards.innerText()).toContain('措施二');
  await page.getByRole('button', { name: /^申报奖补：措施二 绿色低碳改造项目奖补/ }).waitFor();
  await page.getByRole('link', { name: REPORT.name }).waitFor();
  await awards.getByRole('button', { name: /开立奖补事项：措施二 绿色低碳改造项目奖补/ }).click();
  await page.waitForURL(/\/subsidies\?.*case=\d+/);
  const path = new URL(page.url()).search;
  const caseStep = (at: Page, step: string, fields: Record<string, string> = {}) => take(at, step, fields);
  await caseStep(page, '初审通过');

  const [bureau, second] = [await as('bureau'), await as('bureau-2')];
  const desk = await open(bureau, to(`/subsidies${path}`));
  await caseStep(desk, '信用与重复核查通过', { 核查结论: '未见失信记录，无重复申报。' });
  await caseStep(desk, '经办通过', { 经办意见: '拟同意。' });
  await caseStep(await open(second, to(`/subsidies${path}`)), '审批通过');
  await desk.reload();
  await caseStep(desk, '发布公示', { 公示起: '2026-11-23', 公示止: '2026-11-27' });
  await Promise.all([officer, bureau, second].map((context) => context.close()));

  await onTheDay('2026-11-30');
  const [payer, approver, county] = [await as('bureau'), await as('bureau-2'), await as('county-360425')];
  const approving = await open(approver, to(`/subsidies${path}`));
  await approving.getByRole('button', { name: '审定金额' }).click();
  const approval = approving.getByRole('dialog');
  await approval.getByLabel('审定文号').fill('九工信字〔2026〕演示2号');
  await approval.getByRole('button', { name: '确认审定', exact: true }).click();
  await approval.waitFor({ state: 'hidden' });
  expect((await detailOf(county, id)).stage).toBe('accepted');
  const paying = await open(payer, to(`/subsidies${path}`));
  await paying.getByRole('button', { name: '登记拨付' }).click();
  const payment = paying.getByRole('dialog');
  await payment.getByLabel('凭证号').fill('旅程-0002');
  await payment.getByRole('button', { name: '确认拨付', exact: true }).click();
  await payment.waitFor({ state: 'hidden' });

  expect(await detailOf(county, id)).toMatchObject({
    stage: 'awarded',
    awardedOn: '2026-11-30',
    acceptedSavingTce: '1750.5',
    cases: [{ approvedFen: 100_000_000, paidFen: 100_000_000 }],
  });
  const library = await open(county, to(`/projects?tab=projects&project=${id}`));
  const rail = library.getByRole('list', { name: '项目阶段' });
  expect(await rail.locator('[aria-current="step"]').innerText()).toMatch(/^奖补/);
  expect(await library.getByRole('list', { name: '已开立的奖补事项' }).innerText()).toContain(
    '已拨付100万元',
  );
  await Promise.all([payer, approver, county].map((context) => context.close()));
});
