import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, isStale, ROOT } from './build.ts';

/** Builds first when `dist` is missing or older than the sources, then runs the bundled server. */
export async function startBuilt(mode: 'start' | 'demo'): Promise<void> {
  if (isStale()) await build();
  const bundle = pathToFileURL(join(ROOT, 'dist/server/serve.js')).href;
  const { serveOrExit } = (await import(bundle)) as typeof import('./serve.ts');
  await serveOrExit(mode);
}
