import { z } from '@hono/zod-openapi';

/** A firm, park, service provider or platform that may receive an award. */
export const beneficiarySchema = z
  .object({
    id: z.number(),
    kind: z.enum(['enterprise', 'park', 'serviceProvider', 'platform']),
    name: z.string(),
    creditCode: z.string().nullable(),
    industry: z.string().nullable(),
    registeredUnit: z.string(),
    statisticsUnit: z.string(),
    treasuryUnit: z.string(),
    treasuryUnitName: z.string(),
    /** 吨标准煤, as declared */
    annualTce: z.string().nullable(),
    tceYear: z.number().nullable(),
    tceSource: z.enum(['declaration', 'acceptance']).nullable(),
    version: z.number(),
  })
  .openapi('Beneficiary');
export type Beneficiary = z.infer<typeof beneficiarySchema>;
export const beneficiaryListSchema = z
  .object({ beneficiaries: z.array(beneficiarySchema), total: z.number() })
  .openapi('BeneficiaryList');
export type BeneficiaryListReply = z.infer<typeof beneficiaryListSchema>;

export const beneficiaryInputSchema = z
  .strictObject({
    /** 0 for a new one */
    version: z.number().int(),
    kind: z.enum(['enterprise', 'park', 'serviceProvider', 'platform']),
    name: z.string().max(100),
    creditCode: z.string().max(30).nullable(),
    industry: z.string().max(60).nullable(),
    registeredUnit: z.string(),
    statisticsUnit: z.string(),
    treasuryUnit: z.string(),
    annualTce: z.string().max(20).nullable(),
    tceYear: z.number().int().nullable(),
    tceSource: z.enum(['declaration', 'acceptance']).nullable(),
  })
  .openapi('BeneficiaryInput');
export type BeneficiaryInput = z.infer<typeof beneficiaryInputSchema>;
