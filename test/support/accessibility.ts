import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What axe finds against WCAG 2.2 AA on a page as it stands, one line a rule; [] = nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // what is still fading in has the contrast of neither state
  await page.evaluate(() => {
    const fading = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    const over = Promise.allSettled(fading.map(({ finished }) => finished));
    return Promise.race([over, new Promise((resolve) => setTimeout(resolve, 1000))]).then(() => null);
  });
  // the policy forbids injected scripts; evaluate runs outside it
  await page.evaluate(axe);
  const violations = (await page.evaluate(async () => {
    const { axe: tool } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: unknown }> };
    };
    const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    return (await tool.run({ runOnly: rules, resultTypes: ['violations'] })).violations;
  })) as Violation[];
  return violations.map((one) => `${one.id} (${one.impact}): ${one.nodes[0]?.html}`);
}
