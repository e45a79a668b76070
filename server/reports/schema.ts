import { z } from '@hono/zod-openapi';
import { REPORT_STATUSES } from '../../db/schema.ts';
import { ruleSetSchema } from '../grading/schema.ts';
import { lampSchema } from '../http/schemas.ts';
import { DEDUCTIONS, EDITIONS, ENERGY_SCOPES, FIGURE_FIELDS } from '../rules/figures.ts';
import { ROLES } from '../rules/permissions.ts';

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
export const fieldTexts = z.partialRecord(z.enum(FIGURE_FIELDS), z.string().max(500));

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
    severity: z.enum(['error', 'warning', 'hint']),
    field: z.string().nullable(),
    message: z.string(),
  })
  .openapi('Flag');

export const reportStatusSchema = z.enum(REPORT_STATUSES);

/** 未到报送期, 报送中, 已关闭. */
const PERIOD_STATES = ['notYet', 'open', 'closed'] as const;
/** What a due date follows from: set by the bureau, working days after the feedback, a day of the month. */
const DUE_BASES = ['set', 'feedback', 'dayOfMonth'] as const;

export const revisionSchema = z
  .object({
    revision: z.number(),
    figures: figuresInputSchema,
    flags: z.array(flagSchema),
    submittedAt: z.string(),
    /** who filled it in */
    submittedBy: z.string(),
    /** the second person of the county (签核), where the unit asks for one */
    signedOffBy: z.string().nullable(),
    /** the statistics bureau's table whose figures these are, as they stand */
    feedbackId: z.number().nullable(),
    decision: z
      .object({
        outcome: z.enum(['approved', 'returned']),
        /** in words: the reasons chosen from the list and what was written beside them */
        reason: z.string().nullable(),
        reasonIds: z.array(z.string()),
        decidedAt: z.string(),
        decidedBy: z.string(),
      })
      .nullable(),
    released: z.boolean(),
  })
  .openapi('Revision');
export type Revision = z.infer<typeof revisionSchema>;

/** 延期: until when, and why. */
const extensionSchema = z.object({ until: z.string(), reason: z.string() }).openapi('Extension');

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
    /** last day on which this unit is on time, an extension included */
    dueOn: z.string(),
    /** granted to this unit (延期), up to and including `until` */
    extension: extensionSchema.nullable(),
    overdueDays: z.number(),
    /** waits for the county's second person (待签核); false for those who see no drafts */
    signing: z.boolean(),
    /** of the newest submission (the approved one where that was taken back or is not shown), as everything below */
    edition: z.enum(EDITIONS).nullable(),
    /** differs from the newest table fed back by the statistics bureau */
    feedbackDiffers: z.boolean(),
    /** how much it deserves a look (server/rules/review-risk.ts), with the reasons in words */
    risk: z.object({ score: z.number(), reasons: z.array(z.string()) }),
    /** the annual lamp could flip within the rounding of its inputs */
    mayFlip: z.boolean(),
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
    /** of units without an extension */
    dueOn: z.string(),
    /** whether anything is asked for in this period under the collection plan (采集方式) */
    expected: z.boolean(),
    periodState: z.enum(PERIOD_STATES),
    /** true once every approved figure of the period is released */
    released: z.boolean(),
    /** approved revisions that a release would publish now */
    releasable: z.number(),
    reports: z.array(reportSummarySchema),
  })
  .openapi('ReportList');
export type ReportListReply = z.infer<typeof reportListSchema>;

/** What the statistics bureau fed back for this unit and period (统计反馈). */
export const reportFeedbackSchema = z
  .object({
    id: z.number(),
    document: z.string(),
    documentDate: z.string(),
    /** Asia/Shanghai calendar date on which the bureau entered it */
    enteredOn: z.string(),
    edition: z.enum(EDITIONS),
    energyScope: z.enum(ENERGY_SCOPES),
    feedstockDeducted: z.enum(DEDUCTIONS),
    renewablesDeducted: z.enum(DEDUCTIONS),
    /** normalised numbers; null where the table has none */
    figures: z.object(figureTexts),
    /** the newest submission differs in a figure that the table gives */
    differs: z.boolean(),
  })
  .openapi('ReportFeedback');
export type ReportFeedback = z.infer<typeof reportFeedbackSchema>;

/** 签核: null in the detail where the unit asks for none. */
const signOffSchema = z
  .object({
    required: z.boolean(),
    /** this person may submit it for signing off now */
    mayAsk: z.boolean(),
    /** this person may sign off or decline now: holds the right and neither filled it in nor asked */
    maySign: z.boolean(),
    /** set while it waits */
    askedBy: z.string().nullable(),
    askedAt: z.string().nullable(),
  })
  .openapi('SignOff');

/** 提交, 提交签核, 退回修改（签核）, 撤回, 审核通过, 退回, 公布, 重新打开, 留言. */
export const MESSAGE_KINDS = [
  'message',
  'submitted',
  'signOffAsked',
  'signOffDeclined',
  'withdrawn',
  'approved',
  'returned',
  'reopened',
  'released',
] as const;

/** One line of the conversation on a report: what was written, and what happened in between. */
export const reportMessageSchema = z
  .object({
    /** stable, e.g. `event-12`; for lists on screen */
    id: z.string(),
    kind: z.enum(MESSAGE_KINDS),
    at: z.string(),
    by: z.string(),
    role: z.enum(ROLES).nullable(),
    /** the words of a message, or the reason of a return, a decline, a reopening; else empty */
    text: z.string(),
    /** the revision it is about; null before the first */
    revision: z.number().nullable(),
  })
  .openapi('ReportMessage');
export type ReportMessage = z.infer<typeof reportMessageSchema>;

export const reportMessagesSchema = z
  .object({ messages: z.array(reportMessageSchema) })
  .openapi('ReportMessages');
