import type { Browser, Page } from 'playwright-core';
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

interface Stop {
  /** what has the focus, in words; null where the keyboard has left the page */
  name: string | null;
  /** it stands inside the window and something shows that it has the focus */
  seen: boolean;
}

/** What has the focus now. */
const stopNow = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement || element instanceof SVGElement) || element === document.body)
      return { name: null, seen: true };
    const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`;
    const ringed = (one: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    const { top, bottom, left, right, width } = element.getBoundingClientRect();
    const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && width > 0;
    // a small input (a checkbox, a search field of antd) may leave the ring to the box around it
    const around = [
      element,
      element.parentElement,
      element.nextElementSibling,
      element.closest('.ant-select'),
    ];
    return { name: name.trim().slice(0, 60), seen: inside && around.some((one) => one && ringed(one)) };
  });

test.each([
  ['leader', '/'],
  ['leader', '/intensity?tab=course&unit=360426'],
  ['leader', '/subsidies'],
  ['county-360425', '/entry'],
  ['bureau', '/review?unit=360428'],
  ['bureau', '/warnings'],
  ['bureau', '/projects?tab=projects'],
  ['dept-fgw', '/tasks'],
  ['admin', '/admin'],
])('%s %s: Tab reaches the end of the page, and shows at every stop where it is', async (who, path) => {
  const context = await profileOf(browser, product.address, who);
  const page = await open(context, product.address + path);
  // some screens put the cursor where the work begins; here the way starts at the top
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops: Stop[] = [];
  for (let tabs = 0; tabs < 400; tabs += 1) {
    await page.keyboard.press('Tab');
    const stop = await stopNow(page);
    if (stop.name === null) break;
    stops.push(stop);
  }
  expect(stops.length).toBeGreaterThan(15);
  expect(stops.length).toBeLessThan(400);
  expect(stops.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
  await context.close();
});
