import { z } from '@hono/zod-openapi';
import { lampSchema } from '../http/schemas.ts';
import { FIGURE_FIELDS } from '../rules/figures.ts';

/** Why there is or is not a figure (未报 / 待审 / 已退回 / 待公布 / 无任务 …), as far as the viewer may know. */
export const PROGRESS_STATUSES = [
  'approved',
  'submitted',
  'returned',
  'draft',
  'notReported',
  'notDue',
  'unreleased',
  'noTarget',
] as const;

export const unitProgressSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    isCity: z.boolean(),
    /** the deciding change of energy intensity, percent: published where there is one, else computed */
    actualPct: z.number().nullable(),
    /** decimals to show: those of the published figure, 2 for a computed one */
    actualDecimals: z.number().nullable(),
    basis: z.enum(['published', 'computed']).nullable(),
    /** submitted but not approved: shown only to the bureau and the unit itself */
    provisional: z.boolean(),
    /** an approved figure stands, and a newer submission waits for review */
    pendingRevision: z.boolean(),
    targetPct: z.number().nullable(),
    /** actual − target, percentage points: > 0 is behind */
    gapPct: z.number().nullable(),
    cumulativePct: z.number().nullable(),
    cumulativeTargetPct: z.number().nullable(),
    annualLamp: lampSchema,
    planLamp: lampSchema,
    /** the annual lamp could flip within the rounding of its inputs (舍入内可能翻转) */
    mayFlip: z.boolean(),
    /** closed years and this period were reported on different scopes (口径不同): the chain is only indicative */
    scopeMixed: z.boolean(),
    status: z.enum(PROGRESS_STATUSES),
    /** last day on which this unit is on time, as set today */
    dueOn: z.string(),
    /** UTC time of the submission shown, or of the newest one where no figure is shown */
    reportedAt: z.string().nullable(),
    energyWanTce: z.string().nullable(),
    energyGrowthPct: z.string().nullable(),
    valueAddedGrowthPct: z.string().nullable(),
    source: z.enum(['statistics', 'enterprises', 'own']).nullable(),
    edition: z.enum(['flash', 'final']).nullable(),
    /** 口径: 当量值 / 等价值 / 未注明; 原料用能 and renewables deducted or not */
    energyScope: z.enum(['calorific', 'equivalent', 'unstated']).nullable(),
    feedstockDeducted: z.enum(['yes', 'no', 'unstated']).nullable(),
    renewablesDeducted: z.enum(['yes', 'no', 'unstated']).nullable(),
    submittedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    approvedAt: z.string().nullable(),
    /** UTC time the shown figure was released (已公布); null = 内部 */
    releasedAt: z.string().nullable(),
    /**
     * 整改中: a warning notice on this period or one before it is out and its time runs, last day `until`; for who may
     * see internal figures of the unit, else null. Stands beside a lamp and changes none.
     */
    remedy: z.object({ warningId: z.number(), until: z.string() }).nullable(),
  })
  .openapi('UnitProgress');
export type UnitProgress = z.infer<typeof unitProgressSchema>;

export const cityProgressSchema = unitProgressSchema
  .extend({
    /** how far the cumulative fall is from −13 %, percentage points still to fall (> 0 = not there yet) */
    headlineGapPct: z.number().nullable(),
    headlinePct: z.number(),
  })
  .openapi('CityProgress');

/** The past day the reply shows (截至某日), at its end in Shanghai; null = as things are */
const asOfSchema = z.string().nullable();

export const progressSchema = z
  .object({
    period: z.string(),
    label: z.string(),
    ruleSet: z.string(),
    asOf: asOfSchema,
    /** 1–2月: for reference only */
    referenceOnly: z.boolean(),
    dueOn: z.string(),
    /** the headline sentence in official Chinese, whole and in parts with a tone for the screen */
    headline: z.object({
      text: z.string(),
      parts: z.array(z.object({ text: z.string(), tone: z.enum(['plain', 'good', 'warn', 'bad']) })),
    }),
    units: z.array(unitProgressSchema),
    city: cityProgressSchema,
  })
  .openapi('Progress');
export type ProgressReply = z.infer<typeof progressSchema>;

/** Heat table: one point per unit and reported period. */
export const progressHistorySchema = z
  .object({
    ruleSet: z.string(),
    asOf: asOfSchema,
    periods: z.array(z.string()),
    units: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        isCity: z.boolean(),
        /** same order as `periods`; null = no figure this viewer may see */
        points: z.array(
          z
            .object({
              actualPct: z.number(),
              actualDecimals: z.number(),
              basis: z.enum(['published', 'computed']),
              provisional: z.boolean(),
              lamp: lampSchema,
            })
            .nullable(),
        ),
      }),
    ),
  })
  .openapi('ProgressHistory');
