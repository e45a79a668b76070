import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The fonts the browser brings lie where its own fontconfig does not look once TMPDIR is private, and without any font
 * it dies at the first form control.
 */
function configureFonts(folder: string): string {
  const path = join(folder, 'fonts', 'fonts.conf');
  const directories = [join(folder, 'fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  const cache = `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`;
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories}${cache}</fontconfig>`,
  );
  return path;
}

/**
 * The browser that comes with npm. It unpacks itself into TMPDIR and would reuse a stale copy there, hence a private
 * one; with AWS_EXECUTION_ENV set it also unpacks the system libraries that a bare Debian lacks.
 */
async function bundledBrowser(): Promise<Browser> {
  const privateTmp = mkdtempSync(join(tmpdir(), 'tracker-chromium-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = privateTmp;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  const { default: sparticuz } = await import('@sparticuz/chromium');
  const executablePath = await sparticuz.executablePath();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  const libraries = [join(privateTmp, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  mkdirSync(join(privateTmp, 'home'), { recursive: true });
  const browser = await chromium.launch({
    executablePath,
    args: [...ARGS, '--disable-dev-shm-usage'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries,
      HOME: join(privateTmp, 'home'),
      FONTCONFIG_FILE: configureFonts(privateTmp),
    },
  });
  browser.on('disconnected', () => rmSync(privateTmp, { recursive: true, force: true }));
  return browser;
}

/** A real browser, always: the system's where there is one, else the one from npm. `CHROMIUM` names another. */
export function launchBrowser(): Promise<Browser> {
  const wanted = process.env.CHROMIUM;
  if (wanted === 'bundled') return bundledBrowser();
  const executablePath = wanted ?? SYSTEM.find((path) => existsSync(path));
  return executablePath ? chromium.launch({ executablePath, args: ARGS }) : bundledBrowser();
}
