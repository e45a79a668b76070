import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { z } from '@hono/zod-openapi';
import { appendAudit } from '../../db/audit.ts';
import { actorOf, auditFrom } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import type { Backups } from './backups.ts';
import { backupListSchema } from './schema.ts';

const listRoute = route('backups.write', {
  method: 'get',
  path: '/backups',
  summary: '备份情况：已有备份、下次备份时间、剩余空间',
  responses: replies(backupListSchema, 'The backups, newest first'),
});
const makeRoute = route('backups.write', {
  method: 'post',
  path: '/backups',
  summary: '立即备份；备份时照常使用',
  request: { body: jsonBody(z.strictObject({})) },
  responses: replies(backupListSchema, 'Made and checked; 409 while another is made, 507 without room'),
});
const fileRoute = route('backups.write', {
  method: 'get',
  path: '/backups/{name}/file',
  summary: '下载一份备份；恢复只能在服务器上用命令进行',
  request: { params: z.object({ name: z.string().max(64) }) },
  responses: { 200: { description: 'The file' } },
});

/** The backups; restoring is for the command line on the machine, with the server stopped. */
export function backupRoutes(backups: Backups) {
  return featureRouter()
    .openapi(listRoute, async (c) => c.json(await backups.list(), 200))
    .openapi(makeRoute, async (c) => {
      const { id, name, requestId } = actorOf(c);
      await backups.make({ id, name, requestId });
      return c.json(await backups.list(), 200);
    })
    .openapi(fileRoute, (c) => {
      const { name } = c.req.valid('param');
      const { path, sizeBytes } = backups.fileOf(name);
      c.get('deps').db.write((tx) =>
        appendAudit(tx, {
          ...auditFrom(actorOf(c)),
          action: 'backup.download',
          entity: 'backup',
          entityId: name,
          after: { sizeBytes },
        }),
      );
      const content = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
      return c.body(content, 200, {
        'content-type': 'application/octet-stream',
        'content-length': String(sizeBytes),
        'content-disposition': dispositionOf(name),
      });
    });
}
