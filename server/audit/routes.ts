import { asc } from 'drizzle-orm';
import { user } from '../../db/schema.ts';
import type { Backups } from '../backups/backups.ts';
import { requireUnit } from '../http/params.ts';
import { featureRouter, replies, route } from '../http/route.ts';
import { auditPage, auditVerdict } from './log.ts';
import { auditPageSchema, auditPeopleSchema, auditQuerySchema, auditVerdictSchema } from './schema.ts';

const listRoute = route('audit.read', {
  method: 'get',
  path: '/audit',
  summary: '审计日志，新的在前，可按人员、单位、时间、对象、操作筛选',
  request: { query: auditQuerySchema },
  responses: replies(auditPageSchema, 'A page of rows that fit'),
});
const peopleRoute = route('audit.read', {
  method: 'get',
  path: '/audit/people',
  summary: '账号名册，供筛选审计日志',
  responses: replies(auditPeopleSchema, 'All accounts by name'),
});
const verifyRoute = route('audit.read', {
  method: 'get',
  path: '/audit/verify',
  summary: '校验审计日志的哈希链，并与各备份和每日记下的摘要比对',
  responses: replies(auditVerdictSchema, 'Verdict over the whole chain, with the first bad row'),
});

/** Reading and verifying the audit log; nothing here writes. */
export function auditRoutes(backups: Backups) {
  return featureRouter()
    .openapi(listRoute, async (c) => {
      const { db } = c.get('deps');
      const { before, size, ...filter } = c.req.valid('query');
      if (filter.unit !== undefined) requireUnit(db.read, filter.unit);
      return c.json(await auditPage(db.read, filter, { before: before ?? null, size }), 200);
    })
    .openapi(peopleRoute, (c) => {
      const columns = {
        id: user.id,
        username: user.username,
        displayName: user.displayName,
        role: user.role,
      };
      const people = c.get('deps').db.read.select(columns).from(user).orderBy(asc(user.id)).all();
      return c.json({ people }, 200);
    })
    .openapi(verifyRoute, async (c) => c.json(await auditVerdict(c.get('deps').db, backups), 200));
}
