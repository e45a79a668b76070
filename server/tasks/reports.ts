import { and, eq } from 'drizzle-orm';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { taskReport } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, type FieldErrors, forbidden, invalidFields, versionConflict } from '../http/errors.ts';
import { dateFault, parseDate } from '../rules/date-text.ts';
import {
  COUNTIES_DEPARTMENT,
  mayEditTaskReport,
  mayHandleTaskReport,
  mayWriteTaskReport,
  TASK_REPORT_STAGE_LABELS,
  TASK_REPORT_STEP_RULES,
  type TaskReporter,
  type TaskReportProblem,
  taskReportProblem,
} from '../rules/task-steps.ts';
import { type ReportEntry, type ReportRow, requireReport, requireTask, taskDetail } from './detail.ts';
import { readLedger, reportingDepartments, reportingNames, type TaskEntry } from './ledger.ts';
import { type ReportText, recordReport } from './record.ts';
import type { TaskView } from './rows.ts';
import type { TaskReportChange, TaskReportStepInput } from './schema.ts';

/** Nothing is reported of before the plan's first year. */
const FIRST_DAY = '2025-01-01';

/** The text of a report as typed; a draft may still lack its words. */
function textOf({ asOf, body, judgement }: Omit<TaskReportChange, 'version'>, today: string): ReportText {
  const day = parseDate(asOf);
  if (day === null) throw invalidFields({ asOf: { code: 'invalid_date', message: dateFault(today) } });
  if (day > today) throw invalidFields({ asOf: { code: 'too_late', message: '截至日期不能晚于今天。' } });
  if (day < FIRST_DAY) {
    throw invalidFields({ asOf: { code: 'too_early', message: '截至日期不能早于2025年1月1日。' } });
  }
  return { asOf: day, body: body.trim(), judgement };
}

/** Who reports: one department responsible for the task, or one unit where the counties are. */
function requireReporter(
  entry: TaskEntry,
  units: readonly string[],
  { department, unitCode }: TaskReporter,
): void {
  const refuse = (field: string, message: string) =>
    invalidFields({ [field]: { code: 'not_responsible', message } });
  if ((department === null) === (unitCode === null)) {
    throw refuse('department', '请选择一个报告单位。');
  }
  if (department !== null && !reportingDepartments(entry).includes(department)) {
    throw refuse('department', `${department}不是该任务的责任单位。`);
  }
  if (unitCode === null) return;
  if (!units.includes(unitCode) || !reportingNames(entry).includes(COUNTIES_DEPARTMENT)) {
    throw refuse('unitCode', '该单位不是该任务的责任单位。');
  }
}

const sameReporter = ({ department, unitCode }: TaskReporter, row: TaskReporter) =>
  row.department === department && row.unitCode === unitCode;

function reportsBy(db: ReadDb, taskId: string, reporter: TaskReporter): ReportRow[] {
  const rows = db.select().from(taskReport).where(eq(taskReport.taskId, taskId)).all();
  return rows.filter((row) => sameReporter(reporter, row));
}

/**
 * Begins a report (草稿) of a department or unit.
 * @throws AppError 403 for somebody else's, 409 `report_open` where one is still open, 422 `invalid_fields`
 */
export function createReport(
  db: Database,
  view: TaskView,
  taskId: string,
  input: TaskReporter & Omit<TaskReportChange, 'version'>,
  actor: Actor,
): void {
  db.write((tx) => {
    const ledger = readLedger(tx, view.today);
    const entry = requireTask(ledger, taskId);
    const { department, unitCode } = input;
    if (!mayWriteTaskReport(view.viewer, input)) throw forbidden();
    requireReporter(
      entry,
      ledger.units.map(({ code }) => code),
      input,
    );
    if (reportsBy(tx, taskId, input).some(({ stage }) => stage !== 'accepted')) {
      throw new AppError(409, 'report_open', '该单位已有一份未办结的进展报告，请先办完。');
    }
    const text = textOf(input, view.today);
    const created = { createdAt: actor.at, createdBy: actor.id };
    const { id } = tx
      .insert(taskReport)
      .values({ taskId, department, unitCode, ...text, stage: 'draft', ...created })
      .returning({ id: taskReport.id })
      .get();
    const after = { taskId, ...(department === null ? { unitCode } : { department }) };
    recordReport(tx, { reportId: id, step: 'create', stage: 'draft', text, after }, actor);
  });
}

