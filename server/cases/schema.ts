import { z } from '@hono/zod-openapi';
import { CASE_STAGES } from '../../db/schema.ts';
import { CASE_STEPS } from '../rules/case-steps.ts';

export const caseStageSchema = z.enum(CASE_STAGES).openapi('CaseStage');
export type CaseStage = z.infer<typeof caseStageSchema>;

/** The steps and who may take them from where stand in server/rules/case-steps.ts, shared with the browser. */
export const caseStepSchema = z.enum(CASE_STEPS).openapi('CaseStep');
export type CaseStep = z.infer<typeof caseStepSchema>;

export const fundingShareSchema = z.strictObject({
  payer: z.enum(['province', 'city', 'district']),
  fen: z.number().int(),
});

/** Row of the case list. Amounts are 分; expectedFen is 预计可得（待审定）, never a right. */
export const caseSummarySchema = z
  .object({
    id: z.number(),
    beneficiaryId: z.number(),
    beneficiaryName: z.string(),
    unitCode: z.string(),
    unitName: z.string(),
    policyId: z.string(),
    awardId: z.string(),
    awardTitle: z.string(),
    clause: z.string(),
    origin: z.enum(['automatic', 'application']),
    stage: caseStageSchema,
    eventDate: z.string(),
    amountKind: z.enum(['fixed', 'ceiling', 'computed']).nullable(),
    expectedFen: z.number().nullable(),
    approvedFen: z.number().nullable(),
    paidFen: z.number(),
    flag: z.string().nullable(),
    createdAt: z.string(),
    /** steps this viewer may take now */
    steps: z.array(caseStepSchema),
    version: z.number(),
  })
  .openapi('CaseSummary');
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const caseListSchema = z
  .object({
    /** the page asked for */
    cases: z.array(caseSummarySchema),
    /** how many fit the filter, and of those how many wait for the viewer or are to be looked into */
    total: z.number(),
    waiting: z.number(),
    flagged: z.number(),
    /** how many the filter leaves but for the group and the words, and how many of them each group has */
    near: z.number(),
    groups: z.object({
      mine: z.number(),
      review: z.number(),
      notice: z.number(),
      approved: z.number(),
      closed: z.number(),
      stopped: z.number(),
    }),
    /** units and documents that some case has */
    units: z.array(z.object({ code: z.string(), name: z.string() })),
    policies: z.array(z.string()),
  })
  .openapi('CaseList');
export type CaseListReply = z.infer<typeof caseListSchema>;

export const caseDetailSchema = caseSummarySchema
  .extend({
    /** null, as the trace and its text, for whoever does not handle cases (leaders): they carry one firm's energy */
    facts: z.record(z.string(), z.unknown()).nullable(),
    /** the kept AwardResult: facts → tier → cap → highest-only → amount, each step with document and clause */
    trace: z.unknown(),
    /** readable Chinese trace of the same */
    traceText: z.string().nullable(),
    rulesVersion: z.string(),
    approvalDocument: z.string().nullable(),
    amountReason: z.string().nullable(),
    funding: z.array(fundingShareSchema).nullable(),
    noticeFrom: z.string().nullable(),
    noticeTo: z.string().nullable(),
    handledBy: z.string().nullable(),
    certificateId: z.number().nullable(),
    /** the retrofit project it was opened from; null where none, or the viewer sees no projects */
    projectId: z.number().nullable(),
    /** 分 still due after what is approved for the same matter; null once approved, cancelled, or without an amount */
    dueFen: z.number().nullable(),
    /** other live cases of the beneficiary for the same matter: only the highest award counts */
    sameMatter: z.array(caseSummarySchema),
    events: z.array(
      z.object({
        id: z.number(),
        step: z.string(),
        fromStage: z.string().nullable(),
        toStage: z.string(),
        at: z.string(),
        by: z.string().nullable(),
        note: z.string().nullable(),
        data: z.unknown(),
      }),
    ),
    payments: z.array(
      z.object({
        id: z.number(),
        paidOn: z.string(),
        amountFen: z.number(),
        voucher: z.string(),
        recordedBy: z.string(),
      }),
    ),
    /** empty, as the notes and data of the events, for whoever does not handle cases */
    files: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        mediaType: z.string(),
        sizeBytes: z.number(),
        uploadedBy: z.string(),
        uploadedAt: z.string(),
      }),
    ),
  })
  .openapi('CaseDetail');
export type CaseDetail = z.infer<typeof caseDetailSchema>;

/** An application (申报) the county enters for a beneficiary of its treasury; facts as the rules module names them. */
export const applicationSchema = z
  .strictObject({
    beneficiaryId: z.number().int(),
    awardId: z.string().max(60),
    facts: z.record(z.string(), z.unknown()),
  })
  .openapi('Application');
export type Application = z.infer<typeof applicationSchema>;

/** One step; which of the optional fields a step needs is checked by the server with a message at the field. */
export const stepInputSchema = z
  .strictObject({
    version: z.number().int(),
    step: caseStepSchema,
    note: z.string().max(1000).nullable().optional(),
    /** resubmit of an application: the facts as corrected, all of them; absent leaves them as they are */
    facts: z.record(z.string(), z.unknown()).optional(),
    /** approve */
    amountFen: z.number().int().optional(),
    amountReason: z.string().max(500).nullable().optional(),
    approvalDocument: z.string().max(100).optional(),
    funding: z.array(fundingShareSchema).max(3).optional(),
    /** publishNotice */
    noticeFrom: z.string().optional(),
    noticeTo: z.string().optional(),
    /** pay */
    paidOn: z.string().optional(),
    voucher: z.string().max(60).optional(),
  })
  .openapi('CaseStepInput');
export type StepInput = z.infer<typeof stepInputSchema>;
