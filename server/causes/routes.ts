import { z } from '@hono/zod-openapi';
import { requireRuleSet } from '../grading/current.ts';
import { replyCached } from '../http/cached-reply.ts';
import { actorOf, signedInOf } from '../http/context.ts';
import { requirePeriod, requireReportable } from '../http/params.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { periodParam } from '../http/schemas.ts';
import { requireAsOf } from '../progress/as-of.ts';
import { scopeOf } from '../reports/scope.ts';
import { causes } from './causes.ts';
import { causesSchema, weightsInputSchema, weightsSchema } from './schema.ts';
import { setWeights, weightsOf } from './weights.ts';

const causesRoute = route('causes.read', {
  method: 'get',
  path: '/causes',
  summary: '原因分析：可比口径汇总、各单位贡献、LMDI分解、反向分解；缺什么数据',
  request: {
    query: z.strictObject({
      period: periodParam,
      /** decides which units are red in the reverse allocation */
      ruleSet: z.string().max(50).optional(),
      asOf: z.string().max(20).optional(),
    }),
  },
  responses: replies(causesSchema, 'What moved the city in one period, or what is missing to say so'),
});
const weightsRoute = route('causes.read', {
  method: 'get',
  path: '/weights',
  summary: '一期的增加值占比',
  request: { query: z.strictObject({ period: periodParam }) },
  responses: replies(weightsSchema, 'Fourteen rows, blanks among them'),
});
const setWeightsRoute = route('weights.write', {
  method: 'put',
  path: '/weights',
  summary: '录入增加值占比（整表）',
  request: { query: z.strictObject({ period: periodParam }), body: jsonBody(weightsInputSchema) },
  responses: replies(weightsSchema, 'The table as stored'),
});

/** Roll-up, contributions and decomposition of the city's change of intensity (原因分析). */
export function causeRoutes() {
  return featureRouter()
    .openapi(causesRoute, (c) => {
      const query = c.req.valid('query');
      const period = requirePeriod(query.period);
      const { db, clock } = c.get('deps');
      const asOf = requireAsOf(query.asOf, clock.today());
      const scope = scopeOf(signedInOf(c));
      const ruleSet = requireRuleSet(db.read, clock.today(), query.ruleSet, asOf);
      const key = `causes ${period} ${ruleSet.id} ${asOf?.date ?? ''}`;
      return replyCached(c, key, () => causes(db.read, scope, { period, ruleSet, asOf }));
    })
    .openapi(weightsRoute, (c) => {
      const period = requirePeriod(c.req.valid('query').period);
      const { db } = c.get('deps');
      return replyCached(c, `weights ${period}`, () => weightsOf(db.read, period));
    })
    .openapi(setWeightsRoute, (c) => {
      const { db, clock } = c.get('deps');
      const period = requireReportable(c.req.valid('query').period, clock.today());
      return c.json(setWeights(db, period, c.req.valid('json'), actorOf(c)), 200);
    });
}
