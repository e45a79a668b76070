import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { step } from './steps.ts';

export const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, 'built.json');
const SOURCES = ['web', 'server', 'db', 'seed', 'vite.config.ts', 'package.json', 'package-lock.json'];
const COMPRESSIBLE = new Set(['.js', '.css', '.html', '.svg', '.json']);

function newestIn(path: string): number {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** Whether `dist` is missing or older than a source file. */
export function isStale(): boolean {
  const built = statSync(STAMP, { throwIfNoEntry: false });
  if (!built) return true;
  return SOURCES.some((source) => newestIn(join(ROOT, source)) > built.mtimeMs);
}

async function buildPages(): Promise<void> {
  const { build } = await import('vite');
  await build({ configFile: join(ROOT, 'vite.config.ts'), root: join(ROOT, 'web'), logLevel: 'warn' });
}

async function bundle(entry: Record<string, string>, emptyOutDir: boolean): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: 'dist/server',
      emptyOutDir,
      target: 'node24',
      minify: false,
      rolldownOptions: { input: entry, output: { codeSplitting: false } },
    },
    ssr: { target: 'node', noExternal: true, external: ['better-sqlite3'] },
  });
}

/**
 * One file for the server: drizzle-orm alone costs 250 MB of memory when imported unbundled. A second one for the
 * worker that reads and writes spreadsheets, whose libraries the server itself never loads.
 */
async function buildServer(): Promise<void> {
  await bundle({ serve: 'server/cli/serve.ts' }, true);
  await bundle({ 'sheet-worker': 'server/sheets/worker.ts' }, false);
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** Each page file beside its brotli and gzip form, so that serving costs no compression. */
async function compressPages(): Promise<void> {
  for (const path of filesIn(join(DIST, 'web'))) {
    const source = readFileSync(path);
    if (!COMPRESSIBLE.has(extname(path)) || source.length < 1024) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
    };
    writeFileSync(`${path}.br`, await brotli(source, { params }));
    writeFileSync(`${path}.gz`, await zip(source, { level: 9 }));
  }
}

/** `npm run build`: `dist/web` and `dist/server`. */
export async function build(): Promise<void> {
  const started = Date.now();
  const before = process.env.NODE_ENV;
  // under vitest NODE_ENV is 'test', which would bundle React for development
  process.env.NODE_ENV = 'production';
  rmSync(STAMP, { force: true });
  await step('编译页面', buildPages);
  await step('压缩页面文件', compressPages);
  await step('编译服务端', buildServer);
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
  mkdirSync(DIST, { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ builtAt: new Date(started).toISOString() }));
}
