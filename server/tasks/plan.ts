import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { setting, taskDepartment, taskGoal, taskReminder, taskReport, user } from '../../db/schema.ts';
import { Decimal } from '../analytics/decimal.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, invalidFields, versionConflict } from '../http/errors.ts';
import { PLAN_YEARS } from '../rules/periods.ts';
import { taskLevelOf } from '../rules/task-status.ts';
import { COUNTIES_DEPARTMENT } from '../rules/task-steps.ts';
import { requireTask, taskDetail } from './detail.ts';
import { readLedger, reportingNames, SILENT_MONTHS_KEY, silentMonthsOf, type TaskEntry } from './ledger.ts';
import type { TaskView } from './rows.ts';
import type { NewTaskReminder, TaskDepartmentsChange, TaskGoalsChange, TaskSettings } from './schema.ts';

type GoalInput = TaskGoalsChange['goals'][number];

const fault = (field: string, code: string, message: string) => invalidFields({ [field]: { code, message } });

function audit(
  tx: WriteTx,
  actor: Actor,
  action: string,
  taskId: string,
  before: unknown,
  after: unknown,
): void {
  appendAudit(tx, { ...auditFrom(actor), action, entity: 'task', entityId: taskId, before, after });
}

/** Larger than any figure of the plans: a slip of the hand. */
const MOST = '1000000000';

/** What is wrong with the value of an indicator's goal, or null: a share stays within 0–100, a gain is no loss. */
function goalFault(
  typed: string,
  { unit, target }: TaskEntry['indicators'][number]['indicator'],
): { code: string; message: string } | null {
  if (!/^-?\d{1,12}(\.\d{1,4})?$/.test(typed)) {
    return { code: 'not_a_number', message: '分解目标须为数字，最多四位小数。' };
  }
  const value = new Decimal(typed);
  if (typed.startsWith('-') && value.isZero()) {
    return { code: 'not_a_number', message: '零不写负号。' };
  }
  const isPositive = target !== null && new Decimal(target).gt(0);
  const isShare = isPositive && unit === '%';
  if (isShare && (value.lt(0) || value.gt(100))) {
    return { code: 'out_of_range', message: '占比、覆盖率应在0到100之间。' };
  }
  if (isPositive && value.lt(0)) return { code: 'out_of_range', message: '该指标的分解目标不能为负数。' };
  if (value.abs().gt(MOST)) return { code: 'out_of_range', message: '数值过大，请核对单位。' };
  return null;
}

/** A goal as typed: the value of an indicator of the task, or words; null takes it away. */
function goalOf(
  entry: TaskEntry,
  goal: GoalInput,
  field: string,
): { value: string | null; words: string | null } {
  const typed = goal.value?.trim().replace('−', '-') || null;
  const words = goal.words?.trim() || null;
  if (goal.indicatorId === null) {
    if (typed !== null) throw fault(`${field}.value`, 'not_allowed', '文字目标不填数值。');
    return { value: null, words };
  }
  const linked = entry.indicators.find(({ indicator }) => indicator.id === goal.indicatorId);
  if (!linked) {
    throw fault(`${field}.indicatorId`, 'unknown', '该指标不属于这项任务。');
  }
  const wrong = typed === null ? null : goalFault(typed, linked.indicator);
  if (wrong) throw fault(`${field}.value`, wrong.code, wrong.message);
  if (words !== null) throw fault(`${field}.words`, 'not_allowed', '指标目标只填数值。');
  return { value: typed, words: null };
}

