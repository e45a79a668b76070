import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { replyPage } from '../http/cached-reply.ts';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { pageQuery } from '../http/paging.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { unitParam } from '../http/schemas.ts';
import { internalUnitsOf } from '../rules/permissions.ts';
import {
  addCertificate,
  correctCertificate,
  type RosterWriter,
  removeCertificate,
  restoreCertificate,
  type Written,
} from './certificate-changes.ts';
import {
  certificateAddedSchema,
  certificateCorrectionSchema,
  certificateListSchema,
  certificateRemovalSchema,
  certificateRestorationSchema,
  certificateSchema,
  newCertificateSchema,
} from './certificate-schema.ts';
import { certificateById, listCertificates, type RosterView } from './certificates.ts';
import { addEvidence, readEvidence } from './files.ts';
import { importCertificates } from './import.ts';
import { importReplySchema, importRequestSchema } from './import-schema.ts';
import { REGISTER_SORTS } from './register.ts';
import { certificateColumnSchema } from './schema.ts';

const idParam = z.coerce.number().int().positive();
const key = z.object({ id: idParam });
const binary = z.string().openapi({ format: 'binary' });

const rosterRoute = route('quotas.read', {
  method: 'get',
  path: '/certificates',
  summary: '称号名单',
  request: {
    query: z.object({
      column: certificateColumnSchema.optional(),
      unit: unitParam.optional(),
      year: z.coerce.number().int().min(2000).max(2099).optional(),
      status: z.enum(['inForce', 'future', 'removed']).optional(),
      q: z.string().max(100).optional(),
      sort: z.enum(REGISTER_SORTS).default('list'),
      ...pageQuery,
    }),
  },
  responses: replies(
    certificateListSchema,
    'A page of named certificates; evidence only of units the viewer may see',
  ),
});
const addRoute = route('roster.write', {
  method: 'post',
  path: '/certificates',
  summary: '登记称号',
  request: { body: jsonBody(newCertificateSchema) },
  responses: replies(certificateAddedSchema, 'Added; may have opened its case (免申即享)'),
});
const importRoute = route('roster.write', {
  method: 'post',
  path: '/certificates/import',
  summary: '批量登记称号：check 为 true 时只核对，否则全部写入或全部不写入',
  request: { body: jsonBody(importRequestSchema) },
  responses: replies(importReplySchema, 'Verdict of each row'),
});
const correctRoute = route('roster.write', {
  method: 'put',
  path: '/certificates/{id}',
  summary: '更正称号登记',
  request: { params: key, body: jsonBody(certificateCorrectionSchema) },
  responses: replies(certificateAddedSchema, 'Corrected'),
});
const removeRoute = route('roster.write', {
  method: 'post',
  path: '/certificates/{id}/removal',
  summary: '称号退出',
  request: { params: key, body: jsonBody(certificateRemovalSchema) },
  responses: replies(certificateSchema, 'Removed from a date on'),
});
const restoreRoute = route('roster.write', {
  method: 'post',
  path: '/certificates/{id}/restoration',
  summary: '撤回误登记的退出',
  request: { params: key, body: jsonBody(certificateRestorationSchema) },
  responses: replies(certificateSchema, 'In force again'),
});
const uploadRoute = route('roster.write', {
  method: 'put',
  path: '/certificates/{id}/files',
  summary: '上传佐证材料（请求体为文件本身，PDF、JPG、PNG，不超过5 MB）',
  request: {
    params: key,
    query: z.object({ name: z.string().max(200) }),
    body: { content: { 'application/octet-stream': { schema: binary } }, required: true },
  },
  responses: replies(certificateSchema, 'Uploaded'),
});
const downloadRoute = route('quotas.read', {
  method: 'get',
  path: '/certificates/{id}/files/{fileId}',
  summary: '下载佐证材料（县区限本单位）',
  request: { params: z.object({ id: idParam, fileId: idParam }) },
  responses: {
    200: { description: 'The file', content: { 'application/octet-stream': { schema: binary } } },
  },
});

/** What this request's sender may see of the roster. */
export function rosterViewOf(c: Context<AppEnv>): RosterView {
  return { units: internalUnitsOf(signedInOf(c)), today: c.get('deps').clock.today() };
}

export function rosterWriterOf(c: Context<AppEnv>): RosterWriter {
  return { today: c.get('deps').clock.today(), actor: actorOf(c) };
}

function shown(c: Context<AppEnv>, id: number) {
  return certificateById(c.get('deps').db.read, id, rosterViewOf(c));
}

function written(c: Context<AppEnv>, { id, openedCaseId }: Written) {
  return { ...shown(c, id), openedCaseId };
}

/** The register of titles (称号): list, entry, correction, removal, evidence, import. */
export function certificateRoutes() {
  return featureRouter()
    .openapi(rosterRoute, (c) => {
      const { unit, year, ...asked } = c.req.valid('query');
      const filter = { ...asked, unitCode: unit, listYear: year };
      const key = `certificates ${JSON.stringify([unit, year, asked.column, asked.status, asked.sort])}`;
      return replyPage(c, key, asked, () => listCertificates(c.get('deps').db.read, filter, rosterViewOf(c)));
    })
    .openapi(addRoute, (c) => {
      const { db } = c.get('deps');
      return c.json(written(c, addCertificate(db, c.req.valid('json'), rosterWriterOf(c))), 200);
    })
    .openapi(importRoute, (c) => {
      const { db } = c.get('deps');
      return c.json(importCertificates(db, c.req.valid('json'), rosterWriterOf(c)), 200);
    })
    .openapi(correctRoute, (c) => {
      const { id } = c.req.valid('param');
      const { db } = c.get('deps');
      return c.json(written(c, correctCertificate(db, id, c.req.valid('json'), rosterWriterOf(c))), 200);
    })
    .openapi(removeRoute, (c) => {
      const { id } = c.req.valid('param');
      removeCertificate(c.get('deps').db, id, c.req.valid('json'), rosterWriterOf(c));
      return c.json(shown(c, id), 200);
    })
    .openapi(restoreRoute, (c) => {
      const { id } = c.req.valid('param');
      restoreCertificate(c.get('deps').db, id, c.req.valid('json'), rosterWriterOf(c));
      return c.json(shown(c, id), 200);
    })
    .openapi(uploadRoute, async (c) => {
      const { id } = c.req.valid('param');
      const { name } = c.req.valid('query');
      const content = Buffer.from(await c.req.arrayBuffer());
      addEvidence(c.get('deps').db, id, { name, content }, actorOf(c));
      return c.json(shown(c, id), 200);
    })
    .openapi(downloadRoute, (c) => {
      const { id, fileId } = c.req.valid('param');
      const file = readEvidence(c.get('deps').db.read, rosterViewOf(c).units, id, fileId);
      return c.body(new Uint8Array(file.content), 200, {
        'content-type': file.mediaType,
        'content-disposition': dispositionOf(file.name),
      });
    });
}
