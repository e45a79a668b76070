import { z } from '@hono/zod-openapi';
import { replyCached, replyUnits } from '../http/cached-reply.ts';
import { actorOf, signedInOf } from '../http/context.ts';
import { requirePeriod } from '../http/params.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { periodParam } from '../http/schemas.ts';
import { unitPageQuery, unitPageTotal } from '../http/unit-page.ts';
import { requireAsOf } from '../progress/as-of.ts';
import { scopeOf } from '../reports/scope.ts';
import { requireRuleSet, ruleKey } from './current.ts';
import { grades } from './grades.ts';
import { changeRuleSet, createRuleSet, listRuleSets, retireRuleSet } from './rule-sets.ts';
import {
  gradesSchema,
  newRuleSetSchema,
  ruleSetChangeSchema,
  ruleSetListSchema,
  ruleSetRetirementSchema,
} from './schema.ts';

const idParam = z.object({ id: z.string() });

const listRoute = route('targets.read', {
  method: 'get',
  path: '/rule-sets',
  summary: '预警分级规则：本市规则在前，参照规则在后',
  responses: replies(ruleSetListSchema, 'Rule sets to grade under'),
});
const createRoute = route('rules.write', {
  method: 'post',
  path: '/rule-sets',
  summary: '制定本市预警规则',
  request: { body: jsonBody(newRuleSetSchema) },
  responses: replies(ruleSetListSchema, 'All rule sets after it'),
});
const changeRoute = route('rules.write', {
  method: 'put',
  path: '/rule-sets/{id}',
  summary: '修改本市预警规则；已施行的只能改名称、文件、有效期止和说明',
  request: { params: idParam, body: jsonBody(ruleSetChangeSchema) },
  responses: replies(ruleSetListSchema, 'All rule sets after it'),
});
const retireRoute = route('rules.write', {
  method: 'post',
  path: '/rule-sets/{id}/retire',
  summary: '停用本市预警规则',
  request: { params: idParam, body: jsonBody(ruleSetRetirementSchema) },
  responses: replies(ruleSetListSchema, 'All rule sets after it'),
});
const gradesRoute = route('progress.read', {
  method: 'get',
  path: '/grades',
  summary: '各单位等级说明：数据、界限、距上下一级、舍入范围，以及换一套规则的等级',
  request: {
    query: z.object({
      period: periodParam,
      ruleSet: z.string().optional(),
      asOf: z.string().optional().openapi({ description: 'YYYY-MM-DD（北京时间）：按该日结束时掌握的数据' }),
      ...unitPageQuery,
    }),
  },
  responses: replies(gradesSchema.extend(unitPageTotal), 'What each grade rests on'),
});

/** Grading rule sets (预警规则) and what each grade rests on. */
export function gradingRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) =>
      replyCached(c, 'rule-sets', () => listRuleSets(c.get('deps').db.read, c.get('deps').clock.today())),
    )
    .openapi(createRoute, (c) => {
      const { db, clock } = c.get('deps');
      createRuleSet(db, c.req.valid('json'), actorOf(c));
      return c.json(listRuleSets(db.read, clock.today()), 200);
    })
    .openapi(changeRoute, (c) => {
      const { db, clock } = c.get('deps');
      const today = clock.today();
      changeRuleSet(db, c.req.valid('param').id, c.req.valid('json'), today, actorOf(c));
      return c.json(listRuleSets(db.read, today), 200);
    })
    .openapi(retireRoute, (c) => {
      const { db, clock } = c.get('deps');
      retireRuleSet(db, c.req.valid('param').id, c.req.valid('json'), actorOf(c));
      return c.json(listRuleSets(db.read, clock.today()), 200);
    })
    .openapi(gradesRoute, (c) => {
      const query = c.req.valid('query');
      const period = requirePeriod(query.period);
      const { db, clock } = c.get('deps');
      const asOf = requireAsOf(query.asOf, clock.today());
      const scope = scopeOf(signedInOf(c));
      return replyUnits(c, `grades ${period} ${ruleKey(query.ruleSet)} ${asOf?.date ?? ''}`, query, () => {
        const ruleSet = requireRuleSet(db.read, clock.today(), query.ruleSet, asOf);
        return grades(db.read, scope, { period, ruleSet, today: asOf?.date ?? clock.today(), asOf });
      });
    });
}
