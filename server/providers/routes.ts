import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { replyCached } from '../http/cached-reply.ts';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { unitParam } from '../http/schemas.ts';
import { addProvider, changeProvider, setCharges } from './changes.ts';
import { type ProviderView, providerList, schemeYears } from './list.ts';
import { ledgerList } from './lists/list.ts';
import {
  chargesSchema,
  LIST_IDS,
  ledgerListSchema,
  newProviderSchema,
  providerChangeSchema,
  providerListSchema,
} from './schema.ts';
import { listScopeOf } from './scope.ts';

const key = z.object({ id: z.coerce.number().int().positive() });

const listRoute = route('projects.read', {
  method: 'get',
  path: '/providers',
  summary: '服务商：资格、遴选、包挂，措施一、措施五测算',
  request: { query: z.object({ year: z.coerce.number().int().optional() }) },
  responses: replies(providerListSchema, 'Providers the viewer may see'),
});
const addRoute = route('providers.write', {
  method: 'post',
  path: '/providers',
  summary: '登记服务商',
  request: { body: jsonBody(newProviderSchema) },
  responses: replies(providerListSchema, 'Added'),
});
const changeRoute = route('providers.write', {
  method: 'put',
  path: '/providers/{id}',
  summary: '修改服务商资格，登记遴选、退出',
  request: { params: key, body: jsonBody(providerChangeSchema) },
  responses: replies(providerListSchema, 'Changed'),
});
const chargesRoute = route('providers.write', {
  method: 'put',
  path: '/providers/{id}/charges',
  summary: '设定服务商包挂的县（市、区）和行业',
  request: { params: key, body: jsonBody(chargesSchema) },
  responses: replies(providerListSchema, 'Set'),
});
const ledgerRoute = route('projects.read', {
  method: 'get',
  path: '/lists/{list}',
  summary: '四张清单：示范标杆、诊断企业、意愿改造企业、服务商',
  request: {
    params: z.object({ list: z.enum(LIST_IDS) }),
    query: z.object({ unit: unitParam.optional() }),
  },
  responses: replies(ledgerListSchema, 'One of the four lists'),
});

/** @throws 400 `invalid_year` for a year before the plan or after this one */
function viewOf(c: Context<AppEnv>, asked?: number): ProviderView {
  const today = c.get('deps').clock.today();
  const years = schemeYears(today);
  const year = asked ?? Number(today.slice(0, 4));
  if (asked !== undefined && !years.includes(asked)) {
    const message = `年度应在${years.at(-1)}—${years[0]}年内。`;
    throw new AppError(400, 'invalid_year', message, { fields: { year: { code: 'invalid_year', message } } });
  }
  return { scope: listScopeOf(signedInOf(c)), today, year };
}

const reply = (c: Context<AppEnv>) => providerList(c.get('deps').db.read, viewOf(c));

const writerOf = (c: Context<AppEnv>) => ({ actor: actorOf(c), today: c.get('deps').clock.today() });

/** Service providers (服务商) and the four lists (四张清单). */
export function providerRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const view = viewOf(c, c.req.valid('query').year);
      const key = `providers ${view.year} ${JSON.stringify(view.scope)}`;
      return replyCached(c, key, () => providerList(c.get('deps').db.read, view));
    })
    .openapi(addRoute, (c) => {
      addProvider(c.get('deps').db, c.req.valid('json'), writerOf(c));
      return c.json(reply(c), 200);
    })
    .openapi(changeRoute, (c) => {
      changeProvider(c.get('deps').db, c.req.valid('param').id, c.req.valid('json'), writerOf(c));
      return c.json(reply(c), 200);
    })
    .openapi(chargesRoute, (c) => {
      setCharges(c.get('deps').db, c.req.valid('param').id, c.req.valid('json'), writerOf(c));
      return c.json(reply(c), 200);
    })
    .openapi(ledgerRoute, (c) => {
      const { list } = c.req.valid('param');
      const { unit } = c.req.valid('query');
      const view = viewOf(c);
      const key = `list ${list} ${unit ?? ''} ${JSON.stringify(view.scope)}`;
      return replyCached(c, key, () => ledgerList(c.get('deps').db.read, list, view, unit));
    });
}
