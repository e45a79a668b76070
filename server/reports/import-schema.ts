import { z } from '@hono/zod-openapi';
import { FIGURE_FIELDS } from '../rules/figures.ts';
import { figureTexts, flagSchema } from './schema.ts';

/** One row of a sheet. A number left out stays as it is in the draft; null empties it. */
const importRowSchema = z.strictObject({
  unitCode: z.string().max(16),
  /** the version the row was prepared on; 0 = no report yet */
  version: z.number().int(),
  figures: z
    .strictObject(figureTexts)
    .partial()
    .extend({ note: z.string().max(2000).optional() }),
});
export const reportImportSchema = z
  .strictObject({
    period: z.string().max(7),
    rows: z.array(importRowSchema).min(1).max(15),
    /** true = only the verdicts, nothing is written; false = saves the drafts: all of them or none */
    check: z.boolean(),
  })
  .openapi('ReportImport');
export type ReportImport = z.input<typeof reportImportSchema>;

/** What would become of one row: a first draft, a changed one, no change, or nothing. */
export const importVerdictSchema = z
  .object({
    /** place in the request, from 0 */
    index: z.number(),
    unitCode: z.string(),
    /** null where the code is unknown or not the caller's */
    unitName: z.string().nullable(),
    verdict: z.enum(['new', 'changed', 'same', 'refused']),
    /** why it is refused; null else */
    code: z.string().nullable(),
    message: z.string().nullable(),
    /** cells that cannot be read */
    errors: z.record(z.string(), z.object({ code: z.string(), message: z.string() })),
    /** what the checks say of the figures as they would stand */
    flags: z.array(flagSchema),
    /** against the working copy */
    changes: z.array(
      z.object({
        field: z.enum([...FIGURE_FIELDS, 'note']),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    /** of the report as it stands, after the import where it was written */
    version: z.number(),
  })
  .openapi('ImportVerdict');
export type ImportVerdict = z.infer<typeof importVerdictSchema>;

export const reportImportReplySchema = z
  .object({ period: z.string(), written: z.boolean(), rows: z.array(importVerdictSchema) })
  .openapi('ReportImportReply');
export type ReportImportReply = z.infer<typeof reportImportReplySchema>;
