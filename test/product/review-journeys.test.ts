import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FeedbackReply } from '../../server/feedback/schema.ts';
import type { ExtensionListReply, PeriodListReply } from '../../server/periods/schema.ts';
import type { ReportDetail, ReportListReply } from '../../server/reports/schema.ts';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

/** 永修县 has not reported 2026年1–10月 in the demo; the statistics bureau's figures are there. */
const YONGXIU = '360425';

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

const as = (username: string) => profileOf(browser, product.address, username);
const to = (path: string) => `${product.address}${path}`;
/** A kept connection that the server has just closed as idle is opened again. */
const read = async <T>(context: BrowserContext, path: string): Promise<T> =>
  (await (await context.request.get(to(`/api/v1${path}`), { maxRetries: 2 })).json()) as T;
const reportOf = (context: BrowserContext, unit: string, period = '2026-10') =>
  read<ReportDetail>(context, `/reports/${unit}/${period}`);

/** Pastes a block as Excel puts it on the clipboard. */
async function paste(cell: Locator, text: string): Promise<void> {
  await cell.focus();
  await cell.evaluate((element, block) => {
    const data = new DataTransfer();
    data.setData('text/plain', block);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

const panelOf = (page: Page, unit: string) => page.getByRole('region', { name: `${unit}报表` });

test('the bureau pastes a fed-back table, sees the verdict on every line, enters it, and the county is shown it', async () => {
  const bureau = await as('bureau');
  const page = await open(bureau, to('/reporting?tab=feedback&period=2026-10'));
  await page.getByRole('button', { name: '录入新的反馈表' }).click();
  await paste(
    page.getByRole('textbox', { name: '全市 综合能源消费量', exact: true }),
    [
      '地区\t规上工业增加值增速（%）\t综合能源消费量（万吨标准煤）\t综合能源消费量增速（%）\t单位工业增加值能耗增速（%）',
      '永修县\t6.0\t26.71\t3.3\t-2.5',
      '濂溪区\t4.8\t八十四\t1.0\t-3.6',
      '临港新区\t4.8\t1.2\t1.0\t-3.6',
    ].join('\r\n'),
  );
  await page.getByText('已填入2个单位的8个数').waitFor();
  const cell = (unit: string) => page.getByRole('textbox', { name: `${unit} 综合能源消费量`, exact: true });
  expect(await cell('永修县').inputValue()).toBe('26.71');

  const judge = page.getByRole('button', { name: '核对', exact: true });
  const enter = page.getByRole('button', { name: '确认录入' });
  await judge.click();
  await page.getByText('还不能录入').waitFor();
  const refused = await page.locator('main').innerText();
  expect(refused).toContain('请填写反馈文件名称或文号');
  expect(refused).toContain('填写的是“八十四”');
  expect(await cell('濂溪区').getAttribute('aria-invalid')).toBe('true');
  expect(await enter.isDisabled()).toBe(true);

  await page.getByRole('textbox', { name: '反馈文件名称或文号' }).fill('九统函〔2026〕88号（更正）');
  await page.getByRole('textbox', { name: '文件日期' }).fill('2026年11月20日');
  await cell('濂溪区').fill('84.80');
  await judge.click();
  await page.getByText('可录入2行').waitFor();
  const verdict = await page.locator('main').innerText();
  expect(verdict).toContain('更正：综合能源消费量 26.62 → 26.71');
  expect(verdict).toContain('与填报数不同：综合能源消费量 反馈84.80、填报84.66');
  const before = await read<FeedbackReply>(bureau, '/feedback?period=2026-10');
  expect(before.tables).toHaveLength(1);

  await enter.click();
  await page.getByText('已录入2个单位的2026年1–10月反馈数').waitFor();
  const after = await read<FeedbackReply>(bureau, '/feedback?period=2026-10');
  expect(after.tables[0]).toMatchObject({
    document: '九统函〔2026〕88号（更正）',
    documentDate: '2026-11-20',
  });
  expect(after.tables[0]?.rows.map((row) => row.unitCode)).toEqual(['360402', YONGXIU]);
  await expect.poll(() => page.locator('h1').innerText()).toContain('1个反馈更正后待核对');

  const county = await as(`county-${YONGXIU}`);
  const entry = await open(county, to('/entry?period=2026-10'));
  await entry.getByText('九统函〔2026〕88号（更正）').first().waitFor();
  expect((await reportOf(county, YONGXIU)).feedback?.figures.energyWanTce).toBe('26.71');
  await Promise.all([bureau.close(), county.close()]);
});

test('a table sent as a file is read by its headings and filled into the grid', async () => {
  const bureau = await as('bureau');
  const page = await open(bureau, to('/reporting?tab=feedback&period=2026-08'));
  await page.getByRole('button', { name: '导入文件' }).click();
  const rows = ['1—8月规上工业能耗', '单位,综合能源消费量,能耗增速', '庐山,0.66,1.2', '合计,1190.5,1.5'];
  await page.locator('input[type=file]').setInputFiles({
    name: '反馈表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff${rows.join('\r\n')}`),
  });
  await page.getByText('认出2个单位、4个数').waitFor();
  await page.getByRole('button', { name: '填入下表' }).click();
  const cell = page.getByRole('textbox', { name: '庐山市 综合能源消费量增速', exact: true });
  expect(await cell.inputValue()).toBe('1.2');
  await bureau.close();
});

test('two reports go back at once with reasons from the list, and each officer reads them', async () => {
  const county = await as(`county-${YONGXIU}`);
  const { version, feedback } = await reportOf(county, YONGXIU);
  const confirmed = await county.request.post(to(`/api/v1/reports/${YONGXIU}/2026-10/confirm`), {
    data: { version, feedbackId: feedback?.id, note: '与反馈数一致。' },
  });
  expect(confirmed.status()).toBe(200);

  const bureau = await as('bureau');
  const page = await open(bureau, to('/review?period=2026-10'));
  await page.getByRole('checkbox', { name: '选择永修县' }).check();
  await page.getByRole('checkbox', { name: '选择都昌县' }).check();
  await page.getByRole('button', { name: '批量退回' }).click();
  const dialog = page.getByRole('dialog');
  const send = dialog.getByRole('button', { name: /^退\s*回$/ });
  await send.click();
  await dialog.getByText('请选择退回原因或填写退回意见。').waitFor();
  await dialog.getByRole('button', { name: '口径不清' }).click();
  await dialog.getByRole('textbox', { name: '退回意见' }).fill('11月25日前重报。');
  await send.click();
  await dialog.waitFor({ state: 'hidden' });

  const list = await read<ReportListReply>(bureau, '/reports?period=2026-10');
  const returned = list.reports.filter((report) => ['360425', '360428'].includes(report.unitCode));
  expect(returned.map(({ status }) => status)).toEqual(['returned', 'returned']);
  const decision = (await reportOf(bureau, '360428')).revisions.at(-1)?.decision;
  expect(decision).toMatchObject({
    reasonIds: ['scopeUnclear'],
    reason: expect.stringMatching(/^口径不清.*11月25日前重报。$/),
  });
  const entry = await open(county, to('/entry?period=2026-10'));
  await entry
    .getByText(/口径不清.*11月25日前重报。/)
    .first()
    .waitFor();
  await Promise.all([bureau.close(), county.close()]);
});

test('an approved report is reopened only with a reason, and the approved figures stay in force', async () => {
  const bureau = await as('bureau');
  const page = await open(bureau, to('/review?period=2026-10&unit=360402'));
  const before = await reportOf(bureau, '360402');
  expect(before.status).toBe('approved');
  const panel = panelOf(page, '濂溪区');
  await panel.getByRole('button', { name: '重新打开' }).click();
  await panel.getByRole('button', { name: '重新打开' }).click();
  await panel.getByText('请填写重新打开的原因。').waitFor();
  await panel.getByRole('textbox', { name: '重新打开的原因' }).fill('统计部门更正了反馈数');
  await panel.getByRole('button', { name: '重新打开' }).click();
  await panel.getByText(/已重新打开正在更正，第1稿继续有效/).waitFor();
  await page.getByRole('row', { name: /濂溪区.*修订中/ }).waitFor();

  const after = await reportOf(bureau, '360402');
  expect(after).toMatchObject({ status: 'draft', approvedRevision: before.approvedRevision });
  expect(after.messages.at(-1)).toMatchObject({ kind: 'reopened', text: '统计部门更正了反馈数' });
  const { units } = await read<{ units: { code: string; status: string; actualPct: number }[] }>(
    bureau,
    '/progress?period=2026-10',
  );
  expect(units.find(({ code }) => code === '360402')).toMatchObject({ status: 'approved', actualPct: -3.6 });

  const county = await as('county-360402');
  const entry = await open(county, to('/entry?period=2026-10'));
  await entry.getByText('沟通与办理').first().click();
  await entry.getByText('统计部门更正了反馈数').first().waitFor();
  await Promise.all([bureau.close(), county.close()]);
});

test('a unit is granted an extension with a reason, and is no longer overdue', async () => {
  const bureau = await as('bureau');
  const page = await open(bureau, to('/reporting?tab=periods'));
  await page.getByRole('button', { name: '2026年1–10月延期' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /永修县（未报）/ }).check();
  await dialog.getByRole('textbox', { name: '延至' }).fill('2026-11-19');
  await dialog.getByRole('button', { name: '批准延期' }).click();
  await dialog.getByText(/不能早于报送期限/).waitFor();
  await dialog.getByText('请填写延期原因。').waitFor();
  await dialog.getByRole('textbox', { name: '延至' }).fill('2026年11月28日');
  await dialog.getByRole('textbox', { name: '延期原因' }).fill('企业重组，数据待核。');
  await dialog.getByRole('button', { name: '批准延期' }).click();
  await page.getByText('已批准1个单位2026年1–10月延期至2026年11月28日').waitFor();
  await page.getByRole('row', { name: /永修县.*企业重组，数据待核。/ }).waitFor();

  const { extensions } = await read<ExtensionListReply>(bureau, '/periods/2026-10/extensions');
  expect(extensions[0]).toMatchObject({ unitCode: YONGXIU, until: '2026-11-28', current: true });
  const list = await read<ReportListReply>(bureau, '/reports?period=2026-10');
  const granted = list.reports.find((report) => report.unitCode === YONGXIU);
  expect(granted).toMatchObject({ dueOn: '2026-11-28', overdueDays: 0 });
  await page.goto(to('/reporting?tab=quality&year=2026'));
  await page.getByRole('row', { name: /永修县.*未到期/ }).waitFor();
  await bureau.close();
});

test('a period is closed and opened again with a reason; its due date can be set', async () => {
  const bureau = await as('bureau');
  const page = await open(bureau, to('/reporting?tab=periods'));
  const dialog = page.getByRole('dialog');
  const period = async () =>
    (await read<PeriodListReply>(bureau, '/periods')).periods.find((one) => one.period === '2026-09');
  await page.getByRole('button', { name: '2026年1–9月截止' }).click();
  await dialog.getByRole('button', { name: '截止填报' }).click();
  await page.getByText('2026年1–9月已截止填报').waitFor();
  expect((await period())?.state).toBe('closed');
  await page.getByRole('button', { name: '2026年1–9月重新开放' }).click();
  await dialog.getByRole('button', { name: '重新开放' }).click();
  await dialog.getByText('请填写重新开放的原因。').waitFor();
  await dialog.getByRole('textbox', { name: '重新开放的原因' }).fill('补报');
  await dialog.getByRole('button', { name: '重新开放' }).click();
  await page.getByText('2026年1–9月已重新开放填报').waitFor();
  await page.getByRole('button', { name: '2026年1–9月改日期' }).click();
  await dialog.getByRole('textbox', { name: '报送期限' }).fill('2026-12-01');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText('2026年1–9月报送期限为2026年12月1日（市级指定）').waitFor();
  expect(await period()).toMatchObject({ state: 'open', dueOn: '2026-12-01', dueBasis: 'set' });
  await bureau.close();
});
