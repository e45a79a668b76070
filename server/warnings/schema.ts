import { z } from '@hono/zod-openapi';
import { WARNING_STAGES } from '../../db/schema.ts';
import { lampSchema } from '../http/schemas.ts';
import { WARNING_CAUSES } from '../rules/warning-causes.ts';
import { WARNING_STEPS } from '../rules/warning-steps.ts';

export const warningStageSchema = z.enum(WARNING_STAGES).openapi('WarningStage');
/** The steps and who may take them stand in server/rules/warning-steps.ts, shared with the browser. */
export const warningStepSchema = z.enum(WARNING_STEPS).openapi('WarningStep');
const triggerSchema = z.enum(['red', 'yellowTwice']);

const gradedPeriodSchema = z.object({
  period: z.string(),
  /** '2026年1–10月' */
  label: z.string(),
  /** deciding change, percent, as published or computed to two decimals */
  actualPct: z.string(),
  lamp: lampSchema,
});

/** The figures a notice rests on, as they stood when it was drafted. */
export const warningFactsSchema = gradedPeriodSchema
  .extend({
    unitName: z.string(),
    basis: z.enum(['published', 'computed']),
    edition: z.enum(['flash', 'final']).nullable(),
    /** target of the year, percent */
    targetPct: z.string(),
    /** actual − target, percentage points, > 0 */
    gapPoints: z.string(),
    /** the lamp could be another within rounding */
    mayFlip: z.boolean(),
    /** since 2024, the year-to-date taken as a full-year estimate (推算); null where a year is missing */
    cumulativePct: z.string().nullable(),
    cumulativeTargetPct: z.string().nullable(),
    planLamp: lampSchema,
    /** the period before, where two yellows running are the reason */
    previous: gradedPeriodSchema.nullable(),
    rule: z.object({
      id: z.string(),
      name: z.string(),
      document: z.string(),
      documentNumber: z.string(),
      /** what is red and yellow, in words */
      text: z.string(),
      /** 参照: no rule set of the city's own */
      byAnalogy: z.boolean(),
    }),
  })
  .openapi('WarningFacts');
export type WarningFacts = z.infer<typeof warningFactsSchema>;

/** What the lamps call for and nobody has answered: computed, not stored. */
export const warningProposalSchema = z
  .object({
    unitCode: z.string(),
    trigger: triggerSchema,
    facts: warningFactsSchema,
    /** not yet released (未公布·内部) */
    internal: z.boolean(),
  })
  .openapi('WarningProposal');
export type WarningProposal = z.infer<typeof warningProposalSchema>;

/** Row of the ledger (台账). */
export const warningSummarySchema = z
  .object({
    id: z.number(),
    unitCode: z.string(),
    unitName: z.string(),
    period: z.string(),
    label: z.string(),
    trigger: triggerSchema,
    stage: warningStageSchema,
    /** '九工信绿预〔2026〕1号'; null before it is issued */
    number: z.string().nullable(),
    lamp: lampSchema,
    actualPct: z.string(),
    targetPct: z.string(),
    gapPoints: z.string(),
    answerDueOn: z.string(),
    remedyDueOn: z.string(),
    /** business dates; null = not yet */
    issuedOn: z.string().nullable(),
    answeredOn: z.string().nullable(),
    closedOn: z.string().nullable(),
    /** calendar days the latest of the answers came after the deadline it had then; 0 = none was late */
    answerDaysLate: z.number(),
    /** computed from the dates */
    overdue: z.enum(['answer', 'remedy']).nullable(),
    daysOverdue: z.number(),
    /** 升级至分管领导 */
    escalated: z.boolean(),
    /** 整改中: out, not closed, time still runs */
    inRemedy: z.boolean(),
    /** the figures of the period are not released (未公布·内部) */
    internal: z.boolean(),
    /** the newest answer: waiting for the bureau, accepted, sent back; null where there is none */
    answer: z.enum(['waiting', 'accepted', 'rejected']).nullable(),
    /** steps this viewer may take now */
    steps: z.array(warningStepSchema),
    version: z.number(),
  })
  .openapi('WarningSummary');
