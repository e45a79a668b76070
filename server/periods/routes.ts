import { z } from '@hono/zod-openapi';
import { replyCached } from '../http/cached-reply.ts';
import { actorOf, signedInOf } from '../http/context.ts';
import { requirePeriod } from '../http/params.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { periodParam } from '../http/schemas.ts';
import { scopeOf } from '../reports/scope.ts';
import { listPeriods, releasePeriod } from './periods.ts';
import { periodListSchema, releaseSchema } from './schema.ts';

const listRoute = route('progress.read', {
  method: 'get',
  path: '/periods',
  summary: '各期报送情况',
  responses: replies(periodListSchema, 'All 33 periods of the plan'),
});
const releaseRoute = route('periods.release', {
  method: 'post',
  path: '/periods/{period}/release',
  summary: '发布本期已审核数据（未公布 → 已公布）',
  request: { params: z.object({ period: periodParam }), body: jsonBody(z.strictObject({})) },
  responses: replies(releaseSchema, 'Released'),
});

/** Reporting periods and their release. */
export function periodRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { db, clock } = c.get('deps');
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, 'periods', () => listPeriods(db.read, scope, clock.today()));
    })
    .openapi(releaseRoute, (c) => {
      const period = requirePeriod(c.req.valid('param').period);
      return c.json(releasePeriod(c.get('deps').db, period, actorOf(c)), 200);
    });
}
