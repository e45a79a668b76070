import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const HOLDER = '旅程（演示）硅材料有限公司';
const to = (path: string) => `${product.address}${path}`;

/** Opens a step's form in the case shown, fills its fields by label and confirms. */
async function takeStep(
  page: Page,
  step: string,
  confirm: string,
  fields: Record<string, string> = {},
): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value);
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function paidOnOverview(context: BrowserContext): Promise<number> {
  const page = await open(context, to('/'));
  const title = await page.getByRole('heading', { name: /奖补资金.*已拨付/ }).innerText();
  await page.close();
  return Number(/([\d,.]+)万元/.exec(title)?.[1]?.replaceAll(',', ''));
}

test('a certificate opens its case, which goes through every step to payment, and the overview’s number moves', async () => {
  const [bureau, second, officer, leader] = [
    await as('bureau'),
    await as('bureau-2'),
    await as('county-360425'),
    await as('leader'),
  ];
  const before = await paidOnOverview(leader);

  const roster = await open(bureau, to('/quotas?column=greenFactoryProvincial&unit=360425'));
  await roster.getByRole('button', { name: '新增称号' }).click();
  const form = roster.getByRole('dialog');
  await form.getByLabel('企业或园区名称').fill(HOLDER);
  await form.getByLabel('公布日期').fill('2026-11-02');
  await form.getByRole('button', { name: '保存' }).click();
  await form.waitFor({ state: 'hidden' });

  const list = await bureau.request.get(to('/api/v1/cases?unit=360425'));
  const { cases } = (await list.json()) as {
    cases: { id: number; beneficiaryName: string; expectedFen: number }[];
  };
  const opened = cases.find((one) => one.beneficiaryName === HOLDER);
  expect(opened?.expectedFen).toBe(10_000_000); // 措施三: a provincial green factory, 10万元
  const path = `/subsidies?tab=cases&case=${opened?.id}`;

  await takeStep(await open(officer, to(path)), '初审通过', '确认初审通过');
  const page = await open(bureau, to(path));
  await takeStep(page, '信用与重复核查通过', '确认信用与重复核查通过', {
    核查结论: '未见失信记录，无重复申报。',
  });
  await takeStep(page, '经办通过', '确认经办通过', { 经办意见: '拟同意。' });
  expect(await page.getByRole('button', { name: '审批通过', exact: true }).count()).toBe(0);
  await takeStep(await open(second, to(path)), '审批通过', '确认审批通过');
  await page.reload();
  await takeStep(page, '发布公示', '确认发布公示', { 公示起: '2026-11-23', 公示止: '2026-11-27' });
  await Promise.all([bureau, second, officer, leader].map((context) => context.close()));

  await onTheDay('2026-11-30');
  const [payer, approver, mayor] = [await as('bureau'), await as('bureau-2'), await as('leader')];
  await takeStep(await open(approver, to(path)), '审定金额', '确认审定', {
    审定文号: '九工信字〔2026〕演示1号',
  });
  const paying = await open(payer, to(path));
  await takeStep(paying, '登记拨付', '确认拨付', { 凭证号: '旅程-0001' });
  await takeStep(paying, '办结事项', '确认办结事项');
  expect(await paying.locator('main').innerText()).toContain('已办结');

  expect(await paidOnOverview(mayor)).toBe(before + 10);
  await paying.getByText('测算全文').click();
  expect(await paying.locator('main').innerText()).toMatch(/措施三[\s\S]*10万元/);
  await Promise.all([payer, approver, mayor].map((context) => context.close()));
});

test('a returned application is corrected by its county and computed anew', async () => {
  const officer = await profileOf(browser, product.address, 'county-360482');
  const list = await officer.request.get(to('/api/v1/cases?stage=returned'));
  const { cases } = (await list.json()) as { cases: { id: number; awardId: string }[] };
  const returned = cases.find((one) => one.awardId === 'jiujiang-5-energy-system');
  const page = await open(officer, to(`/subsidies?tab=cases&case=${returned?.id}`));
  await page.getByRole('button', { name: '重新提交', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#fact-energySystemContractYuan').fill('80');
  await dialog.getByLabel('补正说明').fill('合同价按补充协议更正。');
  await dialog.getByRole('button', { name: '确认重新提交' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const answer = await officer.request.get(to(`/api/v1/cases/${returned?.id}`));
  // 30 % of 80万元 is 24万元, below the cap of 30万元 a firm
  expect(await answer.json()).toMatchObject({ stage: 'applied', expectedFen: 24_000_000 });
  await officer.close();
});