/** Sets what a task is to reach in a year (年度分解); all of it or nothing. */
export function setGoals(
  db: Database,
  view: TaskView,
  taskId: string,
  change: TaskGoalsChange,
  actor: Actor,
): void {
  db.write((tx) => {
    const entry = requireTask(readLedger(tx, view.today), taskId);
    const { year } = change;
    if (!PLAN_YEARS.some((one) => one === year))
      throw fault('year', 'out_of_range', '年度应为2025至2027年。');
    const keys = change.goals.map(({ indicatorId }) => indicatorId);
    if (new Set(keys).size < keys.length) throw fault('goals', 'duplicate', '同一指标只能填写一次。');
    change.goals.forEach((goal, index) => {
      const { indicatorId } = goal;
      const set = goalOf(entry, goal, `goals.${index}`);
      const before = entry.goals.find((one) => one.year === year && one.indicatorId === indicatorId);
      if ((before?.version ?? 0) !== goal.version) {
        throw versionConflict({ current: taskDetail(tx, view, taskId), yours: change });
      }
      writeGoal(tx, { taskId, year, indicatorId, ...set }, before?.version ?? 0);
      const told = before ? { year, indicatorId, value: before.value, words: before.words } : null;
      audit(tx, actor, 'task.set_goal', taskId, told, { year, indicatorId, ...set });
    });
  });
}

interface GoalColumns {
  taskId: string;
  year: number;
  indicatorId: string | null;
  value: string | null;
  words: string | null;
}

function writeGoal(tx: WriteTx, goal: GoalColumns, version: number): void {
  const { taskId, year, indicatorId, value, words } = goal;
  const which = indicatorId === null ? isNull(taskGoal.indicatorId) : eq(taskGoal.indicatorId, indicatorId);
  const where = and(eq(taskGoal.taskId, taskId), eq(taskGoal.year, year), which);
  if (value === null && words === null) {
    tx.delete(taskGoal).where(where).run();
  } else if (version === 0) {
    tx.insert(taskGoal).values(goal).run();
  } else {
    tx.update(taskGoal)
      .set({ value, words, version: version + 1 })
      .where(where)
      .run();
  }
}

/** Departments that can be assigned: those of the city the plan prints, and those with an account. */
function assignable(db: ReadDb): Set<string> {
  const printed = db
    .select({ name: taskDepartment.department })
    .from(taskDepartment)
    .where(eq(taskDepartment.printed, true))
    .orderBy(asc(taskDepartment.taskId), asc(taskDepartment.sortOrder))
    .all()
    .filter(({ name }) => /^(市|国网)/.test(name));
  const ofAccounts = db
    .select({ name: user.department })
    .from(user)
    .where(and(isNotNull(user.department), eq(user.disabled, false)))
    .all();
  return new Set([...printed, ...ofAccounts].flatMap(({ name }) => name ?? []));
}

/** A department of the city as typed; the province's own are printed and not assigned. */
function departmentName(typed: string, index: number, known: ReadonlySet<string>): string {
  const name = typed.trim();
  const field = `departments.${index}`;
  if (name.length < 2) throw fault(field, 'required', '请填写部门名称。');
  if (name === COUNTIES_DEPARTMENT) {
    throw fault(field, 'not_a_department', '市级落实单位须为市级部门，不能是各县（市、区）。');
  }
  if (known.has(name)) return name;
  if (name.startsWith('省')) throw fault(field, 'not_of_city', '请填写市级部门，省级责任单位以文件为准。');
  throw fault(
    field,
    'unknown',
    `“${name}”不在市行动计划所列市级责任单位之中，也没有该部门的账号，请核对名称。`,
  );
}

