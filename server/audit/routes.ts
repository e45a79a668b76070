import { z } from '@hono/zod-openapi';
import { desc, lt } from 'drizzle-orm';
import { verifyAudit } from '../../db/audit.ts';
import { auditLog } from '../../db/schema.ts';
import { featureRouter, replies, route } from '../http/route.ts';
import { auditPageSchema, auditVerdictSchema } from './schema.ts';

const PAGE = 100;

const listRoute = route('audit.read', {
  method: 'get',
  path: '/audit',
  summary: '审计日志，新的在前',
  request: { query: z.object({ before: z.coerce.number().int().positive().optional() }) },
  responses: replies(auditPageSchema, 'A page of at most 100 rows'),
});
const verifyRoute = route('audit.read', {
  method: 'get',
  path: '/audit/verify',
  summary: '校验审计日志的哈希链',
  responses: replies(auditVerdictSchema, 'Verdict over the whole chain'),
});

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

/** Reading and verifying the audit log; nothing here writes. */
export function auditRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { before } = c.req.valid('query');
      const rows = c
        .get('deps')
        .db.read.select()
        .from(auditLog)
        .where(before === undefined ? undefined : lt(auditLog.id, before))
        .orderBy(desc(auditLog.id))
        .limit(PAGE)
        .all();
      const last = rows.at(-1);
      const page = rows.map(({ id, at, actorName, action, entity, entityId, before, after, requestId }) => ({
        id,
        at,
        actorName,
        action,
        entity,
        entityId,
        before: parsed(before),
        after: parsed(after),
        requestId,
      }));
      return c.json({ rows: page, nextBefore: rows.length === PAGE && last ? last.id : null }, 200);
    })
    .openapi(verifyRoute, (c) => c.json(verifyAudit(c.get('deps').db.read), 200));
}
