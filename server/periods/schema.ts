import { z } from '@hono/zod-openapi';

export const periodListSchema = z
  .object({
    /** newest period that can be reported today; null before the first */
    latest: z.string().nullable(),
    periods: z.array(
      z.object({
        period: z.string(),
        label: z.string(),
        dueOn: z.string(),
        reportable: z.boolean(),
        /** 1–2月: for reference only */
        referenceOnly: z.boolean(),
        /** units (of 14) that have submitted at least once */
        reported: z.number(),
        expected: z.number(),
        approved: z.number(),
        released: z.number(),
      }),
    ),
  })
  .openapi('PeriodList');
export type PeriodListReply = z.infer<typeof periodListSchema>;

export const releaseSchema = z
  .object({ period: z.string(), released: z.number(), releasedAt: z.string() })
  .openapi('Release');
export type ReleaseReply = z.infer<typeof releaseSchema>;
