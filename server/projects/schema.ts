import { z } from '@hono/zod-openapi';
import { unitParam } from '../http/schemas.ts';
import { PROJECT_KINDS } from '../rules/project-kinds.ts';
import { PROJECT_STAGES } from '../rules/project-stages.ts';
import { ENERGY_LEVELS, PROJECT_STEPS } from '../rules/project-steps.ts';

export const projectStageSchema = z.enum(PROJECT_STAGES).openapi('ProjectStage');
export const projectKindSchema = z.enum(PROJECT_KINDS).openapi('ProjectKind');
/** The steps, who may take them and what they need stand in server/rules/project-steps.ts, shared with the browser. */
export const projectStepSchema = z.enum(PROJECT_STEPS).openapi('ProjectStep');

/** Row of the project library (项目库). Money is 分, energy 吨标准煤 as decimal text. */
export const projectRowSchema = z
  .object({
    id: z.number(),
    firmId: z.number(),
    firmName: z.string(),
    unitCode: z.string(),
    unitName: z.string(),
    name: z.string(),
    kinds: z.array(projectKindSchema),
    stage: projectStageSchema,
    stoppedOn: z.string().nullable(),
    /** day the present stage was reached, and days since then */
    stageSince: z.string(),
    days: z.number(),
    /** longer in its stage than the platform's own reminder limit; never of a stopped one */
    stalled: z.object({ days: z.number(), limit: z.number(), words: z.string() }).nullable(),
    /** under works though the planned last day is past */
    overdue: z.boolean(),
    investmentFen: z.number().nullable(),
    loanFen: z.number().nullable(),
    expectedSavingTce: z.string().nullable(),
    acceptedSavingTce: z.string().nullable(),
    plannedFrom: z.string().nullable(),
    plannedTo: z.string().nullable(),
    providerId: z.number().nullable(),
    providerName: z.string().nullable(),
    /** 责任人 as last stated */
    person: z.string().nullable(),
    version: z.number(),
  })
  .openapi('ProjectRow');
export type ProjectRow = z.infer<typeof projectRowSchema>;

