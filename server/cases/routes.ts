import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { pageQuery } from '../http/paging.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { unitParam } from '../http/schemas.ts';
import { applyForAward } from './apply.ts';
import { caseDetail } from './detail.ts';
import { addFile, readFile } from './files.ts';
import { type CaseView, casePage } from './list.ts';
import {
  applicationSchema,
  caseDetailSchema,
  caseListSchema,
  caseStageSchema,
  stepInputSchema,
} from './schema.ts';
import { caseScopeOf } from './scope.ts';
import { takeStep } from './steps.ts';

const idParam = z.coerce.number().int().positive();
const key = z.object({ id: idParam });
const binary = z.string().openapi({ format: 'binary' });

const listRoute = route('cases.read', {
  method: 'get',
  path: '/cases',
  summary: '奖补事项清单（领导限已审定、拨付中、已办结）',
  request: {
    query: z.object({
      stage: caseStageSchema.optional(),
      unit: unitParam.optional(),
      policy: z.string().optional(),
      year: z.coerce.number().int().min(2000).max(2099).optional(),
      group: z.enum(['mine', 'review', 'notice', 'approved', 'closed', 'stopped']).optional(),
      q: z.string().max(100).optional(),
      ...pageQuery,
    }),
  },
  responses: replies(caseListSchema, 'A page of the cases the viewer may see, and counts over all'),
});
const detailRoute = route('cases.read', {
  method: 'get',
  path: '/cases/{id}',
  summary: '一个奖补事项：测算依据、经过、材料、拨付（领导不含测算依据、材料）',
  request: { params: key },
  responses: replies(caseDetailSchema, 'One case'),
});
const applyRoute = route('cases.write', {
  method: 'post',
  path: '/cases',
  summary: '申报奖补',
  request: { body: jsonBody(applicationSchema) },
  responses: replies(caseDetailSchema, 'Applied'),
});
const stepRoute = route('cases.write', {
  method: 'post',
  path: '/cases/{id}/steps',
  summary: '办理一步：初审、核查、经办、审批、公示、审定、拨付、办结、退回、撤销、登记异议、核实',
  request: { params: key, body: jsonBody(stepInputSchema) },
  responses: replies(caseDetailSchema, 'Done'),
});
const uploadRoute = route('cases.write', {
  method: 'put',
  path: '/cases/{id}/files',
  summary: '上传申报材料（请求体为文件本身，不超过5 MB）',
  request: {
    params: key,
    query: z.object({ name: z.string().max(200) }),
    body: { content: { 'application/octet-stream': { schema: binary } }, required: true },
  },
  responses: replies(caseDetailSchema, 'Uploaded'),
});
const downloadRoute = route('cases.read', {
  method: 'get',
  path: '/cases/{id}/files/{fileId}',
  summary: '下载申报材料',
  request: { params: z.object({ id: idParam, fileId: idParam }) },
  responses: {
    200: { description: 'The file', content: { 'application/octet-stream': { schema: binary } } },
  },
});

function viewOf(c: Context<AppEnv>): CaseView {
  const { userId, role, unitCodes } = signedInOf(c);
  const viewer = { userId, role, unitCodes };
  return { viewer, scope: caseScopeOf(viewer), today: c.get('deps').clock.today() };
}

function detailReply(c: Context<AppEnv>, id: number) {
  return caseDetail(c.get('deps').db.read, viewOf(c), id);
}

/** Subsidy cases (奖补事项): from title or application to payment. */
export function caseRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { stage, unit, policy, year, ...page } = c.req.valid('query');
      const narrowed = { ...page, unitCode: unit, policyId: policy };
      return c.json(casePage(c.get('deps').db.read, viewOf(c), { stage, year }, narrowed), 200);
    })
    .openapi(detailRoute, (c) => c.json(detailReply(c, c.req.valid('param').id), 200))
    .openapi(applyRoute, (c) => {
      const { viewer, today } = viewOf(c);
      const id = applyForAward(c.get('deps').db, viewer, c.req.valid('json'), today, actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(stepRoute, (c) => {
      const { id } = c.req.valid('param');
      takeStep(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(uploadRoute, async (c) => {
      const { id } = c.req.valid('param');
      const { name } = c.req.valid('query');
      const content = Buffer.from(await c.req.arrayBuffer());
      addFile(c.get('deps').db, viewOf(c).scope, id, { name, content }, actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(downloadRoute, (c) => {
      const { id, fileId } = c.req.valid('param');
      const file = readFile(c.get('deps').db.read, viewOf(c), id, fileId);
      return c.body(new Uint8Array(file.content), 200, {
        'content-type': file.mediaType,
        'content-disposition': dispositionOf(file.name),
      });
    });
}
