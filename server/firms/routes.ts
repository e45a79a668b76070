import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { pageQuery } from '../http/paging.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { firmDetail } from './detail.ts';
import { changeFirm, declareEnergy, type FirmEdit, insertFirm } from './firms.ts';
import { importFirms } from './import.ts';
import { firmImportReplySchema, firmImportSchema } from './import-schema.ts';
import { FIRM_LEVELS, listFirms } from './list.ts';
import {
  declarationInputSchema,
  type FirmDetail,
  firmChangeSchema,
  firmDetailSchema,
  firmListSchema,
  newFirmSchema,
} from './schema.ts';
import { firmScopeOf } from './scope.ts';

const idParam = z.object({ id: z.coerce.number().int().positive() });

const listRoute = route('projects.read', {
  method: 'get',
  path: '/firms',
  summary: '企业、年度用能与改造覆盖率',
  request: {
    query: z.object({
      unit: z.string().optional(),
      least: z.enum(['1000', '5000']).optional(),
      year: z.coerce.number().int().optional(),
      q: z.string().max(100).optional(),
      covered: z.enum(['yes', 'no']).optional(),
      level: z.enum(FIRM_LEVELS).optional(),
      retrofit: z.enum(['covered', 'retrofitting', 'uncovered']).optional(),
      within: z.string().optional(),
      working: z.enum(['yes']).optional(),
      ...pageQuery,
    }),
  },
  responses: replies(firmListSchema, 'A page of the firms the viewer may see, and the coverage of all'),
});
const detailRoute = route('projects.read', {
  method: 'get',
  path: '/firms/{id}',
  summary: '企业详情',
  request: { params: idParam },
  responses: replies(firmDetailSchema, 'A firm with its history'),
});
const addRoute = route('projects.write', {
  method: 'post',
  path: '/firms',
  summary: '登记企业',
  request: { body: jsonBody(newFirmSchema) },
  responses: replies(firmDetailSchema, 'Added; 422 `similar_name` where it may be a known one'),
});
const changeRoute = route('projects.write', {
  method: 'put',
  path: '/firms/{id}',
  summary: '修改企业',
  request: { params: idParam, body: jsonBody(firmChangeSchema) },
  responses: replies(firmDetailSchema, 'Changed'),
});
const declareRoute = route('projects.write', {
  method: 'put',
  path: '/firms/{id}/declarations/{year}',
  summary: '填写企业年度用能',
  request: {
    params: idParam.extend({ year: z.coerce.number().int() }),
    body: jsonBody(declarationInputSchema),
  },
  responses: replies(firmDetailSchema, 'Declared'),
});

const importRoute = route('projects.write', {
  method: 'post',
  path: '/firms/import',
  summary: '从表格导入企业和年度用能：先核对每一行，再全部写入或都不写入',
  request: { body: jsonBody(firmImportSchema) },
  responses: replies(
    firmImportReplySchema,
    'A verdict for every row; 422 `rows_refused` where one cannot be written',
  ),
});

function editOf<T>(c: Context<AppEnv>, input: T): FirmEdit<T> {
  return { viewer: signedInOf(c), actor: actorOf(c), today: c.get('deps').clock.today(), input };
}

function detailOf(c: Context<AppEnv>, id: number): FirmDetail {
  const { db, clock } = c.get('deps');
  return firmDetail(db.read, firmScopeOf(signedInOf(c)), id, clock.today());
}

/** Firms (企业) with their declared energy, and the retrofit coverage of those above 1000 tce. */
export function firmRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { db, clock } = c.get('deps');
      const scope = firmScopeOf(signedInOf(c));
      return c.json(listFirms(db.read, scope, c.req.valid('query'), clock.today()), 200);
    })
    .openapi(detailRoute, (c) => c.json(detailOf(c, c.req.valid('param').id), 200))
    .openapi(addRoute, (c) => {
      const edit = editOf(c, c.req.valid('json'));
      const { id } = c.get('deps').db.write((tx) => insertFirm(tx, edit));
      return c.json(detailOf(c, id), 200);
    })
    .openapi(importRoute, (c) => {
      const importer = { viewer: signedInOf(c), actor: actorOf(c), today: c.get('deps').clock.today() };
      return c.json(importFirms(c.get('deps').db, c.req.valid('json'), importer), 200);
    })
    .openapi(changeRoute, (c) => {
      const { id } = c.req.valid('param');
      changeFirm(c.get('deps').db, id, editOf(c, c.req.valid('json')));
      return c.json(detailOf(c, id), 200);
    })
    .openapi(declareRoute, (c) => {
      const { id, year } = c.req.valid('param');
      declareEnergy(c.get('deps').db, { id, year }, editOf(c, c.req.valid('json')));
      return c.json(detailOf(c, id), 200);
    });
}
