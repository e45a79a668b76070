import { z } from '@hono/zod-openapi';

/** Schemas that several features use in their replies. */

/** Document and place a figure was taken from. */
export const citationSchema = z
  .object({ document: z.string(), place: z.string(), note: z.string().nullable() })
  .openapi('Citation');
export type Citation = z.infer<typeof citationSchema>;

/** Warning grade (预警等级): green 三级, yellow 二级, red 一级, none 未报/无任务/待公布. */
export const lampSchema = z.enum(['green', 'yellow', 'red', 'none']).openapi('Lamp');

/** The one error shape of the API. */
export const errorSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      fields: z.record(z.string(), z.object({ code: z.string(), message: z.string() })).optional(),
      details: z.unknown().optional(),
      requestId: z.string(),
    }),
  })
  .openapi('Error');
export type ErrorReply = z.infer<typeof errorSchema>;

/** `YYYY-MM`, cumulative 1–MM月; range is checked by `parsePeriod` so that month 01 gets its own message. */
export const periodParam = z
  .string()
  .openapi({ example: '2026-10', description: 'YYYY-MM：1–MM月累计；01 不存在' });
export const unitParam = z
  .string()
  .openapi({ example: '360402', description: 'GB/T 2260 代码；经开区 JKQ；全市 360400' });