export type ProgressHistoryReply = z.infer<typeof progressHistorySchema>;

const indexPoint = z.object({ year: z.number(), index: z.number() });

/** Course of one unit 2024 → 2027 as an index (2024 = 100), with the landing scenarios of DESIGN §3.6. */
export const trajectorySchema = z
  .object({
    period: z.string(),
    asOf: asOfSchema,
    code: z.string(),
    name: z.string(),
    isCity: z.boolean(),
    /** yearly targets compounded */
    targetPath: z.array(indexPoint),
    /** the plan's −13 % as an index, city only */
    headlineIndex: z.number().nullable(),
    /** closed years and this year's estimate; provisional = this year's year-to-date taken as the full year (推算) */
    actual: z.array(indexPoint.extend({ estimated: z.boolean() })),
    /** indices in 2027; null while the chain has a hole */
    landings: z.object({ keepPace: z.number(), hitTargets: z.number(), required: z.number() }).nullable(),
    /** percent a year still needed; null when met, final or unknown */
    requiredYearlyPct: z.number().nullable(),
    /** required pace ÷ pace so far; null where there was no fall */
    acceleration: z.number().nullable(),
    verdict: z.enum(['required', 'achievedEarly', 'finalMet', 'finalMissed', 'unknown']),
    /** ln(1+C)/ln(1+T) */
    progressShare: z.number().nullable(),
    /** the 还需 sentence, ready for a bulletin */
    sentence: z.string(),
    /** one sentence per landing: keep pace, hit targets, required pace; one in the last year; none while unknown */
    landingSentences: z.array(z.string()),
    /** 完成进度 in a sentence; says why where there is none */
    progressSentence: z.string(),
    /** trend of the last periods without a hole, up to six; null with fewer than three */
    slope: z
      .object({
        /** least squares over the cumulative changes, percentage points a month; > 0 = the fall shrinks */
        pointsPerMonth: z.number(),
        /** what it was computed from, oldest first, percent */
        points: z.array(z.object({ period: z.string(), actualPct: z.number() })),
      })
      .nullable(),
    /** the trend in a sentence; says why where there is none */
    slopeSentence: z.string(),
  })
  .openapi('Trajectory');
export type TrajectoryReply = z.infer<typeof trajectorySchema>;

/**
 * Why a line stands in the list of differences. `first` 首次有数; `revised` 修订; `final` 年报替换快报; `approved` 待审数
 * 审核通过; `released` 公布; `returned` / `withdrawn`: the submitted figures shown were returned or withdrawn;
 * `closedYear`: only the plan lamp moved, because a year before was revised.
 */
export const REVISION_KINDS = [
  'first',
  'revised',
  'final',
  'approved',
  'released',
  'returned',
  'withdrawn',
  'closedYear',
] as const;
export type RevisionKind = (typeof REVISION_KINDS)[number];

/** What stood behind the figures, beside the numbers: 来源、口径、版次. */
export const SCOPE_FIELDS = [
  'source',
  'energyScope',
  'feedstockDeducted',
  'renewablesDeducted',
  'edition',
] as const;

/** A report's figures on one of the two days, as far as the viewer may see them. */
const revisionSideSchema = z.object({
  /** number of the revision (第几版) */
  revision: z.number(),
  edition: z.enum(['flash', 'final']),
  /** submitted, not decided on yet */
  provisional: z.boolean(),
  released: z.boolean(),
  actualPct: z.number().nullable(),
  actualDecimals: z.number(),
  basis: z.enum(['published', 'computed']).nullable(),
  annualLamp: lampSchema,
  planLamp: lampSchema,
});
export type RevisionSide = z.infer<typeof revisionSideSchema>;

export const progressRevisionSchema = z.object({
  unitCode: z.string(),
  unitName: z.string(),
  isCity: z.boolean(),
  period: z.string(),
  label: z.string(),
  /** at least one, the weightiest first */
  kinds: z.array(z.enum(REVISION_KINDS)),
  /** null = the viewer saw no figures on that day */
  before: revisionSideSchema.nullable(),
  after: revisionSideSchema.nullable(),
  /** what differs, as entered; null = no value */
  fields: z.array(
    z.object({
      field: z.enum([...FIGURE_FIELDS, ...SCOPE_FIELDS]),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  /** UTC time of the step that made it so, and who took it; null where the log does not say */
  at: z.string().nullable(),
  by: z.string().nullable(),
});
export type ProgressRevision = z.infer<typeof progressRevisionSchema>;

/** The difference of two days as a list, newest period first. */
export const progressRevisionsSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    ruleSet: z.string(),
    revisions: z.array(progressRevisionSchema),
  })
  .openapi('ProgressRevisions');
export type ProgressRevisionsReply = z.infer<typeof progressRevisionsSchema>;
