import { z } from '@hono/zod-openapi';
import { fieldTexts, figuresInputSchema } from './schema.ts';

/** What the steps in the life of a report are asked with. */

/** `version` is the one the edit was made on; 0 creates the report. */
export const draftSaveSchema = z
  .strictObject({ version: z.number().int(), figures: figuresInputSchema })
  .openapi('DraftSave');
export const approveSchema = z.strictObject({ version: z.number().int() }).openapi('Approve');

/** Ids of server/rules/return-reasons.ts; at least one reason is chosen or written. */
const reasonIds = z.array(z.string().max(64)).max(20).default([]);
export const returnSchema = z
  .strictObject({ version: z.number().int(), reason: z.string().max(1000), reasonIds })
  .openapi('Return');

/** Several reports of one period decided at once: all or none. */
export const bulkDecisionSchema = z
  .strictObject({
    outcome: z.enum(['approved', 'returned']),
    reason: z.string().max(1000).nullable(),
    reasonIds,
    items: z
      .array(z.strictObject({ unitCode: z.string(), version: z.number().int() }))
      .min(1)
      .max(15),
  })
  .openapi('BulkDecision');

/** Takes the fed-back figures as they stand and submits them; note and comments default to those of the draft. */
export const confirmSchema = z
  .strictObject({
    version: z.number().int(),
    /** the table that was on screen; a newer one is 409 `feedback_changed` */
    feedbackId: z.number().int(),
    note: z.string().max(2000).optional(),
    comments: fieldTexts.optional(),
  })
  .openapi('Confirm');

/** 签核, 撤回. */
export const versionSchema = z.strictObject({ version: z.number().int() }).openapi('ReportVersion');
/** 退回修改（签核）, 重新打开: with the reason. */
export const reasonSchema = z
  .strictObject({ version: z.number().int(), reason: z.string().max(1000) })
  .openapi('ReportReason');
export const newMessageSchema = z.strictObject({ text: z.string().max(1000) }).openapi('NewMessage');
