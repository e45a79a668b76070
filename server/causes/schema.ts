import { z } from '@hono/zod-openapi';
import { lampSchema } from '../http/schemas.ts';
import { WEIGHT_BASES, WEIGHT_MEASURES } from '../rules/value-added.ts';

const unitRef = z.object({ code: z.string(), name: z.string() });

/** The weights of a period as entered; 14 rows in the order of Attachment 2, blanks among them. */
export const weightsSchema = z
  .object({
    period: z.string(),
    label: z.string(),
    /** 0 = nothing was entered yet; the next save names this version */
    version: z.number(),
    basis: z.enum(WEIGHT_BASES).nullable(),
    measure: z.enum(WEIGHT_MEASURES).nullable(),
    source: z.string().nullable(),
    /** UTC */
    enteredAt: z.string().nullable(),
    enteredBy: z.string().nullable(),
    rows: z.array(
      z.object({
        unitCode: z.string(),
        name: z.string(),
        /** as entered; null = none */
        value: z.string().nullable(),
        /** share of the 14 units' sum, percent; null while any unit is missing */
        sharePct: z.number().nullable(),
      }),
    ),
    /** what the rows entered add up to, in their unit; null where there is none */
    total: z.number().nullable(),
    /** units without a weight */
    missing: z.array(unitRef),
    /** other periods with weights, newest first: what a form can start from */
    others: z.array(z.object({ period: z.string(), label: z.string() })),
  })
  .openapi('ValueAddedWeights');
export type WeightsReply = z.infer<typeof weightsSchema>;

/**
 * The whole table of a period. Values as typed (full-width digits and separators are read); null or a unit left out =
 * none. Field errors stand at `source`, `rows` and `rows.<unitCode>`.
 */
export const weightsInputSchema = z
  .strictObject({
    version: z.number().int(),
    basis: z.enum(WEIGHT_BASES),
    measure: z.enum(WEIGHT_MEASURES),
    source: z.string().max(200),
    rows: z
      .array(z.strictObject({ unitCode: z.string().max(10), value: z.string().max(30).nullable() }))
      .max(30),
  })
  .openapi('ValueAddedWeightsInput');
export type WeightsInput = z.infer<typeof weightsInputSchema>;

/** One unit as far as it is known; always 14 of them. */
const causeUnitSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** as reported, null where this viewer may see none */
  energyWanTce: z.number().nullable(),
  energyGrowthPct: z.number().nullable(),
  valueAddedGrowthPct: z.number().nullable(),
  /** the deciding change of intensity (反馈数, else 测算), percent */
  intensityPct: z.number().nullable(),
  /** submitted, not approved */
  provisional: z.boolean(),
  annualLamp: lampSchema,
  /** share of value added in the same period last year, percent; null while weights are incomplete */
  baseSharePct: z.number().nullable(),
  hasFigures: z.boolean(),
  hasWeight: z.boolean(),
});
export type CauseUnit = z.infer<typeof causeUnitSchema>;

/** Changes in percent: energy, value added at constant prices, intensity. */
const changesSchema = z.object({
  energyGrowthPct: z.number(),
  valueAddedGrowthPct: z.number(),
  intensityPct: z.number(),
});

/**
 * A unit's share in the change of the roll-up, percentage points: below 0 it pulled the city down. All `points` add up
 * to the roll-up's change exactly.
 */
const contributionSchema = unitRef.extend({
  /** change of the unit's intensity from its e and g, percent */
  intensityPct: z.number(),
  /** share of value added this year, percent */
  sharePct: z.number(),
  /** share of energy last year, percent */
  energySharePct: z.number(),
  points: z.number(),
});
export type Contribution = z.infer<typeof contributionSchema>;

const effectsSchema = z.object({
  /** units became more or less intensive (强度效应) */
  intensity: z.number(),
  /** value added moved between units (结构效应) */
  structure: z.number(),
  /** additive: the sum, percentage points; multiplicative: the product, a factor */
  total: z.number(),
  byUnit: z.array(unitRef.extend({ intensity: z.number(), structure: z.number() })),
});
export type Effects = z.infer<typeof effectsSchema>;

