import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { AppEnv } from './context.ts';
import type { Metrics } from './metrics.ts';
import { sourceOf } from './source.ts';

const PATH_MAX = 200;

/** The pattern a request was answered under, so that figures are counted by route and not by number of a case. */
function patternOf(routes: { path: string }[], path: string): string {
  const own = routes.find((route) => !route.path.includes('*'));
  if (own) return own.path;
  if (path.startsWith('/api/')) return '/api/*';
  return path.startsWith('/assets/') ? '/assets/*' : '/*';
}

/**
 * Counts every request and writes one line for it: who, from where, what, how it ended, how long it took. Never a body,
 * a query string, a cookie or another header: the address without its query names the thing and nothing about it.
 */
export function requestLog(metrics: Metrics) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const { log } = c.get('deps');
    const done = metrics.begin();
    const started = performance.now();
    await next();
    const ms = performance.now() - started;
    const { method, path } = c.req;
    const { status } = c.res;
    const route = patternOf(matchedRoutes(c), path);
    done(method, route, status, ms);
    const level = status >= 500 ? 'warn' : 'info';
    if (!log.isLevelEnabled(level)) return;
    const signedIn = c.get('signedIn');
    log[level](
      {
        requestId: c.get('requestId'),
        method,
        path: path.length > PATH_MAX ? `${path.slice(0, PATH_MAX)}…` : path,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        userId: signedIn?.userId ?? null,
        role: signedIn?.role ?? null,
        source: sourceOf(c),
      },
      'request',
    );
  });
}
