import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { requirePeriod } from '../http/params.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { periodParam, unitParam } from '../http/schemas.ts';
import { decideReports, type ReportEdit, saveDraft, submitReport } from './changes.ts';
import { reportDetail, reportHistory } from './detail.ts';
import { listReports } from './list.ts';
import {
  approveSchema,
  bulkDecisionSchema,
  draftSavedSchema,
  draftSaveSchema,
  reportDetailSchema,
  reportHistorySchema,
  reportListSchema,
  returnSchema,
} from './schema.ts';
import { scopeOf } from './scope.ts';

const key = z.object({ unit: unitParam, period: periodParam });

const listRoute = route('reports.read', {
  method: 'get',
  path: '/reports',
  summary: '某期各单位报表状态',
  request: { query: z.object({ period: periodParam }) },
  responses: replies(reportListSchema, 'Reports of one period'),
});
const detailRoute = route('reports.read', {
  method: 'get',
  path: '/reports/{unit}/{period}',
  summary: '一张报表：草稿、各次提交、参照数',
  request: { params: key },
  responses: replies(reportDetailSchema, 'One report'),
});
const historyRoute = route('reports.read', {
  method: 'get',
  path: '/reports/{unit}/{period}/history',
  summary: '一张报表的提交、审核、发布经过',
  request: { params: key },
  responses: replies(reportHistorySchema, 'Events and revisions'),
});
const saveRoute = route('reports.write', {
  method: 'put',
  path: '/reports/{unit}/{period}/draft',
  summary: '保存草稿',
  request: { params: key, body: jsonBody(draftSaveSchema) },
  responses: replies(draftSavedSchema, 'Saved'),
});
const submitRoute = route('reports.write', {
  method: 'post',
  path: '/reports/{unit}/{period}/submit',
  summary: '提交审核',
  request: { params: key, body: jsonBody(draftSaveSchema) },
  responses: replies(reportDetailSchema, 'Submitted'),
});
const approveRoute = route('reports.decide', {
  method: 'post',
  path: '/reports/{unit}/{period}/approve',
  summary: '审核通过',
  request: { params: key, body: jsonBody(approveSchema) },
  responses: replies(reportDetailSchema, 'Approved'),
});
const returnRoute = route('reports.decide', {
  method: 'post',
  path: '/reports/{unit}/{period}/return',
  summary: '退回并说明原因',
  request: { params: key, body: jsonBody(returnSchema) },
  responses: replies(reportDetailSchema, 'Returned'),
});
const bulkRoute = route('reports.decide', {
  method: 'post',
  path: '/periods/{period}/decisions',
  summary: '批量通过或退回：全部成功或全部不变',
  request: { params: z.object({ period: periodParam }), body: jsonBody(bulkDecisionSchema) },
  responses: replies(reportListSchema, 'Decided'),
});

function detailReply(c: Context<AppEnv>, unitCode: string, period: string) {
  const { db, clock } = c.get('deps');
  return reportDetail(db.read, signedInOf(c), { unitCode, period, today: clock.today() });
}

function editOf(
  c: Context<AppEnv>,
  param: { unit: string; period: string },
  body: z.infer<typeof draftSaveSchema>,
): ReportEdit {
  return {
    viewer: signedInOf(c),
    actor: actorOf(c),
    unitCode: param.unit,
    period: requirePeriod(param.period),
    today: c.get('deps').clock.today(),
    ...body,
  };
}

/** Reports of the counties and the city: entry, submission, review. */
export function reportRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { db, clock } = c.get('deps');
      const period = requirePeriod(c.req.valid('query').period);
      return c.json(listReports(db.read, scopeOf(signedInOf(c)), { period, today: clock.today() }), 200);
    })
    .openapi(detailRoute, (c) => {
      const { unit, period } = c.req.valid('param');
      return c.json(detailReply(c, unit, requirePeriod(period)), 200);
    })
    .openapi(historyRoute, (c) => {
      const { unit, period } = c.req.valid('param');
      return c.json(reportHistory(c.get('deps').db.read, signedInOf(c), unit, requirePeriod(period)), 200);
    })
    .openapi(saveRoute, (c) => {
      const edit = editOf(c, c.req.valid('param'), c.req.valid('json'));
      return c.json(saveDraft(c.get('deps').db, edit), 200);
    })
    .openapi(submitRoute, (c) => {
      const edit = editOf(c, c.req.valid('param'), c.req.valid('json'));
      submitReport(c.get('deps').db, edit);
      return c.json(detailReply(c, edit.unitCode, edit.period), 200);
    })
    .openapi(approveRoute, (c) => {
      const { unit, period } = c.req.valid('param');
      const items = [{ unitCode: unit, ...c.req.valid('json') }];
      const decision = { period: requirePeriod(period), outcome: 'approved', reason: null, items } as const;
      decideReports(c.get('deps').db, decision, actorOf(c));
      return c.json(detailReply(c, unit, period), 200);
    })
    .openapi(returnRoute, (c) => {
      const { unit, period } = c.req.valid('param');
      const { reason, version } = c.req.valid('json');
      const items = [{ unitCode: unit, version }];
      decideReports(
        c.get('deps').db,
        { period: requirePeriod(period), outcome: 'returned', reason, items },
        actorOf(c),
      );
      return c.json(detailReply(c, unit, period), 200);
    })
    .openapi(bulkRoute, (c) => {
      const { db, clock } = c.get('deps');
      const period = requirePeriod(c.req.valid('param').period);
      decideReports(db, { period, ...c.req.valid('json') }, actorOf(c));
      return c.json(listReports(db.read, scopeOf(signedInOf(c)), { period, today: clock.today() }), 200);
    });
}
