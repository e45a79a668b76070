import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './context.ts';
import { AppError } from './errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const HEADERS = Object.entries({
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-robots-tag': 'noindex, nofollow',
});

/**
 * The same protective headers on every response, errors and files included. They are set before the handler runs:
 * touching the finished response would cost node-server its fast path.
 */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  for (const [name, value] of HEADERS) c.header(name, value);
  if (c.get('deps').publicOrigin?.startsWith('https://')) {
    c.header('strict-transport-security', 'max-age=31536000');
  }
  c.header('x-request-id', c.get('requestId'));
  if (c.req.path.startsWith('/api/')) c.header('cache-control', 'no-store');
  await next();
});

/**
 * The origins whose pages may change something. Behind a proxy that is PUBLIC_ORIGIN and no other: the Host header says
 * what the asking page says (DNS rebinding). Without one the process is reached by whatever name it has; a page that
 * gets here under a name of its own brings no cookie of ours.
 */
const ownOrigins = (publicOrigin: string | null, host: string): readonly string[] =>
  publicOrigin === null ? [`http://${host}`, `https://${host}`] : [publicOrigin];

/**
 * Refuses a change that another site's page asked the browser for. Browsers always send Origin or Sec-Fetch-Site
 * with an unsafe method; programs that send neither carry no cookies of a user.
 */
export const sameOriginOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (SAFE.has(c.req.method)) return next();
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin =
    origin !== undefined && !ownOrigins(c.get('deps').publicOrigin, host).includes(origin);
  if (foreignSite || foreignOrigin) {
    throw new AppError(403, 'cross_site', '请求来自其他网站，已拒绝。');
  }
  return next();
});

/** The requests whose body is a file; PUT, which no form of another site can send. */
const UPLOADS = /^\/api\/v1\/(?:(?:cases|certificates|projects|task-reports)\/[^/]+\/files|sheets\/read)$/;
const isUpload = (method: string, path: string) => method === 'PUT' && UPLOADS.test(path);

/** A table to be saved as a file, or to be imported, comes with all its rows. */
const TABLES = ['/api/v1/exports', '/api/v1/certificates/import'];
const isTable = (method: string, path: string) => method === 'POST' && TABLES.includes(path);

/**
 * Bytes of the body as its header says, which the HTTP parser holds it to; null where nothing is said. Asking the body
 * itself would make a stream of it, at half the cost of a save.
 */
function statedLength(c: Context<AppEnv>): number | null {
  const stated = c.req.header('content-length');
  return stated === undefined || c.req.header('transfer-encoding') !== undefined ? null : Number(stated);
}

/** A body is JSON and nothing else (but an uploaded file), so that no form of another site can pass for one. */
export const jsonBodiesOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (SAFE.has(c.req.method) || isUpload(c.req.method, c.req.path)) return next();
  const length = statedLength(c);
  const hasBody = length === null ? c.req.raw.body !== null : length !== 0;
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (hasBody && type !== 'application/json') {
    throw new AppError(415, 'unsupported_media_type', '只接受 application/json。');
  }
  return next();
});

function limit(maxSize: number, message: string): MiddlewareHandler<AppEnv> {
  const onError = () => {
    throw new AppError(413, 'body_too_large', message);
  };
  const whileReading = bodyLimit({ maxSize, onError });
  return (c, next) => {
    const length = statedLength(c);
    if (length === null) return whileReading(c, next);
    return length <= maxSize ? next() : onError();
  };
}
const limited = limit(256 * 1024, '提交的内容过大。');
const limitedTable = limit(2 * 1024 * 1024, '表格过大（不超过2 MB），请缩小范围或分几次办理。');
const limitedFile = limit(5 * 1024 * 1024, '文件不能超过5 MB。');

/** At most 256 kB of body, 2 MB of a table, 5 MB of a file; a read has none, and is not asked. */
export const limitedBodies = createMiddleware<AppEnv>((c, next) => {
  if (SAFE.has(c.req.method)) return next();
  if (isUpload(c.req.method, c.req.path)) return limitedFile(c, next);
  return isTable(c.req.method, c.req.path) ? limitedTable(c, next) : limited(c, next);
});
