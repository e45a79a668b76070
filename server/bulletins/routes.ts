import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { replyCached } from '../http/cached-reply.ts';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { type BulletinView, bulletinDetail, listBulletins } from './bulletins.ts';
import { createBulletin, saveBulletin, stepBulletin } from './changes.ts';
import { bulletinFile } from './files.ts';
import {
  bulletinChangeSchema,
  bulletinListSchema,
  bulletinSchema,
  bulletinStepSchema,
  newBulletinSchema,
} from './schema.ts';

const key = z.object({ id: z.coerce.number().int().positive() });
const file = {
  200: {
    description: 'The file',
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  },
};

const listRoute = route('bulletins.read', {
  method: 'get',
  path: '/bulletins',
  summary: '通报清单（县区、领导只见已签发的）',
  responses: replies(bulletinListSchema, 'Bulletins the viewer may see'),
});
const createBulletinRoute = route('bulletins.write', {
  method: 'post',
  path: '/bulletins',
  summary: '冻结某期已公布数据并拟稿',
  request: { body: jsonBody(newBulletinSchema) },
  responses: replies(bulletinSchema, 'Drafted'),
});
const detailRoute = route('bulletins.read', {
  method: 'get',
  path: '/bulletins/{id}',
  summary: '一份通报：数据快照、正文、经过、签发后的修订',
  request: { params: key },
  responses: replies(bulletinSchema, 'One bulletin'),
});
const saveRoute = route('bulletins.write', {
  method: 'put',
  path: '/bulletins/{id}',
  summary: '修改通报的标题与正文（签发前）',
  request: { params: key, body: jsonBody(bulletinChangeSchema) },
  responses: replies(bulletinSchema, 'Saved'),
});
const stepRoute = route('bulletins.write', {
  method: 'post',
  path: '/bulletins/{id}/steps',
  summary: '办理通报：送审、退回、签发、作废、更新数据',
  request: { params: key, body: jsonBody(bulletinStepSchema) },
  responses: replies(bulletinSchema, 'Done'),
});
const wordRoute = route('bulletins.read', {
  method: 'get',
  path: '/bulletins/{id}/word',
  summary: '通报的 Word 文档',
  request: { params: key },
  responses: file,
});
const excelRoute = route('bulletins.read', {
  method: 'get',
  path: '/bulletins/{id}/excel',
  summary: '通报附表的 Excel 文件',
  request: { params: key },
  responses: file,
});

function viewOf(c: Context<AppEnv>): BulletinView {
  const { userId, role } = signedInOf(c);
  return { userId, role, today: c.get('deps').clock.today() };
}

const detailReply = (c: Context<AppEnv>, id: number) => bulletinDetail(c.get('deps').db.read, viewOf(c), id);

async function fileReply(c: Context<AppEnv>, id: number, format: 'word' | 'excel') {
  const { db, demo } = c.get('deps');
  const made = await bulletinFile(db, viewOf(c), id, { format, demo, actor: actorOf(c) });
  return c.body(made.content, 200, {
    'content-type': made.mediaType,
    'content-disposition': dispositionOf(made.name),
  });
}

/** Bulletins (通报) over a frozen period: 拟稿, 送审, 签发, and their files. */
export function bulletinRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) =>
      replyCached(c, 'bulletins', () => listBulletins(c.get('deps').db.read, viewOf(c))),
    )
    .openapi(createBulletinRoute, (c) => {
      const { period } = c.req.valid('json');
      const id = createBulletin(c.get('deps').db, viewOf(c), period, actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(detailRoute, (c) => c.json(detailReply(c, c.req.valid('param').id), 200))
    .openapi(saveRoute, (c) => {
      const { id } = c.req.valid('param');
      saveBulletin(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(stepRoute, (c) => {
      const { id } = c.req.valid('param');
      stepBulletin(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(wordRoute, (c) => fileReply(c, c.req.valid('param').id, 'word'))
    .openapi(excelRoute, (c) => fileReply(c, c.req.valid('param').id, 'excel'));
}
