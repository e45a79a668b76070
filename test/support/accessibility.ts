import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Waits, at most a second, for what is still fading in: it has the contrast of neither state. */
function settled(page: Page): Promise<null> {
  return page.evaluate(() => {
    const fading = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    const over = Promise.allSettled(fading.map(({ finished }) => finished));
    return Promise.race([over, new Promise((resolve) => setTimeout(resolve, 1000))]).then(() => null);
  });
}

async function faults(page: Page, runOnly: string[] | { type: 'rule'; values: string[] }): Promise<string[]> {
  await settled(page);
  // the policy forbids injected scripts; evaluate runs outside it
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const violations = (await page.evaluate(async (rules) => {
    const { axe: tool } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: unknown }> };
    };
    return (await tool.run({ runOnly: rules, resultTypes: ['violations'] })).violations;
  }, runOnly)) as Violation[];
  return violations.map((one) => `${one.id} (${one.impact}): ${one.nodes[0]?.html}`);
}

/** What axe finds against WCAG 2.2 AA on a page as it stands, one line a rule; [] = nothing. */
export function accessibilityFaults(page: Page): Promise<string[]> {
  return faults(page, WCAG);
}

/** The same page in the dark theme: what axe finds wrong with its contrast. Leaves the page light again. */
export async function darkFaults(page: Page): Promise<string[]> {
  // antd computes its colours when the page starts; everything else follows the tokens at once
  const antd = (await page.locator('.ant-app').count()) > 0;
  await page.evaluate(() => localStorage.setItem('theme', 'dark'));
  if (antd) await page.reload({ waitUntil: 'networkidle' });
  else await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  const found = await faults(page, { type: 'rule', values: ['color-contrast'] });
  await page.evaluate(() => localStorage.removeItem('theme'));
  if (antd) await page.reload({ waitUntil: 'networkidle' });
  else await page.evaluate(() => document.documentElement.removeAttribute('data-theme'));
  return found;
}

/**
 * Widths at which the page scrolls sideways when it is enlarged: 200 % and 400 % of a window of 1366 or 1280 px are 683
 * and 320 CSS pixels (WCAG 2.2, 1.4.4 and 1.4.10).
 */
export async function enlargedOverflows(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [zoom, width, height] of [
    ['200 %', 683, 430],
    ['400 %', 320, 256],
  ] as const) {
    await page.setViewportSize({ width, height });
    // charts follow their frame a moment later
    await page
      .waitForFunction((most) => document.documentElement.scrollWidth <= most, width, { timeout: 2000 })
      .catch(() => null);
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    if (needed > width) found.push(`${zoom}: ${needed} px in ${width} px`);
  }
  return found;
}
