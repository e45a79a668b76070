import { z } from '@hono/zod-openapi';
import { COLLECTION_ITEM_IDS, FREQUENCIES, WAYS_IN } from '../rules/collection.ts';

/** 未开始, 填报中, 已截止. */
export const periodStateSchema = z.enum(['notYet', 'open', 'closed']).openapi('PeriodState');
/** Set by the bureau, counted from the fed-back table, or the usual day of the month. */
export const dueBasisSchema = z.enum(['set', 'feedback', 'dayOfMonth']).openapi('DueBasis');

/** An exact share: `percent` is text such as '92.9%', null where nothing was expected. */
const share = { expected: z.number(), percent: z.string().nullable() };
export const completenessSchema = z.object({ reported: z.number(), ...share }).openapi('Completeness');
export const timelinessSchema = z.object({ onTime: z.number(), ...share }).openapi('Timeliness');

const versionField = z.number().int().min(0);
const reasonText = z.string().max(500);

export const periodSchema = z
  .object({
    period: z.string(),
    label: z.string(),
    state: periodStateSchema,
    /** for a county its own due date with its extension (of several units the earliest), else the period's */
    dueOn: z.string(),
    dueBasis: dueBasisSchema,
    /** what to know about the due date: counted by weekends only while the year's holidays are not announced */
    dueNote: z.string().nullable(),
    /** first day of reporting */
    opensOn: z.string(),
    closedAt: z.string().nullable(),
    /** day the first fed-back table of the period was entered */
    feedbackOn: z.string().nullable(),
    /** what the bureau set itself; null where the rule decides */
    set: z.object({ opensOn: z.string().nullable(), dueOn: z.string().nullable() }),
    /** 0 = nothing set for this period yet */
    version: z.number(),
    /** whether anything at all is asked for in this period (采集频率) */
    expectsReport: z.boolean(),
    /** the period is over: it can be chosen on screens; whether it can be reported says `state` */
    reportable: z.boolean(),
    /** 1–2月: for reference only */
    referenceOnly: z.boolean(),
    completeness: completenessSchema,
    timeliness: timelinessSchema,
    /** units (of 14, or of the caller's) that have submitted at least once */
    reported: z.number(),
    expected: z.number(),
    approved: z.number(),
    released: z.number(),
  })
  .openapi('Period');
export type Period = z.infer<typeof periodSchema>;

export const periodListSchema = z
  .object({
    /** newest period that is over today; null before the first */
    latest: z.string().nullable(),
    periods: z.array(periodSchema),
  })
  .openapi('PeriodList');
export type PeriodListReply = z.infer<typeof periodListSchema>;

export const releaseSchema = z
  .object({ period: z.string(), released: z.number(), releasedAt: z.string() })
  .openapi('Release');
export type ReleaseReply = z.infer<typeof releaseSchema>;

/** Dates of one period; null = by the rule. `version` 0 where nothing was set before. */
export const periodDatesSchema = z
  .strictObject({
    version: versionField,
    opensOn: z.string().max(10).nullable(),
    dueOn: z.string().max(10).nullable(),
  })
  .openapi('PeriodDates');
export type PeriodDates = z.infer<typeof periodDatesSchema>;

/** Closing needs no reason; one that is given is kept in the audit log. */
export const periodCloseSchema = z
  .strictObject({ version: versionField, reason: reasonText.nullable().optional() })
  .openapi('PeriodClose');
export const periodReopenSchema = z
  .strictObject({ version: versionField, reason: reasonText })
  .openapi('PeriodReopen');

/** One end date and reason for one or several units. */
export const extensionGrantSchema = z
  .strictObject({
    units: z.array(z.string().max(12)).min(1).max(15),
    until: z.string().max(10),
    reason: reasonText,
  })
  .openapi('ExtensionGrant');
export type ExtensionGrant = z.infer<typeof extensionGrantSchema>;

