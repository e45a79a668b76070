import { z } from '@hono/zod-openapi';
import { currentRuleSet, requireRuleSet, ruleKey } from '../grading/current.ts';
import { replyCached, replyPage, replyUnits } from '../http/cached-reply.ts';
import { signedInOf } from '../http/context.ts';
import { notFound } from '../http/errors.ts';
import { requirePeriod, requireUnit } from '../http/params.ts';
import { featureRouter, replies, route } from '../http/route.ts';
import { periodParam, unitParam } from '../http/schemas.ts';
import { unitPageQuery, unitPageTotal } from '../http/unit-page.ts';
import { scopeOf } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';
import { requireAsOf, requireDays } from './as-of.ts';
import { progress, progressHistory } from './progress.ts';
import { progressRevisions } from './revisions.ts';
import {
  progressHistorySchema,
  progressRevisionsSchema,
  progressSchema,
  trajectorySchema,
} from './schema.ts';
import { trajectory } from './trajectory.ts';

const ruleSetParam = z.string().optional();
const dayParam = (description: string) => z.string().openapi({ example: '2026-09-30', description });
const asOfParam = dayParam('YYYY-MM-DD（北京时间）：按该日结束时掌握的数据').optional();

const progressRoute = route('progress.read', {
  method: 'get',
  path: '/progress',
  summary: '各单位及全市某期进度与预警等级',
  request: {
    query: z.object({ period: periodParam, ruleSet: ruleSetParam, asOf: asOfParam, ...unitPageQuery }),
  },
  responses: replies(progressSchema.extend(unitPageTotal), 'Progress of the units and the city'),
});
const historyRoute = route('progress.read', {
  method: 'get',
  path: '/progress/history',
  summary: '各单位历期能耗强度变化与预警等级',
  request: { query: z.object({ ruleSet: ruleSetParam, asOf: asOfParam, ...unitPageQuery }) },
  responses: replies(progressHistorySchema.extend(unitPageTotal), 'One point per unit and period'),
});
const trajectoryRoute = route('progress.read', {
  method: 'get',
  path: '/progress/trajectory',
  summary: '某单位2024–2027年走势、还需与2027年落点',
  request: { query: z.object({ unit: unitParam, period: periodParam, asOf: asOfParam }) },
  responses: replies(trajectorySchema, 'Course against the target path'),
});

const revisionsRoute = route('progress.read', {
  method: 'get',
  path: '/progress/revisions',
  summary: '两个日期之间的修订：数据、等级前后对照',
  request: {
    query: z.object({
      from: dayParam('起始日（该日结束时）'),
      to: dayParam('截止日（该日结束时），不填为今天').optional(),
      ruleSet: ruleSetParam,
    }),
  },
  responses: replies(progressRevisionsSchema, 'What became different from one day to another'),
});

/** Part of a cache key. */
const keyOf = (asOf: AsOf | null) => (asOf === null ? '' : ` asOf ${asOf.date}`);

/** Progress against the intensity targets. */
export function progressRoutes() {
  return featureRouter()
    .openapi(progressRoute, (c) => {
      const query = c.req.valid('query');
      const period = requirePeriod(query.period);
      const { db, clock } = c.get('deps');
      const asOf = requireAsOf(query.asOf, clock.today());
      const scope = scopeOf(signedInOf(c));
      const key = `progress ${period} ${ruleKey(query.ruleSet)}${keyOf(asOf)}`;
      const compute = () => {
        const ruleSet = requireRuleSet(db.read, clock.today(), query.ruleSet, asOf);
        return progress(db.read, scope, { period, ruleSet, today: asOf?.date ?? clock.today(), asOf });
      };
      return replyUnits(c, key, query, compute, 'noDrafts');
    })
    .openapi(historyRoute, (c) => {
      const query = c.req.valid('query');
      const { db, clock } = c.get('deps');
      const asOf = requireAsOf(query.asOf, clock.today());
      const scope = scopeOf(signedInOf(c));
      return replyPage(
        c,
        `progress/history ${ruleKey(query.ruleSet)}${keyOf(asOf)}`,
        query,
        () => {
          const ruleSet = requireRuleSet(db.read, clock.today(), query.ruleSet, asOf);
          const asked = { ruleSet, today: asOf?.date ?? clock.today(), asOf };
          return progressHistory(db.read, scope, asked, query);
        },
        'noDrafts',
      );
    })
    .openapi(trajectoryRoute, (c) => {
      const query = c.req.valid('query');
      const period = requirePeriod(query.period);
      const { db, clock } = c.get('deps');
      const asOf = requireAsOf(query.asOf, clock.today());
      const { code } = requireUnit(db.read, query.unit);
      const scope = scopeOf(signedInOf(c));
      return replyCached(
        c,
        `trajectory ${code} ${period}${keyOf(asOf)}`,
        () => {
          const ruleSet = currentRuleSet(db.read, clock.today(), asOf);
          const found = trajectory(db.read, scope, { unitCode: code, period, asOf, ruleSet });
          if (!found) throw notFound('填报单位');
          return found;
        },
        'noDrafts',
      );
    })
    .openapi(revisionsRoute, (c) => {
      const query = c.req.valid('query');
      const { db, clock } = c.get('deps');
      const { from, to } = requireDays(query.from, query.to, clock.today());
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, `progress/revisions ${from.date} ${to.date} ${ruleKey(query.ruleSet)}`, () => {
        const ruleSet = requireRuleSet(db.read, clock.today(), query.ruleSet);
        return progressRevisions(db.read, scope, { from, to, ruleSet });
      });
    });
}
