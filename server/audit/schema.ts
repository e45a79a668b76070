import { z } from '@hono/zod-openapi';
import { ROLES } from '../rules/permissions.ts';

export const auditRowSchema = z
  .object({
    id: z.number(),
    at: z.string(),
    actorName: z.string(),
    action: z.string(),
    entity: z.string(),
    entityId: z.string(),
    /** what the object is called today (account, certificate, firm); null where it has no name of its own */
    objectName: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string().nullable(),
  })
  .openapi('AuditRow');
export type AuditRowReply = z.infer<typeof auditRowSchema>;

const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Which rows: all that are given hold at once. */
export const auditFilterSchema = z.object({
  /** user name of who did it */
  person: z.string().max(64).optional(),
  /** code of the unit it is about */
  unit: z.string().max(16).optional(),
  /** first and last Shanghai calendar day, both included */
  from: dateText.optional(),
  to: dateText.optional(),
  entity: z.string().max(64).optional(),
  entityId: z.string().max(128).optional(),
  action: z.string().max(64).optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditQuerySchema = auditFilterSchema.extend({
  /** only rows older than this id */
  before: z.coerce.number().int().positive().optional(),
  size: z.coerce.number().int().min(1).max(500).default(100),
});

/** Newest first; `nextBefore` is the id to page on from, null at the end. */
export const auditPageSchema = z
  .object({ rows: z.array(auditRowSchema), nextBefore: z.number().nullable() })
  .openapi('AuditPage');
export type AuditPageReply = z.infer<typeof auditPageSchema>;

/** The log against its heads kept outside the database, in backups and in the daily notes. */
export const headsSchema = z.object({
  /** heads that still stand in the log */
  same: z.number(),
  /** oldest first; the row is gone or has another hash */
  disagreeing: z.array(
    z.object({
      source: z.enum(['backup', 'daily']),
      /** Shanghai date it was kept */
      date: z.string(),
      /** name of the backup; null for a daily note */
      name: z.string().nullable(),
      id: z.number(),
      fault: z.enum(['missing', 'different']),
    }),
  ),
  /** how many heads of rows that a restore gave up, and the Shanghai date of the last such restore */
  givenUp: z.number(),
  restoredOn: z.string().nullable(),
});
export type HeadsReply = z.infer<typeof headsSchema>;

export const auditVerdictSchema = z
  .object({
    /** the chain is whole and agrees with every head kept outside, but those that a restore gave up */
    ok: z.boolean(),
    /** restored: ok, but heads of rows that a restore gave up can be compared with nothing any more */
    state: z.enum(['whole', 'restored', 'broken']),
    rows: z.number(),
    firstBadId: z.number().nullable(),
    /** gap: numbers missing before it; link: does not follow the row before; content: changed; tail: the end is gone */
    fault: z.enum(['gap', 'link', 'content', 'tail']).nullable(),
    /** the first bad row as it stands; null where there is none (tail) */
    firstBad: auditRowSchema.nullable(),
    headHash: z.string(),
    heads: headsSchema,
  })
  .openapi('AuditVerdict');
export type AuditVerdictReply = z.infer<typeof auditVerdictSchema>;

/** All accounts by name, to filter by and to tell accounts in words. */
export const auditPeopleSchema = z
  .object({
    people: z.array(
      z.object({ id: z.number(), username: z.string(), displayName: z.string(), role: z.enum(ROLES) }),
    ),
  })
  .openapi('AuditPeople');
export type AuditPeopleReply = z.infer<typeof auditPeopleSchema>;
