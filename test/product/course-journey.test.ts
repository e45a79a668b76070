import type { Browser, Locator } from 'playwright-core';
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

const as = (name: string) => profileOf(browser, product.address, name);
const to = (path: string) => `${product.address}${path}`;

/** Pastes a block as copied in Excel. */
const paste = (cell: Locator, text: string) =>
  cell.evaluate((element, block) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', block);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

const COLUMN = ['占比', '10', '9', '17', '5', '6', '5.5', '8', '7', '3.5', '8', '5', '8', '6', '1.2'];

test('the bureau pastes the shares of a period, nothing is lost on a refusal, and what is missing says less', async () => {
  const page = await open(await as('bureau'), to('/intensity?tab=causes&period=2026-10'));
  await page.getByText('缺增加值占比（14个）').waitFor();
  await page.getByRole('button', { name: '录入增加值占比' }).click();
  const first = page.getByLabel('濂溪区（%）');
  await first.waitFor();
  await paste(first, COLUMN.join('\n'));
  await page.getByText('已从剪贴板填入14个单位。').waitFor();
  await page.getByText('合计99.2%，比100%少0.8个百分点').waitFor();

  const save = page.getByRole('button', { name: '保存', exact: true });
  await save.click();
  await page.getByText('没有保存：').waitFor();
  // another tab and back: what was typed is still there
  await page.getByRole('link', { name: '热力表' }).click();
  await page.getByRole('link', { name: '原因分析' }).click();
  await page.getByRole('button', { name: '录入增加值占比' }).click();
  expect(await page.getByLabel('浔阳区（%）').inputValue()).toBe('9');

  await page.getByLabel('庐山市（%）').fill('2');
  await page.getByText('合计100%').waitFor();
  await save.click();
  const source = page.getByLabel('数据来源');
  await page.locator('input[aria-invalid="true"]').waitFor();
  expect(await source.getAttribute('aria-invalid')).toBe('true');
  await source.fill('市统计局2025年10月月报（测试）');
  await save.click();
  await page.getByText('✓ 已保存14个单位的增加值占比').waitFor();
  expect(await page.getByText('缺增加值占比').count()).toBe(0);
  await page.getByText('缺本期能耗或增速（2个）').waitFor();
});

test('a leader reads the contributions, which add up to the sum, and a county has no such tab', async () => {
  const page = await open(await as('leader'), to('/intensity?tab=causes&period=2026-09'));
  const chart = page.getByRole('img', { name: /各单位对全市单位工业增加值能耗变化的贡献/ });
  const said = (await chart.getAttribute('aria-label')) ?? '';
  const points = new Map(
    [...said.matchAll(/([\u4e00-\u9fff]+)([+−]?\d+\.\d+)/g)].map((match) => [
      match[1] ?? '',
      Number(match[2]?.replace('−', '-')),
    ]),
  );
  const sum = points.get('汇总测算') ?? Number.NaN;
  const rest = points.get('其余') ?? Number.NaN;
  const units = [...points].filter(([name]) => !['汇总测算', '其余', '全市反馈数'].includes(name));
  expect(units).toHaveLength(14);
  // each of the fourteen is rounded to a hundredth
  expect(Math.abs(units.reduce((total, [, one]) => total + one, 0) - sum)).toBeLessThan(0.071);
  expect(sum + rest).toBeCloseTo(points.get('全市反馈数') ?? Number.NaN, 1);
  await page.getByRole('table').getByText('强度效应').waitFor();
  await page.getByText('一级单位').first().waitFor();

  const county = await open(await as('county-360402'), to('/intensity?tab=causes'));
  await county.getByRole('link', { name: '走势与落点' }).waitFor();
  expect(await county.getByRole('link', { name: '原因分析' }).count()).toBe(0);
  await county.getByText('供市工信局和市领导查看').waitFor();
});

test('the course follows the unit chosen, with its landings in sentences', async () => {
  const page = await open(await as('leader'), to('/intensity?tab=course&unit=360483'));
  await page.getByRole('heading', { level: 1, name: /^庐山市：2027年须再降/ }).waitFor();
  await page.getByText('完成年度目标').first().waitFor();
  await page.getByText(/累计不降反升/).waitFor();
  await page.getByRole('combobox', { name: '单位', exact: true }).selectOption('360400');
  await page.getByRole('heading', { level: 1, name: /^全市：/ }).waitFor();
  await page.getByText(/总目标完成进度\d+\.\d%（按对数折算）/).waitFor();
  expect(page.url()).toContain('unit=360400');
});
