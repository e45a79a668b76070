import { z } from '@hono/zod-openapi';
import { lampSchema } from '../http/schemas.ts';
import { PROGRESS_STATUSES } from '../progress/schema.ts';

/** What is yellow among missed targets: see `RuleSet` in server/rules/grading.ts. */
const yellowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shareOfTarget'), sharePct: z.string() }),
  z.object({ kind: z.literal('points'), points: z.string() }),
  z.object({ kind: z.literal('anyFall') }),
]);

/** All that grading needs, with the document: what a browser grades with. */
export const ruleSetSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    document: z.string(),
    documentNumber: z.string(),
    yellow: yellowSchema,
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    /** what is yellow and red, and how far the document carries, in Chinese sentences */
    note: z.string(),
  })
  .openapi('RuleSet');

export const ruleSetEntrySchema = ruleSetSchema
  .extend({
    /** defined by the bureau (本市规则); the others come with the platform */
    own: z.boolean(),
    /** of an own set: made the city's rule (现行), which counts while it is valid */
    inForce: z.boolean(),
    /** its start is past: criteria, start and status stay as they are; it can only be taken out of use */
    begun: z.boolean(),
    /** the bureau's remark as typed; '' for the platform's sets */
    remark: z.string(),
    /** UTC time; null = in use */
    retiredAt: z.string().nullable(),
    /** 0 for the platform's sets */
    version: z.number(),
  })
  .openapi('RuleSetEntry');
export type RuleSetEntry = z.infer<typeof ruleSetEntrySchema>;

export const ruleSetListSchema = z
  .object({
    /** what lamps follow today where none is chosen */
    currentId: z.string(),
    /** the same, by its older name */
    defaultId: z.string(),
    /** own sets first, the current one before the others; those taken out of use last */
    ruleSets: z.array(ruleSetEntrySchema),
  })
  .openapi('RuleSetList');
export type RuleSetListReply = z.infer<typeof ruleSetListSchema>;

const fields = {
  name: z.string().max(100),
  document: z.string().max(300),
  documentNumber: z.string().max(150),
  yellowKind: z.enum(['shareOfTarget', 'points', 'anyFall']),
  /** percent of the target, or percentage points; null for anyFall */
  yellowLimit: z.string().max(20).nullable(),
  validFrom: z.string().max(20),
  validTo: z.string().max(20).nullable(),
  note: z.string().max(1000),
  inForce: z.boolean(),
};
export const newRuleSetSchema = z.strictObject(fields).openapi('NewRuleSet');
export type NewRuleSet = z.infer<typeof newRuleSetSchema>;
export const ruleSetChangeSchema = z
  .strictObject({ version: z.number().int(), ...fields })
  .openapi('RuleSetChange');
export type RuleSetChange = z.infer<typeof ruleSetChangeSchema>;
export const ruleSetRetirementSchema = z
  .strictObject({ version: z.number().int(), reason: z.string().max(1000) })
  .openapi('RuleSetRetirement');
export type RuleSetRetirement = z.infer<typeof ruleSetRetirementSchema>;

/** One lamp with all it rests on. Numbers are exact decimals as text, percent or percentage points. */
const gradeSchema = z.object({
  lamp: lampSchema,
  actualPct: z.string().nullable(),
  targetPct: z.string().nullable(),
  /** actual − target; > 0 = missed */
  gapPoints: z.string().nullable(),
  /** highest change still yellow (二级上限); null where nothing is yellow, or there is no target */
  limit: z.string().nullable(),
  /** to the next better lamp, of a green one to the next worse; null without a lamp */
  margin: z.object({ toLamp: lampSchema, points: z.string(), words: z.string() }).nullable(),
  /** rounding band of the deciding change, both ends */
  band: z.object({ low: z.string(), high: z.string() }).nullable(),
  /** lamps that the band can give, best first */
  lampsInBand: z.array(lampSchema),
  mayFlip: z.boolean(),
});
export type Grade = z.infer<typeof gradeSchema>;

const lampsSchema = z.object({ annual: lampSchema, plan: lampSchema });

export const gradeUnitSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    isCity: z.boolean(),
    status: z.enum(PROGRESS_STATUSES),
    /** submitted, not approved */
    provisional: z.boolean(),
    pendingRevision: z.boolean(),
    /** the figure shown is released (已公布) */
    released: z.boolean(),
    basis: z.enum(['published', 'computed']).nullable(),
    source: z.enum(['statistics', 'enterprises', 'own']).nullable(),
    edition: z.enum(['flash', 'final']).nullable(),
    /** 口径不同: closed years and this period on different scopes */
    scopeMixed: z.boolean(),
    /** decimals of the deciding change as published; 2 for a computed one */
    decimals: z.number().nullable(),
    energyGrowthPct: z.string().nullable(),
    valueAddedGrowthPct: z.string().nullable(),
    annual: gradeSchema,
    plan: gradeSchema,
    /** the year-to-date stands for the whole year in the plan's grade (推算) */
    estimated: z.boolean(),
    /** deciding changes of the closed years chained, oldest first */
    closedYears: z.array(z.object({ year: z.number(), pct: z.string() })),
    /** closed years without a figure this person may see: no plan grade before they are in */
    missingYears: z.array(z.number()),
    /** yearly targets chained */
    yearlyTargets: z.array(z.object({ year: z.number(), pct: z.string() })),
    /** what it would be under each other rule set in use */
    under: z.array(lampsSchema.extend({ ruleSetId: z.string(), name: z.string() })),
  })
  .openapi('GradeUnit');
export type GradeUnit = z.infer<typeof gradeUnitSchema>;

/** What each grade of each unit rests on: numbers, rule, document, margin. */
export const gradesSchema = z
  .object({
    period: z.string(),
    label: z.string(),
    asOf: z.string().nullable(),
    /** 1–2月: for reference only */
    referenceOnly: z.boolean(),
    ruleSet: ruleSetSchema.extend({ own: z.boolean() }),
    /** whether it is the rule set lamps follow where none is chosen */
    isCurrent: z.boolean(),
    /** the city first, then the units in Attachment 2's order */
    units: z.array(gradeUnitSchema),
  })
  .openapi('Grades');
export type GradesReply = z.infer<typeof gradesSchema>;
