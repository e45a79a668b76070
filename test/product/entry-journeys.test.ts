import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

/** On this day 2026年1–11月 and 1–12月 stand open for every unit of the demo, and nobody has reported them. */
const TODAY = '2027-01-08';
const DOCUMENT = '市统计局关于反馈2026年1–11月规上工业能耗数据的函';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  product = await startProduct('demo', { DATA_DIR: newFolder(), DEMO_DATE: TODAY });
  const bureau = await as('bureau');
  await feedBack(bureau, ['360404', '360428', '360429']);
  await bureau.close();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const to = (path: string) => `${product.address}${path}`;
const as = (username: string | null) => profileOf(browser, product.address, username);
const main = (page: Page) => page.locator('main');
const input = (page: Page, field: string) => page.locator(`input[name="${field}"]`);
const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const headline = (page: Page, words: RegExp) =>
  page.getByRole('heading', { level: 1, name: words }).waitFor();
const saved = (page: Page) => says(page, '已自动保存');
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** The report as the API has it; asked again where the server had just closed the idle connection. */
async function detailOf(context: BrowserContext, unit: string, period: string): Promise<ReportDetail> {
  const answer = await context.request.get(to(`/api/v1/reports/${unit}/${period}`), { maxRetries: 2 });
  return (await answer.json()) as ReportDetail;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] };
    const { axe: tool } = window as unknown as { axe: { run: (options: object) => Promise<Found> } };
    const found = await tool.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
  });
}

interface Usual {
  energy: string;
  e: string;
  g: string;
  r: string;
}

/** Figures nobody would ask about: the growths of 1–10月 on last year's energy of the same months. */
async function usual(context: BrowserContext, unit: string, period = '2026-11'): Promise<Usual> {
  const before = await detailOf(context, unit, '2026-10');
  const now = await detailOf(context, unit, period);
  const figures = before.revisions.at(-1)?.figures ?? before.feedback?.figures;
  const lastYear = now.samePeriodLastYear?.figures.energyWanTce;
  const { energyGrowthPct: e, valueAddedGrowthPct: g, publishedIntensityPct: r } = figures ?? {};
  if (!e || !g || !r || !lastYear) throw new Error(`${unit} has no figures to go by`);
  return { energy: (Number(lastYear) * (1 + Number(e) / 100)).toFixed(2), e, g, r };
}

/** The bureau enters the statistics bureau's table for these units. */
async function feedBack(bureau: BrowserContext, units: string[]): Promise<void> {
  const blank = {
    samePeriodEnergyWanTce: null,
    waterIntensityPct: null,
    carbonIntensityPct: null,
    greenRevenueYiYuan: null,
    efficientMotorSharePct: null,
    retrofitCoveragePct: null,
  };
  const rows = [];
  for (const unitCode of units) {
    const { energy, e, g, r } = await usual(bureau, unitCode);
    const figures = {
      energyWanTce: energy,
      energyGrowthPct: e,
      valueAddedGrowthPct: g,
      publishedIntensityPct: r,
    };
    rows.push({ unitCode, ...blank, ...figures });
  }
  const table = { period: '2026-11', document: DOCUMENT, documentDate: '2026-12-14', edition: 'flash', rows };
  const scope = { energyScope: 'unstated', feedstockDeducted: 'unstated', renewablesDeducted: 'unstated' };
  const data = { ...table, ...scope, check: false };
  const answer = await bureau.request.post(to('/api/v1/feedback'), { data });
  if (!answer.ok()) throw new Error(await answer.text());
}

/** The numbers in the order of the form, Enter after each. */
async function typeFigures(page: Page, { energy, e, g, r }: Usual): Promise<void> {
  await input(page, 'energyWanTce').focus();
  for (const figure of [energy, e, g, r]) {
    await page.keyboard.type(figure);
    await page.keyboard.press('Enter');
  }
}

