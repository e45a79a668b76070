import { z } from '@hono/zod-openapi';
import { replyCached } from '../http/cached-reply.ts';
import { actorOf } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { unitParam } from '../http/schemas.ts';
import { quotaPace } from './pace.ts';
import { addCertificate, listCertificates, removeCertificate, setBaseCount, setBatch } from './roster.ts';
import {
  baseCountSchema,
  batchChangeSchema,
  certificateAddedSchema,
  certificateColumnSchema,
  certificateListSchema,
  certificateRemovalSchema,
  certificateSchema,
  newCertificateSchema,
  quotaColumnSchema,
  quotaPaceSchema,
} from './schema.ts';

const paceRoute = route('quotas.read', {
  method: 'get',
  path: '/quotas/pace',
  summary: '绿色制造标杆：存量、目标与批次进度',
  request: { query: z.object({ date: z.iso.date().optional() }) },
  responses: replies(quotaPaceSchema, 'Matrix of 14 units × 7 columns with totals'),
});
const rosterRoute = route('quotas.read', {
  method: 'get',
  path: '/certificates',
  summary: '称号名单',
  request: { query: z.object({ column: certificateColumnSchema.optional(), unit: unitParam.optional() }) },
  responses: replies(certificateListSchema, 'Named certificates'),
});
const addRoute = route('roster.write', {
  method: 'post',
  path: '/certificates',
  summary: '登记称号',
  request: { body: jsonBody(newCertificateSchema) },
  responses: replies(certificateAddedSchema, 'Added; may have opened its case (免申即享)'),
});
const removeRoute = route('roster.write', {
  method: 'post',
  path: '/certificates/{id}/removal',
  summary: '称号退出',
  request: { params: z.object({ id: z.coerce.number().int() }), body: jsonBody(certificateRemovalSchema) },
  responses: replies(certificateSchema, 'Removed from a date on'),
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
  summary: '录入名单公布日期',
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

/** Green-manufacturing benchmarks: quotas, roster, batches. */
export function quotaRoutes() {
  return featureRouter()
    .openapi(paceRoute, (c) => {
      const { db, clock } = c.get('deps');
      const date = requirePlanDate(c.req.valid('query').date ?? clock.today());
      return replyCached(c, `quotas/pace ${date}`, () => quotaPace(db.read, date));
    })
    .openapi(rosterRoute, (c) => {
      const { column, unit } = c.req.valid('query');
      const filter = { ...(column ? { column } : {}), ...(unit ? { unitCode: unit } : {}) };
      return c.json({ certificates: listCertificates(c.get('deps').db.read, filter) }, 200);
    })
    .openapi(addRoute, (c) => {
      const { db, clock } = c.get('deps');
      return c.json(addCertificate(db, c.req.valid('json'), clock.today(), actorOf(c)), 200);
    })
    .openapi(removeRoute, (c) => {
      const { db, clock } = c.get('deps');
      const { id } = c.req.valid('param');
      return c.json(removeCertificate(db, id, c.req.valid('json'), clock.today(), actorOf(c)), 200);
    })
    .openapi(baseRoute, (c) => {
      const { unit, column } = c.req.valid('param');
      setBaseCount(c.get('deps').db, { unitCode: unit, column }, c.req.valid('json'), actorOf(c));
      return c.body(null, 204);
    })
    .openapi(batchRoute, (c) => {
      const { db, clock } = c.get('deps');
      setBatch(db, c.req.valid('param'), c.req.valid('json').publishedOn, clock.today(), actorOf(c));
      return c.body(null, 204);
    });
}
