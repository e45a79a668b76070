import {
  isSilent,
  type ReportingDepartment,
  TASKS_BEGIN,
  type TaskFacts,
  type TaskReason,
  taskLevelOf,
  taskStatus,
  wholeMonths,
} from '../rules/task-status.ts';
import {
  BUREAU_DEPARTMENT,
  COUNTIES_DEPARTMENT,
  mayReadTaskReport,
  type TaskViewer,
} from '../rules/task-steps.ts';
import { type GoalRow, taskIndicatorOf } from './indicators.ts';
import {
  type DepartmentRow,
  type HandedIn,
  type Ledger,
  reportingRows,
  reportsHere,
  type TaskEntry,
} from './ledger.ts';
import type { TaskGoal, TaskListReply, TaskResponsible, TaskRow } from './schema.ts';

/** Whose eyes a reply is for, on which day. */
export interface TaskView {
  viewer: TaskViewer;
  today: string;
}

type Frame = Pick<Ledger, 'silentMonths' | 'units' | 'activeUnits'>;

const PRINTED_FOR_ALL = '文件在第1项注明，各县（市、区）是各项任务共同的责任单位。';

/** Whether a department is the viewer's own. */
export function isMine({ role, department }: TaskViewer, name: string): boolean {
  if (role === 'county') return name === COUNTIES_DEPARTMENT;
  return name === (role === 'bureau' ? BUREAU_DEPARTMENT : department);
}

function lastSaid(
  { department, assignedOn }: DepartmentRow,
  handedIn: readonly HandedIn[],
): ReportingDepartment {
  const own = handedIn.filter((report) => report.department === department);
  return {
    department,
    lastReportOn: own.at(-1)?.asOf ?? null,
    judgement: own.findLast(({ stage }) => stage === 'accepted')?.judgement ?? null,
    assignedOn,
  };
}

function factsOf(
  entry: TaskEntry,
  frame: Frame,
  indicators: TaskFacts['indicators'],
  today: string,
): TaskFacts {
  const accepted = entry.handedIn.filter(({ stage }) => stage === 'accepted');
  return {
    today,
    silentMonths: frame.silentMonths,
    beganOn: TASKS_BEGIN[taskLevelOf(entry.row.document)],
    departments: reportingRows(entry).map((row) => lastSaid(row, entry.handedIn)),
    units: frame.units.flatMap(({ code, name }) => {
      const newest = accepted.findLast(({ unitCode }) => unitCode === code);
      return newest ? [{ unitCode: code, name, judgement: newest.judgement }] : [];
    }),
    indicators,
  };
}

/** Whether a unit's newest accepted report says that the task is done (已完成). */
function isDoneBy(entry: TaskEntry, code: string): boolean {
  const newest = entry.handedIn.findLast(({ unitCode, stage }) => unitCode === code && stage === 'accepted');
  return newest?.judgement === 'done';
}

/**
 * What the counties reported, told without naming any; a county officer reads of the own units alone. Counties are
 * asked softly: only one that reported on no task at all owes anything.
 */
function countiesLine({ viewer, today }: TaskView, entry: TaskEntry, frame: Frame) {
  const ofUnits = entry.handedIn.filter(({ unitCode }) => unitCode !== null);
  const shown =
    viewer.role === 'county'
      ? ofUnits.filter((one) => viewer.unitCodes.includes(one.unitCode ?? ''))
      : ofUnits;
  const recent = ofUnits.filter(({ asOf }) => wholeMonths(asOf, today) < frame.silentMonths);
  return {
    lastReportOn: shown.at(-1)?.asOf ?? null,
    units: { reported: new Set(recent.map(({ unitCode }) => unitCode)).size, of: frame.units.length },
    silent: frame.units.some(
      ({ code }) =>
        viewer.role === 'county' &&
        viewer.unitCodes.includes(code) &&
        !frame.activeUnits.has(code) &&
        !isDoneBy(entry, code),
    ),
  };
}

