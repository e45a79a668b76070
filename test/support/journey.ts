import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';

/** A fresh browser profile, signed in through the API unless `username` is null. */
export async function profileOf(
  browser: Browser,
  address: string,
  username: string | null,
  width = 1366,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 860 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  if (username !== null) {
    const answer = await context.request.post(`${address}/api/v1/session`, {
      data: { username, password: DEMO_PASSWORD },
    });
    if (!answer.ok()) throw new Error(`sign-in of ${username}: ${await answer.text()}`);
  }
  return context;
}

/** Opens a screen and waits until its reads have come. */
export async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  return page;
}
