import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import {
  fileContent,
  indicatorActual,
  taskDepartment,
  taskGoal,
  taskReminder,
  taskReport,
  taskReportEvent,
  taskReportFile,
} from '../../db/schema.ts';
import type { TaskReportStage } from '../../server/rules/task-steps.ts';
import { HANDLER } from './accounts.ts';
import { addDays, shanghaiTime } from './calendar.ts';
import { onePagePdf } from './case-files.ts';
import { idOf, type PendingAudit, type UserIds } from './pending-audit.ts';
import {
  DEMO_ASSIGNED,
  DEMO_TASK_ACTUALS,
  DEMO_TASK_GOALS,
  DEMO_TASK_REMINDERS,
  type DemoTaskReport,
  demoTaskReports,
} from './tasks.ts';

/** When the demo's bureau set the breakdown and assigned departments. */
const PLANNED_ON = '2025-09-05';
const PLANNED_AT = shanghaiTime(PLANNED_ON, 10, 0);

interface Told {
  step: string;
  at: string;
  by: string;
  stage: TaskReportStage;
  note: string | null;
}

/** The life of a report, step by step. */
function stepsOf(report: DemoTaskReport, index: number): Told[] {
  const { writer, decider, submittedOn, decidedOn, stage, note, asOf } = report;
  const minute = index % 60;
  const draftedOn = submittedOn ?? addDays(asOf, 1);
  const told: Told[] = [
    { step: 'create', at: shanghaiTime(draftedOn, 9, minute), by: writer, stage: 'draft', note: null },
  ];
  if (submittedOn !== null) {
    const at = shanghaiTime(submittedOn, 15, minute);
    told.push({ step: 'submit', at, by: writer, stage: 'submitted', note: null });
  }
  if (decidedOn !== null && decider !== null) {
    const step = stage === 'returned' ? 'return' : 'accept';
    told.push({ step, at: shanghaiTime(decidedOn, 10, minute), by: decider, stage, note });
  }
  return told;
}

function insertReport(tx: WriteTx, report: DemoTaskReport, users: UserIds, index: number): PendingAudit[] {
  const { taskId, department, unitCode, asOf, body, judgement, stage, note } = report;
  const told = stepsOf(report, index);
  const at = (step: string) => told.find((one) => one.step === step);
  const [created, submitted, decided] = [at('create'), at('submit'), at('accept') ?? at('return')];
  const { id } = tx
    .insert(taskReport)
    .values({
      ...{ taskId, department, unitCode, asOf, body, judgement, stage },
      submittedAt: submitted?.at ?? null,
      submittedBy: submitted ? idOf(users, submitted.by) : null,
      decidedAt: decided?.at ?? null,
      decidedBy: decided ? idOf(users, decided.by) : null,
      decisionNote: note,
      createdAt: created?.at ?? PLANNED_AT,
      createdBy: idOf(users, report.writer),
      version: told.length,
    })
    .returning({ id: taskReport.id })
    .get();
  const text = { asOf, body, judgement };
  const log = told.map((one): PendingAudit => {
    const says = one.step === 'create' || one.step === 'submit';
    const data = says ? JSON.stringify(text) : null;
    tx.insert(taskReportEvent)
      .values({ reportId: id, step: one.step, at: one.at, by: idOf(users, one.by), note: one.note, data })
      .run();
    const who = department === null ? { unitCode } : { department };
    return {
      at: one.at,
      actor: one.by,
      action: `task_report.${one.step}`,
      entity: 'task_report',
      entityId: String(id),
      after: {
        taskStage: one.stage,
        ...(one.note === null ? {} : { note: one.note }),
        ...(says ? text : {}),
        ...(one.step === 'create' ? { taskId, ...who } : {}),
      },
    };
  });
  return report.hasFile ? [...log, insertFile(tx, report, id, users, created?.at ?? PLANNED_AT)] : log;
}

function insertFile(
  tx: WriteTx,
  { writer, taskId }: DemoTaskReport,
  reportId: number,
  users: UserIds,
  at: string,
) {
  const content = onePagePdf(`DEMO ONLY / ${taskId}`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const sizeBytes = content.length;
  const name = '诊断进度表（演示）.pdf';
  tx.insert(fileContent).values({ sha256, sizeBytes, content }).onConflictDoNothing().run();
  const by = idOf(users, writer);
  const { id: fileId } = tx
    .insert(taskReportFile)
    .values({
      reportId,
      name,
      mediaType: 'application/pdf',
      sizeBytes,
      sha256,
      uploadedBy: by,
      uploadedAt: at,
    })
    .returning({ id: taskReportFile.id })
    .get();
  tx.insert(taskReportEvent).values({ reportId, step: 'file', at, by, note: name }).run();
  return {
    at,
    actor: writer,
    action: 'task_report.file',
    entity: 'task_report',
    entityId: String(reportId),
    after: { taskStage: 'draft', note: name, fileId, name, sizeBytes, sha256 },
  };
}

const ofTask = (action: string, taskId: string, at: string, after: unknown): PendingAudit => ({
  at,
  actor: HANDLER,
  action,
  entity: 'task',
  entityId: taskId,
  after,
});

function insertPlan(tx: WriteTx): PendingAudit[] {
  const goals = DEMO_TASK_GOALS.map((goal) => {
    tx.insert(taskGoal).values(goal).run();
    const { taskId, ...after } = goal;
    return ofTask('task.set_goal', taskId, PLANNED_AT, after);
  });
  const assigned = DEMO_ASSIGNED.map(({ taskId, department }) => {
    const printed = tx.select().from(taskDepartment).where(eq(taskDepartment.taskId, taskId)).all();
    tx.insert(taskDepartment)
      .values({ taskId, department, sortOrder: printed.length, printed: false, assignedOn: PLANNED_ON })
      .run();
    return ofTask('task.set_departments', taskId, PLANNED_AT, { departments: [department] });
  });
  return [...goals, ...assigned];
}

function insertActuals(tx: WriteTx): PendingAudit[] {
  return DEMO_TASK_ACTUALS.map((actual) => {
    tx.insert(indicatorActual).values(actual).run();
    const { indicatorId, ...after } = actual;
    const at = shanghaiTime(actual.year === 2025 ? '2026-02-10' : '2026-10-20', 16, 0);
    const entity = { entity: 'indicator', entityId: indicatorId };
    return { at, actor: HANDLER, action: 'indicator.set_actual', ...entity, after };
  });
}

function insertReminders(tx: WriteTx, users: UserIds): PendingAudit[] {
  return DEMO_TASK_REMINDERS.map(({ taskId, departments, on, note }) => {
    const at = shanghaiTime(on, 9, 30);
    for (const department of departments) {
      tx.insert(taskReminder)
        .values({ taskId, department, on, note, at, by: idOf(users, HANDLER) })
        .run();
    }
    return ofTask('task.remind', taskId, at, { departments, note, on });
  });
}

/** Writes the ledger of tasks as far as the demo has come; returns the audit rows that belong to it. */
export function insertTaskProgress(tx: WriteTx, users: UserIds): PendingAudit[] {
  return [
    ...insertPlan(tx),
    ...insertActuals(tx),
    ...demoTaskReports().flatMap((report, index) => insertReport(tx, report, users, index)),
    ...insertReminders(tx, users),
  ];
}
