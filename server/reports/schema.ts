import { z } from '@hono/zod-openapi';
import { REPORT_STATUSES } from '../../db/schema.ts';
import { lampSchema } from '../http/schemas.ts';
import { FIGURE_FIELDS } from '../rules/figures.ts';

const figureText = z.string().max(64).nullable();
/** The numbers of a report or of a fed-back line, as typed. */
export const figureTexts = {
  energyWanTce: figureText,
  samePeriodEnergyWanTce: figureText,
  energyGrowthPct: figureText,
  valueAddedGrowthPct: figureText,
  publishedIntensityPct: figureText,
  waterIntensityPct: figureText,
  carbonIntensityPct: figureText,
  greenRevenueYiYuan: figureText,
  efficientMotorSharePct: figureText,
  retrofitCoveragePct: figureText,
};
/** A text by field (逐项备注、无数据原因). */
const fieldTexts = z.partialRecord(z.enum(FIGURE_FIELDS), z.string().max(500));

/**
 * The figures of a report as typed. Numbers travel as text so that what the officer wrote keeps its decimals;
 * full-width digits, thousands separators and percent signs are accepted and normalised
 * (server/rules/figures.ts).
 */
export const figuresInputSchema = z
  .strictObject({
    ...figureTexts,
    comments: fieldTexts,
    absent: fieldTexts,
    note: z.string().max(2000),
    source: z.enum(['statistics', 'enterprises', 'own']),
    energyScope: z.enum(['calorific', 'equivalent', 'unstated']),
    feedstockDeducted: z.enum(['yes', 'no', 'unstated']),
    renewablesDeducted: z.enum(['yes', 'no', 'unstated']),
    edition: z.enum(['flash', 'final']),
  })
  .openapi('Figures');

export const flagSchema = z
  .object({
    id: z.string(),
    severity: z.enum(['error', 'warning']),
    field: z.string().nullable(),
    message: z.string(),
  })
  .openapi('Flag');

export const reportStatusSchema = z.enum(REPORT_STATUSES);

export const revisionSchema = z
  .object({
    revision: z.number(),
    figures: figuresInputSchema,
    flags: z.array(flagSchema),
    submittedAt: z.string(),
    submittedBy: z.string(),
    decision: z
      .object({
        outcome: z.enum(['approved', 'returned']),
        reason: z.string().nullable(),
        decidedAt: z.string(),
        decidedBy: z.string(),
      })
      .nullable(),
    released: z.boolean(),
  })
  .openapi('Revision');
export type Revision = z.infer<typeof revisionSchema>;

/** Row of the review queue and of the officer's period list. Figures are null where the viewer may not see them. */
export const reportSummarySchema = z
  .object({
    unitCode: z.string(),
    unitName: z.string(),
    isCity: z.boolean(),
    period: z.string(),
    /** null = nothing entered yet (未报) */
    status: reportStatusSchema.nullable(),
    version: z.number(),
    latestRevision: z.number(),
    approvedRevision: z.number().nullable(),
    releasedRevision: z.number().nullable(),
    submittedAt: z.string().nullable(),
    submittedBy: z.string().nullable(),
    returnReason: z.string().nullable(),
    overdueDays: z.number(),
    /** of the newest submission */
    actualPct: z.number().nullable(),
    actualDecimals: z.number().nullable(),
    basis: z.enum(['published', 'computed']).nullable(),
    targetPct: z.number().nullable(),
    annualLamp: lampSchema,
    flags: z.array(flagSchema),
    note: z.string(),
  })
  .openapi('ReportSummary');
export type ReportSummary = z.infer<typeof reportSummarySchema>;

export const reportListSchema = z
  .object({
    period: z.string(),
    label: z.string(),
    dueOn: z.string(),
    /** true once every approved figure of the period is released */
    released: z.boolean(),
    /** approved revisions that a release would publish now */
    releasable: z.number(),
    reports: z.array(reportSummarySchema),
  })
  .openapi('ReportList');
export type ReportListReply = z.infer<typeof reportListSchema>;

const referenceSchema = z.object({ period: z.string(), figures: figuresInputSchema }).nullable();

/** Everything the entry page needs in one answer. */
export const reportDetailSchema = z
  .object({
    unitCode: z.string(),
    unitName: z.string(),
    isCity: z.boolean(),
    period: z.string(),
    label: z.string(),
    dueOn: z.string(),
    today: z.string(),
    reportable: z.boolean(),
    status: reportStatusSchema.nullable(),
    /** 0 = no report yet */
    version: z.number(),
    approvedRevision: z.number().nullable(),
    releasedRevision: z.number().nullable(),
    releasedAt: z.string().nullable(),
    /** working copy, seen only by those who may see this unit's drafts */
    draft: figuresInputSchema.nullable(),
    draftSavedAt: z.string().nullable(),
    /** oldest first; returned and undecided ones only for those who may see drafts */
    revisions: z.array(revisionSchema),
    /** latest known figures of the period before (same year) and of the same period last year */
    previous: referenceSchema,
    samePeriodLastYear: referenceSchema,
    /** approved periods before this one, oldest first, at most 12 */
    history: z.array(z.object({ period: z.string(), figures: figuresInputSchema })),
    baselineEnergyWanTce: z.string().nullable(),
    /** yearly targets, percent, by year */
    targetsPct: z.record(z.string(), z.string()),
    /** deciding change of each closed year before this period, percent */
    closedYearsPct: z.array(z.object({ year: z.number(), pct: z.string() })),
    mayWrite: z.boolean(),
    mayDecide: z.boolean(),
  })
  .openapi('ReportDetail');
export type ReportDetail = z.infer<typeof reportDetailSchema>;

/** `version` is the one the edit was made on; 0 creates the report. */
export const draftSaveSchema = z
  .strictObject({ version: z.number().int(), figures: figuresInputSchema })
  .openapi('DraftSave');
export const draftSavedSchema = z
  .object({ version: z.number(), savedAt: z.string(), status: reportStatusSchema })
  .openapi('DraftSaved');
export type DraftSavedReply = z.infer<typeof draftSavedSchema>;

export const approveSchema = z.strictObject({ version: z.number().int() }).openapi('Approve');
export const returnSchema = z
  .strictObject({ version: z.number().int(), reason: z.string().max(1000) })
  .openapi('Return');

/** Several reports of one period decided at once: all or none. */
export const bulkDecisionSchema = z
  .strictObject({
    outcome: z.enum(['approved', 'returned']),
    reason: z.string().max(1000).nullable(),
    items: z
      .array(z.strictObject({ unitCode: z.string(), version: z.number().int() }))
      .min(1)
      .max(15),
  })
  .openapi('BulkDecision');

/** What happened to one report, oldest first. */
export const reportHistorySchema = z
  .object({
    unitCode: z.string(),
    period: z.string(),
    events: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        action: z.enum(['submitted', 'approved', 'returned', 'released']),
        revision: z.number(),
        reason: z.string().nullable(),
      }),
    ),
    revisions: z.array(revisionSchema),
  })
  .openapi('ReportHistory');
export type ReportHistoryReply = z.infer<typeof reportHistorySchema>;
