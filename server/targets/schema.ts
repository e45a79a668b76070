import { z } from '@hono/zod-openapi';
import { citationSchema } from '../http/schemas.ts';

/** One row of Attachment 2 table 1. */
export const intensityTargetUnitSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    isCity: z.boolean(),
    /** 万吨标准煤, 2024 */
    energyWanTce: z.number(),
    /** percent, 2024 */
    intensityChangePct: z.number(),
    targets: z.object({ '2025': z.number(), '2026': z.number(), '2027': z.number() }),
    /** the three yearly targets compounded, percent */
    compoundedPct: z.number(),
  })
  .openapi('IntensityTargetUnit');

export const intensityTargetsSchema = z
  .object({
    baselineYear: z.number(),
    units: z.array(intensityTargetUnitSchema),
    citation: citationSchema,
  })
  .openapi('IntensityTargets');
export type IntensityTargetsReply = z.infer<typeof intensityTargetsSchema>;

const quotaCounts = {
  greenParkNational: z.number().nullable(),
  greenParkProvincial: z.number().nullable(),
  greenFactoryNational: z.number().nullable(),
  greenFactoryProvincial: z.number().nullable(),
  greenSupplyChainNational: z.number().nullable(),
  greenSupplyChainProvincial: z.number().nullable(),
  efficiencyLeader: z.number().nullable(),
};

export const quotaTargetsSchema = z
  .object({
    year: z.number(),
    units: z.array(z.object({ code: z.string(), name: z.string(), ...quotaCounts })),
    totals: z.object(quotaCounts),
    citation: citationSchema,
  })
  .openapi('QuotaTargets');
export type QuotaTargetsReply = z.infer<typeof quotaTargetsSchema>;

/** What the platform counts itself (平台测算), beside what was entered. */
const computedActualSchema = z.object({
  /** decimal text, in the indicator's unit */
  value: z.string(),
  /** business date it was counted on */
  asOf: z.string(),
  /** what it is counted from */
  source: z.string(),
});
export type ComputedActual = z.infer<typeof computedActualSchema>;

export const indicatorSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    direction: z.enum(['atLeast', 'atMost']),
    target: z.string().nullable(),
    targetUpper: z.string().nullable(),
    unit: z.string(),
    dueYear: z.number().nullable(),
    comparedWith: z.string().nullable(),
    clause: z.string(),
    note: z.string(),
    targetSource: z.string().nullable(),
    version: z.number(),
    /** the document that sets it: the action plan, or the province's plan */
    document: z.string(),
    /** actual values by year, oldest first */
    actuals: z.array(
      z.object({ year: z.number(), value: z.string(), source: z.string(), version: z.number() }),
    ),
    /** null where the platform has nothing to count it from */
    computed: computedActualSchema.nullable(),
  })
  .openapi('Indicator');
export const indicatorListSchema = z
  .object({ indicators: z.array(indicatorSchema), citation: citationSchema })
  .openapi('IndicatorList');
export type Indicator = z.infer<typeof indicatorSchema>;
export type IndicatorListReply = z.infer<typeof indicatorListSchema>;

/** A target set after the plan, e.g. the province's carbon figure; the source is required with a target. */
export const indicatorTargetSchema = z
  .strictObject({
    version: z.number().int(),
    target: z.string().max(20).nullable(),
    targetSource: z.string().max(200).nullable(),
  })
  .openapi('IndicatorTarget');

/** What an indicator came to in a year, with where the figure is from; version 0 = not entered before. */
export const indicatorActualSchema = z
  .strictObject({ version: z.number().int(), value: z.string().max(20), source: z.string().max(200) })
  .openapi('IndicatorActual');

/** One line of the breakdown check (目标分解校核). */
export const breakdownSchema = z
  .object({
    lines: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        /** recomputed, with its unit, ready to show */
        value: z.string(),
        /** what the document prints for it; null where it prints nothing */
        printed: z.string().nullable(),
        agrees: z.boolean().nullable(),
        assumption: z.string(),
      }),
    ),
    citation: citationSchema,
  })
  .openapi('Breakdown');
export type BreakdownReply = z.infer<typeof breakdownSchema>;
