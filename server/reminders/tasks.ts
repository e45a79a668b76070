import { eq, inArray } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { task, taskReminder, taskReport, unit } from '../../db/schema.ts';
import { can } from '../rules/permissions.ts';
import { COUNTIES_DEPARTMENT, type TaskViewer } from '../rules/task-steps.ts';
import { decidableReports } from '../tasks/detail.ts';
import { type Ledger, readLedger } from '../tasks/ledger.ts';
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

/** Tasks on which the viewer's own line is silent. */
const ownSilent = ({ tasks }: TaskListReply): TaskRow[] =>
  tasks.filter(({ departments }) => departments.some(({ mine, silent }) => mine && silent));

/** Tasks on which the viewer's own department owes a report, in one line: reported long ago, then never. */
function owed(reply: TaskListReply): Reminder[] {
  const own = ownSilent(reply);
  const [first] = own;
  if (!first) return [];
  const isNever = ({ departments }: TaskRow) =>
    departments.some(({ mine, silent, lastReportOn }) => mine && silent && lastReportOn === null);
  const never = own.filter(isNever);
  const late = own.filter((row) => !isNever(row));
  const words = [
    ...(late.length > 0 ? [`${named(late)}已满${reply.silentMonths}个月未报告进展`] : []),
    ...(never.length > 0 ? [`${named(never)}尚未报告进展`] : []),
  ];
  const to = own.length === 1 ? taskPath(first.id) : '/tasks?tab=department';
  return [remind('taskDue', words.join('；'), to, '')];
}

/** Units of an officer that reported on no task within the months set, in one line. */
function owedByUnits({ viewer }: TaskView, ledger: Ledger, reply: TaskListReply): Reminder[] {
  const open = ownSilent(reply);
  if (open.length === 0) return [];
  const quiet = ledger.units.filter(
    ({ code }) => viewer.unitCodes.includes(code) && !ledger.activeUnits.has(code),
  );
  const who = quiet.map(({ name }) => name).join('、');
  const text = `${who}${reply.silentMonths}个月内未报告任务进展（共同责任${open.length}项）`;
  return [remind('taskDue', text, '/tasks?tab=department', '')];
}

/** 久未报告 for the bureau, in one line: as many as the ledger shows with that status. */
function silentTasks(viewer: TaskViewer, { tasks, silentMonths }: TaskListReply): Reminder[] {
  const silent = tasks.filter(({ status }) => status === 'silent');
  if (!can(viewer.role, 'tasks.write') || silent.length === 0) return [];
  const text = `任务台账：${silent.length}项任务有责任单位满${silentMonths}个月未报告`;
  return [remind('taskDue', text, '/tasks?status=silent', '')];
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

/** The bureau's queue, in one line: what this person may decide on. */
function toReview(db: ReadDb, viewer: TaskViewer, tasks: readonly TaskRow[]): Reminder[] {
  if (!can(viewer.role, 'tasks.write')) return [];
  const reports = decidableReports(db, viewer);
  if (reports.length === 0) return [];
  const waiting = tasks.filter(({ id }) => reports.some(({ taskId }) => taskId === id));
  const since = reports.map(({ submittedAt }) => submittedAt ?? '').sort()[0] ?? '';
  const text = `${reports.length}份任务进展报告待审核：${named(waiting)}`;
  return [remind('taskReview', text, '/tasks?tab=review', since)];
}

/** What tasks ask of the signed-in person today: whoever reports or reviews; leaders only read. */
export function taskReminders(db: ReadDb, viewer: TaskViewer, today: string): Reminder[] {
  if (!can(viewer.role, 'tasks.report')) return [];
  const hasTasks = db.select({ id: task.id }).from(task).limit(1).get() !== undefined;
  if (!hasTasks) return [];
  const view: TaskView = { viewer, today };
  const ledger = readLedger(db, today);
  const reply = taskList(view, ledger);
  return [
    ...returned(db, viewer, reply.tasks),
    ...urged(db, viewer, reply.tasks),
    ...(viewer.role === 'county' ? owedByUnits(view, ledger, reply) : owed(reply)),
    ...silentTasks(viewer, reply),
    ...toReview(db, viewer, reply.tasks),
  ];
}
