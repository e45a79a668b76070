import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { replyCached } from '../http/cached-reply.ts';
import { type AppEnv, actorOf, signedInOf } from '../http/context.ts';
import { dispositionOf } from '../http/download.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { taskDetail } from './detail.ts';
import { addReportFile, readReportFile } from './files.ts';
import { readLedger } from './ledger.ts';
import { sendReminders, setDepartments, setGoals, setSilentMonths } from './plan.ts';
import { changeReport, createReport, takeReportStep } from './reports.ts';
import { type TaskView, taskList } from './rows.ts';
import {
  newTaskReminderSchema,
  newTaskReportSchema,
  type TaskListReply,
  taskDepartmentsSchema,
  taskDetailSchema,
  taskGoalsSchema,
  taskListSchema,
  taskReportChangeSchema,
  taskReportStepInputSchema,
  taskSettingsReplySchema,
  taskSettingsSchema,
} from './schema.ts';

const taskKey = z.object({ id: z.string().max(40).openapi({ example: 'plan-4' }) });
const idParam = z.coerce.number().int().positive();
const reportKey = z.object({ id: idParam });
const binary = z.string().openapi({ format: 'binary' });
const oneTask = (description: string) => replies(taskDetailSchema, description);

const listRoute = route('tasks.read', {
  method: 'get',
  path: '/tasks',
  summary: '任务台账：责任单位、指标、年度分解、状态与依据；可按责任单位筛选',
  request: { query: z.object({ department: z.string().max(40).optional() }) },
  responses: replies(taskListSchema, 'The ledger of tasks'),
});
const detailRoute = route('tasks.read', {
  method: 'get',
  path: '/tasks/{id}',
  summary: '一项任务：年度分解、进展报告、催报',
  request: { params: taskKey },
  responses: oneTask('One task'),
});
const createRoute = route('tasks.report', {
  method: 'post',
  path: '/tasks/{id}/reports',
  summary: '起草进展报告（限本部门、本单位；市工信局可代录）',
  request: { params: taskKey, body: jsonBody(newTaskReportSchema) },
  responses: oneTask('Drafted'),
});
const changeRoute = route('tasks.report', {
  method: 'put',
  path: '/task-reports/{id}',
  summary: '修改草稿或被退回的进展报告',
  request: { params: reportKey, body: jsonBody(taskReportChangeSchema) },
  responses: oneTask('Saved'),
});
const stepRoute = route('tasks.report', {
  method: 'post',
  path: '/task-reports/{id}/steps',
  summary: '进展报告：提交、撤回、采纳、退回（采纳、退回须由未经手的另一人办理）',
  request: { params: reportKey, body: jsonBody(taskReportStepInputSchema) },
  responses: oneTask('Done'),
});
const uploadRoute = route('tasks.report', {
  method: 'put',
  path: '/task-reports/{id}/files',
  summary: '上传进展佐证（请求体为文件本身，不超过5 MB）',
  request: {
    params: reportKey,
    query: z.object({ name: z.string().max(200) }),
    body: { content: { 'application/octet-stream': { schema: binary } }, required: true },
  },
  responses: oneTask('Uploaded'),
});
const downloadRoute = route('tasks.read', {
  method: 'get',
  path: '/task-reports/{id}/files/{fileId}',
  summary: '下载进展佐证',
  request: { params: z.object({ id: idParam, fileId: idParam }) },
  responses: {
    200: { description: 'The file', content: { 'application/octet-stream': { schema: binary } } },
  },
});
const goalsRoute = route('tasks.write', {
  method: 'put',
  path: '/tasks/{id}/goals',
  summary: '年度分解：某年的指标值和文字目标',
  request: { params: taskKey, body: jsonBody(taskGoalsSchema) },
  responses: oneTask('Set'),
});
const departmentsRoute = route('tasks.write', {
  method: 'put',
  path: '/tasks/{id}/departments',
  summary: '明确省级任务的市级落实单位（文件列明的责任单位不能修改）',
  request: { params: taskKey, body: jsonBody(taskDepartmentsSchema) },
  responses: oneTask('Assigned'),
});
const remindRoute = route('tasks.write', {
  method: 'post',
  path: '/tasks/{id}/reminders',
  summary: '催报',
  request: { params: taskKey, body: jsonBody(newTaskReminderSchema) },
  responses: oneTask('Sent'),
});
const settingsRoute = route('tasks.write', {
  method: 'put',
  path: '/task-settings',
  summary: '设定超过几个月未报告即提示',
  request: { body: jsonBody(taskSettingsSchema) },
  responses: replies(taskSettingsReplySchema, 'Set'),
});

function viewOf(c: Context<AppEnv>): TaskView {
  const { userId, role, unitCodes, department } = signedInOf(c);
  return { viewer: { userId, role, unitCodes, department }, today: c.get('deps').clock.today() };
}

const detail = (c: Context<AppEnv>, id: string) => taskDetail(c.get('deps').db.read, viewOf(c), id);

function list(c: Context<AppEnv>, department: string | undefined): TaskListReply {
  const view = viewOf(c);
  return taskList(view, readLedger(c.get('deps').db.read, view.today), department);
}

/** The ledger of tasks (任务台账) of the plans and the reports on them. */
export function taskRoutes() {
  const reading = featureRouter()
    .openapi(listRoute, (c) => {
      const { department } = c.req.valid('query');
      const key = `tasks ${signedInOf(c).userId} ${department ?? ''}`;
      return replyCached(c, key, () => list(c, department));
    })
    .openapi(detailRoute, (c) => c.json(detail(c, c.req.valid('param').id), 200))
    .openapi(downloadRoute, (c) => {
      const { id, fileId } = c.req.valid('param');
      const file = readReportFile(c.get('deps').db.read, viewOf(c).viewer, id, fileId);
      return c.body(new Uint8Array(file.content), 200, {
        'content-type': file.mediaType,
        'content-disposition': dispositionOf(file.name),
      });
    });
  return reading.route('/', reportingRoutes()).route('/', planningRoutes());
}

function reportingRoutes() {
  return featureRouter()
    .openapi(createRoute, (c) => {
      const { id } = c.req.valid('param');
      createReport(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(changeRoute, (c) => {
      const { id } = c.req.valid('param');
      const task = changeReport(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, task), 200);
    })
    .openapi(stepRoute, (c) => {
      const { id } = c.req.valid('param');
      const task = takeReportStep(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, task), 200);
    })
    .openapi(uploadRoute, async (c) => {
      const { id } = c.req.valid('param');
      const { name } = c.req.valid('query');
      const content = Buffer.from(await c.req.arrayBuffer());
      const task = addReportFile(c.get('deps').db, viewOf(c), id, { name, content }, actorOf(c));
      return c.json(detail(c, task), 200);
    });
}

function planningRoutes() {
  return featureRouter()
    .openapi(goalsRoute, (c) => {
      const { id } = c.req.valid('param');
      setGoals(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(departmentsRoute, (c) => {
      const { id } = c.req.valid('param');
      setDepartments(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(remindRoute, (c) => {
      const { id } = c.req.valid('param');
      sendReminders(c.get('deps').db, viewOf(c), id, c.req.valid('json'), actorOf(c));
      return c.json(detail(c, id), 200);
    })
    .openapi(settingsRoute, (c) =>
      c.json(setSilentMonths(c.get('deps').db, c.req.valid('json'), actorOf(c)), 200),
    );
}
