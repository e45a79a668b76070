import { z } from '@hono/zod-openapi';

const cell = z.string().max(300).nullable().optional();

/** Years a list may carry in columns of their own: the plan's baseline year and its three years. */
export const IMPORT_YEARS = [2024, 2025, 2026, 2027] as const;

/** One row of a sheet as text; what each cell means was matched by its column's heading. */
export const firmImportRowSchema = z.strictObject({
  /** its line in the sheet, for messages */
  line: z.number().int(),
  name: cell,
  creditCode: cell,
  unit: cell,
  industry: cell,
  /** declared energy with its year in another column */
  tce: cell,
  year: cell,
  source: cell,
  /** declared energy of the year the heading names */
  tce2024: cell,
  tce2025: cell,
  tce2026: cell,
  tce2027: cell,
  confirmSimilar: z.boolean().optional(),
});
export type FirmImportRow = z.infer<typeof firmImportRowSchema>;

export const FIRM_IMPORT_LIMIT = 500;

export const firmImportSchema = z
  .strictObject({ check: z.boolean(), rows: z.array(firmImportRowSchema).min(1).max(FIRM_IMPORT_LIMIT) })
  .openapi('FirmImport');
export type FirmImportRequest = z.infer<typeof firmImportSchema>;

export const firmVerdictSchema = z
  .object({
    line: z.number(),
    /** 新增, 更新, 重复, 疑似重复, 错误 */
    verdict: z.enum(['new', 'change', 'duplicate', 'similar', 'error']),
    /** why, one sentence each; empty for a new one */
    messages: z.array(z.string()),
    /** what the row says, as understood; null where a part could not be read */
    entry: z.object({ name: z.string(), unitName: z.string(), energy: z.string() }).nullable(),
  })
  .openapi('FirmImportVerdict');
export type FirmVerdict = z.infer<typeof firmVerdictSchema>;

export const firmImportReplySchema = z
  .object({
    verdicts: z.array(firmVerdictSchema),
    /** how many firms were registered, and how many got another declaration; 0 for a check */
    added: z.number(),
    changed: z.number(),
  })
  .openapi('FirmImportReply');
export type FirmImportReply = z.infer<typeof firmImportReplySchema>;
