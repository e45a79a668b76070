import { z } from '@hono/zod-openapi';
import { certificateColumnSchema } from './schema.ts';

const cell = z.string().max(300).nullable().optional();

/** One row of a sheet as text; what each cell means was matched by its column's heading. */
export const importRowSchema = z.strictObject({
  /** its line in the sheet, for messages */
  line: z.number().int(),
  holder: cell,
  creditCode: cell,
  formerNames: cell,
  /** 类别, e.g. 国家级绿色工厂 */
  title: cell,
  /** 级别, where it stands in a column of its own */
  level: cell,
  unit: cell,
  registeredUnit: cell,
  listYear: cell,
  publishedOn: cell,
  batchDocument: cell,
  confirmSimilar: z.boolean().optional(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const IMPORT_LIMIT = 500;

export const importRequestSchema = z
  .strictObject({ check: z.boolean(), rows: z.array(importRowSchema).min(1).max(IMPORT_LIMIT) })
  .openapi('CertificateImport');
export type ImportRequest = z.infer<typeof importRequestSchema>;

export const rowVerdictSchema = z
  .object({
    line: z.number(),
    /** 新增, 重复, 疑似重复, 错误 */
    verdict: z.enum(['new', 'duplicate', 'similar', 'error']),
    /** why, one sentence each; empty for a new one */
    messages: z.array(z.string()),
    /** what the row says, as understood; null where a part could not be read */
    entry: z
      .object({
        holder: z.string(),
        column: certificateColumnSchema,
        unitCode: z.string(),
        unitName: z.string(),
        listYear: z.number(),
        publishedOn: z.string(),
      })
      .nullable(),
  })
  .openapi('CertificateImportVerdict');
export type RowVerdict = z.infer<typeof rowVerdictSchema>;

export const importReplySchema = z
  .object({
    verdicts: z.array(rowVerdictSchema),
    /** how many were written; 0 for a check */
    added: z.number(),
    /** cases opened (免申即享) */
    openedCases: z.number(),
  })
  .openapi('CertificateImportReply');
export type ImportReply = z.infer<typeof importReplySchema>;
