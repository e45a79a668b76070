import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { appendAudit } from '../../db/audit.ts';
import { replyCached } from '../http/cached-reply.ts';
import { type AppEnv, actorOf, auditFrom, signedInOf } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { requirePeriod } from '../http/params.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { periodParam, unitParam } from '../http/schemas.ts';
import { internalMark } from '../sheets/export.ts';
import { writeWorkbook } from '../sheets/sheets.ts';
import { reportChanges } from './change-log.ts';
import { confirmReport, saveDraft, submitReport } from './changes.ts';
import { decideReports } from './decisions.ts';
import { reportDetail, reportHistory } from './detail.ts';
import type { ReportStep } from './guards.ts';
import { reportImpact } from './impact.ts';
import { checkImport, importReports } from './import.ts';
import { reportImportReplySchema, reportImportSchema } from './import-schema.ts';
import { listReports } from './list.ts';
import { reportMessages, sendMessage } from './messages.ts';
import { reopenReport, withdrawReport } from './reopen.ts';
import {
  approveSchema,
  bulkDecisionSchema,
  confirmSchema,
  draftSaveSchema,
  newMessageSchema,
  reasonSchema,
  returnSchema,
  versionSchema,
} from './requests.ts';
import {
  draftSavedSchema,
  reportChangesSchema,
  reportDetailSchema,
  reportHistorySchema,
  reportImpactSchema,
  reportListSchema,
  reportMessagesSchema,
} from './schema.ts';
import { scopeOf } from './scope.ts';
import { declineSignOff, signOff } from './sign-off.ts';
import { templateName, templateSpec } from './template.ts';

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

