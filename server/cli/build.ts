import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { packageNotes } from './packages.ts';
import { writeScreens } from './screens.ts';
import { isStale, ROOT, STAMP } from './stale.mjs';
import { step } from './steps.ts';

export { isStale, ROOT };

const DIST = join(ROOT, 'dist');
/** Which packages something of is in the pages or the server: `node_modules/…`, sorted. */
export const PACKAGES = join(DIST, 'packages.json');
const COMPRESSIBLE = new Set(['.js', '.css', '.html', '.svg', '.json']);

const bundled = new Set<string>();

async function buildPages(): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(ROOT, 'web'),
    logLevel: 'warn',
    plugins: [packageNotes(bundled)],
  });
}

async function bundle(entry: Record<string, string>, emptyOutDir: boolean): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [packageNotes(bundled)],
    resolve: { alias: { unzipper: join(ROOT, 'server/sheets/no-unzipper.cjs') } },
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
 * worker that reads and writes spreadsheets, whose libraries the server itself never loads; one for the backup the server
 * makes in a process of its own; and the commands of whoever has no sources (release archive).
 */
async function buildServer(): Promise<void> {
  await bundle({ serve: 'server/cli/serve.ts' }, true);
  await bundle({ 'sheet-worker': 'server/sheets/worker.ts' }, false);
  await bundle({ 'backup-job': 'server/cli/backup-job.ts' }, false);
  await bundle({ backup: 'server/cli/backup.ts' }, false);
  await bundle({ restore: 'server/cli/restore.ts' }, false);
  await bundle({ 'admin-reset': 'server/cli/admin-reset.ts' }, false);
  await bundle({ settings: 'server/cli/settings.ts' }, false);
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
  bundled.clear();
  await step('编译页面', buildPages);
  writeScreens(join(DIST, 'web'));
  await step('压缩页面文件', compressPages);
  await step('编译服务端', buildServer);
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
  mkdirSync(DIST, { recursive: true });
  writeFileSync(PACKAGES, JSON.stringify([...bundled].sort()));
  writeFileSync(STAMP, JSON.stringify({ builtAt: new Date(started).toISOString() }));
}
