import { z } from '@hono/zod-openapi';

/** `POST /rules/evaluate`: facts as the vocabulary names them; unknown names are refused. */
export const evaluateInputSchema = z
  .strictObject({
    facts: z.record(z.string(), z.unknown()),
    /** day of assessment, `YYYY-MM-DD` */
    date: z.string(),
    /** evaluate expired, draft and other places' documents as if they applied, clearly marked */
    asIf: z.boolean().optional(),
  })
  .openapi('EvaluateInput');
export type EvaluateInput = z.infer<typeof evaluateInputSchema>;

/**
 * The results are the rules module's own types (AwardResult, Resolved in server/rules/subsidies/); the browser
 * computes the same itself, so their shape is declared loosely here and typed there.
 */
export const evaluationSchema = z
  .object({ awards: z.array(z.looseObject({})), resolved: z.looseObject({}) })
  .openapi('Evaluation');

export const factListSchema = z
  .array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      unit: z.string().nullable(),
      values: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
      usedBy: z.array(z.string()),
    }),
  )
  .openapi('FactList');

/** A figure of the provincial plan with what the bureau entered for it. */
export const policyListSchema = z
  .object({
    policies: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        shortTitle: z.string(),
        issuer: z.string(),
        level: z.string(),
        status: z.enum(['inForce', 'notYet', 'expired', 'draft']),
        statusWords: z.string(),
        validFrom: z.string().nullable(),
        validTo: z.string().nullable(),
        clauses: z.array(
          z.object({
            id: z.string(),
            number: z.string(),
            section: z.string(),
            cite: z.string(),
            kind: z.enum(['monetary', 'inKind', 'organisational', 'target']),
            paraphrase: z.string(),
            departments: z.array(z.string()),
            awards: z.array(z.string()),
          }),
        ),
      }),
    ),
  })
  .openapi('PolicyList');
export type PolicyListReply = z.infer<typeof policyListSchema>;