export type WarningSummary = z.infer<typeof warningSummarySchema>;

export const warningListSchema = z
  .object({
    today: z.string(),
    /** bureau only; else empty */
    proposals: z.array(warningProposalSchema),
    /** newest first */
    warnings: z.array(warningSummarySchema),
  })
  .openapi('WarningList');
export type WarningListReply = z.infer<typeof warningListSchema>;

const measureInputSchema = z.strictObject({
  text: z.string().max(500),
  /** person or department responsible */
  responsible: z.string().max(60),
  dueOn: z.string().max(20),
  /** a beneficiary of the unit, where the measure is one firm's */
  beneficiaryId: z.number().int().nullable(),
  /** a retrofit project of the unit, where the measure is one; its firm is then the beneficiary */
  projectId: z.number().int().nullable().optional(),
});

export const warningMeasureSchema = measureInputSchema.extend({
  projectId: z.number().int().nullable(),
  /** null for who may read no firm's name */
  beneficiaryName: z.string().nullable(),
  projectName: z.string().nullable(),
  /** reported done on this business date; null = not yet */
  doneOn: z.string().nullable(),
});
export type WarningMeasure = z.infer<typeof warningMeasureSchema>;

export const warningDetailSchema = warningSummarySchema
  .extend({
    facts: warningFactsSchema,
    body: z.string(),
    draftedBy: z.string(),
    issuedBy: z.string().nullable(),
    causes: z.array(z.enum(WARNING_CAUSES)),
    causeText: z.string().nullable(),
    measures: z.array(warningMeasureSchema),
    events: z.array(
      z.object({
        id: z.number(),
        /** a step, or 'draft' */
        step: z.string(),
        fromStage: warningStageSchema.nullable(),
        toStage: warningStageSchema,
        /** UTC time */
        at: z.string(),
        /** business date */
        on: z.string(),
        by: z.string(),
        note: z.string().nullable(),
        /** what else it says, ready to show */
        lines: z.array(z.string()),
      }),
    ),
    mayEdit: z.boolean(),
  })
  .openapi('WarningDetail');
export type WarningDetail = z.infer<typeof warningDetailSchema>;

export const newWarningSchema = z
  .strictObject({
    unitCode: z.string().max(10),
    period: z.string().max(10),
    /** 不予督办 at once, with this reason, instead of a draft */
    dismissReason: z.string().max(1000).optional(),
  })
  .openapi('NewWarning');
export type NewWarning = z.infer<typeof newWarningSchema>;

export const warningChangeSchema = z
  .strictObject({
    version: z.number().int(),
    body: z.string().max(10_000),
    answerDueOn: z.string().max(20),
    remedyDueOn: z.string().max(20),
  })
  .openapi('WarningChange');
export type WarningChange = z.infer<typeof warningChangeSchema>;

/** One step; which of the optional fields a step needs is checked by the server with a message at the field. */
export const warningStepInputSchema = z
  .strictObject({
    version: z.number().int(),
    step: warningStepSchema,
    note: z.string().max(2000).nullable().optional(),
    /** answer */
    causes: z.array(z.enum(WARNING_CAUSES)).max(WARNING_CAUSES.length).optional(),
    causeText: z.string().max(2000).optional(),
    measures: z.array(measureInputSchema).max(20).optional(),
    /** progress: numbers (from 0) of the measures now done */
    doneMeasures: z.array(z.number().int().min(0)).max(20).optional(),
    /** extendAnswer, extend: the new last day */
    answerDueOn: z.string().max(20).optional(),
    remedyDueOn: z.string().max(20).optional(),
  })
  .openapi('WarningStepInput');
export type WarningStepInput = z.infer<typeof warningStepInputSchema>;
