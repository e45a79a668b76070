import { z } from '@hono/zod-openapi';
import { PROJECT_STAGES } from '../../rules/project-stages.ts';

const stageSchema = z.enum(PROJECT_STAGES);
/** few: under three firms stand behind it; guard: kept back so that another unit's cannot be worked out. */
const withheldSchema = z.enum(['few', 'guard']).nullable();

/** Coverage in firms for everybody; in energy as far as the viewer may know it (server/rules/coverage.ts). */
const coverageSumsSchema = z.object({
  listed: z.number(),
  covered: z.number(),
  retrofitting: z.number(),
  uncovered: z.number(),
  undeclared: z.number(),
  /** percent of firms, one decimal; null where none is listed */
  pct: z.string().nullable(),
  /** 吨标准煤; null where withheld */
  listedTce: z.string().nullable(),
  coveredTce: z.string().nullable(),
  /** percent of energy, one decimal; null where none is listed, or withheld */
  tcePct: z.string().nullable(),
});

/** Distance to the year's intensity target as energy (server/rules/saving-gap.ts). */
const gapSchema = z.object({
  state: z.enum(['gap', 'none', 'missing']),
  /** 吨标准煤 to one decimal; null but for `gap` */
  tce: z.string().nullable(),
  /** the newest period of the year this viewer may see figures of, 1–2月 left out */
  period: z.string().nullable(),
  /** deciding change and target, percent as written */
  changePct: z.string().nullable(),
  targetPct: z.string().nullable(),
  /** year-to-date energy, 万吨标准煤, as reported */
  energyWanTce: z.string().nullable(),
  /** rests on figures not released (未公布·内部) */
  internal: z.boolean(),
  words: z.string(),
});

/** Sums of the projects of one unit, or of all. Never a firm's name. */
export const projectSumsSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    /** projects not given up, by present stage */
    stages: z.record(stageSchema, z.number()),
    /** projects not given up */
    projects: z.number(),
    /** given up (终止), whenever */
    stopped: z.number(),
    /** longer in their stage than the platform's reminder limit */
    stalled: z.number(),
    /** works began, and accepted, in the year */
    started: z.number(),
    accepted: z.number(),
    /** yearly savings of the projects accepted in the year, 吨标准煤; null where none is stated, or withheld */
    acceptedSavingTce: z.string().nullable(),
    /** accepted in the year without a stated saving */
    acceptedWithoutSaving: z.number(),
    /** investment of the projects not given up, 分; null where none is stated, or withheld */
    investmentFen: z.number().nullable(),
    withheld: z.object({ saving: withheldSchema, investment: withheldSchema, energy: withheldSchema }),
    coverage: coverageSumsSchema,
    gap: gapSchema,
    /** accepted savings as a share of the gap, percent, one decimal; null where either is missing */
    sharePct: z.string().nullable(),
    /** one sentence on savings beside the gap */
    sentence: z.string(),
  })
  .openapi('ProjectSums');
export type ProjectSums = z.infer<typeof projectSumsSchema>;

export const projectSummarySchema = z
  .object({
    today: z.string(),
    year: z.number(),
    /** years one may choose, newest first */
    years: z.array(z.number()),
    /** rests on figures not released (未公布·内部) */
    internal: z.boolean(),
    /** units this viewer may see the sums of, in the order of Attachment 2; narrowed by `unit` */
    units: z.array(projectSumsSchema),
    /** all units together, with 全市's own gap; null for who may not see all of them, and where one unit was asked for */
    city: projectSumsSchema.nullable(),
    /** over the projects of `units` */
    funnel: z.array(z.object({ stage: stageSchema, inYear: z.number(), ever: z.number() })),
    stageDays: z.array(
      z.object({ stage: stageSchema, medianDays: z.number().nullable(), projects: z.number() }),
    ),
  })
  .openapi('ProjectSummary');
export type ProjectSummaryReply = z.infer<typeof projectSummarySchema>;
