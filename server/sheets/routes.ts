import { z } from '@hono/zod-openapi';
import type { TypedResponse } from 'hono';
import { actorOf, signedInOf } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { exportTable } from './export.ts';
import { exportSchema, type WorkbookReply, workbookSchema } from './schema.ts';
import { readSheetsJson } from './sheets.ts';

const binary = z.string().openapi({ format: 'binary' });

const exportRoute = route('signedIn', {
  method: 'post',
  path: '/exports',
  summary: '把页面上的表格导出为 .xlsx 或 .csv 文件',
  request: { body: jsonBody(exportSchema) },
  responses: {
    200: { description: 'The file', content: { 'application/octet-stream': { schema: binary } } },
  },
});
const readRoute = route('signedIn', {
  method: 'put',
  path: '/sheets/read',
  summary: '读取电子表格（.xlsx、.xls、.csv，不超过5 MB，按内容识别），只返回内容，不写入',
  request: {
    query: z.object({ name: z.string().max(200) }),
    body: { content: { 'application/octet-stream': { schema: binary } }, required: true },
  },
  responses: replies(workbookSchema, 'The sheets as text'),
});

/** Spreadsheets (电子表格): any table as a file, any file as rows of text. */
export function sheetRoutes() {
  return featureRouter()
    .openapi(exportRoute, async (c) => {
      const { db, demo } = c.get('deps');
      const { displayName } = signedInOf(c);
      const file = await exportTable(db, c.req.valid('json'), { displayName, actor: actorOf(c), demo });
      return c.body(file.content, 200, {
        'content-type': file.mediaType,
        'content-disposition': dispositionOf(file.name),
      });
    })
    .openapi(readRoute, async (c) => {
      const content = new Uint8Array(await c.req.arrayBuffer());
      const json = await readSheetsJson(content, c.req.valid('query').name);
      const reply = c.body(json, 200, { 'content-type': 'application/json; charset=utf-8' });
      return reply as unknown as TypedResponse<WorkbookReply, 200, 'json'>;
    });
}