/** `needed`: see units; `met`: nothing further is needed; `noRed`: no unit is red; `impossible`: not by them alone. */
export const REVERSE_OUTCOMES = ['needed', 'met', 'noRed', 'impossible'] as const;

const reverseCaseSchema = z.object({
  /** what is to meet the target: the roll-up itself, or the city's own figure with the rest (其余) unchanged */
  aim: z.enum(['rollUp', 'cityFigure']),
  /** the roll-up that takes, percent */
  aimPct: z.number(),
  outcome: z.enum(REVERSE_OUTCOMES),
  /** all red units' intensity × this; null unless `needed` */
  factor: z.number().nullable(),
  /** energy the red units would use less at the same value added, 万吨标准煤; null unless `needed` */
  savingWanTce: z.number().nullable(),
  /** the red units; neededPct = change against last year they would have to reach */
  units: z.array(unitRef.extend({ nowPct: z.number(), neededPct: z.number().nullable() })),
  sentence: z.string(),
});
export type ReverseCase = z.infer<typeof reverseCaseSchema>;

/** What moved the city's intensity in one period (原因分析). */
export const causesSchema = z
  .object({
    period: z.string(),
    label: z.string(),
    /** under which the lamps, and so the red units, stand */
    ruleSet: z.string(),
    asOf: z.string().nullable(),
    /** 1–2月: for reference only */
    referenceOnly: z.boolean(),
    weights: z
      .object({
        basis: z.enum(WEIGHT_BASES),
        measure: z.enum(WEIGHT_MEASURES),
        source: z.string(),
        /** 估算: a proxy stands for value added */
        estimated: z.boolean(),
        enteredAt: z.string(),
        enteredBy: z.string(),
      })
      .nullable(),
    units: z.array(causeUnitSchema),
    /** what has to be entered before the city can be computed; `sentence` null = nothing */
    missing: z.object({
      weights: z.array(unitRef),
      figures: z.array(unitRef),
      sentence: z.string().nullable(),
    }),
    /** of all 14 units, never of some; null while anything is missing */
    rollUp: changesSchema.nullable(),
    /** the city's own figure; null where there is none for this viewer */
    city: z
      .object({
        intensityPct: z.number(),
        energyGrowthPct: z.number().nullable(),
        valueAddedGrowthPct: z.number().nullable(),
        /** decimals to show: as written in the feedback or the report, 2 for a computed intensity */
        decimals: z.object({
          intensityPct: z.number(),
          energyGrowthPct: z.number(),
          valueAddedGrowthPct: z.number(),
        }),
        provisional: z.boolean(),
      })
      .nullable(),
    targetPct: z.number().nullable(),
    /** city − roll-up, percentage points */
    restPct: z.number().nullable(),
    /** in the order of Attachment 2 */
    contributions: z.array(contributionSchema).nullable(),
    lmdi: z.object({ additive: effectsSchema, multiplicative: effectsSchema }).nullable(),
    reverse: z.object({ targetPct: z.number(), cases: z.array(reverseCaseSchema) }).nullable(),
    /** without weights but with all figures: the roll-up at equal growth of value added */
    fallback: z.object({ intensityPct: z.number(), assumption: z.string() }).nullable(),
    /** units whose figures wait for approval */
    provisional: z.array(unitRef),
    /** the findings in official Chinese, each whole by itself */
    sentences: z.object({
      /** title of the contributions: what moved the city */
      contributions: z.string().nullable(),
      /** title of the decomposition */
      lmdi: z.string().nullable(),
      /** the rest against the city's own figure */
      rest: z.string().nullable(),
      /** what figures are not approved; null = none */
      provisional: z.string().nullable(),
    }),
  })
  .openapi('Causes');
export type CausesReply = z.infer<typeof causesSchema>;
