import { z } from '@hono/zod-openapi';

export const auditRowSchema = z
  .object({
    id: z.number(),
    at: z.string(),
    actorName: z.string(),
    action: z.string(),
    entity: z.string(),
    entityId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string().nullable(),
  })
  .openapi('AuditRow');

/** Newest first; `nextBefore` is the id to page on from, null at the end. */
export const auditPageSchema = z
  .object({ rows: z.array(auditRowSchema), nextBefore: z.number().nullable() })
  .openapi('AuditPage');
export type AuditPageReply = z.infer<typeof auditPageSchema>;

export const auditVerdictSchema = z
  .object({
    ok: z.boolean(),
    rows: z.number(),
    firstBadId: z.number().nullable(),
    headHash: z.string(),
  })
  .openapi('AuditVerdict');
export type AuditVerdictReply = z.infer<typeof auditVerdictSchema>;
