import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { currentRuleSet } from '../grading/current.ts';
import { replyCached } from '../http/cached-reply.ts';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { warningDetail } from './detail.ts';
import { changeWarning, draftWarning } from './draft.ts';
import { proposals } from './facts.ts';
import { summaryOf, type WarningView, warningEntries } from './list.ts';
import {
  newWarningSchema,
  type WarningListReply,
  warningChangeSchema,
  warningDetailSchema,
  warningListSchema,
  warningStepInputSchema,
} from './schema.ts';
import { warningScopeOf } from './scope.ts';
import { takeWarningStep } from './steps.ts';

const key = z.object({ id: z.coerce.number().int().positive() });

const listRoute = route('warnings.read', {
  method: 'get',
  path: '/warnings',
  summary: '预警督办台账；市工信局另有待拟稿的预警',
  responses: replies(warningListSchema, 'Open proposals and the ledger'),
});
const detailRoute = route('warnings.read', {
  method: 'get',
  path: '/warnings/{id}',
  summary: '一份预警通知：正文、答复、整改措施、经过',
  request: { params: key },
  responses: replies(warningDetailSchema, 'One warning'),
});
const draftRoute = route('warnings.write', {
  method: 'post',
  path: '/warnings',
  summary: '按预警拟稿，或注明原因不予督办',
  request: { body: jsonBody(newWarningSchema) },
  responses: replies(warningDetailSchema, 'Drafted, or dismissed'),
});
const changeRoute = route('warnings.write', {
  method: 'put',
  path: '/warnings/{id}',
  summary: '修改拟稿的正文和期限',
  request: { params: key, body: jsonBody(warningChangeSchema) },
  responses: replies(warningDetailSchema, 'Saved'),
});
const stepRoute = route('warnings.read', {
  method: 'post',
  path: '/warnings/{id}/steps',
  summary:
    '办理一步：送签、签发、退回修改、不予督办、答复、认可、退回答复、报告进展、申请销号、销号、延期（答复、整改）',
  request: { params: key, body: jsonBody(warningStepInputSchema) },
  responses: replies(warningDetailSchema, 'Done'),
});

function viewOf(c: Context<AppEnv>): WarningView {
  const { userId, role, unitCodes } = signedInOf(c);
  const viewer = { userId, role, unitCodes };
  return { viewer, scope: warningScopeOf(viewer), today: c.get('deps').clock.today() };
}

function list(c: Context<AppEnv>): WarningListReply {
  const view = viewOf(c);
  const db = c.get('deps').db.read;
  return {
    today: view.today,
    proposals: view.scope.unissued ? proposals(db, currentRuleSet(db, view.today)) : [],
    warnings: warningEntries(db, view.scope).map((entry) => summaryOf(entry, view)),
  };
}

const detail = (c: Context<AppEnv>, id: number) => warningDetail(c.get('deps').db.read, viewOf(c), id);

/** Warning notices and what follows them (预警督办). */
export function warningRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => replyCached(c, `warnings ${signedInOf(c).userId}`, () => list(c)))
    .openapi(detailRoute, (c) => c.json(detail(c, c.req.valid('param').id), 200))
    .openapi(draftRoute, (c) => {
      const id = draftWarning(c.get('deps').db, viewOf(c), c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(changeRoute, (c) => {
      const { id } = c.req.valid('param');
      changeWarning(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(stepRoute, (c) => {
      const { id } = c.req.valid('param');
      takeWarningStep(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    });
}
