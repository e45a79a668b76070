import { z } from '@hono/zod-openapi';

/** Money of one cell, 分. expected counts live cases not yet approved. */
const money = {
  cases: z.number(),
  expectedFen: z.number(),
  approvedFen: z.number(),
  paidFen: z.number(),
};

/** A fund (资金): the budget of one policy and year against what it has to carry. */
export const fundSchema = z
  .object({
    policyId: z.string(),
    title: z.string(),
    year: z.number(),
    /** selective 择优兑现 (warned), capped 总额控制 (refused), prorated 按比例折算 */
    rule: z.enum(['selective', 'capped', 'prorated']),
    /** null = not entered */
    budgetFen: z.number().nullable(),
    budgetVersion: z.number(),
    approvedFen: z.number(),
    paidFen: z.number(),
    expectedFen: z.number(),
    /** budget − approved; null without a budget */
    leftFen: z.number().nullable(),
  })
  .openapi('Fund');
export type Fund = z.infer<typeof fundSchema>;

/**
 * Spending by clause × county × year. The year of a case is that of its event date; of a payment, of its day. Leaders
 * and bureau see all units, a county its own cases only.
 */
export const spendingSchema = z
  .object({
    year: z.number().nullable(),
    years: z.array(z.number()),
    total: z.object(money),
    funds: z.array(fundSchema),
    byClause: z.array(z.object({ policyId: z.string(), clause: z.string(), title: z.string(), ...money })),
    byUnit: z.array(z.object({ code: z.string(), name: z.string(), ...money })),
    /** clause × county, only cells with a case */
    flow: z.array(
      z.object({
        policyId: z.string(),
        clause: z.string(),
        unitCode: z.string(),
        unitName: z.string(),
        ...money,
      }),
    ),
    /** payments per month `YYYY-MM`, and the running sum */
    months: z.array(z.object({ month: z.string(), paidFen: z.number(), sumFen: z.number() })),
  })
  .openapi('Spending');
export type SpendingReply = z.infer<typeof spendingSchema>;

/**
 * What meeting every quota of Attachment 2 will cost from now to 2027, by clause and year, as a range: low counts an
 * upgrade from provincial to national by its difference, high in full; only titles recognised 2025-06-30 … 2027-12-31.
 */
export const forecastSchema = z
  .object({
    asOf: z.string(),
    rows: z.array(
      z.object({
        policyId: z.string(),
        clause: z.string(),
        title: z.string(),
        /** titles still to come */
        titles: z.number(),
        unitFen: z.number(),
        lowFen: z.number(),
        highFen: z.number(),
      }),
    ),
    years: z.array(z.object({ year: z.number(), lowFen: z.number(), highFen: z.number() })),
    lowFen: z.number(),
    highFen: z.number(),
    assumptions: z.array(z.string()),
  })
  .openapi('Forecast');
export type ForecastReply = z.infer<typeof forecastSchema>;

export const budgetInputSchema = z
  .strictObject({ version: z.number().int(), amountFen: z.number().int() })
  .openapi('BudgetInput');
