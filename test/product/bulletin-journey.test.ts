import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BulletinListReply, BulletinReply } from '../../server/bulletins/schema.ts';
import { launchBrowser } from '../support/chromium.ts';
import { open, profileOf } from '../support/journey.ts';
import { newFolder, type Product, startProduct } from '../support/product.ts';

/** Released in the demo, so that a bulletin can be drafted for it. */
const PERIOD = { code: '2026-06', label: '2026年1–6月' };
const OWN_WORDS = '经核对，本期全市数据无调整。';

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

const as = (username: string) => profileOf(browser, product.address, username);
const to = (path: string) => `${product.address}${path}`;
const read = async <T>(context: BrowserContext, path: string): Promise<T> =>
  (await (await context.request.get(to(`/api/v1${path}`), { maxRetries: 2 })).json()) as T;

const lead = (page: Page) => page.getByRole('textbox', { name: '总体情况' });

/** Follows a download link and gives the file. */
async function downloaded(page: Page, link: string): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function take(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: `确认${step}` }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function draft(page: Page): Promise<void> {
  await page.getByRole('button', { name: '新建通报' }).click();
  const dialog = page.getByRole('dialog');
  const offered = await dialog.getByRole('combobox').locator('option').allInnerTexts();
  expect(offered).toContain(PERIOD.label);
  expect(offered).not.toContain('2026年1–2月');
  await dialog.getByText('其他统计期为什么不能选').click();
  await dialog.getByText(/2026年1–2月.*参考/).waitFor();
  await dialog.getByRole('combobox').selectOption(PERIOD.code);
  await dialog.getByRole('button', { name: '取数拟稿' }).click();
  await page.waitForURL(/bulletin=\d+/);
  await lead(page).waitFor();
}

test('a bulletin is drafted, edited, signed by another, and a leader downloads it', async () => {
  const bureau = await as('bureau');
  const page = await open(bureau, to('/bulletin'));
  await draft(page);
  const id = Number(new URL(page.url()).searchParams.get('bulletin'));
  const detail = () => read<BulletinReply>(bureau, `/bulletins/${id}`);

  // typed and not saved: it outlives a reload, and the server has it only after saving
  const generated = await lead(page).inputValue();
  await lead(page).fill(`${generated}${OWN_WORDS}`);
  await page.getByText('1处修改未保存，已留在本机').waitFor();
  await page.reload();
  await page.getByText('已恢复上次未保存的文字').waitFor();
  expect(await lead(page).inputValue()).toBe(`${generated}${OWN_WORDS}`);
  expect((await detail()).paragraphs[0]?.text).toBe(generated);
  await page.getByRole('button', { name: '保存正文' }).click();
  await page.getByText('正文已保存').waitFor();
  expect((await detail()).paragraphs[0]).toMatchObject({ generated, text: `${generated}${OWN_WORDS}` });

  await take(page, '送审');
  await page.getByText(/您参与了拟稿或修改，须由另一人签发/).waitFor();
  expect(await page.getByRole('button', { name: '签发', exact: true }).count()).toBe(0);

  const leader = await as('leader');
  expect((await read<BulletinListReply>(leader, '/bulletins')).bulletins.map((one) => one.id)).not.toContain(
    id,
  );

  const second = await as('bureau-2');
  const review = await open(second, to(`/bulletin?bulletin=${id}`));
  await take(review, '签发');
  await review.getByText(/年第\d+期，已签发/).waitFor();
  expect(await review.getByRole('textbox').count()).toBe(0);
  const signed = await detail();
  expect(signed.stage).toBe('signed');

  const reader = await open(leader, to('/bulletin'));
  await reader
    .getByRole('row', { name: new RegExp(PERIOD.label) })
    .getByRole('link')
    .first()
    .click();
  await reader.getByText(OWN_WORDS).waitFor();
  expect(await reader.getByRole('button', { name: /送审|签发|作废|退回/ }).count()).toBe(0);
  const word = await downloaded(reader, '下载Word');
  expect(word.name).toMatch(/\.docx$/);
  expect(word.bytes.subarray(0, 2).toString()).toBe('PK');
  expect(word.bytes.length).toBeGreaterThan(5000);
  const excel = await downloaded(reader, '下载附表Excel');
  expect(excel.name).toMatch(/\.xlsx$/);
  expect(excel.bytes.subarray(0, 2).toString()).toBe('PK');

  await reader.getByRole('link', { name: '打印页' }).click();
  await reader.getByRole('img', { name: /2024年为100/ }).waitFor();
  const paper = await reader.locator('article').innerText();
  expect(paper).toContain('九江市绿色制造工作通报');
  expect(paper).toContain(`（${signed.number}）`);
  expect(paper).toContain(OWN_WORDS);
  expect(paper).toContain('附表2');
  await Promise.all([bureau.close(), second.close(), leader.close()]);
});

test('two people write at once: the second keeps both, and sees what the first wrote', async () => {
  const [first, second] = await Promise.all([as('bureau'), as('bureau-2')]);
  const page = await open(first, to('/bulletin'));
  await page.getByRole('button', { name: '新建通报' }).click();
  await page.getByRole('dialog').getByRole('combobox').selectOption('2026-07');
  await page.getByRole('dialog').getByRole('button', { name: '取数拟稿' }).click();
  await lead(page).waitFor();
  const other = await open(second, page.url());
  await lead(page).fill('甲的文字。');
  await lead(other).fill('乙的文字。');
  await page.getByRole('button', { name: '保存正文' }).click();
  await page.getByText('正文已保存').waitFor();
  await other.getByRole('button', { name: '保存正文' }).click();
  await other.getByText('他人已将这一段保存为：').waitFor();
  await other.getByText('甲的文字。').waitFor();
  expect(await lead(other).inputValue()).toBe('乙的文字。');
  await other.getByRole('button', { name: '采用此文字' }).click();
  expect(await lead(other).inputValue()).toBe('甲的文字。');
  await other.getByText('正文已保存').waitFor();

  // a draft is not there for those who see signed bulletins only: said in words, no retry, the way back
  const leader = await as('leader');
  const reader = await open(leader, page.url());
  await reader.getByText('通报未签发或不存在').waitFor();
  expect(await reader.getByRole('button', { name: '重试' }).count()).toBe(0);
  await reader.getByRole('link', { name: '返回通报清单' }).click();
  await reader.waitForURL(/\/bulletin$/);
  await Promise.all([first.close(), second.close(), leader.close()]);
});
