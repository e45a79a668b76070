import { z } from '@hono/zod-openapi';
import { replyCached } from '../../http/cached-reply.ts';
import { signedInOf } from '../../http/context.ts';
import { featureRouter, replies, route } from '../../http/route.ts';
import { scopeOf } from '../../reports/scope.ts';
import { projectSummarySchema } from './schema.ts';
import { sumsScopeOf } from './scope.ts';
import { projectSummary } from './summary.ts';

const summaryRoute = route('projects.sums', {
  method: 'get',
  path: '/projects/summary',
  summary: '项目概况：各单位项目数、阶段、改造覆盖率、验收节能量与能耗强度缺口（领导不列企业）',
  request: {
    query: z.strictObject({
      year: z.coerce.number().int().min(2015).max(2100).optional(),
      unit: z.string().max(10).optional(),
    }),
  },
  responses: replies(projectSummarySchema, 'Sums by unit, funnel, stage times'),
});

/** Sums of projects; mounted before the routes of single projects, so that `summary` is not taken for an id. */
export function projectSummaryRoutes() {
  return featureRouter().openapi(summaryRoute, (c) => {
    const { year, unit } = c.req.valid('query');
    const { db, clock } = c.get('deps');
    const viewer = signedInOf(c);
    const view = { scope: sumsScopeOf(viewer), reports: scopeOf(viewer), today: clock.today() };
    return replyCached(c, `projects/summary ${year ?? ''} ${unit ?? ''}`, () =>
      projectSummary(db.read, view, { year: year ?? null, unitCode: unit }),
    );
  });
}
