import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, darkFaults, enlargedOverflows } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { profileOf } from '../support/journey.ts';
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

/** Every screen with somebody who uses it. */
const SCREENS: [who: string | null, path: string][] = [
  [null, '/sign-in'],
  ['leader', '/'],
  ['leader', '/?unit=360426&compare=360404,360426,360483'],
  ['leader', '/?screen=wall'],
  ['leader', '/intensity'],
  ['leader', '/intensity?tab=course&unit=360426'],
  ['county-360402', '/intensity?tab=course&unit=360402'],
  ['leader', '/intensity?tab=causes&period=2026-09'],
  ['bureau', '/intensity?tab=causes&period=2026-10'],
  ['leader', '/intensity?tab=grades'],
  ['bureau', '/intensity?tab=grades&period=2026-10&unit=360426'],
  ['leader', '/counties/360426'],
  ['leader', '/counties/360400'],
  ['leader', '/?asOf=2026-06-16&revisions=open'],
  ['bureau', '/intensity?asOf=2026-09-30'],
  ['county-360402', '/counties/360402?asOf=2026-09-30&revisions=open'],
  ['bureau', '/'],
  ['bureau', '/quotas?column=greenFactoryNational&unit=360481'],
  ['bureau', '/quotas?tab=register'],
  ['county-360482', '/quotas?tab=candidates'],
  ['bureau', '/targets'],
  ['bureau', '/review?unit=360428'],
  ['bureau', '/review?unit=360423'],
  ['bureau', '/reporting?period=2026-10'],
  ['bureau', '/reporting?period=2026-08'],
  ['bureau', '/reporting?tab=periods'],
  ['bureau', '/reporting?tab=quality&year=2026'],
  ['bureau', '/reporting?tab=collection'],
  ['bureau', '/entry'],
  ['county-360425', '/entry'],
  ['county-360423', '/entry'],
  ['county-360402-360403', '/entry?unit=360403'],
  ['county-360402', '/entry'],
  ['county-360402', '/'],
  ['county-360402', '/counties/360402'],
  ['admin', '/admin'],
  ['admin', '/admin?tab=backups'],
  ['auditor', '/admin?tab=audit'],
  ['admin', '/admin?tab=audit&unit=360404&entity=report'],
  ['leader', '/subsidies'],
  ['bureau', '/subsidies?tab=cases&case=110'],
  ['county-360404', '/subsidies?tab=cases'],
  ['bureau', '/subsidies?tab=beneficiaries'],
  ['bureau', '/warnings'],
  ['leader', '/warnings?warning=3'],
  ['county-360426', '/warnings?warning=4'],
  ['leader', '/projects'],
  ['county-360423', '/projects?year=2025'],
  ['bureau', '/projects?tab=firms&unit=360425'],
  ['county-360425', '/projects?tab=firms&least=all'],
  ['dept-fgw', '/tasks'],
  ['dept-fgw', '/tasks?task=plan-4'],
  ['bureau', '/tasks?tab=department&department=市商务局'],
  ['bureau', '/tasks?tab=review'],
  ['county-360429', '/projects?tab=lists&list=willing'],
  ['bureau', '/projects?tab=lists&list=providers&provider=80'],
  ['bureau', '/projects?tab=needs'],
  ['bureau', '/projects?tab=needs&need=9'],
  ['bureau', '/projects?tab=projects'],
  ['bureau', '/projects?tab=projects&view=table&project=1'],
  ['county-360425', '/projects?tab=projects&view=tiles'],
  ['leader', '/policies'],
  ['leader', '/policies?view=compare'],
  ['leader', '/policies?view=readings'],
  ['county-360404', '/calculator'],
  ['bureau', '/bulletin'],
  ['leader', '/bulletin'],
  ['bureau', '/bulletin?bulletin=1'],
  ['leader', '/bulletin?bulletin=1&view=print'],
  ['bureau', '/method'],
  ['county-360402', '/method?unit=360402'],
  ['leader', '/password'],
  ['county-360402', '/help'],
  ['bureau', '/help'],
  ['leader', '/help'],
  ['dept-fgw', '/help'],
  ['admin', '/help'],
  ['auditor', '/help'],
  ['county-360402', '/help?role=bureau'],
];

/** Which screen it is, whoever looks and whatever is chosen on it. */
function screenOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const views = ['tab', 'view', 'list', 'screen'].map((key) => searchParams.get(key) ?? '');
  const opened = ['project', 'task', 'warning', 'case', 'bulletin', 'need', 'provider', 'firm', 'unit'];
  const isOpened = opened.some((key) => searchParams.has(key));
  return [pathname.split('/')[1], ...views, isOpened].join(' ');
}

/** On a phone each screen once; on a desk with everybody who has a view of his own. */
const onPhone = SCREENS.filter(
  ([, path], index) => SCREENS.findIndex(([, other]) => screenOf(other) === screenOf(path)) === index,
);

/** One profile (browser, cache, session) after the other, so that nobody signs in twice for one width. */
const CASES = [1366, 390].flatMap((width) =>
  [...(width === 1366 ? SCREENS : onPhone)]
    .sort(([a], [b]) => (a ?? '').localeCompare(b ?? ''))
    .map(([who, path]): [string, string | null, string, number] => [
      `${who ?? 'nobody'} ${path}`,
      who,
      path,
      width,
    ]),
);

/** Pixels of the main navigation that do not fit beside name and user. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const nav = document.querySelector('nav[aria-label="主导航"]');
    return nav === null ? 0 : nav.scrollWidth - nav.clientWidth;
  });

let profile: { key: string; context: BrowserContext } | null = null;

async function profileFor(who: string | null, width: number): Promise<BrowserContext> {
  const key = `${who} ${width}`;
  if (profile?.key !== key) {
    await profile?.context.close();
    profile = { key, context: await profileOf(browser, product.address, who, width) };
  }
  return profile.context;
}

test.each(
  CASES,
)('%s: shows without an error, fits its width and can be used by everybody (%s %s %i px)', async (_name, who, path, width) => {
  const context = await profileFor(who, width);
  const errors: string[] = [];
  const page = await context.newPage();
  page.on('request', (request) => {
    // nothing of an intranet page asks the outside
    const isOwn = request.url().startsWith(`${product.address}/`) || /^(?:data|blob):/.test(request.url());
    if (!isOwn) errors.push(`leaves the origin: ${request.url()}`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    const expected = who === null && message.text().includes('401');
    if (message.type() === 'error' && !expected) errors.push(message.text());
  });
  await page.goto(`${product.address}${path}`);
  await page.waitForLoadState('networkidle');
  expect((await page.locator('h1').first().innerText()).length).toBeGreaterThan(3);
  if (who !== null) expect(await page.locator('body').innerText()).toContain('演示数据');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  if (width === 1366) expect(await cutOff(page)).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  if (width === 1366) {
    expect(await darkFaults(page)).toEqual([]);
    expect(await enlargedOverflows(page)).toEqual([]);
  }
  expect(errors).toEqual([]);
  await page.close();
});

test('a menu of the navigation closes once the keyboard has left it', async () => {
  const context = await profileOf(browser, product.address, 'county-360429');
  const page = await context.newPage();
  await page.goto(`${product.address}/help`);
  const menu = page.getByRole('button', { name: '全市进度' });
  await menu.focus();
  await page.keyboard.press('Enter');
  for (let entries = 0; entries < 4; entries++) await page.keyboard.press('Tab');
  expect(await menu.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Tab');
  await expect.poll(() => menu.getAttribute('aria-expanded')).toBe('false');
  await context.close();
});
