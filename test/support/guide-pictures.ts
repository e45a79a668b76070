/**
 * Takes the pictures of the guides (使用帮助) from the real screens of the demo and writes them, with their sizes, to
 * web/help/pictures. Run it from the project folder after screens have changed, with Node 24:
 *
 *   node_modules/.bin/node test/support/guide-pictures.ts            all pictures
 *   node_modules/.bin/node test/support/guide-pictures.ts county-    only those whose name begins so
 *
 * Look at what it took, then run `npx vitest run --project code web/help`: every picture a guide names must be there,
 * none may be heavier than 60 kB. The demo it starts has a folder of its own and ends with the script.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ROOT } from '../../server/cli/build.ts';
import { launchBrowser } from './chromium.ts';
import { ASK_FOR_SIGN_OFF, GUIDE_SHOTS, type GuideShot } from './guide-shots.ts';
import { profileOf } from './journey.ts';
import { newFolder, startProduct } from './product.ts';

const FOLDER = join(ROOT, 'web/help/pictures');
const MAX_BYTES = 60_000;
/** Sharp where it is light enough to be: more pixels first, better ones where only few fit. */
const ATTEMPTS = [
  { scale: 2, quality: 62 },
  { scale: 1.75, quality: 62 },
  { scale: 1.5, quality: 62 },
  { scale: 1.35, quality: 60 },
  { scale: 1.2, quality: 60 },
  { scale: 1, quality: 70 },
  { scale: 0.85, quality: 70 },
] as const;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The part of the page that holds all the places, with a margin, cut off at the given height. */
async function cropOf(page: Page, shot: GuideShot): Promise<Box> {
  const boxes: Box[] = [];
  for (const place of shot.places) {
    const box = await page.locator(place).first().boundingBox();
    if (box === null) throw new Error(`${shot.name}: ${place} is not on the page`);
    boxes.push(box);
  }
  const margin = shot.margin ?? 12;
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - margin);
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - margin);
  const right = Math.min(shot.width, Math.max(...boxes.map(({ x, width }) => x + width)) + margin);
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  const height = Math.min(bottom - top, shot.maxHeight ?? 620);
  // places are measured in the window, pictures cut out of the page, which may be scrolled behind a dialog
  const scrolled = await page.evaluate(() => window.scrollY);
  return {
    x: Math.floor(left),
    y: Math.floor(top + scrolled),
    width: Math.ceil(right - left),
    height: Math.ceil(height),
  };
}

async function picture(page: Page, clip: Box): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  for (const { scale, quality } of ATTEMPTS) {
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality,
      clip: { ...clip, scale },
    });
    const file = Buffer.from(data, 'base64');
    if (file.length <= MAX_BYTES) return file;
  }
  throw new Error('the picture is too heavy at every size: crop it closer');
}

type Visit = Pick<GuideShot, 'who' | 'path' | 'prepare'> & { width?: number };

/** Signs in and goes to the state to be seen. */
async function visit(
  browser: Browser,
  address: string,
  { who, path, prepare, width = 1200 }: Visit,
): Promise<Page> {
  const signedIn = await profileOf(browser, address, who);
  const storageState = await signedIn.storageState();
  await signedIn.close();
  const context: BrowserContext = await browser.newContext({
    storageState,
    viewport: { width, height: 1500 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${address}${path}`);
  await page.waitForLoadState('networkidle');
  await prepare?.(page);
  await page.waitForLoadState('networkidle');
  return page;
}

async function take(page: Page, shot: GuideShot): Promise<Box> {
  await page.mouse.move(0, 0);
  // charts and dialogs move into place
  await page.waitForTimeout(700);
  const clip = await cropOf(page, shot);
  const file = await picture(page, clip);
  writeFileSync(join(FOLDER, `${shot.name}.webp`), file);
  console.log(`${shot.name}  ${clip.width} × ${clip.height}  ${(file.length / 1000).toFixed(1)} kB`);
  return clip;
}

async function run(prefix: string): Promise<void> {
  const sizesPath = join(FOLDER, 'sizes.json');
  const sizes = JSON.parse(readFileSync(sizesPath, 'utf8')) as Record<string, object>;
  const product = await startProduct('demo', { DATA_DIR: newFolder() });
  const browser = await launchBrowser();
  try {
    for (const shot of GUIDE_SHOTS.filter(({ name }) => name.startsWith(prefix))) {
      if (shot.name === 'county-signing') {
        await (await visit(browser, product.address, ASK_FOR_SIGN_OFF)).context().close();
      }
      const page = await visit(browser, product.address, shot);
      const { width, height } = await take(page, shot);
      sizes[shot.name] = { width, height };
      await page.context().close();
    }
  } finally {
    await browser.close();
    await product.stop();
  }
  const inOrder = Object.fromEntries(Object.entries(sizes).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(sizesPath, `${JSON.stringify(inOrder, null, 2)}\n`);
}

await run(process.argv[2] ?? '');
