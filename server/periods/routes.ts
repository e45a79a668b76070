import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { replyCached } from '../http/cached-reply.ts';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { requirePeriod } from '../http/params.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { periodParam } from '../http/schemas.ts';
import { scopeOf } from '../reports/scope.ts';
import { PLAN_YEARS } from '../rules/periods.ts';
import { closePeriod, releasePeriod, reopenPeriod, setPeriodDates } from './changes.ts';
import { changeCollection, collectionSettings } from './collection.ts';
import { grantExtensions, listExtensions } from './extensions.ts';
import { listPeriods, onePeriod } from './periods.ts';
import { reportingMatrix } from './reporting.ts';
import {
  collectionChangeSchema,
  collectionSchema,
  extensionGrantSchema,
  extensionListSchema,
  periodCloseSchema,
  periodDatesSchema,
  periodListSchema,
  periodReopenSchema,
  periodSchema,
  releaseSchema,
  reportingSchema,
} from './schema.ts';

const key = z.object({ period: periodParam });

const listRoute = route('progress.read', {
  method: 'get',
  path: '/periods',
  summary: '各期报送情况：开放、期限、完整率、及时率',
  responses: replies(periodListSchema, 'All 33 periods of the plan'),
});
const setRoute = route('periods.write', {
  method: 'put',
  path: '/periods/{period}',
  summary: '设定本期开始填报日和报送期限（空 = 按规则）',
  request: { params: key, body: jsonBody(periodDatesSchema) },
  responses: replies(periodSchema, 'Set'),
});
const closeRoute = route('periods.write', {
  method: 'post',
  path: '/periods/{period}/close',
  summary: '截止本期填报',
  request: { params: key, body: jsonBody(periodCloseSchema) },
  responses: replies(periodSchema, 'Closed'),
});
const reopenRoute = route('periods.write', {
  method: 'post',
  path: '/periods/{period}/reopen',
  summary: '重新开放本期填报，须写明原因',
  request: { params: key, body: jsonBody(periodReopenSchema) },
  responses: replies(periodSchema, 'Reopened'),
});
const releaseRoute = route('periods.release', {
  method: 'post',
  path: '/periods/{period}/release',
  summary: '发布本期已审核数据（未公布 → 已公布）',
  request: { params: key, body: jsonBody(z.strictObject({})) },
  responses: replies(releaseSchema, 'Released'),
});
const extensionsRoute = route('reports.read', {
  method: 'get',
  path: '/periods/{period}/extensions',
  summary: '本期批准的延期（县区限本单位）',
  request: { params: key },
  responses: replies(extensionListSchema, 'Newest first'),
});
const extendRoute = route('periods.write', {
  method: 'post',
  path: '/periods/{period}/extensions',
  summary: '批准一个或几个单位延期，须写明原因和截止日',
  request: { params: key, body: jsonBody(extensionGrantSchema) },
  responses: replies(extensionListSchema, 'Granted'),
});
const reportingRoute = route('reports.read', {
  method: 'get',
  path: '/reporting',
  summary: '一年的完整率与及时率：单位 × 统计期',
  request: { query: z.object({ year: z.coerce.number().int() }) },
  responses: replies(reportingSchema, 'Matrix of a year'),
});
const collectionRoute = route('reports.read', {
  method: 'get',
  path: '/collection',
  summary: '采集设置：项目频率与方式、期限规则、签核',
  responses: replies(collectionSchema, 'Settings'),
});
const changeCollectionRoute = route('periods.write', {
  method: 'put',
  path: '/collection',
  summary: '修改采集设置',
  request: { body: jsonBody(collectionChangeSchema) },
  responses: replies(collectionSchema, 'Changed'),
});

function requireYear(year: number): number {
  if (PLAN_YEARS.some((known) => known === year)) return year;
  const message = '年度应在2025–2027年内。';
  throw new AppError(400, 'invalid_year', message, { fields: { year: { code: 'invalid_year', message } } });
}

function periodReply(c: Context<AppEnv>, period: string) {
  const { db, clock } = c.get('deps');
  return c.json(onePeriod(db.read, scopeOf(signedInOf(c)), clock.today(), period), 200);
}

/** Reporting periods: dates, closing, extensions, release, how and when figures are collected. */
export function periodRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { db, clock } = c.get('deps');
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, 'periods', () => listPeriods(db.read, scope, clock.today()));
    })
    .openapi(setRoute, (c) => {
      const period = requirePeriod(c.req.valid('param').period);
      setPeriodDates(c.get('deps').db, period, c.req.valid('json'), actorOf(c));
      return periodReply(c, period);
    })
    .openapi(closeRoute, (c) => {
      const { db, clock } = c.get('deps');
      const period = requirePeriod(c.req.valid('param').period);
      const { version, reason = null } = c.req.valid('json');
      closePeriod(db, period, { version, reason }, clock.today(), actorOf(c));
      return periodReply(c, period);
    })
    .openapi(reopenRoute, (c) => {
      const period = requirePeriod(c.req.valid('param').period);
      reopenPeriod(c.get('deps').db, period, c.req.valid('json'), actorOf(c));
      return periodReply(c, period);
    })
    .openapi(releaseRoute, (c) => {
      const period = requirePeriod(c.req.valid('param').period);
      return c.json(releasePeriod(c.get('deps').db, period, actorOf(c)), 200);
    })
    .openapi(extensionsRoute, (c) => {
      const period = requirePeriod(c.req.valid('param').period);
      return c.json(listExtensions(c.get('deps').db.read, scopeOf(signedInOf(c)), period), 200);
    })
    .openapi(extendRoute, (c) => {
      const { db, clock } = c.get('deps');
      const period = requirePeriod(c.req.valid('param').period);
      grantExtensions(db, period, c.req.valid('json'), clock.today(), actorOf(c));
      return c.json(listExtensions(db.read, scopeOf(signedInOf(c)), period), 200);
    })
    .openapi(reportingRoute, (c) => {
      const { db, clock } = c.get('deps');
      const year = requireYear(c.req.valid('query').year);
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, `reporting ${year}`, () => reportingMatrix(db.read, scope, clock.today(), year));
    })
    .openapi(collectionRoute, (c) => {
      const scope = scopeOf(signedInOf(c));
      return replyCached(c, 'collection', () => collectionSettings(c.get('deps').db.read, scope));
    })
    .openapi(changeCollectionRoute, (c) => {
      const { db, clock } = c.get('deps');
      const scope = scopeOf(signedInOf(c));
      changeCollection(db, scope, c.req.valid('json'), clock.today(), actorOf(c));
      return c.json(collectionSettings(db.read, scope), 200);
    });
}