function responsibleOf(
  view: TaskView,
  entry: TaskEntry,
  facts: TaskFacts,
  frame: Frame,
  row: DepartmentRow,
): TaskResponsible {
  const { department, printed } = row;
  const isCounties = department === COUNTIES_DEPARTMENT;
  const said = facts.departments.find((one) => one.department === department);
  const line = isCounties
    ? countiesLine(view, entry, frame)
    : { lastReportOn: said?.lastReportOn ?? null, units: null, silent: said ? isSilent(said, facts) : false };
  return {
    department,
    printed,
    note: isCounties && printed ? PRINTED_FOR_ALL : null,
    reports: reportsHere(entry, row),
    ...line,
    silentMonths: line.lastReportOn === null ? null : wholeMonths(line.lastReportOn, view.today),
    mine: isMine(view.viewer, department),
  };
}

/** A unit's reason is told with its name to those who may read its reports, to others without. */
function reasonWords(viewer: TaskViewer, reasons: readonly TaskReason[]): string[] {
  const told = reasons.map(({ words, unitCode }) => {
    const named =
      unitCode === null || mayReadTaskReport(viewer, { department: null, unitCode, stage: 'accepted' });
    return named ? words : '有县（市、区）最近一次采纳的进展报告为滞后。';
  });
  return [...new Set(told)];
}

export const goalOf = ({ taskId: _task, ...goal }: GoalRow): TaskGoal => goal;

/** One task as its viewer sees it. */
export function taskRowOf(view: TaskView, entry: TaskEntry, frame: Frame): TaskRow {
  const { viewer, today } = view;
  const { row, goals } = entry;
  const thisYear = Number(today.slice(0, 4));
  const indicators = entry.indicators.map((linked) => taskIndicatorOf(linked, goals, thisYear));
  const facts = factsOf(entry, frame, indicators, today);
  const { status, reasons } = taskStatus(facts);
  const { sortOrder: _order, ...columns } = row;
  return {
    ...columns,
    level: taskLevelOf(row.document),
    departments: entry.departments.map((one) => responsibleOf(view, entry, facts, frame, one)),
    indicators,
    status,
    reasons: reasonWords(viewer, reasons),
    waiting: entry.handedIn.filter((one) => one.stage === 'submitted' && mayReadTaskReport(viewer, one))
      .length,
    goals: goals.filter(({ year }) => year === thisYear).map(goalOf),
  };
}

/** Those of the city in the order in which the ledger first names them; the counties last. */
function departmentLines(
  view: TaskView,
  rows: readonly TaskRow[],
  ledger: Ledger,
): TaskListReply['departments'] {
  const named = rows.flatMap(({ departments }) =>
    departments.filter(({ reports }) => reports).map(({ department }) => department),
  );
  const names = [...new Set(named)].sort(
    (a, b) => Number(a === COUNTIES_DEPARTMENT) - Number(b === COUNTIES_DEPARTMENT),
  );
  const waitingOf = (name: string) =>
    ledger.entries
      .flatMap(({ handedIn }) => handedIn)
      .filter((one) => one.stage === 'submitted' && mayReadTaskReport(view.viewer, one))
      .filter((one) => (one.department ?? COUNTIES_DEPARTMENT) === name).length;
  return names.map((department) => {
    const own = rows.filter((row) => row.departments.some((one) => one.department === department));
    return {
      department,
      tasks: own.length,
      behind: own.filter(({ status }) => status === 'behind').length,
      silent: own.filter((row) => row.departments.some((one) => one.department === department && one.silent))
        .length,
      waiting: waitingOf(department),
      mine: isMine(view.viewer, department),
    };
  });
}

/** The ledger of tasks; `department` leaves only those for which it is responsible. */
export function taskList(view: TaskView, ledger: Ledger, department?: string): TaskListReply {
  const rows = ledger.entries.map((entry) => taskRowOf(view, entry, ledger));
  const asked = (row: TaskRow) =>
    department === undefined || row.departments.some((one) => one.department === department);
  return {
    today: view.today,
    silentMonths: ledger.silentMonths,
    departments: departmentLines(view, rows, ledger),
    tasks: rows.filter(asked),
  };
}