/** Assigns the city's departments (市级落实单位) to a task of the province's plan; what is printed stays as it is. */
export function setDepartments(
  db: Database,
  view: TaskView,
  taskId: string,
  change: TaskDepartmentsChange,
  actor: Actor,
): void {
  db.write((tx) => {
    const entry = requireTask(readLedger(tx, view.today), taskId);
    if (taskLevelOf(entry.row.document) === 'city') {
      throw fault('departments', 'printed', '市行动计划已列明责任单位，不能在此修改。');
    }
    const printed = entry.departments.filter((one) => one.printed);
    const assigned = entry.departments.filter((one) => !one.printed);
    const before = assigned.map(({ department }) => department);
    if (before.join('、') !== change.seen.join('、')) {
      throw versionConflict({ current: taskDetail(tx, view, taskId), yours: change });
    }
    const known = new Set([...assignable(tx), ...before]);
    const names = change.departments.map((typed, index) => departmentName(typed, index, known));
    if (new Set(names).size < names.length) throw fault('departments', 'duplicate', '部门重复。');
    if (printed.some(({ department }) => names.includes(department))) {
      throw fault('departments', 'printed', '该部门已由文件列明。');
    }
    refuseReported(
      tx,
      taskId,
      before.filter((name) => !names.includes(name)),
    );
    tx.delete(taskDepartment)
      .where(and(eq(taskDepartment.taskId, taskId), eq(taskDepartment.printed, false)))
      .run();
    names.forEach((department, index) => {
      const sortOrder = printed.length + index;
      // whoever stays counts from the day it was assigned
      const stays = assigned.find((one) => one.department === department);
      const assignedOn = stays ? stays.assignedOn : view.today;
      tx.insert(taskDepartment).values({ taskId, department, sortOrder, printed: false, assignedOn }).run();
    });
    audit(tx, actor, 'task.set_departments', taskId, { departments: before }, { departments: names });
  });
}

/** Whoever has reported stays responsible for what it said. */
function refuseReported(tx: WriteTx, taskId: string, gone: readonly string[]): void {
  const rows = tx.select().from(taskReport).where(eq(taskReport.taskId, taskId)).all();
  const reported = gone.find((name) => rows.some(({ department }) => department === name));
  if (reported === undefined) return;
  throw fault('departments', 'has_reports', `${reported}已有进展报告，不能移出。`);
}

/** 催报: to some of those who report on a task, once a day to each. */
export function sendReminders(
  db: Database,
  view: TaskView,
  taskId: string,
  input: NewTaskReminder,
  actor: Actor,
): void {
  const departments = [...new Set(input.departments)];
  const note = input.note?.trim() || null;
  const on = view.today;
  db.write((tx) => {
    const entry = requireTask(readLedger(tx, view.today), taskId);
    const sent = tx
      .select()
      .from(taskReminder)
      .where(and(eq(taskReminder.taskId, taskId), eq(taskReminder.on, on)))
      .all();
    for (const department of departments) {
      if (!reportingNames(entry).includes(department)) {
        throw fault('departments', 'not_responsible', `${department}不是该任务的责任单位。`);
      }
      if (sent.some((one) => one.department === department)) {
        throw new AppError(409, 'already_reminded', `今天已催报${department}。`);
      }
      tx.insert(taskReminder).values({ taskId, department, on, note, at: actor.at, by: actor.id }).run();
    }
    audit(tx, actor, 'task.remind', taskId, null, { departments, note, on });
  });
}

const MOST_MONTHS = 12;

/** Sets after how many months without a report a department counts as silent. */
export function setSilentMonths(
  db: Database,
  change: { seen: number; silentMonths: number },
  actor: Actor,
): TaskSettings {
  const { seen, silentMonths } = change;
  if (silentMonths < 1 || silentMonths > MOST_MONTHS) {
    throw fault('silentMonths', 'out_of_range', `请填写1–${MOST_MONTHS}个月。`);
  }
  return db.write((tx) => {
    const before = silentMonthsOf(tx);
    if (before !== seen) throw versionConflict({ current: { silentMonths: before }, yours: change });
    const row = { value: String(silentMonths), updatedAt: actor.at };
    tx.insert(setting)
      .values({ key: SILENT_MONTHS_KEY, ...row })
      .onConflictDoUpdate({ target: setting.key, set: row })
      .run();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'task.set_silent_months',
      entity: 'setting',
      entityId: SILENT_MONTHS_KEY,
      before: { silentMonths: before },
      after: { silentMonths },
    });
    return { silentMonths };
  });
}