const confirmRoute = route('reports.write', {
  method: 'post',
  path: '/reports/{unit}/{period}/confirm',
  summary: '确认统计反馈数无误并提交（需签核的转签核）',
  request: { params: key, body: jsonBody(confirmSchema) },
  responses: replies(reportDetailSchema, 'Confirmed'),
});
const signOffRoute = route('reports.write', {
  method: 'post',
  path: '/reports/{unit}/{period}/sign-off',
  summary: '签核并上报（须由填报人以外的人签核）',
  request: { params: key, body: jsonBody(versionSchema) },
  responses: replies(reportDetailSchema, 'Signed off and submitted'),
});
const declineRoute = route('reports.write', {
  method: 'post',
  path: '/reports/{unit}/{period}/sign-off/decline',
  summary: '签核人退回修改',
  request: { params: key, body: jsonBody(reasonSchema) },
  responses: replies(reportDetailSchema, 'A draft again'),
});
const withdrawRoute = route('reports.write', {
  method: 'post',
  path: '/reports/{unit}/{period}/withdraw',
  summary: '撤回待签核或待审核的报表',
  request: { params: key, body: jsonBody(versionSchema) },
  responses: replies(reportDetailSchema, 'A draft again'),
});
const reopenRoute = route('reports.write', {
  method: 'post',
  path: '/reports/{unit}/{period}/reopen',
  summary: '重新打开已审核的报表以便更正；原数继续有效',
  request: { params: key, body: jsonBody(reasonSchema) },
  responses: replies(reportDetailSchema, 'A draft with the approved figures'),
});
const messagesRoute = route('reports.write', {
  method: 'get',
  path: '/reports/{unit}/{period}/messages',
  summary: '一张报表的往来留言与经过',
  request: { params: key },
  responses: replies(reportMessagesSchema, 'Conversation and events, oldest first'),
});
const sendMessageRoute = route('reports.write', {
  method: 'post',
  path: '/reports/{unit}/{period}/messages',
  summary: '就一张报表留言',
  request: { params: key, body: jsonBody(newMessageSchema) },
  responses: replies(reportMessagesSchema, 'Conversation and events, oldest first'),
});
const changesRoute = route('reports.read', {
  method: 'get',
  path: '/reports/{unit}/{period}/changes',
  summary: '逐项修改记录',
  request: { params: key },
  responses: replies(reportChangesSchema, 'Changes by field, oldest first'),
});
const impactRoute = route('reports.decide', {
  method: 'get',
  path: '/reports/{unit}/{period}/impact',
  summary: '审核通过待审报表会改变什么',
  request: { params: key },
  responses: replies(reportImpactSchema, 'Lamps, landing and roll-up before and after'),
});
const importRoute = route('reports.write', {
  method: 'post',
  path: '/reports/import',
  summary: '从表格导入草稿：先核对各行，再全部写入或全部不变',
  request: { body: jsonBody(reportImportSchema) },
  responses: replies(reportImportReplySchema, 'Verdict on every row'),
});
const templateRoute = route('reports.write', {
  method: 'get',
  path: '/reports/template',
  summary: '下载填报模板（.xlsx）',
  request: { query: z.object({ period: periodParam, unit: unitParam }) },
  responses: {
    200: {
      description: 'The workbook',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
});

type Key = z.infer<typeof key>;
type Ctx = Context<AppEnv>;

function detailReply(c: Ctx, { unit, period }: Key) {
  const { db, clock } = c.get('deps');
  const asked = { unitCode: unit, period: requirePeriod(period), today: clock.today() };
  return reportDetail(db.read, signedInOf(c), asked);
}

function stepOf(c: Ctx, { unit, period }: Key, version: number): ReportStep {
  return {
    viewer: signedInOf(c),
    actor: actorOf(c),
    unitCode: unit,
    period: requirePeriod(period),
    today: c.get('deps').clock.today(),
    version,
  };
}

const askedFor = ({ unit, period }: Key) => ({ unitCode: unit, period: requirePeriod(period) });

/** Reading reports: lists, one report, what happened to it, what approving would change. */
function readingRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { db, clock } = c.get('deps');
      const period = requirePeriod(c.req.valid('query').period);
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, `reports ${period}`, () =>
        listReports(db.read, scope, { period, today: clock.today() }),
      );
    })
    .openapi(detailRoute, (c) => c.json(detailReply(c, c.req.valid('param')), 200))
    .openapi(historyRoute, (c) => {
      const { unitCode, period } = askedFor(c.req.valid('param'));
      return c.json(reportHistory(c.get('deps').db.read, signedInOf(c), unitCode, period), 200);
    })
    .openapi(changesRoute, (c) => {
      const asked = askedFor(c.req.valid('param'));
      return c.json(reportChanges(c.get('deps').db.read, scopeOf(signedInOf(c)), asked), 200);
    })
    .openapi(impactRoute, (c) => {
      const { db, clock } = c.get('deps');
      const asked = { ...askedFor(c.req.valid('param')), today: clock.today() };
      return c.json(reportImpact(db.read, scopeOf(signedInOf(c)), asked), 200);
    })
    .openapi(messagesRoute, (c) => {
      const asked = askedFor(c.req.valid('param'));
      const messages = reportMessages(c.get('deps').db.read, scopeOf(signedInOf(c)), asked);
      return c.json({ messages }, 200);
    });
}

