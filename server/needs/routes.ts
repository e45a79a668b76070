import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { requireUnitAsked } from '../firms/unit-asked.ts';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { changeNeed, publishNeed, recordOffer } from './changes.ts';
import { type NeedView, needDetail } from './detail.ts';
import { listNeeds } from './list.ts';
import {
  needChangeSchema,
  needDetailSchema,
  needFilterSchema,
  needListSchema,
  needStepInputSchema,
  newNeedSchema,
  newOfferSchema,
} from './schema.ts';
import { needScopeOf } from './scope.ts';
import { takeNeedStep } from './steps.ts';

const key = z.object({ id: z.coerce.number().int().positive() });

const listRoute = route('projects.read', {
  method: 'get',
  path: '/needs',
  summary: '供需对接：需求列表（县区限本单位）',
  request: { query: needFilterSchema },
  responses: replies(needListSchema, 'Needs the viewer may see'),
});
const detailRoute = route('projects.read', {
  method: 'get',
  path: '/needs/{id}',
  summary: '一项需求及其应答',
  request: { params: key },
  responses: replies(needDetailSchema, 'One need with its answers'),
});
const publishRoute = route('projects.write', {
  method: 'post',
  path: '/needs',
  summary: '发布需求',
  request: { body: jsonBody(newNeedSchema) },
  responses: replies(needDetailSchema, 'Published'),
});
const changeRoute = route('projects.write', {
  method: 'put',
  path: '/needs/{id}',
  summary: '修改征集中的需求；已有应答的只能调整截止日',
  request: { params: key, body: jsonBody(needChangeSchema) },
  responses: replies(needDetailSchema, 'Saved'),
});
const offerRoute = route('providers.write', {
  method: 'post',
  path: '/needs/{id}/offers',
  summary: '登记服务商应答',
  request: { params: key, body: jsonBody(newOfferSchema) },
  responses: replies(needDetailSchema, 'Recorded'),
});
const stepRoute = route('projects.write', {
  method: 'post',
  path: '/needs/{id}/steps',
  summary: '办理一步：对接（市工信局）、转为项目、关闭、重新征集',
  request: { params: key, body: jsonBody(needStepInputSchema) },
  responses: replies(needDetailSchema, 'Done'),
});

function viewOf(c: Context<AppEnv>): NeedView {
  const { role, unitCodes } = signedInOf(c);
  const viewer = { role, unitCodes };
  return { viewer, scope: needScopeOf(viewer), today: c.get('deps').clock.today() };
}

const detail = (c: Context<AppEnv>, id: number) => needDetail(c.get('deps').db.read, viewOf(c), id);

/** Needs of firms and the answers of providers (供需对接). */
export function needRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { scope, today } = viewOf(c);
      const { read } = c.get('deps').db;
      const filter = c.req.valid('query');
      requireUnitAsked(read, scope.units, filter.unit);
      const needs = listNeeds(read, scope, filter, today);
      return c.json({ today, needs }, 200);
    })
    .openapi(detailRoute, (c) => c.json(detail(c, c.req.valid('param').id), 200))
    .openapi(publishRoute, (c) => {
      const id = publishNeed(c.get('deps').db, viewOf(c), c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(changeRoute, (c) => {
      const { id } = c.req.valid('param');
      changeNeed(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(offerRoute, (c) => {
      const { id } = c.req.valid('param');
      recordOffer(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(stepRoute, (c) => {
      const { id } = c.req.valid('param');
      takeNeedStep(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    });
}
