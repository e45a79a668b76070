import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import pino, { type Logger } from 'pino';
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

interface Line {
  requestId: string;
  method: string;
  path: string;
  route: string;
  status: number;
  ms: number;
  userId: number | null;
  role: string | null;
  source: string;
}

let second = 0;
let secondText = '';

/** Now as ISO 8601; the date is worked out once a second. */
function isoNow(): string {
  const now = Date.now();
  const ms = now % 1000;
  if (now - ms !== second) {
    second = now - ms;
    secondText = new Date(second).toISOString().slice(0, 20);
  }
  return `${secondText}${String(ms).padStart(3, '0')}Z`;
}

const PLAIN = /^[\w\-./:*]*$/;
const quoted = (text: string) => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/**
 * Writes the line as pino would, into the same stream: there is one for every request, and pino takes as long for it as a
 * cached reply takes as a whole.
 */
function writeLine(log: Logger, line: Line): void {
  const { requestId, method, path, route, status, ms, userId, role, source } = line;
  const stream = (log as unknown as Record<symbol, { write(text: string): void }>)[pino.symbols.streamSym];
  stream?.write(
    `{"level":"info","time":"${isoNow()}","requestId":"${requestId}","method":${quoted(method)},"path":${quoted(path)},` +
      `"route":${quoted(route)},"status":${status},"ms":${ms},"userId":${userId},` +
      `"role":${role === null ? null : `"${role}"`},"source":${quoted(source)},"msg":"request"}\n`,
  );
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
    const line: Line = {
      requestId: c.get('requestId'),
      method,
      path: path.length > PATH_MAX ? `${path.slice(0, PATH_MAX)}…` : path,
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      userId: signedIn?.userId ?? null,
      role: signedIn?.role ?? null,
      source: sourceOf(c),
    };
    if (level === 'info') writeLine(log, line);
    else log.warn(line, 'request');
  });
}
