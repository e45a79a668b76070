import { z } from '@hono/zod-openapi';
import { replyCached, replyUnits } from '../http/cached-reply.ts';
import { actorOf } from '../http/context.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { unitPageQuery, unitPageTotal } from '../http/unit-page.ts';
import { listIndicators, setIndicatorActual, setIndicatorTarget } from './indicators.ts';
import {
  breakdownSchema,
  indicatorActualSchema,
  indicatorListSchema,
  indicatorSchema,
  indicatorTargetSchema,
  intensityTargetsSchema,
  quotaTargetsSchema,
} from './schema.ts';
import { breakdown, intensityTargets, quotaTargets } from './targets.ts';

const intensityRoute = route('targets.read', {
  method: 'get',
  path: '/targets/intensity',
  summary: '附件2表一：2024年基数与2025–2027年单位工业增加值能耗目标',
  request: { query: z.object(unitPageQuery) },
  responses: replies(intensityTargetsSchema.extend(unitPageTotal), 'Attachment 2 table 1'),
});
const quotasRoute = route('targets.read', {
  method: 'get',
  path: '/targets/quotas',
  summary: '附件2表二：2027年绿色制造标杆目标',
  responses: replies(quotaTargetsSchema, 'Attachment 2 table 2'),
});
const breakdownRoute = route('targets.read', {
  method: 'get',
  path: '/targets/breakdown',
  summary: '目标分解校核',
  responses: replies(breakdownSchema, 'Each check with its assumption'),
});
const indicatorsRoute = route('targets.read', {
  method: 'get',
  path: '/indicators',
  summary: '行动计划的全市指标',
  responses: replies(indicatorListSchema, 'City-wide indicators'),
});
const setTargetRoute = route('indicators.write', {
  method: 'put',
  path: '/indicators/{id}/target',
  summary: '录入由上级另行下达的目标',
  request: { params: z.object({ id: z.string() }), body: jsonBody(indicatorTargetSchema) },
  responses: replies(indicatorSchema, 'Set'),
});
const setActualRoute = route('indicators.write', {
  method: 'put',
  path: '/indicators/{id}/actuals/{year}',
  summary: '录入指标某年实际值',
  request: {
    params: z.object({ id: z.string(), year: z.coerce.number().int() }),
    body: jsonBody(indicatorActualSchema),
  },
  responses: replies(indicatorSchema, 'Set'),
});

/** What the plan asks for: Attachment 2, indicators, the breakdown check. */
export function targetRoutes() {
  return featureRouter()
    .openapi(intensityRoute, (c) => {
      const compute = () => intensityTargets(c.get('deps').db.read);
      return replyUnits(c, 'targets/intensity', c.req.valid('query'), compute, 'noDrafts');
    })
    .openapi(quotasRoute, (c) =>
      replyCached(c, 'targets/quotas', () => quotaTargets(c.get('deps').db.read), 'noDrafts'),
    )
    .openapi(breakdownRoute, (c) =>
      replyCached(c, 'targets/breakdown', () => breakdown(c.get('deps').db.read), 'noDrafts'),
    )
    .openapi(indicatorsRoute, (c) => {
      const { db, clock } = c.get('deps');
      return replyCached(c, 'indicators', () => listIndicators(db.read, clock.today()));
    })
    .openapi(setTargetRoute, (c) => {
      const { db, clock } = c.get('deps');
      const { id } = c.req.valid('param');
      return c.json(setIndicatorTarget(db, id, c.req.valid('json'), clock.today(), actorOf(c)), 200);
    })
    .openapi(setActualRoute, (c) => {
      const { db, clock } = c.get('deps');
      const { id, year } = c.req.valid('param');
      return c.json(
        setIndicatorActual(db, { id, year }, c.req.valid('json'), clock.today(), actorOf(c)),
        200,
      );
    });
}
