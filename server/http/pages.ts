import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './context.ts';
import { AppError } from './errors.ts';

const YEAR = 'public, max-age=31536000, immutable';

/** Set before the file is answered: a header that comes after its body is lost with some kinds of response. */
const kept = (value: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.header('cache-control', value);
    await next();
  });

/**
 * Serves the built pages: hashed assets for ever, the page itself always fresh, and the same page for every screen's
 * address, so that a reload or a link opens that screen.
 */
export function servePages(app: OpenAPIHono<AppEnv>, folder: string): void {
  if (!statSync(join(folder, 'index.html'), { throwIfNoEntry: false })) {
    throw new Error(`${folder} holds no built pages`);
  }
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = serveStatic<AppEnv>({ root: folder, precompressed: true });
  app.use('/assets/*', kept(YEAR), files);
  app.get('/assets/*', (c) => {
    c.header('cache-control', 'no-store');
    throw new AppError(404, 'not_found', '没有这个文件。');
  });
  app.use('/*', kept('no-cache'), files);
  app.get('/*', (c) => c.html(page, 200));
}