export const extensionListSchema = z
  .object({
    period: z.string(),
    /** newest first */
    extensions: z.array(
      z.object({
        unitCode: z.string(),
        unitName: z.string(),
        /** null = an earlier one was taken back (收回) */
        until: z.string().nullable(),
        reason: z.string(),
        grantedAt: z.string(),
        grantedBy: z.string(),
        /** false = replaced by a later one of the same unit */
        current: z.boolean(),
      }),
    ),
  })
  .openapi('ExtensionList');
export type ExtensionListReply = z.infer<typeof extensionListSchema>;

/**
 * Where one unit stands in one period: 按期, 逾期报送, 逾期未报, 未到期, 本期不要求, 未开始, 已截止未报.
 */
export const reportingCellStateSchema = z
  .enum(['onTime', 'late', 'overdue', 'pending', 'notExpected', 'notYet', 'missed'])
  .openapi('ReportingCellState');

export const reportingSchema = z
  .object({
    year: z.number(),
    periods: z.array(
      z.object({
        period: z.string(),
        label: z.string(),
        state: periodStateSchema,
        dueOn: z.string(),
        dueBasis: dueBasisSchema,
        expectsReport: z.boolean(),
        completeness: completenessSchema,
        timeliness: timelinessSchema,
      }),
    ),
    /** in the order of Attachment 2; 全市 is in no total, its report is the bureau's own */
    units: z.array(
      z.object({
        unitCode: z.string(),
        unitName: z.string(),
        isCity: z.boolean(),
        completeness: completenessSchema,
        timeliness: timelinessSchema,
        cells: z.array(
          z.object({
            period: z.string(),
            state: reportingCellStateSchema,
            dueOn: z.string(),
            extended: z.boolean(),
            /** Shanghai day of the first submission */
            firstSubmittedOn: z.string().nullable(),
            /** days late, or overdue so far; 0 where in time */
            daysLate: z.number(),
          }),
        ),
      }),
    ),
    total: z.object({ completeness: completenessSchema, timeliness: timelinessSchema }),
  })
  .openapi('Reporting');
export type ReportingReply = z.infer<typeof reportingSchema>;

const itemId = z.enum(COLLECTION_ITEM_IDS);
const frequency = z.enum(FREQUENCIES);
const wayIn = z.enum(WAYS_IN);

/** How and when figures are collected (采集设置). */
export const collectionSchema = z
  .object({
    items: z.array(
      z.object({
        itemId,
        label: z.string(),
        frequency,
        wayIn,
        defaultFrequency: frequency,
        defaultWayIn: wayIn,
        /** 0 = as by default, never changed */
        version: z.number(),
      }),
    ),
    deadlines: z.object({
      /** day of the following month, 1–28 */
      dueDay: z.number(),
      workingDaysAfterFeedback: z.number(),
      version: z.number(),
    }),
    units: z.array(
      z.object({
        unitCode: z.string(),
        unitName: z.string(),
        signOffRequired: z.boolean(),
        version: z.number(),
        /** people of the unit, and those among them who may sign off (签核) */
        officers: z.number(),
        signers: z.number(),
      }),
    ),
  })
  .openapi('Collection');
export type CollectionReply = z.infer<typeof collectionSchema>;

/** What is named is changed, each with the version it was read at; all or nothing. */
export const collectionChangeSchema = z
  .strictObject({
    items: z
      .array(z.strictObject({ itemId, frequency, wayIn, version: versionField }))
      .max(COLLECTION_ITEM_IDS.length)
      .optional(),
    deadlines: z
      .strictObject({
        dueDay: z.number().int(),
        workingDaysAfterFeedback: z.number().int(),
        version: versionField,
      })
      .optional(),
    units: z
      .array(
        z.strictObject({ unitCode: z.string().max(12), signOffRequired: z.boolean(), version: versionField }),
      )
      .max(14)
      .optional(),
  })
  .openapi('CollectionChange');
export type CollectionChange = z.infer<typeof collectionChangeSchema>;
