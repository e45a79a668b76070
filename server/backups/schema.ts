import { z } from '@hono/zod-openapi';

export const auditHeadSchema = z.object({ id: z.number(), hash: z.string() });

export const backupSchema = z
  .object({
    name: z.string(),
    /** UTC; null where the file cannot be read */
    madeAt: z.string().nullable(),
    sizeBytes: z.number(),
    /** where its audit log ends */
    head: auditHeadSchema.nullable(),
    demo: z.boolean(),
    /** why it cannot be used, in Chinese; null = checked when it was made, its head and length still fit */
    problem: z.string().nullable(),
    /** UTC; null where it is never deleted by itself */
    keptUntil: z.string().nullable(),
  })
  .openapi('Backup');
export type Backup = z.infer<typeof backupSchema>;

export const backupListSchema = z
  .object({
    /** newest first */
    backups: z.array(backupSchema),
    /** being made right now */
    running: z.boolean(),
    /** UTC; null = no nightly backup */
    nextRunAt: z.string().nullable(),
    keepDays: z.number(),
    /** free space of the folder; null where it cannot be told */
    freeBytes: z.number().nullable(),
    /** whether the folder lies on the disk of the database; null where it cannot be told */
    sameDisk: z.boolean().nullable(),
    /** the last attempt, where it failed */
    lastFailure: z.object({ at: z.string(), message: z.string() }).nullable(),
  })
  .openapi('BackupList');
export type BackupListReply = z.infer<typeof backupListSchema>;

/** The own password of whoever wants to download. */
export const ticketRequestSchema = z.strictObject({ password: z.string().min(1).max(256) });
/** Goes into the address of the file. */
export const ticketSchema = z.object({ ticket: z.string() }).openapi('BackupTicket');
export type BackupTicket = z.infer<typeof ticketSchema>;
