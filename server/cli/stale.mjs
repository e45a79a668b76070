// Plain JavaScript, because every start runs it: loading Node's type stripper for one small file would cost each server
// 15 MB of memory and a tenth of a second.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const STAMP = join(ROOT, 'dist/built.json');
const SOURCES = ['web', 'server', 'db', 'seed', 'vite.config.ts', 'package.json', 'package-lock.json'];

function newestIn(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

export function isStale() {
  const built = statSync(STAMP, { throwIfNoEntry: false });
  if (!built) return true;
  return SOURCES.some((source) => newestIn(join(ROOT, source)) > built.mtimeMs);
}
