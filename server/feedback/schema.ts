import { z } from '@hono/zod-openapi';
import { figureTexts, reportStatusSchema } from '../reports/schema.ts';
import { FIGURE_FIELDS } from '../rules/figures.ts';

const figureField = z.enum(FIGURE_FIELDS);
const edition = z.enum(['flash', 'final']);
const energyScope = z.enum(['calorific', 'equivalent', 'unstated']);
const deduction = z.enum(['yes', 'no', 'unstated']);

/** Where the numbers come from and how they are meant: the same for all lines of a table. */
const headFields = {
  document: z.string(),
  documentDate: z.string(),
  edition,
  energyScope,
  feedstockDeducted: deduction,
  renewablesDeducted: deduction,
};
/** The numbers of a line as stored; null where the table has none. */
export const figureNumbersSchema = z.object(figureTexts);

/** A table as it was entered (统计反馈表). */
export const feedbackTableSchema = z
  .object({
    id: z.number(),
    period: z.string(),
    ...headFields,
    enteredOn: z.string(),
    enteredAt: z.string(),
    enteredBy: z.string(),
    rows: z.array(z.object({ unitCode: z.string(), unitName: z.string(), figures: figureNumbersSchema })),
  })
  .openapi('FeedbackTable');

/** A figure of a report that differs from the fed-back one; both as written. */
export const differenceSchema = z
  .object({ field: figureField, fedBack: z.string(), reported: z.string().nullable() })
  .openapi('FeedbackDifference');

/** What the statistics bureau fed back for a period: newest line per unit, and every table. */
export const feedbackReplySchema = z
  .object({
    period: z.string(),
    label: z.string(),
    /** 全市 first, then Attachment 2's order; always 15 */
    units: z.array(
      z.object({
        unitCode: z.string(),
        unitName: z.string(),
        isCity: z.boolean(),
        /** the line that counts; null = nothing fed back yet */
        feedback: z
          .object({
            id: z.number(),
            document: z.string(),
            documentDate: z.string(),
            enteredAt: z.string(),
            figures: figureNumbersSchema,
          })
          .nullable(),
        reportStatus: reportStatusSchema.nullable(),
        /** newest submission; 0 = none */
        revision: z.number(),
        /** of the newest submission against the line that counts */
        differences: z.array(differenceSchema),
        /** the line came after that submission: the county has not seen it yet */
        correctedSince: z.boolean(),
      }),
    ),
    /** newest first */
    tables: z.array(feedbackTableSchema),
  })
  .openapi('Feedback');
export type FeedbackReply = z.infer<typeof feedbackReplySchema>;
export type FeedbackUnit = FeedbackReply['units'][number];

/** `check: true` reads and judges without writing. A unit left out, or with a blank line, stays as it is. */
export const feedbackInputSchema = z
  .strictObject({
    period: z.string().max(10),
    document: z.string().max(200),
    documentDate: z.string().max(10),
    edition,
    energyScope,
    feedstockDeducted: deduction,
    renewablesDeducted: deduction,
    rows: z
      .array(z.strictObject({ unitCode: z.string().max(12), ...figureTexts }))
      .min(1)
      .max(15),
    check: z.boolean(),
  })
  .openapi('FeedbackInput');
export type FeedbackInput = z.infer<typeof feedbackInputSchema>;

const problemSchema = z.object({ code: z.string(), message: z.string() });

/** What writing the table would do, or has done, line by line. */
export const feedbackVerdictSchema = z
  .object({
    period: z.string(),
    /** whether the table can be written, or was */
    ok: z.boolean(),
    /** id of the written table; null after a check */
    feedbackId: z.number().nullable(),
    /** problems of the table itself (document, date …), by field */
    problems: z.record(z.string(), problemSchema),
    rows: z.array(
      z.object({
        unitCode: z.string(),
        unitName: z.string(),
        /** blank: nothing is written for it; same: as fed back before; changed: replaces an earlier line */
        verdict: z.enum(['new', 'changed', 'same', 'blank', 'invalid']),
        /** by field, or `unitCode` */
        problems: z.record(z.string(), problemSchema),
        /** as they would be stored; a cell with a problem is null */
        figures: figureNumbersSchema,
        /** fields whose fed-back figure changes, with the earlier one */
        changes: z.array(
          z.object({ field: figureField, from: z.string().nullable(), to: z.string().nullable() }),
        ),
        reportStatus: reportStatusSchema.nullable(),
        /** against the newest submission of the unit */
        differences: z.array(differenceSchema),
      }),
    ),
    /** units the table does not name and nothing was fed back for before */
    missingUnits: z.array(z.object({ unitCode: z.string(), unitName: z.string() })),
    /** due date once this table is in; null where it does not change */
    dueOn: z.string().nullable(),
  })
  .openapi('FeedbackVerdict');
export type FeedbackVerdict = z.infer<typeof feedbackVerdictSchema>;
