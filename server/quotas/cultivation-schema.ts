import { z } from '@hono/zod-openapi';
import { CULTIVATION_STAGES } from '../../db/schema.ts';
import { citationSchema } from '../http/schemas.ts';
import { certificateColumnSchema } from './schema.ts';

export const candidateSchema = z
  .object({
    id: z.number(),
    name: z.string(),
    creditCode: z.string().nullable(),
    column: certificateColumnSchema,
    unitCode: z.string().nullable(),
    unitName: z.string().nullable(),
    /** clause of the plan that names it; null for one entered by the bureau */
    clause: z.string().nullable(),
    /** null for those who see only what the plan prints */
    stage: z.enum(CULTIVATION_STAGES).nullable(),
    note: z.string().nullable(),
    updatedAt: z.string().nullable(),
    /** the certificate it has become */
    certificate: z
      .object({ id: z.number(), holder: z.string(), listYear: z.number(), removedOn: z.string().nullable() })
      .nullable(),
    version: z.number(),
  })
  .openapi('Candidate');
export type Candidate = z.infer<typeof candidateSchema>;

export const candidateListSchema = z
  .object({ candidates: z.array(candidateSchema), citation: citationSchema })
  .openapi('CandidateList');
export type CandidateListReply = z.infer<typeof candidateListSchema>;

const candidate = {
  name: z.string().max(100),
  creditCode: z.string().max(40).nullable(),
  column: certificateColumnSchema,
  unitCode: z.string().nullable(),
  note: z.string().max(300),
};

export const newCandidateSchema = z.strictObject(candidate).openapi('NewCandidate');
export type NewCandidate = z.infer<typeof newCandidateSchema>;

export const candidateChangeSchema = z
  .strictObject({
    ...candidate,
    version: z.number().int(),
    stage: z.enum(CULTIVATION_STAGES),
    /** the certificate it has become; asked for with stage 'conferred' and none other */
    certificateId: z.number().int().nullable(),
  })
  .openapi('CandidateChange');
export type CandidateChange = z.infer<typeof candidateChangeSchema>;