/** The county's part: filling in, signing off, submitting, taking back. */
function countyRoutes() {
  return featureRouter()
    .openapi(saveRoute, (c) => {
      const { version, figures } = c.req.valid('json');
      const step = stepOf(c, c.req.valid('param'), version);
      return c.json(saveDraft(c.get('deps').db, { ...step, figures }), 200);
    })
    .openapi(submitRoute, (c) => {
      const { version, figures } = c.req.valid('json');
      const param = c.req.valid('param');
      submitReport(c.get('deps').db, { ...stepOf(c, param, version), figures });
      return c.json(detailReply(c, param), 200);
    })
    .openapi(confirmRoute, (c) => {
      const { version, feedbackId, note, comments } = c.req.valid('json');
      const param = c.req.valid('param');
      confirmReport(c.get('deps').db, { ...stepOf(c, param, version), feedbackId, note, comments });
      return c.json(detailReply(c, param), 200);
    })
    .openapi(signOffRoute, (c) => {
      const param = c.req.valid('param');
      signOff(c.get('deps').db, stepOf(c, param, c.req.valid('json').version));
      return c.json(detailReply(c, param), 200);
    })
    .openapi(declineRoute, (c) => {
      const { version, reason } = c.req.valid('json');
      const param = c.req.valid('param');
      declineSignOff(c.get('deps').db, stepOf(c, param, version), reason);
      return c.json(detailReply(c, param), 200);
    })
    .openapi(withdrawRoute, (c) => {
      const param = c.req.valid('param');
      withdrawReport(c.get('deps').db, stepOf(c, param, c.req.valid('json').version));
      return c.json(detailReply(c, param), 200);
    })
    .openapi(reopenRoute, (c) => {
      const { version, reason } = c.req.valid('json');
      const param = c.req.valid('param');
      reopenReport(c.get('deps').db, stepOf(c, param, version), reason);
      return c.json(detailReply(c, param), 200);
    })
    .openapi(sendMessageRoute, (c) => {
      const { db } = c.get('deps');
      const scope = scopeOf(signedInOf(c));
      const asked = askedFor(c.req.valid('param'));
      sendMessage(db, scope, { ...asked, ...c.req.valid('json') }, actorOf(c));
      return c.json({ messages: reportMessages(db.read, scope, asked) }, 200);
    });
}

/** The bureau's part: approving and returning. */
function decisionRoutes() {
  return featureRouter()
    .openapi(approveRoute, (c) => {
      const param = c.req.valid('param');
      const items = [{ unitCode: param.unit, ...c.req.valid('json') }];
      const outcome = { outcome: 'approved', reason: null, reasonIds: [] } as const;
      decideReports(c.get('deps').db, { period: requirePeriod(param.period), ...outcome, items }, actorOf(c));
      return c.json(detailReply(c, param), 200);
    })
    .openapi(returnRoute, (c) => {
      const param = c.req.valid('param');
      const { version, ...reasons } = c.req.valid('json');
      const items = [{ unitCode: param.unit, version }];
      const decision = { period: requirePeriod(param.period), outcome: 'returned', items } as const;
      decideReports(c.get('deps').db, { ...decision, ...reasons }, actorOf(c));
      return c.json(detailReply(c, param), 200);
    })
    .openapi(bulkRoute, (c) => {
      const { db, clock } = c.get('deps');
      const period = requirePeriod(c.req.valid('param').period);
      decideReports(db, { period, ...c.req.valid('json') }, actorOf(c));
      return c.json(listReports(db.read, scopeOf(signedInOf(c)), { period, today: clock.today() }), 200);
    });
}

/** Reports as spreadsheets: the template, and rows read from one. */
function sheetReportRoutes() {
  return featureRouter()
    .openapi(templateRoute, async (c) => {
      const { db, clock } = c.get('deps');
      const me = signedInOf(c);
      const { period, unit } = c.req.valid('query');
      const asked = { period: requirePeriod(period), unit, today: clock.today() };
      const spec = templateSpec(db.read, scopeOf(me), asked);
      const watermark = internalMark(me.displayName, clock.now());
      const content = await writeWorkbook({ ...spec, watermark });
      const name = templateName(spec);
      db.write((tx) =>
        appendAudit(tx, {
          ...auditFrom(actorOf(c)),
          action: 'report.template',
          entity: 'table',
          entityId: name,
          after: { unitCode: unit, period },
        }),
      );
      return c.body(content, 200, {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': dispositionOf(name),
      });
    })
    .openapi(importRoute, (c) => {
      const { db, clock } = c.get('deps');
      const { check, period, rows } = c.req.valid('json');
      const asked = {
        viewer: signedInOf(c),
        actor: actorOf(c),
        today: clock.today(),
        period: requirePeriod(period),
        rows,
      };
      return c.json(check ? checkImport(db.read, asked) : importReports(db, asked), 200);
    });
}

/** Reports of the counties and the city: entry, sign-off, submission, review, conversation, import. */
export function reportRoutes() {
  return featureRouter()
    .route('/', readingRoutes())
    .route('/', countyRoutes())
    .route('/', decisionRoutes())
    .route('/', sheetReportRoutes());
}
