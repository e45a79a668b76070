import { z } from '@hono/zod-openapi';
import { replyCached } from '../http/cached-reply.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { unitParam } from '../http/schemas.ts';
import { rosterViewOf, rosterWriterOf } from './certificate-routes.ts';
import { addCandidate, changeCandidate, listCandidates } from './cultivation.ts';
import {
  candidateChangeSchema,
  candidateListSchema,
  candidateSchema,
  newCandidateSchema,
} from './cultivation-schema.ts';

const listRoute = route('quotas.read', {
  method: 'get',
  path: '/cultivation',
  summary: '培育名单',
  request: { query: z.object({ unit: unitParam.optional() }) },
  responses: replies(
    candidateListSchema,
    'Candidates named by the plan, and those of units the viewer may see',
  ),
});
const addRoute = route('roster.write', {
  method: 'post',
  path: '/cultivation',
  summary: '增列培育对象',
  request: { body: jsonBody(newCandidateSchema) },
  responses: replies(candidateSchema, 'Added'),
});
const changeRoute = route('roster.write', {
  method: 'put',
  path: '/cultivation/{id}',
  summary: '修改培育对象、阶段',
  request: {
    params: z.object({ id: z.coerce.number().int().positive() }),
    body: jsonBody(candidateChangeSchema),
  },
  responses: replies(candidateSchema, 'Changed'),
});

/** The cultivation list (培育名单): candidates for titles and how far they have come. */
export function cultivationRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { unit } = c.req.valid('query');
      return replyCached(c, `cultivation ${unit}`, () =>
        listCandidates(c.get('deps').db.read, unit, rosterViewOf(c)),
      );
    })
    .openapi(addRoute, (c) => {
      const { db } = c.get('deps');
      return c.json(addCandidate(db, c.req.valid('json'), rosterWriterOf(c)), 200);
    })
    .openapi(changeRoute, (c) => {
      const { id } = c.req.valid('param');
      const { db } = c.get('deps');
      return c.json(changeCandidate(db, id, c.req.valid('json'), rosterWriterOf(c)), 200);
    });
}
