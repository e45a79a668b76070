import { z } from '@hono/zod-openapi';
import { caseSumsOf } from '../cases/scope.ts';
import { replyCached } from '../http/cached-reply.ts';
import { actorOf, signedInOf } from '../http/context.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { setBudget } from './budgets.ts';
import { forecast } from './forecast.ts';
import { budgetInputSchema, forecastSchema, fundSchema, spendingSchema } from './schema.ts';
import { spending } from './spending.ts';
import { spendingCsv } from './spending-csv.ts';

const yearQuery = z.object({ year: z.coerce.number().int().min(2000).max(2099).optional() });

const spendingRoute = route('cases.read', {
  method: 'get',
  path: '/funds/spending',
  summary: '奖补资金：按条款、县（市、区）、年度',
  request: { query: yearQuery },
  responses: replies(spendingSchema, 'Spending as far as the viewer sees'),
});
const csvRoute = route('cases.read', {
  method: 'get',
  path: '/funds/spending.csv',
  summary: '奖补资金导出（CSV）',
  request: { query: yearQuery },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } } },
});
const forecastRoute = route('cases.read', {
  method: 'get',
  path: '/funds/forecast',
  summary: '完成全部标杆目标所需奖补资金测算（区间）',
  responses: replies(forecastSchema, 'Range by clause and year with its assumptions'),
});
const budgetRoute = route('budgets.write', {
  method: 'put',
  path: '/funds/{policyId}/{year}',
  summary: '录入资金年度预算',
  request: {
    params: z.object({ policyId: z.string(), year: z.coerce.number().int() }),
    body: jsonBody(budgetInputSchema),
  },
  responses: replies(fundSchema, 'The fund with its new budget'),
});

/** Funds (资金): spending, forecast, budgets. */
export function fundRoutes() {
  return featureRouter()
    .openapi(spendingRoute, (c) => {
      const { db, clock } = c.get('deps');
      const { year = null } = c.req.valid('query');
      const scope = caseSumsOf(signedInOf(c));
      return replyCached(c, `funds/spending ${year}`, () => spending(db.read, scope, year, clock.today()));
    })
    .openapi(csvRoute, (c) => {
      const { db, clock, demo } = c.get('deps');
      const { year = null } = c.req.valid('query');
      const me = signedInOf(c);
      const asOf = clock.today();
      const reply = spending(db.read, caseSumsOf(me), year, asOf);
      const made = { by: me.displayName, at: clock.now(), asOf, demo };
      return c.body(spendingCsv(reply, made), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="subsidies-${year ?? 'all'}.csv"`,
      });
    })
    .openapi(forecastRoute, (c) => {
      const { db, clock } = c.get('deps');
      return replyCached(c, 'funds/forecast', () => forecast(db.read, clock.today()));
    })
    .openapi(budgetRoute, (c) => {
      const change = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(setBudget(c.get('deps').db, caseSumsOf(signedInOf(c)), change, actorOf(c)), 200);
    });
}