test('figures that were fed back are confirmed with the keyboard alone, from sign-in to submission', async () => {
  const context = await as(null);
  const page = await open(context, to('/entry?period=2026-11'));
  await page.getByLabel('用户名').waitFor();
  await page.keyboard.type('county-360404');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Demo-2027!');
  await page.keyboard.press('Enter');
  await headline(page, /统计反馈数已填好/);
  await says(page, DOCUMENT);
  const confirm = page.getByRole('button', { name: '确认无误并报送' });
  await expect.poll(() => confirm.evaluate((key) => key === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await headline(page, /第1稿已提交/);
  await says(page, '确认统计反馈数，未作修改');
  const { status, revisions, feedback } = await detailOf(context, '360404', '2026-11');
  expect(status).toBe('submitted');
  expect(revisions[0]?.feedbackId).toBe(feedback?.id);
  await context.close();
});

test('a difference from the fed-back figure shows both numbers and has to be explained', async () => {
  const context = await as('county-360428');
  const page = await open(context, to('/entry?period=2026-11'));
  await page.getByRole('button', { name: '确认无误并报送' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const fedBack = (await detailOf(context, '360428', '2026-11')).feedback?.figures.energyWanTce ?? '';
  await expect.poll(() => input(page, 'energyWanTce').inputValue()).toBe(fedBack);
  const mine = (Number(fedBack) + 0.11).toFixed(2);
  await page.keyboard.type(mine);
  await page.keyboard.press('Enter');
  await says(page, new RegExp(`反馈 ${fedBack} / 填写 ${mine}`));
  await page.keyboard.press('Control+Enter');
  await says(page, '有提示时须填写说明后才能提交');
  expect((await detailOf(context, '360428', '2026-11')).revisions).toEqual([]);
  await page.keyboard.type('含一户自备电厂，已与县统计局核对。');
  await page.keyboard.press('Control+Enter');
  await headline(page, /第1稿已提交/);
  const { revisions, feedback } = await detailOf(context, '360428', '2026-11');
  expect(revisions[0]).toMatchObject({ feedbackId: null, figures: { energyWanTce: mine } });
  expect(feedback?.differs).toBe(true);
  await context.close();
});

test('without a connection the draft is kept, nothing is submitted, and it syncs by itself afterwards', async () => {
  const context = await as('county-360425');
  const page = await open(context, to('/entry?period=2026-11'));
  const figures = await usual(context, '360425');
  await input(page, 'energyWanTce').waitFor();
  await context.setOffline(true);
  await typeFigures(page, figures);
  await says(page, '等待网络连接');
  await page.keyboard.press('Control+Enter');
  await says(page, '尚未提交，联网后请再提交一次');
  await context.setOffline(false);
  await saved(page);
  const { status, draft, revisions } = await detailOf(context, '360425', '2026-11');
  expect(status).toBe('draft');
  expect(draft).toMatchObject({ energyWanTce: figures.energy, publishedIntensityPct: figures.r });
  expect(revisions).toEqual([]);
  await context.close();
});

test('two officers of one unit are shown both versions and put them together line by line', async () => {
  const [first, second] = [await as('county-360402'), await as('county-360402-360403')];
  const one = await open(first, to('/entry?unit=360402&period=2026-11'));
  const other = await open(second, to('/entry?unit=360402&period=2026-11'));
  await input(one, 'energyWanTce').fill('90.1');
  await saved(one);
  await input(other, 'energyWanTce').fill('90.9');
  await input(other, 'energyGrowthPct').fill('1.1');
  await other.getByRole('heading', { name: /请选择保留哪一个版本/ }).waitFor();
  await says(other, /濂溪区 填报员/);
  await other.getByRole('radio', { name: /综合能源消费量（万吨标准煤）.*对方的/ }).check();
  await press(other, '按逐项选择保存');
  await saved(other);
  await expect.poll(() => input(other, 'energyWanTce').inputValue()).toBe('90.1');
  const { draft } = await detailOf(first, '360402', '2026-11');
  expect(draft).toMatchObject({ energyWanTce: '90.1', energyGrowthPct: '1.1' });

  // the first officer comes back to the window and finds the merged draft, told whose it is
  await one.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await says(one, /濂溪区、浔阳区 填报员（演示）于.*修改了这份草稿/);
  await expect.poll(() => input(one, 'energyGrowthPct').inputValue()).toBe('1.1');
  await Promise.all([first.close(), second.close()]);
});

test.each([
  [1366, 'county-360483'],
  [390, 'county-360424'],
])('whatever is folded out on the page can be used by everybody (%i px)', async (width, officer) => {
  const context = await profileOf(browser, product.address, officer, width);
  const page = await open(context, to('/entry?period=2026-12'));
  await input(page, 'energyWanTce').fill('0.9');
  await press(page, '综合能源消费量：备注');
  await page.keyboard.type('含一户停产企业');
  await press(page, '综合能源消费量：指标解释');
  await press(page, '综合能源消费量增速：历史');
  await page.getByRole('heading', { name: /近\d+期已审核数/ }).waitFor();
  await press(page, '规上绿色低碳产业营业收入：无数据');
  await press(page, '下载模板、导入表格');
  const file = {
    name: '表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('单位,能耗总量\n庐山市,0.91\n修水县,20'),
  };
  await page.getByLabel('选择文件').setInputFiles(file);
  await says(page, /认出2列/);
  await press(page, '沟通与办理');
  await press(page, /待办提醒/);
  for (const fold of await page.locator('details').all()) {
    await fold.evaluate((details) => details.setAttribute('open', ''));
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test('a second person signs off: sends it back with a reason, then hands it in', async () => {
  const [officer, signer] = [await as('county-360429'), await as('county-360429-2')];
  const filling = await open(officer, to('/entry?period=2026-11'));
  await filling.getByRole('button', { name: '确认无误并提交签核' }).waitFor();
  await filling.keyboard.press('Control+Enter');
  await headline(filling, /等待本单位签核人确认/);
  expect(await filling.getByRole('button', { name: '签核并上报' }).count()).toBe(0);

  const signing = await open(signer, to('/'));
  await press(signing, /待办提醒\d+条/);
  await signing.getByRole('link', { name: /待签核.*1–11月/ }).click();
  await headline(signing, /请签核本期报表/);
  await press(signing, '退回修改');
  await signing.getByLabel('退回修改的原因').fill('请补充10月检修情况。');
  await signing.keyboard.press('Control+Enter');
  await signing.getByLabel('退回修改的原因').waitFor({ state: 'hidden' });

  await filling.reload();
  await filling.getByRole('region', { name: '签核人退回修改' }).getByText('请补充10月检修情况').waitFor();
  const ask = filling.getByRole('button', { name: /提交签核/ });
  await ask.click();
  await headline(filling, /等待本单位签核人确认/);

  await signing.reload();
  await headline(signing, /请签核本期报表/);
  await signing.keyboard.press('Enter');
  await headline(signing, /第1稿已提交/);
  const { revisions } = await detailOf(officer, '360429', '2026-11');
  expect(revisions[0]).toMatchObject({ submittedBy: expect.stringContaining('填报员') });
  expect(revisions[0]?.signedOffBy).toContain('签核人');
  await Promise.all([officer.close(), signer.close()]);
});

test('the second page stands there only when due, and takes a reason in place of a value', async () => {
  const context = await as('county-360482');
  const page = await open(context, to('/entry?period=2026-11'));
  await input(page, 'energyWanTce').waitFor();
  expect(await main(page).innerText()).not.toContain('本期其他指标');

  await page.goto(to('/entry?period=2026-12'));
  await page.getByRole('group', { name: /本期其他指标/ }).waitFor();
  await typeFigures(page, await usual(context, '360482', '2026-12'));
  await page.keyboard.press('Control+Enter');
  await says(page, /本期应报.*没有数据的，请写明原因/);
  await input(page, 'waterIntensityPct').fill('-2.0');
  for (const label of [
    '规上工业碳排放强度增速',
    '规上绿色低碳产业营业收入',
    '在役高效节能电机占比',
    '年耗千吨标准煤以上企业改造覆盖率',
  ]) {
    await press(page, `${label}：无数据`);
    await page.keyboard.type('本期尚未核算');
  }
  const note = page.locator('textarea[name="note"]');
  await note.fill('年度核算尚未完成。');
  await page.keyboard.press('Control+Enter');
  await headline(page, /第1稿已提交/);
  const figures = (await detailOf(context, '360482', '2026-12')).revisions[0]?.figures;
  expect(figures).toMatchObject({ waterIntensityPct: '-2.0', carbonIntensityPct: null });
  expect(figures?.absent).toEqual({
    carbonIntensityPct: '本期尚未核算',
    greenRevenueYiYuan: '本期尚未核算',
    efficientMotorSharePct: '本期尚未核算',
    retrofitCoveragePct: '本期尚未核算',
  });
  await context.close();
});

test('a row copied in Excel fills the form, says what it did, and is taken back', async () => {
  const context = await as('county-jkq');
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.address });
  const page = await open(context, to('/entry?period=2026-11'));
  const { energy, e, g, r } = await usual(context, 'JKQ');
  const row = `经开区\t${energy}\t${e}%\t${g}\t${r.replace('-', '−')}\r\n`;
  await input(page, 'energyWanTce').focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), row);
  await page.keyboard.press('Control+v');
  await says(page, /已从剪贴板填入4项/);
  await expect.poll(() => input(page, 'publishedIntensityPct').inputValue()).toBe(r.replace('-', '−'));
  await press(page, '撤销粘贴');
  await expect.poll(() => input(page, 'energyWanTce').inputValue()).toBe('');

  await input(page, 'energyWanTce').focus();
  await page.keyboard.press('Control+v');
  await saved(page);
  expect((await detailOf(context, 'JKQ', '2026-11')).draft).toMatchObject({
    energyWanTce: energy,
    publishedIntensityPct: r,
  });
  await context.close();
});

test('an officer of two units imports chosen rows of an own sheet and is told what was left out', async () => {
  const context = await as('county-360402-360403');
  const page = await open(context, to('/entry?unit=360403&period=2026-12'));
  const [lianxi, xunyang] = [
    await usual(context, '360402', '2026-12'),
    await usual(context, '360403', '2026-12'),
  ];
  const line = (name: string, { energy, e, g, r }: Usual) => `${name},${energy},${e},${g},${r}`;
  const sheet = [
    '2026年1–12月能耗,,,,',
    '县（市、区）,综合能源消费量（万吨标准煤）,能耗增速（%）,规上工业增加值增速（%）,单位工业增加值能耗增速（%）',
    line('濂溪区', lianxi),
    line('浔阳区', xunyang),
    '德安县,9,1,2,-1',
  ].join('\r\n');
  await press(page, '下载模板、导入表格');
  const template = await context.request.get(to('/api/v1/reports/template?period=2026-12&unit=all'));
  expect(template.headers()['content-type']).toContain('spreadsheetml');
  const file = { name: '能耗表.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet, 'utf8') };
  await page.getByLabel('选择文件').setInputFiles(file);
  await says(page, /认出5列/);
  await page.getByRole('checkbox', { name: /导入濂溪区/ }).uncheck();
  await says(page, '2行不导入');
  await press(page, '导入所选1行，存为草稿');
  await says(page, /已把浔阳区的数据存为草稿/);
  await expect.poll(() => input(page, 'energyWanTce').inputValue()).toBe(xunyang.energy);
  expect((await detailOf(context, '360402', '2026-12')).draft).toBeNull();
  await says(page, /德安县.*不是您填报的单位/);

  await page.getByRole('combobox', { name: '单位', exact: true }).selectOption('360402');
  await expect.poll(() => input(page, 'energyWanTce').inputValue()).toBe('');
  await context.close();
});

test('what was handed in can be taken back, discussed with the bureau, and corrected after approval with a reason', async () => {
  const [officer, bureau] = [await as('county-360481'), await as('bureau')];
  const page = await open(officer, to('/entry?period=2026-11'));
  const figures = await usual(officer, '360481');
  await typeFigures(page, figures);
  await page.keyboard.press('Control+Enter');
  await headline(page, /第1稿已提交/);
  await press(page, '撤回修改');
  await headline(page, /正在修改/);
  await page.keyboard.press('Control+Enter');
  await headline(page, /第2稿已提交/);

  await press(page, '沟通与办理');
  await page.getByLabel('给市工信局留言').fill('11月有一户企业停产检修。');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('listitem').filter({ hasText: '停产检修' }).waitFor();
  const { version, messages } = await detailOf(bureau, '360481', '2026-11');
  expect(messages.at(-1)).toMatchObject({ kind: 'message', text: '11月有一户企业停产检修。' });

  const approval = {
    outcome: 'approved',
    reason: null,
    reasonIds: [],
    items: [{ unitCode: '360481', version }],
  };
  const answer = await bureau.request.post(to('/api/v1/periods/2026-11/decisions'), { data: approval });
  expect(answer.ok()).toBe(true);
  await page.reload();
  await headline(page, /已审核通过，尚未公布/);
  await press(page, '更正数据');
  await press(page, '开始更正');
  await says(page, '请填写更正原因');
  await page.getByLabel('更正原因').fill('统计部门修订增加值增速。');
  await page.keyboard.press('Control+Enter');
  await headline(page, /正在更正已审核的数据/);
  const reopened = await detailOf(officer, '360481', '2026-11');
  expect(reopened).toMatchObject({ status: 'draft', approvedRevision: 2 });
  await Promise.all([officer.close(), bureau.close()]);
});
