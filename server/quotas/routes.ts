import { z } from '@hono/zod-openapi';
import { replyCached, replyUnits } from '../http/cached-reply.ts';
import { actorOf } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { unitParam } from '../http/schemas.ts';
import { unitPageQuery, unitPageTotal } from '../http/unit-page.ts';
import { setBaseCount, setBatch } from './bases.ts';
import { certificateRoutes } from './certificate-routes.ts';
import { quotaCosts } from './costs.ts';
import { cultivationRoutes } from './cultivation-routes.ts';
import { quotaCounts, quotaPace } from './pace.ts';
import {
  baseCountSchema,
  batchChangeSchema,
  quotaColumnSchema,
  quotaCostsSchema,
  quotaCountsSchema,
  quotaPaceSchema,
} from './schema.ts';

const paceRoute = route('quotas.read', {
  method: 'get',
  path: '/quotas/pace',
  summary: '绿色制造标杆：存量、目标与批次进度',
  request: { query: z.object({ date: z.iso.date().optional(), ...unitPageQuery }) },
  responses: replies(quotaPaceSchema.extend(unitPageTotal), 'Matrix of 14 units × 7 columns with totals'),
});
const countsRoute = route('quotas.read', {
  method: 'get',
  path: '/quotas/counts',
  summary: '新增、退出、净增与累计（按名单年度，缺省为全部年度）',
  request: {
    query: z.object({
      date: z.iso.date().optional(),
      year: z.coerce.number().int().min(2025).max(2027).optional(),
      ...unitPageQuery,
    }),
  },
  responses: replies(quotaCountsSchema.extend(unitPageTotal), 'Counts of 14 units × 7 columns with totals'),
});
const costsRoute = route('cases.read', {
  method: 'get',
  path: '/quotas/costs',
  summary: '补足各项标杆目标所需奖补资金（区间，按单位和类别）',
  responses: replies(quotaCostsSchema, 'Costs of 14 units × 7 columns with totals and assumptions'),
});
const baseRoute = route('roster.write', {
  method: 'put',
  path: '/certificates/bases/{unit}/{column}',
  summary: '录入2024年底存量',
  request: {
    params: z.object({ unit: unitParam, column: quotaColumnSchema }),
    body: jsonBody(baseCountSchema),
  },
  responses: { 204: { description: 'Set' } },
});
const batchRoute = route('roster.write', {
  method: 'put',
  path: '/certificates/batches/{column}/{year}',
  summary: '录入名单预计公布日期、公布日期、文号',
  request: {
    params: z.object({ column: quotaColumnSchema, year: z.coerce.number().int() }),
    body: jsonBody(batchChangeSchema),
  },
  responses: { 204: { description: 'Set' } },
});

function requirePlanDate(date: string): string {
  if (date >= '2024-12-31' && date <= '2030-12-31') return date;
  throw new AppError(400, 'invalid_date', '日期应在2024年底至2030年底之间。');
}

function matrixRoutes() {
  return featureRouter()
    .openapi(paceRoute, (c) => {
      const { db, clock } = c.get('deps');
      const query = c.req.valid('query');
      const date = requirePlanDate(query.date ?? clock.today());
      return replyUnits(c, `quotas/pace ${date}`, query, () => quotaPace(db.read, date));
    })
    .openapi(countsRoute, (c) => {
      const { db, clock } = c.get('deps');
      const query = c.req.valid('query');
      const date = requirePlanDate(query.date ?? clock.today());
      const year = query.year ?? null;
      return replyUnits(c, `quotas/counts ${date} ${year}`, query, () => quotaCounts(db.read, date, year));
    })
    .openapi(costsRoute, (c) => {
      const { db, clock } = c.get('deps');
      return replyCached(c, 'quotas/costs', () => quotaCosts(db.read, clock.today()));
    })
    .openapi(baseRoute, (c) => {
      const { unit, column } = c.req.valid('param');
      setBaseCount(c.get('deps').db, { unitCode: unit, column }, c.req.valid('json'), actorOf(c));
      return c.body(null, 204);
    })
    .openapi(batchRoute, (c) => {
      const { db, clock } = c.get('deps');
      setBatch(db, c.req.valid('param'), c.req.valid('json'), clock.today(), actorOf(c));
      return c.body(null, 204);
    });
}

/** Green-manufacturing benchmarks: matrix and counts, bases and batches, the register of titles, the candidates. */
export function quotaRoutes() {
  return featureRouter()
    .route('/', matrixRoutes())
    .route('/', certificateRoutes())
    .route('/', cultivationRoutes());
}
