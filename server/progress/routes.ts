import { z } from '@hono/zod-openapi';
import { replyCached } from '../http/cached-reply.ts';
import { signedInOf } from '../http/context.ts';
import { notFound } from '../http/errors.ts';
import { requirePeriod, requireRuleSet, requireUnit } from '../http/params.ts';
import { featureRouter, replies, route } from '../http/route.ts';
import { periodParam, unitParam } from '../http/schemas.ts';
import { scopeOf } from '../reports/scope.ts';
import { progress, progressHistory } from './progress.ts';
import { progressHistorySchema, progressSchema, trajectorySchema } from './schema.ts';
import { trajectory } from './trajectory.ts';

const ruleSetParam = z.string().optional();

const progressRoute = route('progress.read', {
  method: 'get',
  path: '/progress',
  summary: '各单位及全市某期进度与预警等级',
  request: { query: z.object({ period: periodParam, ruleSet: ruleSetParam }) },
  responses: replies(progressSchema, 'Progress of 14 units and the city'),
});
const historyRoute = route('progress.read', {
  method: 'get',
  path: '/progress/history',
  summary: '各单位历期能耗强度变化与预警等级',
  request: { query: z.object({ ruleSet: ruleSetParam }) },
  responses: replies(progressHistorySchema, 'One point per unit and period'),
});
const trajectoryRoute = route('progress.read', {
  method: 'get',
  path: '/progress/trajectory',
  summary: '某单位2024–2027年走势、还需与2027年落点',
  request: { query: z.object({ unit: unitParam, period: periodParam }) },
  responses: replies(trajectorySchema, 'Course against the target path'),
});

/** Progress against the intensity targets. */
export function progressRoutes() {
  return featureRouter()
    .openapi(progressRoute, (c) => {
      const query = c.req.valid('query');
      const period = requirePeriod(query.period);
      const ruleSet = requireRuleSet(query.ruleSet);
      const { db, clock } = c.get('deps');
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, `progress ${period} ${ruleSet.id}`, () =>
        progress(db.read, scope, { period, ruleSet, today: clock.today() }),
      );
    })
    .openapi(historyRoute, (c) => {
      const ruleSet = requireRuleSet(c.req.valid('query').ruleSet);
      const { db, clock } = c.get('deps');
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, `progress/history ${ruleSet.id}`, () =>
        progressHistory(db.read, scope, { ruleSet, today: clock.today() }),
      );
    })
    .openapi(trajectoryRoute, (c) => {
      const query = c.req.valid('query');
      const period = requirePeriod(query.period);
      const { db } = c.get('deps');
      const { code } = requireUnit(db.read, query.unit);
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, `trajectory ${code} ${period}`, () => {
        const found = trajectory(db.read, scope, { unitCode: code, period });
        if (!found) throw notFound('填报单位');
        return found;
      });
    });
}
