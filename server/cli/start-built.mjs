// Plain JavaScript for the same reason as stale.mjs.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isStale, ROOT } from './stale.mjs';

/** In a process of its own, whose memory goes with it. */
function build() {
  const built = spawnSync(process.execPath, [join(import.meta.dirname, 'run.mjs'), 'build'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

/** Builds first when `dist` is missing or older than the sources, then runs the bundled server. */
export async function startBuilt(mode) {
  if (isStale()) build();
  const { serveOrExit } = await import(pathToFileURL(join(ROOT, 'dist/server/serve.js')).href);
  await serveOrExit(mode);
}