export type ReportMessagesReply = z.infer<typeof reportMessagesSchema>;

const referenceSchema = z.object({ period: z.string(), figures: figuresInputSchema }).nullable();

/** Everything the entry page needs in one answer. */
export const reportDetailSchema = z
  .object({
    unitCode: z.string(),
    unitName: z.string(),
    isCity: z.boolean(),
    period: z.string(),
    label: z.string(),
    /** last day on which this unit is on time, an extension included */
    dueOn: z.string(),
    dueBasis: z.enum(DUE_BASES),
    extension: extensionSchema.nullable(),
    opensOn: z.string(),
    closedAt: z.string().nullable(),
    periodState: z.enum(PERIOD_STATES),
    today: z.string(),
    /** the period is open: it can be filled in and submitted */
    reportable: z.boolean(),
    /** what the collection plan (采集方式) asks for in this period */
    plan: z.object({
      dueFields: z.array(z.enum(FIGURE_FIELDS)),
      /** how the first page (能耗强度) comes in */
      intensityWayIn: z.enum(['entry', 'feedback']),
    }),
    /** null where there is none, or for those who see no drafts */
    feedback: reportFeedbackSchema.nullable(),
    signOff: signOffSchema.nullable(),
    status: reportStatusSchema.nullable(),
    /** 0 = no report yet */
    version: z.number(),
    approvedRevision: z.number().nullable(),
    releasedRevision: z.number().nullable(),
    releasedAt: z.string().nullable(),
    /** working copy, seen only by those who may see this unit's drafts */
    draft: figuresInputSchema.nullable(),
    draftSavedAt: z.string().nullable(),
    /** who saved it last */
    draftBy: z.string().nullable(),
    /** conversation and events, oldest first; empty for those who see no drafts */
    messages: z.array(reportMessageSchema),
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
    /** what lamps follow today: the entry page grades under it as it is typed */
    ruleSet: ruleSetSchema,
    /** deciding change of each closed year before this period, percent */
    closedYearsPct: z.array(z.object({ year: z.number(), pct: z.string() })),
    /** whose report it is: may fill in this unit's reports at all */
    mayWrite: z.boolean(),
    mayDecide: z.boolean(),
    /** take back what waits for signing off or for review */
    mayWithdraw: z.boolean(),
    /** open an approved report for a correction */
    mayReopen: z.boolean(),
    /** write into the conversation */
    mayMessage: z.boolean(),
  })
  .openapi('ReportDetail');
export type ReportDetail = z.infer<typeof reportDetailSchema>;

export const draftSavedSchema = z
  .object({ version: z.number(), savedAt: z.string(), status: reportStatusSchema })
  .openapi('DraftSaved');
export type DraftSavedReply = z.infer<typeof draftSavedSchema>;

/** What of a report can change between two versions, besides its numbers. */
const CHOICE_FIELDS = [
  'note',
  'source',
  'energyScope',
  'feedstockDeducted',
  'renewablesDeducted',
  'edition',
] as const;

/** One field that changed; a run of saves by one person within ten minutes counts as one. */
export const fieldChangeSchema = z
  .object({
    field: z.enum([...FIGURE_FIELDS, ...CHOICE_FIELDS]),
    /** the value itself, its remark (逐项备注), or why there is none (无数据原因) */
    aspect: z.enum(['value', 'comment', 'absent']),
    from: z.string().nullable(),
    to: z.string().nullable(),
    at: z.string(),
    by: z.string(),
    /** the revision it went into; null for a draft */
    revision: z.number().nullable(),
  })
  .openapi('FieldChange');
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const reportChangesSchema = z
  .object({ unitCode: z.string(), period: z.string(), changes: z.array(fieldChangeSchema) })
  .openapi('ReportChanges');
export type ReportChangesReply = z.infer<typeof reportChangesSchema>;

/** Where a unit stands with one version of its figures. */
const standingSchema = z
  .object({
    revision: z.number(),
    edition: z.enum(EDITIONS),
    actualPct: z.number().nullable(),
    actualDecimals: z.number().nullable(),
    basis: z.enum(['published', 'computed']).nullable(),
    annualLamp: lampSchema,
    planLamp: lampSchema,
    mayFlip: z.boolean(),
    /** since 2024, the year-to-date taken as the year (推算) */
    cumulativePct: z.number().nullable(),
    /** change since 2024 at the end of 2027 if the pace so far goes on (推算), percent */
    landing2027Pct: z.number().nullable(),
  })
  .openapi('Standing');
export type Standing = z.infer<typeof standingSchema>;

/** What approving the waiting revision would change. */
export const reportImpactSchema = z
  .object({
    unitCode: z.string(),
    period: z.string(),
    /** null where nothing waits for review */
    impact: z
      .object({
        /** null = nothing approved yet */
        before: standingSchema.nullable(),
        after: standingSchema,
        /** the yearly final (年报) would replace the flash figure */
        finalReplacesFlash: z.boolean(),
        /** lamps that change: of this period, and the plan lamps of later periods that chain this one */
        lampChanges: z.array(
          z.object({
            period: z.string(),
            label: z.string(),
            lamp: z.enum(['annual', 'plan']),
            from: lampSchema,
            to: lampSchema,
          }),
        ),
        /** approved figures of the units rolled up (测算); unchanged where the report is the city's own */
        city: z.object({
          beforePct: z.number().nullable(),
          afterPct: z.number().nullable(),
          /** units counted, of 14 */
          beforeUnits: z.number(),
          afterUnits: z.number(),
          assumption: z.string(),
        }),
      })
      .nullable(),
  })
  .openapi('ReportImpact');
export type ReportImpactReply = z.infer<typeof reportImpactSchema>;

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
