import { z } from '@hono/zod-openapi';

/** Longer than any text may be, so that what is too long is said of its row. */
const cell = z.string().max(10_000).nullable().optional();

/** One row of a sheet as text; what each cell means was matched by its column's heading. */
export const projectImportRowSchema = z.strictObject({
  /** its line in the sheet, for messages */
  line: z.number().int(),
  firm: cell,
  creditCode: cell,
  name: cell,
  kinds: cell,
  content: cell,
  /** 万元 */
  investment: cell,
  loan: cell,
  product: cell,
  energyUnit: cell,
  unitEnergyBefore: cell,
  expectedSavingTce: cell,
  provider: cell,
  person: cell,
  stage: cell,
  willingOn: cell,
  diagnosedOn: cell,
  schemeOn: cell,
  startedOn: cell,
  plannedFrom: cell,
  plannedTo: cell,
  confirmSimilar: z.boolean().optional(),
});
export type ProjectImportRow = z.infer<typeof projectImportRowSchema>;

export const PROJECT_IMPORT_LIMIT = 300;

export const projectImportSchema = z
  .strictObject({
    check: z.boolean(),
    rows: z.array(projectImportRowSchema).min(1).max(PROJECT_IMPORT_LIMIT),
  })
  .openapi('ProjectImport');
export type ProjectImportRequest = z.infer<typeof projectImportSchema>;

export const projectVerdictSchema = z
  .object({
    line: z.number(),
    /** 新增, 重复, 疑似重复, 错误 */
    verdict: z.enum(['new', 'duplicate', 'similar', 'error']),
    /** what to know or why, one sentence each */
    messages: z.array(z.string()),
    /** what the row says, as understood; null where a part could not be read */
    entry: z
      .object({ name: z.string(), firmName: z.string(), unitName: z.string(), stage: z.string() })
      .nullable(),
  })
  .openapi('ProjectImportVerdict');
export type ProjectVerdict = z.infer<typeof projectVerdictSchema>;

export const projectImportReplySchema = z
  .object({ verdicts: z.array(projectVerdictSchema), added: z.number() })
  .openapi('ProjectImportReply');
export type ProjectImportReply = z.infer<typeof projectImportReplySchema>;
