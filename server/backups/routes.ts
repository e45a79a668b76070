import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { appendAudit } from '../../db/audit.ts';
import { type AppEnv, actorOf, auditFrom, signedInOf } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { isNoRoom } from '../http/storage-errors.ts';
import type { Backups } from './backups.ts';
import { backupListSchema, ticketRequestSchema, ticketSchema } from './schema.ts';
import type { Tickets } from './tickets.ts';

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
const name = z.string().max(64);
const ticketRoute = route('backups.write', {
  method: 'post',
  path: '/backups/{name}/ticket',
  summary: '下载备份前输入本人密码，换取一分钟内有效、只能用一次的下载凭证',
  request: { params: z.object({ name }), body: jsonBody(ticketRequestSchema) },
  responses: replies(ticketSchema, 'A ticket; 422 where the password is wrong, 429 after five in a row'),
});
const fileRoute = route('backups.write', {
  method: 'get',
  path: '/backups/{name}/file',
  summary: '凭下载凭证下载一份备份；恢复只能在服务器上用命令进行',
  request: { params: z.object({ name }), query: z.object({ ticket: z.string().max(64).optional() }) },
  responses: { 200: { description: 'The file; 403 without a ticket' } },
});

/** Notes a download. On a full disk it goes to the service's log instead: backups are carried off just then. */
function recordDownload(c: Context<AppEnv>, name: string, sizeBytes: number): void {
  const { db, log } = c.get('deps');
  const actor = actorOf(c);
  const row = { action: 'backup.download', entity: 'backup', entityId: name, after: { sizeBytes } };
  try {
    db.write((tx) => appendAudit(tx, { ...auditFrom(actor), ...row }));
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    const { requestId, id: userId } = actor;
    log.error({ event: 'backup_download', requestId, userId, name, sizeBytes }, 'no room for its audit row');
  }
}

/** The backups; restoring is for the command line on the machine, with the server stopped. */
export function backupRoutes(backups: Backups, tickets: Tickets) {
  return featureRouter()
    .openapi(listRoute, async (c) => c.json(await backups.list(), 200))
    .openapi(makeRoute, async (c) => {
      const { id, name, requestId } = actorOf(c);
      await backups.make({ id, name, requestId });
      return c.json(await backups.list(), 200);
    })
    .openapi(ticketRoute, async (c) => {
      const { name } = c.req.valid('param');
      backups.fileOf(name);
      const { password } = c.req.valid('json');
      return c.json({ ticket: await tickets.give(name, password, signedInOf(c), actorOf(c)) }, 200);
    })
    .openapi(fileRoute, (c) => {
      const { name } = c.req.valid('param');
      const { path, sizeBytes } = backups.fileOf(name);
      // HEAD is answered by this route too: it uses nothing up, opens nothing and is no download
      const isHead = c.req.method === 'HEAD';
      tickets.take(c.req.valid('query').ticket ?? '', name, signedInOf(c), isHead);
      const headers = {
        'content-type': 'application/octet-stream',
        'content-length': String(sizeBytes),
        'content-disposition': dispositionOf(name),
      };
      if (isHead) return c.body(null, 200, headers);
      recordDownload(c, name, sizeBytes);
      return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, 200, headers);
    });
}
