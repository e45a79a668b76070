import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { sessionTokenOf } from '../accounts/cookie.ts';
import type { AppEnv } from './context.ts';
import { AppError } from './errors.ts';

const YEAR = 'public, max-age=31536000, immutable';

/** Set before the file is answered: a header that comes after its body is lost with some kinds of response. */
const kept = (value: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.header('cache-control', value);
    await next();
  });

/** Folder of the page as made for some screens, each naming the files it needs (server/cli/screens.ts). */
export const SCREENS = 'screens';

/** The screens that have a page made for them. */
function screensIn(folder: string): ReadonlySet<string> {
  const path = join(folder, SCREENS);
  const files = statSync(path, { throwIfNoEntry: false }) ? readdirSync(path) : [];
  return new Set(
    files.filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -'.html'.length)),
  );
}

/**
 * Serves the built pages: hashed assets for ever, the page itself always fresh, and the same page for every screen's
 * address, so that a reload or a link opens that screen.
 */
export function servePages(app: OpenAPIHono<AppEnv>, folder: string): void {
  if (!statSync(join(folder, 'index.html'), { throwIfNoEntry: false })) {
    throw new Error(`${folder} holds no built pages`);
  }
  const screens = screensIn(folder);
  const files = serveStatic<AppEnv>({ root: folder, precompressed: true });
  const page = serveStatic<AppEnv>({
    root: folder,
    precompressed: true,
    rewriteRequestPath: (path, c) => {
      const screen = path.split('/')[1] || 'overview';
      // who has no session is shown the sign-in page, and needs none of a screen's files
      return screens.has(screen) && sessionTokenOf(c) ? `/${SCREENS}/${screen}.html` : '/index.html';
    },
  });
  app.use('/assets/*', kept(YEAR), files);
  app.get('/assets/*', (c) => {
    c.header('cache-control', 'no-store');
    throw new AppError(404, 'not_found', '没有这个文件。');
  });
  app.get('/', kept('no-cache'), page);
  app.use('/*', kept('no-cache'), files);
  // an address no file can have is a screen's too: not found, which the page says
  const plain = readFileSync(join(folder, 'index.html'), 'utf8');
  app.get('/*', page, (c) => c.html(plain, 200));
}