function requireVersion(tx: WriteTx, view: TaskView, { row }: ReportEntry, input: { version: number }): void {
  if (row.version === input.version) return;
  throw versionConflict({ current: taskDetail(tx, view, row.taskId), yours: input });
}

/** Changes a draft or a returned report. @returns id of its task */
export function changeReport(
  db: Database,
  view: TaskView,
  id: number,
  input: TaskReportChange,
  actor: Actor,
): string {
  return db.write((tx) => {
    const entry = requireReport(tx, view.viewer, id);
    const { row } = entry;
    if (!mayHandleTaskReport(view.viewer, entry.state)) throw forbidden();
    requireVersion(tx, view, entry, input);
    refuseClosed(view, entry);
    const text = textOf(input, view.today);
    tx.update(taskReport)
      .set({ ...text, version: row.version + 1 })
      .where(eq(taskReport.id, id))
      .run();
    const { asOf, body, judgement, stage } = row;
    recordReport(tx, { reportId: id, step: 'edit', stage, text, before: { asOf, body, judgement } }, actor);
    return row.taskId;
  });
}

/** @throws 409 where a report is handed in or accepted */
export function refuseClosed(view: TaskView, { row, state }: ReportEntry): void {
  if (mayEditTaskReport(view.viewer, state)) return;
  const stage = TASK_REPORT_STAGE_LABELS[row.stage];
  throw new AppError(409, 'wrong_stage', `进展报告现为“${stage}”，不能修改；需要修改请先撤回。`);
}

/** What is handed in says something, and does not go back behind what was accepted before. */
function submitProblems(tx: WriteTx, row: ReportRow): FieldErrors | null {
  if (row.body === '') return { body: { code: 'required', message: '请填写进展情况。' } };
  const ofTask = and(eq(taskReport.taskId, row.taskId), eq(taskReport.stage, 'accepted'));
  const before = tx
    .select()
    .from(taskReport)
    .where(ofTask)
    .all()
    .filter((one) => sameReporter(row, one))
    .map(({ asOf }) => asOf)
    .sort()
    .at(-1);
  if (before === undefined || row.asOf >= before) return null;
  return { asOf: { code: 'too_early', message: `上一份已采纳的报告截至${before}，本次不能早于该日。` } };
}

/** What a step writes beside the stage. */
function columnsOf(
  { step }: TaskReportStepInput,
  note: string | null,
  { at, id }: Actor,
): Partial<ReportRow> {
  if (step === 'submit') {
    return { submittedAt: at, submittedBy: id, decidedAt: null, decidedBy: null, decisionNote: null };
  }
  if (step === 'withdraw') return { submittedAt: null, submittedBy: null };
  return { decidedAt: at, decidedBy: id, decisionNote: note };
}

const asError = ({ code, message }: TaskReportProblem) =>
  new AppError(code === 'wrong_stage' ? 409 : 403, code, message);

/** 提交, 撤回, 采纳, 退回: permission, version, stage, fields, then the change with its event. @returns id of the task */
export function takeReportStep(
  db: Database,
  view: TaskView,
  id: number,
  input: TaskReportStepInput,
  actor: Actor,
): string {
  return db.write((tx) => {
    const entry = requireReport(tx, view.viewer, id);
    const { row, state } = entry;
    const problem = taskReportProblem(view.viewer, state, input.step);
    if (problem?.code === 'forbidden') throw asError(problem);
    requireVersion(tx, view, entry, input);
    if (problem) throw asError(problem);
    const note = input.note?.trim() || null;
    if (input.step === 'return' && note === null) {
      throw invalidFields({ note: { code: 'required', message: '请填写退回的原因。' } });
    }
    const faults = input.step === 'submit' ? submitProblems(tx, row) : null;
    if (faults) throw invalidFields(faults);
    const stage = TASK_REPORT_STEP_RULES[input.step].to;
    tx.update(taskReport)
      .set({ ...columnsOf(input, note, actor), stage, version: row.version + 1 })
      .where(eq(taskReport.id, id))
      .run();
    const { asOf, body, judgement } = row;
    const text = input.step === 'submit' ? { text: { asOf, body, judgement } } : {};
    const before = { taskStage: row.stage };
    recordReport(tx, { reportId: id, step: input.step, stage, note, before, ...text }, actor);
    return row.taskId;
  });
}
