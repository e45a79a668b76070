import { createHash, timingSafeEqual } from 'node:crypto';
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { sql } from 'drizzle-orm';
import type { AppEnv, Deps } from './context.ts';
import { AppError } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { featureRouter, replies, route } from './route.ts';

const healthSchema = z
  .object({ status: z.enum(['ok', 'down']), demo: z.boolean(), today: z.string() })
  .openapi('Health');
const down = replies(healthSchema, 'Up, but the database cannot be read: status is down')[200];
const healthRoute = route('public', {
  method: 'get',
  path: '/health',
  summary: '服务是否正常、是否为演示、业务日期',
  responses: { ...replies(healthSchema, 'Up and able to read its database'), 503: down },
});

/** Whether the database answers: one row of one table, read from the file or its cache. */
function canRead({ db, log }: Deps): boolean {
  try {
    db.read.get(sql`SELECT id FROM user LIMIT 1`);
    return true;
  } catch (error) {
    log.error({ err: error }, 'the database cannot be read');
    return false;
  }
}

/** `GET /api/v1/health`, open to everybody: for the proxy and the monitoring. */
export function healthRoutes() {
  return featureRouter().openapi(healthRoute, (c) => {
    const deps = c.get('deps');
    const rest = { demo: deps.demo, today: deps.clock.today() };
    const readable = canRead(deps);
    const status = readable ? ('ok' as const) : ('down' as const);
    // of two answers of the same shape the router's types know the last only
    return c.json({ status, ...rest }, (readable ? 200 : 503) as 503);
  });
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * `GET /metrics`, Prometheus text, only with `METRICS_TOKEN` set and sent as a bearer token. Everybody else is told
 * that there is nothing here.
 */
export function serveMetrics(app: OpenAPIHono<AppEnv>, metrics: Metrics, deps: Deps): void {
  const expected = deps.metricsToken ? digest(`Bearer ${deps.metricsToken}`) : null;
  app.get('/metrics', (c) => {
    const given = c.req.header('authorization');
    if (!expected || !given || !timingSafeEqual(digest(given), expected)) {
      throw new AppError(404, 'not_found', '没有这个接口。');
    }
    const text = metrics.render(deps.db, deps.clock.now(), deps.lastBackupAt?.() ?? null);
    c.header('cache-control', 'no-store');
    return c.body(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
}
