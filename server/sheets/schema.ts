import { z } from '@hono/zod-openapi';
import { COLUMN_KINDS } from './table.ts';

const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;

const noteSchema = z.object({ code: z.string(), message: z.string(), sheet: z.string().optional() });

/** A spreadsheet as read: text of every visible sheet, nothing interpreted. */
export const workbookSchema = z
  .object({
    sheets: z.array(
      z.object({
        name: z.string(),
        hidden: z.boolean(),
        rows: z.array(z.array(z.string().nullable())),
        truncated: z.boolean(),
      }),
    ),
    notes: z.array(noteSchema),
  })
  .openapi('Workbook');
export type WorkbookReply = z.infer<typeof workbookSchema>;

/** A table on a screen, to be saved as a file. */
export const exportSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(100),
    format: z.enum(['xlsx', 'csv']),
    columns: z
      .array(
        z.strictObject({
          label: z.string().max(200),
          kind: z.enum(COLUMN_KINDS),
          decimals: z.number().int().min(0).max(10).optional(),
        }),
      )
      .min(1)
      .max(MAX_COLUMNS),
    rows: z
      .array(z.array(z.union([z.string().max(32_767), z.number(), z.null()])).max(MAX_COLUMNS))
      .max(MAX_ROWS),
    /** where the figures come from, a line each */
    sources: z.array(z.string().max(500)).max(50),
    /** 指标定义: what the figures are */
    definition: z.string().max(1_000).optional(),
    /** 单位, where all figures have the same */
    unit: z.string().max(100).optional(),
    /** 口径: what is counted, and what is not */
    scope: z.string().max(1_000).optional(),
    /** 数据截至, as a calendar date */
    asOf: z.iso.date().optional(),
    /** 引用: how to cite the table, with the address of the view */
    citation: z.string().max(2_000).optional(),
    /** holds figures that are not released: 内部资料 with name and time goes into the file */
    internal: z.boolean(),
  })
  .openapi('TableExport');
export type TableExport = z.infer<typeof exportSchema>;
