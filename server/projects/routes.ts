import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { requireUnitAsked } from '../firms/unit-asked.ts';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { pageQuery } from '../http/paging.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { projectList } from './board.ts';
import { addProject, changeProject } from './changes.ts';
import { openProjectCase } from './claim.ts';
import { projectDetail } from './detail.ts';
import { addProjectFile, readProjectFile } from './files.ts';
import { importProjects } from './import.ts';
import { projectImportReplySchema, projectImportSchema } from './import-schema.ts';
import type { ProjectView } from './list.ts';
import {
  projectCaseInputSchema,
  projectChangeSchema,
  projectDetailSchema,
  projectInputSchema,
  projectListQuerySchema,
  projectListSchema,
  projectStageSchema,
  projectStepInputSchema,
} from './schema.ts';
import { projectScopeOf } from './scope.ts';
import { takeProjectStep } from './steps.ts';

const idParam = z.coerce.number().int().positive();
const key = z.object({ id: idParam });
const binary = z.string().openapi({ format: 'binary' });

const listRoute = route('projects.read', {
  method: 'get',
  path: '/projects',
  summary: '绿色低碳改造项目库',
  request: { query: projectListQuerySchema.extend(pageQuery) },
  responses: replies(
    projectListSchema,
    'A page of the projects the viewer may see, with counts and sums over all',
  ),
});
const detailRoute = route('projects.read', {
  method: 'get',
  path: '/projects/{id}',
  summary: '一个改造项目：阶段、经过、文件、可申报的奖补',
  request: { params: key },
  responses: replies(projectDetailSchema, 'One project'),
});
const addRoute = route('projects.write', {
  method: 'post',
  path: '/projects',
  summary: '登记改造意愿',
  request: { body: jsonBody(projectInputSchema) },
  responses: replies(projectDetailSchema, 'Registered'),
});
const importRoute = route('projects.write', {
  method: 'post',
  path: '/projects/import',
  summary: '从表格导入改造项目：先核对每一行，再全部写入或都不写入',
  request: { body: jsonBody(projectImportSchema) },
  responses: replies(
    projectImportReplySchema,
    'A verdict for every row; 422 `rows_refused` where one cannot be written',
  ),
});
const changeRoute = route('projects.write', {
  method: 'put',
  path: '/projects/{id}',
  summary: '修改改造项目',
  request: { params: key, body: jsonBody(projectChangeSchema) },
  responses: replies(projectDetailSchema, 'Changed'),
});
const stepRoute = route('projects.write', {
  method: 'post',
  path: '/projects/{id}/steps',
  summary: '办理一步：诊断、方案、开工、验收、后评价、进展、终止、恢复、退回',
  request: { params: key, body: jsonBody(projectStepInputSchema) },
  responses: replies(projectDetailSchema, 'Done'),
});
const uploadRoute = route('projects.write', {
  method: 'put',
  path: '/projects/{id}/files',
  summary: '上传项目文件（请求体为文件本身，不超过5 MB）',
  request: {
    params: key,
    query: z.object({ stage: projectStageSchema, name: z.string().max(200) }),
    body: { content: { 'application/octet-stream': { schema: binary } }, required: true },
  },
  responses: replies(projectDetailSchema, 'Uploaded'),
});
const downloadRoute = route('projects.read', {
  method: 'get',
  path: '/projects/{id}/files/{fileId}',
  summary: '下载项目文件',
  request: { params: z.object({ id: idParam, fileId: idParam }) },
  responses: {
    200: { description: 'The file', content: { 'application/octet-stream': { schema: binary } } },
  },
});
const caseRoute = route('cases.write', {
  method: 'post',
  path: '/projects/{id}/cases',
  summary: '由项目申报奖补：事实取自项目',
  request: { params: key, body: jsonBody(projectCaseInputSchema) },
  responses: replies(projectDetailSchema, 'Case opened'),
});

/** Whose eyes the reply is for. */
function viewOf(c: Context<AppEnv>): ProjectView {
  const { role, unitCodes } = signedInOf(c);
  const viewer = { role, unitCodes };
  return { viewer, scope: projectScopeOf(viewer), today: c.get('deps').clock.today() };
}

const detailReply = (c: Context<AppEnv>, id: number) => projectDetail(c.get('deps').db.read, viewOf(c), id);

/** Green retrofit projects (绿色低碳改造项目): from the willing firm to the award paid. */
export function projectRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const asked = c.req.valid('query');
      const view = viewOf(c);
      const { read } = c.get('deps').db;
      requireUnitAsked(read, view.scope.units, asked.unit);
      return c.json(projectList(read, view, asked), 200);
    })
    .openapi(detailRoute, (c) => c.json(detailReply(c, c.req.valid('param').id), 200))
    .openapi(addRoute, (c) => {
      const id = addProject(c.get('deps').db, viewOf(c), c.req.valid('json'), actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(importRoute, (c) => {
      const importer = { viewer: signedInOf(c), actor: actorOf(c), today: c.get('deps').clock.today() };
      return c.json(importProjects(c.get('deps').db, c.req.valid('json'), importer), 200);
    })
    .openapi(changeRoute, (c) => {
      const { id } = c.req.valid('param');
      changeProject(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(stepRoute, (c) => {
      const { id } = c.req.valid('param');
      takeProjectStep(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(uploadRoute, async (c) => {
      const { id } = c.req.valid('param');
      const { stage, name } = c.req.valid('query');
      const content = Buffer.from(await c.req.arrayBuffer());
      addProjectFile(c.get('deps').db, viewOf(c), id, { stage, name, content }, actorOf(c));
      return c.json(detailReply(c, id), 200);
    })
    .openapi(downloadRoute, (c) => {
      const { id, fileId } = c.req.valid('param');
      const file = readProjectFile(c.get('deps').db.read, viewOf(c).scope, id, fileId);
      return c.body(new Uint8Array(file.content), 200, {
        'content-type': file.mediaType,
        'content-disposition': dispositionOf(file.name),
      });
    })
    .openapi(caseRoute, (c) => {
      const { id } = c.req.valid('param');
      openProjectCase(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detailReply(c, id), 200);
    });
}
