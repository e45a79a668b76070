import { z } from '@hono/zod-openapi';
import { BULLETIN_STAGES } from '../../db/schema.ts';
import { lampSchema } from '../http/schemas.ts';
import { trajectorySchema } from '../progress/schema.ts';
import { quotaCellSchema, quotaColumnSchema } from '../quotas/schema.ts';
import { BULLETIN_PARAGRAPHS } from '../rules/bulletin-text/paragraphs.ts';

export const bulletinStageSchema = z.enum(BULLETIN_STAGES);
export const paragraphIdSchema = z.enum(BULLETIN_PARAGRAPHS);

/** One unit as released when the snapshot was taken; what is not released is null. */
const snapshotUnitSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** the deciding change of energy intensity, percent */
  actualPct: z.number().nullable(),
  actualDecimals: z.number().nullable(),
  basis: z.enum(['published', 'computed']).nullable(),
  targetPct: z.number().nullable(),
  /** actual − target, percentage points: > 0 is behind */
  gapPct: z.number().nullable(),
  cumulativePct: z.number().nullable(),
  cumulativeTargetPct: z.number().nullable(),
  annualLamp: lampSchema,
  planLamp: lampSchema,
  mayFlip: z.boolean(),
  source: z.enum(['statistics', 'enterprises', 'own']).nullable(),
  edition: z.enum(['flash', 'final']).nullable(),
  energyScope: z.enum(['calorific', 'equivalent', 'unstated']).nullable(),
  feedstockDeducted: z.enum(['yes', 'no', 'unstated']).nullable(),
  renewablesDeducted: z.enum(['yes', 'no', 'unstated']).nullable(),
  /** UTC time of the release; null where nothing is released */
  releasedAt: z.string().nullable(),
  /** why there is no figure: 未报送 or 未公布 */
  missing: z.enum(['notReported', 'unreleased']).nullable(),
});
export type SnapshotUnit = z.infer<typeof snapshotUnitSchema>;

const snapshotQuotaSchema = z.object({
  /** the stock is as of this calendar date */
  asOf: z.string(),
  year: z.number(),
  columns: z.array(
    z.object({
      key: quotaColumnSchema,
      label: z.string(),
      measure: z.enum(['个', '家']),
      total: quotaCellSchema,
    }),
  ),
  /** `cells` in the order of `columns` */
  units: z.array(z.object({ code: z.string(), name: z.string(), cells: z.array(quotaCellSchema) })),
});

/** The figures a bulletin stands on, frozen: released ones only. */
export const snapshotSchema = z
  .object({
    format: z.literal(1),
    period: z.string(),
    label: z.string(),
    /** Shanghai business date of the snapshot */
    takenOn: z.string(),
    ruleSet: z.object({
      id: z.string(),
      name: z.string(),
      document: z.string(),
      documentNumber: z.string(),
      note: z.string(),
    }),
    city: snapshotUnitSchema.extend({ headlinePct: z.number(), headlineGapPct: z.number().nullable() }),
    /** the 14 reporting units in the order of Attachment 2 */
    units: z.array(snapshotUnitSchema),
    /** the city's course 2024 → 2027, 2024 = 100 */
    trajectory: trajectorySchema.pick({
      targetPath: true,
      headlineIndex: true,
      actual: true,
      landings: true,
      verdict: true,
      sentence: true,
    }),
    /** the city's released figure of each period up to this one, null = none released */
    history: z.array(
      z.object({
        period: z.string(),
        label: z.string(),
        actualPct: z.number().nullable(),
        actualDecimals: z.number().nullable(),
        lamp: lampSchema,
      }),
    ),
    quotas: snapshotQuotaSchema,
  })
  .openapi('BulletinSnapshot');
export type BulletinSnapshot = z.infer<typeof snapshotSchema>;

const row = z.object({
  id: z.number(),
  period: z.string(),
  label: z.string(),
  stage: bulletinStageSchema,
  title: z.string(),
  /** '2026年第3期'; null until signed */
  number: z.string().nullable(),
  /** UTC time of the snapshot */
  takenAt: z.string(),
  draftedBy: z.string(),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  /** how many figures of the snapshot are released differently today */
  revisedSince: z.number(),
});

export const bulletinListSchema = z
  .object({
    /** newest first */
    bulletins: z.array(
      row.extend({
        /** as above; null where the snapshot is damaged */
        revisedSince: z.number().nullable(),
      }),
    ),
    /** periods over by now, newest first, and why a bulletin cannot be drafted (null = it can); [] for readers */
    periods: z.array(z.object({ period: z.string(), label: z.string(), reason: z.string().nullable() })),
  })
  .openapi('BulletinList');
export type BulletinListReply = z.infer<typeof bulletinListSchema>;

export const BULLETIN_EVENTS = [
  'drafted',
  'edited',
  'refreshed',
  'submitted',
  'returned',
  'signed',
  'withdrawn',
] as const;

export const bulletinSchema = row
  .extend({
    version: z.number(),
    /** SHA-256 of the snapshot's JSON, hex; checked whenever it is read */
    snapshotHash: z.string(),
    snapshot: snapshotSchema,
    /** in printed order */
    paragraphs: z.array(
      z.object({
        id: paragraphIdSchema,
        /** section heading above this paragraph, '一、总体情况'; null where it goes on under the one before */
        heading: z.string().nullable(),
        /** as written from the data; a line break begins a new paragraph */
        generated: z.string(),
        /** as it is printed: edited, or as generated */
        text: z.string(),
      }),
    ),
    /** figures released differently today, as printed and as they are */
    revisedSince: z.array(
      z.object({
        unitCode: z.string(),
        unit: z.string(),
        /** what differs: '能耗强度同比', '规划期累计', '当年等级' … */
        label: z.string(),
        before: z.string(),
        after: z.string(),
      }),
    ),
    /** oldest first */
    events: z.array(
      z.object({
        step: z.enum(BULLETIN_EVENTS),
        at: z.string(),
        by: z.string(),
        note: z.string().nullable(),
      }),
    ),
    may: z.object({
      edit: z.boolean(),
      submit: z.boolean(),
      sign: z.boolean(),
      sendBack: z.boolean(),
      withdraw: z.boolean(),
      refresh: z.boolean(),
    }),
    /** the viewer drafted it or wrote in it, and so can neither sign it nor withdraw it once signed */
    ownDraft: z.boolean(),
  })
  .openapi('Bulletin');
export type BulletinReply = z.infer<typeof bulletinSchema>;

export const newBulletinSchema = z.strictObject({ period: z.string() }).openapi('NewBulletin');

/** null = as generated, '' = left out of the paper. What is not sent stays as it is. */
export const bulletinChangeSchema = z
  .strictObject({
    version: z.number().int(),
    title: z.string().trim(),
    texts: z.partialRecord(paragraphIdSchema, z.string().trim().max(3000).nullable()),
  })
  .openapi('BulletinChange');
export type BulletinChange = z.infer<typeof bulletinChangeSchema>;

export const BULLETIN_STEPS = ['submit', 'sendBack', 'sign', 'withdraw', 'refresh'] as const;
export const bulletinStepSchema = z
  .strictObject({
    version: z.number().int(),
    step: z.enum(BULLETIN_STEPS),
    /** needed with sendBack and withdraw */
    note: z.string().trim().max(300).optional(),
  })
  .openapi('BulletinStep');
export type BulletinStep = z.infer<typeof bulletinStepSchema>;
