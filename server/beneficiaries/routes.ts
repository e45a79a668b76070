import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { pageQuery } from '../http/paging.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { addBeneficiary, changeBeneficiary, listBeneficiaries } from './beneficiaries.ts';
import {
  type BeneficiaryInput,
  beneficiaryInputSchema,
  beneficiaryListSchema,
  beneficiarySchema,
} from './schema.ts';

const listRoute = route('beneficiaries.write', {
  method: 'get',
  path: '/beneficiaries',
  summary: '受益主体（企业、园区、服务商、平台）',
  request: { query: z.object({ q: z.string().max(100).optional(), ...pageQuery }) },
  responses: replies(beneficiaryListSchema, 'Beneficiaries the viewer may see'),
});
const addRoute = route('beneficiaries.write', {
  method: 'post',
  path: '/beneficiaries',
  summary: '登记受益主体',
  request: { body: jsonBody(beneficiaryInputSchema) },
  responses: replies(beneficiarySchema, 'Added'),
});
const changeRoute = route('beneficiaries.write', {
  method: 'put',
  path: '/beneficiaries/{id}',
  summary: '修改受益主体',
  request: {
    params: z.object({ id: z.coerce.number().int().positive() }),
    body: jsonBody(beneficiaryInputSchema),
  },
  responses: replies(beneficiarySchema, 'Changed'),
});

function editOf(c: Context<AppEnv>, input: BeneficiaryInput) {
  return { viewer: signedInOf(c), actor: actorOf(c), today: c.get('deps').clock.today(), input };
}

/** Beneficiaries (受益主体): who may receive an award. */
export function beneficiaryRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { db } = c.get('deps');
      return c.json(listBeneficiaries(db.read, signedInOf(c), c.req.valid('query')), 200);
    })
    .openapi(addRoute, (c) => c.json(addBeneficiary(c.get('deps').db, editOf(c, c.req.valid('json'))), 200))
    .openapi(changeRoute, (c) => {
      const { id } = c.req.valid('param');
      return c.json(changeBeneficiary(c.get('deps').db, id, editOf(c, c.req.valid('json'))), 200);
    });
}
