import { z } from '@hono/zod-openapi';
import { NEED_KINDS, NEED_STAGES, NEED_STEPS, NEED_VIEWS } from '../rules/need-steps.ts';
import { PROJECT_KINDS } from '../rules/project-kinds.ts';
import { PROJECT_STAGES } from '../rules/project-stages.ts';

const kindSchema = z.enum(NEED_KINDS).openapi('NeedKind');
const stepSchema = z.enum(NEED_STEPS).openapi('NeedStep');

/** Row of the list of needs (需求). */
export const needRowSchema = z
  .object({
    id: z.number(),
    firmId: z.number(),
    firmName: z.string(),
    unitCode: z.string(),
    unitName: z.string(),
    kind: kindSchema,
    title: z.string(),
    budgetFen: z.number().nullable(),
    publishedOn: z.string(),
    answerBy: z.string(),
    /** days until the last day for answers, 0 on that day; < 0 after it */
    daysLeft: z.number(),
    stage: z.enum(NEED_STAGES).openapi('NeedStage'),
    /** number of answers (应答) */
    offers: z.number(),
    /** the provider chosen (对接) */
    providerName: z.string().nullable(),
    project: z.object({ id: z.number(), name: z.string(), stage: z.enum(PROJECT_STAGES) }).nullable(),
    version: z.number(),
  })
  .openapi('NeedRow');
export type NeedRow = z.infer<typeof needRowSchema>;

export const needFilterSchema = z.object({
  unit: z.string().max(10).optional(),
  kind: kindSchema.optional(),
  /** what it waits for (NEED_VIEWS of server/rules/need-steps.ts) */
  stage: z.enum(NEED_VIEWS).optional(),
});
export type NeedFilter = z.infer<typeof needFilterSchema>;

export const needListSchema = z
  .object({
    today: z.string(),
    /** open ones first, by their last day; then the others, newest first */
    needs: z.array(needRowSchema),
  })
  .openapi('NeedList');
export type NeedListReply = z.infer<typeof needListSchema>;

export const needOfferSchema = z
  .object({
    id: z.number(),
    providerId: z.number(),
    providerName: z.string(),
    /** on the list of the open selection (公开遴选), not left */
    selected: z.boolean(),
    on: z.string(),
    content: z.string(),
    priceFen: z.number().nullable(),
    recordedBy: z.string(),
    /** UTC time */
    recordedAt: z.string(),
    chosen: z.boolean(),
  })
  .openapi('NeedOffer');
export type NeedOffer = z.infer<typeof needOfferSchema>;

export const needDetailSchema = needRowSchema
  .extend({
    content: z.string(),
    closedReason: z.string().nullable(),
    createdBy: z.string(),
    /** UTC time */
    createdAt: z.string(),
    /** answers side by side, in the order of their days */
    answers: z.array(needOfferSchema),
    /** steps this viewer may take now */
    steps: z.array(stepSchema),
    mayEdit: z.boolean(),
    mayRecordOffer: z.boolean(),
    /** the firm's projects that no other need became: what it may be linked to */
    linkable: z.array(z.object({ id: z.number(), name: z.string() })),
  })
  .openapi('NeedDetail');
export type NeedDetail = z.infer<typeof needDetailSchema>;

const facts = {
  kind: kindSchema,
  title: z.string().max(100),
  content: z.string().max(2000),
  budgetFen: z.number().int().min(0).max(1e14).nullable(),
  answerBy: z.string().max(20),
};

export const newNeedSchema = z
  .strictObject({ firmId: z.number().int().positive(), ...facts })
  .openapi('NewNeed');
export type NewNeed = z.infer<typeof newNeedSchema>;

export const needChangeSchema = z.strictObject({ version: z.number().int(), ...facts }).openapi('NeedChange');
export type NeedChange = z.infer<typeof needChangeSchema>;

export const newOfferSchema = z
  .strictObject({
    providerId: z.number().int().positive(),
    on: z.string().max(20),
    content: z.string().max(2000),
    priceFen: z.number().int().min(0).max(1e14).nullable(),
  })
  .openapi('NewOffer');
export type NewOffer = z.infer<typeof newOfferSchema>;

/** One step; what each needs is checked by the server with a message at the field. */
export const needStepInputSchema = z
  .strictObject({
    version: z.number().int(),
    step: stepSchema,
    /** match */
    offerId: z.number().int().positive().optional(),
    /** close */
    reason: z.string().max(500).optional(),
    /** reopen: the new last day for answers; may be left out while the old one has not passed */
    answerBy: z.string().max(20).optional(),
    /** makeProject: an existing project of the firm, or name and kinds of a new one */
    projectId: z.number().int().positive().optional(),
    name: z.string().max(100).optional(),
    kinds: z.array(z.enum(PROJECT_KINDS)).max(PROJECT_KINDS.length).optional(),
  })
  .openapi('NeedStepInput');
export type NeedStepInput = z.infer<typeof needStepInputSchema>;
