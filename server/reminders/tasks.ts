import { eq, inArray } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { task, taskReminder, taskReport, unit } from '../../db/schema.ts';
import { can } from '../rules/permissions.ts';
import { COUNTIES_DEPARTMENT, mayReadTaskReport, type TaskViewer } from '../rules/task-steps.ts';
import { countiesOf, readLedger } from '../tasks/ledger.ts';
import { type TaskView, taskList } from '../tasks/rows.ts';
import type { TaskListReply, TaskRow } from '../tasks/schema.ts';
import type { Reminder, ReminderKind } from './schema.ts';

/* What the ledger of tasks (任务台账) asks of a person. */

const MAX_NAMED = 3;

const remind = (
  kind: ReminderKind,
  text: string,
  to: string,
  since: string,
  unitCode: string | null = null,
): Reminder => ({
  kind,
  text,
  unitCode,
  period: '',
  to,
  since,
});

const titleOf = ({ level, number, title }: Pick<TaskRow, 'level' | 'number' | 'title'>) =>
  `${level === 'province' ? '省方案' : '第'}${number}${level === 'province' ? '' : '项'}“${title}”`;

/** '第3项“…”、第7项“…”等5项任务'. */
function named(rows: readonly TaskRow[]): string {
  const some = rows.slice(0, MAX_NAMED).map(titleOf).join('、');
  return rows.length > MAX_NAMED ? `${some}等${rows.length}项任务` : some;
}

const taskPath = (id: string) => `/tasks?task=${id}`;

/** Tasks on which the viewer's own department owes a report, in one line. */
function owed({ tasks, silentMonths }: TaskListReply): Reminder[] {
  const own = tasks.filter(({ departments }) => departments.some(({ mine, silent }) => mine && silent));
  const [first] = own;
  if (!first) return [];
  const to = own.length === 1 ? taskPath(first.id) : '/tasks?tab=department';
  return [remind('taskDue', `${named(own)}已超过${silentMonths}个月未报告进展`, to, '')];
}

/** Tasks on which none of an officer's units reported within the months set, in one line. */
function owedByUnits(db: ReadDb, { viewer }: TaskView, reply: TaskListReply): Reminder[] {
  const silent = reply.tasks.filter(({ departments }) =>
    departments.some(
      ({ mine, reports, silentMonths }) =>
        mine && reports && (silentMonths === null || silentMonths >= reply.silentMonths),
    ),
  );
  if (silent.length === 0) return [];
  const own = countiesOf(db).filter(({ code }) => viewer.unitCodes.includes(code));
  const who = own.map(({ name }) => name).join('、');
  const text = `${who}有${silent.length}项任务${reply.silentMonths}个月内未报告进展`;
  return [remind('taskDue', text, '/tasks?tab=department', '')];
}

/** 退回: what is to be written again, by those whose report it is. */
function returned(db: ReadDb, viewer: TaskViewer, tasks: readonly TaskRow[]): Reminder[] {
  const rows = db
    .select({ row: taskReport, unitName: unit.name })
    .from(taskReport)
    .leftJoin(unit, eq(unit.code, taskReport.unitCode))
    .where(eq(taskReport.stage, 'returned'))
    .all();
  return rows.flatMap(({ row, unitName }) => {
    const found = tasks.find(({ id }) => id === row.taskId);
    const own =
      row.unitCode === null
        ? found?.departments.some(({ department, mine }) => mine && department === row.department)
        : viewer.unitCodes.includes(row.unitCode);
    if (!found || !own) return [];
    const who = viewer.unitCodes.length > 1 ? (unitName ?? '') : '';
    const text = `${who}${titleOf(found)}的进展报告被退回：${row.decisionNote ?? ''}`;
    return [remind('taskReturned', text, taskPath(row.taskId), row.decidedAt ?? '', row.unitCode)];
  });
}

/** 催报 not answered since: the newest of each task. */
function urged(db: ReadDb, viewer: TaskViewer, tasks: readonly TaskRow[]): Reminder[] {
  const sent = db.select().from(taskReminder).all();
  const answers = db
    .select()
    .from(taskReport)
    .where(inArray(taskReport.stage, ['submitted', 'accepted']))
    .all();
  return tasks.flatMap((row) => {
    const mine = row.departments.filter((one) => one.mine).map(({ department }) => department);
    const last = sent.findLast(({ taskId, department }) => taskId === row.id && mine.includes(department));
    if (!last) return [];
    const answered = answers.some((report) => {
      const own =
        last.department === COUNTIES_DEPARTMENT
          ? report.unitCode !== null && viewer.unitCodes.includes(report.unitCode)
          : report.department === last.department;
      return own && report.taskId === row.id && (report.submittedAt ?? '') > last.at;
    });
    if (answered) return [];
    const note = last.note === null ? '' : `：${last.note}`;
    return [remind('taskUrged', `催报${titleOf(row)}的进展${note}`, taskPath(row.id), last.at)];
  });
}

/** The bureau's queue, in one line. */
function toReview(db: ReadDb, viewer: TaskViewer, tasks: readonly TaskRow[]): Reminder[] {
  const waiting = tasks.filter(({ waiting: count }) => count > 0);
  if (!can(viewer.role, 'tasks.write') || waiting.length === 0) return [];
  const rows = db.select().from(taskReport).where(eq(taskReport.stage, 'submitted')).all();
  const readable = rows.filter((row) => mayReadTaskReport(viewer, row));
  const since = readable.map(({ submittedAt }) => submittedAt ?? '').sort()[0] ?? '';
  const text = `${readable.length}份任务进展报告待审核：${named(waiting)}`;
  return [remind('taskReview', text, '/tasks?tab=review', since)];
}

/** What tasks ask of the signed-in person today: whoever reports or reviews; leaders only read. */
export function taskReminders(db: ReadDb, viewer: TaskViewer, today: string): Reminder[] {
  if (!can(viewer.role, 'tasks.report')) return [];
  const hasTasks = db.select({ id: task.id }).from(task).limit(1).get() !== undefined;
  if (!hasTasks) return [];
  const view: TaskView = { viewer, today };
  const reply = taskList(view, readLedger(db, today));
  return [
    ...returned(db, viewer, reply.tasks),
    ...urged(db, viewer, reply.tasks),
    ...(viewer.role === 'county' ? owedByUnits(db, view, reply) : owed(reply)),
    ...toReview(db, viewer, reply.tasks),
  ];
}
