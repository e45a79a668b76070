import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './context.ts';
import { AppError } from './errors.ts';

const YEAR = 'public, max-age=31536000, immutable';

/**
 * Serves the built pages: hashed assets for ever, the page itself always fresh, and the same page for every screen's
 * address, so that a reload or a link opens that screen.
 */
export function servePages(app: OpenAPIHono<AppEnv>, folder: string): void {
  if (!statSync(join(folder, 'index.html'), { throwIfNoEntry: false })) {
    throw new Error(`${folder} holds no built pages`);
  }
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  app.use(
    '/assets/*',
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_path, c) => c.header('cache-control', YEAR),
    }),
  );
  app.get('/assets/*', () => {
    throw new AppError(404, 'not_found', '没有这个文件。');
  });
  app.use(
    '/*',
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_path, c) => c.header('cache-control', 'no-cache'),
    }),
  );
  app.get('/*', (c) => c.html(page, 200, { 'cache-control': 'no-cache' }));
}