/** Which projects, and in which order; a stage leaves out those given up in it. */
export const projectListQuerySchema = z.object({
  unit: unitParam.optional(),
  stage: z.enum([...PROJECT_STAGES, 'stalled', 'stopped']).optional(),
  kind: projectKindSchema.optional(),
  firm: z.coerce.number().int().positive().optional(),
  /** part of the project's, the firm's or the provider's name */
  q: z.string().max(100).optional(),
  sort: z.enum(['unit', 'firm', 'stage', 'days', 'investment', 'saving']).default('unit'),
  descending: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
export type ProjectListQuery = z.infer<typeof projectListQuerySchema>;

/** Counts over projects; those given up only in `projects`. */
export const projectSumsSchema = z
  .object({
    projects: z.number(),
    live: z.number(),
    retrofitting: z.number(),
    accepted: z.number(),
    /** 吨标准煤 a year of what is accepted; null where none is stated */
    acceptedSavingTce: z.string().nullable(),
    /** past the platform's own reminder limit, and of those past the planned last day of works */
    stalled: z.number(),
    overdue: z.number(),
  })
  .openapi('ProjectSums');
export type ProjectSums = z.infer<typeof projectSumsSchema>;

/** A stage of the board: what is in it, and those longest in it. */
const projectColumnSchema = z.object({
  stage: projectStageSchema,
  live: z.number(),
  stopped: z.number(),
  investmentFen: z.number().nullable(),
  savingTce: z.string().nullable(),
  stalled: z.number(),
  projects: z.array(projectRowSchema),
});
export type ProjectColumn = z.infer<typeof projectColumnSchema>;

const projectTileSchema = z.object({
  unitCode: z.string(),
  /** not given up */
  total: z.number(),
  /** 意愿, 诊断, 方案 */
  before: z.number(),
  retrofitting: z.number(),
  accepted: z.number(),
  savingTce: z.string().nullable(),
  stalled: z.number(),
});
export type ProjectTile = z.infer<typeof projectTileSchema>;

export const projectListSchema = z
  .object({
    today: z.string(),
    /** the page asked for */
    projects: z.array(projectRowSchema),
    /** how many fit the filter */
    total: z.number(),
    /** of all the viewer may see, and of what fits the filter */
    all: projectSumsSchema,
    shown: projectSumsSchema,
    columns: z.array(projectColumnSchema),
    /** units with projects that fit all of the filter but the unit */
    tiles: z.array(projectTileSchema),
    /** units and kinds that some project of the viewer has */
    units: z.array(z.string()),
    kinds: z.array(projectKindSchema),
    /** of the firm asked for */
    firmName: z.string().nullable(),
  })
  .openapi('ProjectList');
export type ProjectListReply = z.infer<typeof projectListSchema>;

/** What one award comes to for the project: expected (预计可得), never a right. */
export const projectAwardSchema = z
  .object({
    awardId: z.string(),
    title: z.string(),
    clause: z.string(),
    document: z.string(),
    policyId: z.string(),
    /** the firm, or of 措施一 the provider */
    beneficiaryId: z.number(),
    beneficiaryName: z.string(),
    outcome: z.enum(['eligible', 'notEligible', 'missingFacts', 'notInForce', 'discretionary']),
    /** how it is reached, why not, or what is missing */
    words: z.string(),
    amountFen: z.number().nullable(),
    kind: z.enum(['ceiling', 'fixed', 'computed']).nullable(),
    /** counts after 就高不重复 */
    highest: z.boolean(),
    /** a live case claims it already, whoever may see that */
    claimed: z.boolean(),
    /** that case, where it was opened from the project and this viewer may see it */
    caseId: z.number().nullable(),
    mayOpen: z.boolean(),
    /** why this viewer cannot open the case now */
    mayNotOpen: z.string().nullable(),
  })
  .openapi('ProjectAward');
export type ProjectAward = z.infer<typeof projectAwardSchema>;

export const projectFileSchema = z.object({
  id: z.number(),
  stage: projectStageSchema,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
});

export const projectDetailSchema = projectRowSchema
  .extend({
    firm: z.object({
      id: z.number(),
      name: z.string(),
      creditCode: z.string().nullable(),
      industry: z.string().nullable(),
      treasuryUnit: z.string(),
      treasuryUnitName: z.string(),
      /** newest declared energy (年综合能源消费量), 吨标准煤 */
      tce: z.string().nullable(),
      tceYear: z.number().nullable(),
    }),
    content: z.string(),
    product: z.string().nullable(),
    energyUnit: z.string().nullable(),
    unitEnergyBefore: z.string().nullable(),
    unitEnergyAfter: z.string().nullable(),
    energyLevel: z.enum(ENERGY_LEVELS).nullable(),
    acceptanceFiled: z.boolean().nullable(),
    ndrcDiagnosed: z.boolean().nullable(),
    willingOn: z.string().nullable(),
    diagnosedOn: z.string().nullable(),
    schemeOn: z.string().nullable(),
    startedOn: z.string().nullable(),
    acceptedOn: z.string().nullable(),
    awardedOn: z.string().nullable(),
    evaluatedOn: z.string().nullable(),
    /** 单位产品综合能耗较改造前提升幅度, percent, as the rules module computes it; null while one is missing */
    improvementPct: z.string().nullable(),
    stages: z.array(
      z.object({
        stage: projectStageSchema,
        /** null: not reached, or skipped */
        on: z.string().nullable(),
        /** days it stayed there, up to today for the present stage */
        days: z.number().nullable(),
        person: z.string().nullable(),
        /** number of files */
        files: z.number(),
      }),
    ),
    events: z.array(
      z.object({
        id: z.number(),
        /** a step, or create, edit, file, openCase, award */
        step: z.string(),
        label: z.string(),
        fromStage: projectStageSchema.nullable(),
        toStage: projectStageSchema,
        /** business date */
        on: z.string(),
        person: z.string().nullable(),
        note: z.string().nullable(),
        data: z.record(z.string(), z.unknown()).nullable(),
        /** UTC time it was recorded, and by whom */
        at: z.string(),
        by: z.string(),
      }),
    ),
    files: z.array(projectFileSchema),
    /** steps this viewer may take now */
    steps: z.array(projectStepSchema),
    mayEdit: z.boolean(),
    awards: z.array(projectAwardSchema),
    /** cases opened from the project, cancelled ones too */
    cases: z.array(
      z.object({
        id: z.number(),
        awardId: z.string(),
        awardTitle: z.string(),
        clause: z.string(),
        beneficiaryName: z.string(),
        /** whether this viewer may see the case itself: 措施一 may be paid by another county */
        mayRead: z.boolean(),
        /** CaseStage of server/rules/case-steps.ts */
        stage: z.string(),
        expectedFen: z.number().nullable(),
        approvedFen: z.number().nullable(),
        paidFen: z.number(),
      }),
    ),
  })
  .openapi('ProjectDetail');
export type ProjectDetail = z.infer<typeof projectDetailSchema>;

const text = (most: number) => z.string().max(most).nullable();

/** Longest texts of a project, characters; the import says them by name. */
export const PROJECT_TEXT_LIMITS = {
  name: 100,
  content: 2000,
  person: 60,
  product: 60,
  energyUnit: 40,
} as const;

const inputShape = {
  firmId: z.number().int(),
  name: z.string().max(PROJECT_TEXT_LIMITS.name),
  kinds: z.array(projectKindSchema).max(PROJECT_KINDS.length),
  content: z.string().max(PROJECT_TEXT_LIMITS.content),
  /** day the firm said it is willing */
  willingOn: z.string().max(20),
  /** 责任人 */
  person: text(PROJECT_TEXT_LIMITS.person),
  note: text(2000),
  investmentFen: z.number().int().nullable(),
  loanFen: z.number().int().nullable(),
  product: text(PROJECT_TEXT_LIMITS.product),
  energyUnit: text(PROJECT_TEXT_LIMITS.energyUnit),
  unitEnergyBefore: text(30),
  expectedSavingTce: text(30),
  plannedFrom: text(20),
  plannedTo: text(20),
  providerId: z.number().int().nullable(),
};

export const projectInputSchema = z.strictObject(inputShape).openapi('ProjectInput');
export type ProjectInput = z.infer<typeof projectInputSchema>;

export const projectChangeSchema = z
  .strictObject({ version: z.number().int(), ...inputShape })
  .openapi('ProjectChange');
export type ProjectChange = z.infer<typeof projectChangeSchema>;

/** One step; which figures it needs stands in server/rules/project-steps.ts, with a message at the field. */
export const projectStepInputSchema = z
  .strictObject({
    version: z.number().int(),
    step: projectStepSchema,
    /** business date of the step */
    on: z.string().max(20),
    person: text(60).optional(),
    note: text(2000).optional(),
    providerId: z.number().int().nullable().optional(),
    ndrcDiagnosed: z.boolean().nullable().optional(),
    expectedSavingTce: text(30).optional(),
    investmentFen: z.number().int().nullable().optional(),
    loanFen: z.number().int().nullable().optional(),
    plannedFrom: text(20).optional(),
    plannedTo: text(20).optional(),
    product: text(60).optional(),
    energyUnit: text(40).optional(),
    unitEnergyBefore: text(30).optional(),
    unitEnergyAfter: text(30).optional(),
    energyLevel: z.enum(ENERGY_LEVELS).nullable().optional(),
    acceptedSavingTce: text(30).optional(),
    acceptanceFiled: z.boolean().nullable().optional(),
  })
  .openapi('ProjectStepInput');
export type ProjectStepInput = z.infer<typeof projectStepInputSchema>;

export const projectCaseInputSchema = z
  .strictObject({ version: z.number().int(), awardId: z.string().max(60) })
  .openapi('ProjectCaseInput');
export type ProjectCaseInput = z.infer<typeof projectCaseInputSchema>;
