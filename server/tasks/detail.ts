import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { taskReminder, taskReport, taskReportEvent, taskReportFile, unit, user } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { can } from '../rules/permissions.ts';
import {
  authorOf,
  BUREAU_DEPARTMENT,
  COUNTIES_DEPARTMENT,
  handsOn,
  lastWordOf,
  mayEditTaskReport,
  mayReadRemarks,
  mayReadTaskReport,
  mayWriteTaskReport,
  type TaskReportState,
  type TaskViewer,
  taskReportProblem,
  taskReportStepsFor,
} from '../rules/task-steps.ts';
import { byKey } from './by-key.ts';
import { type Ledger, readLedger, reportingDepartments, reportingNames, type TaskEntry } from './ledger.ts';
import { goalOf, isMine, type TaskView, taskRowOf } from './rows.ts';
import type { TaskDetail, TaskReport } from './schema.ts';

export type ReportRow = typeof taskReport.$inferSelect;

const submitter = alias(user, 'submitter');
const decider = alias(user, 'decider');

function eventsOf(db: ReadDb, ids: readonly number[]) {
  return db
    .select({ event: taskReportEvent, by: user.displayName, role: user.role })
    .from(taskReportEvent)
    .innerJoin(user, eq(user.id, taskReportEvent.by))
    .where(inArray(taskReportEvent.reportId, [...ids]))
    .orderBy(asc(taskReportEvent.id))
    .all();
}

function filesOf(db: ReadDb, ids: readonly number[]) {
  return db
    .select({ file: taskReportFile, by: user.displayName })
    .from(taskReportFile)
    .innerJoin(user, eq(user.id, taskReportFile.uploadedBy))
    .where(inArray(taskReportFile.reportId, [...ids]))
    .orderBy(asc(taskReportFile.id))
    .all();
}

type EventEntry = ReturnType<typeof eventsOf>[number];

/** Departments with an account that can write for them. */
function departmentsWithAccount(db: ReadDb): Set<string> {
  const rows = db
    .select({ department: user.department })
    .from(user)
    .where(and(eq(user.role, 'department'), eq(user.disabled, false)))
    .all();
  return new Set(rows.flatMap(({ department }) => department ?? []));
}

/** The events of a report as the rules read them, with the name and the role of each hand. */
const historyOf = (events: readonly EventEntry[]) =>
  events.map(({ event, by, role }) => ({ step: event.step, by: event.by, name: by, role }));

function stateOf(
  row: ReportRow,
  history: ReturnType<typeof historyOf>,
  withAccount: ReadonlySet<string>,
): TaskReportState {
  const isRecorded = lastWordOf(history)?.role === 'bureau';
  const isOpen = row.stage === 'draft' || row.stage === 'returned';
  const isOrphan = isOpen && row.department !== null && !withAccount.has(row.department);
  return { ...row, writers: handsOn(history), bureauWrites: isRecorded || isOrphan };
}

/** A report, whose hands are on it and whose to write it is. */
export interface ReportEntry {
  row: ReportRow;
  state: TaskReportState;
}

/** @throws 404 where there is none this viewer may read */
export function requireReport(db: ReadDb, viewer: TaskViewer, id: number): ReportEntry {
  const row = db.select().from(taskReport).where(eq(taskReport.id, id)).get();
  if (!row || !mayReadTaskReport(viewer, row)) throw notFound('进展报告');
  return { row, state: stateOf(row, historyOf(eventsOf(db, [id])), departmentsWithAccount(db)) };
}

/** Reports waiting that this viewer may decide on now: not those its own hand is on. */
export function decidableReports(db: ReadDb, viewer: TaskViewer): ReportRow[] {
  const rows = db.select().from(taskReport).where(eq(taskReport.stage, 'submitted')).all();
  const ids = rows.map(({ id }) => id);
  const events = byKey(eventsOf(db, ids), ({ event }) => event.reportId);
  const withAccount = departmentsWithAccount(db);
  return rows.filter((row) => {
    const state = stateOf(row, historyOf(events.get(row.id) ?? []), withAccount);
    return taskReportProblem(viewer, state, 'accept') === null;
  });
}

function reportRows(db: ReadDb, taskId: string) {
  return db
    .select({
      row: taskReport,
      unitName: unit.name,
      submittedBy: submitter.displayName,
      decidedBy: decider.displayName,
    })
    .from(taskReport)
    .leftJoin(unit, eq(unit.code, taskReport.unitCode))
    .leftJoin(submitter, eq(submitter.id, taskReport.submittedBy))
    .leftJoin(decider, eq(decider.id, taskReport.decidedBy))
    .where(eq(taskReport.taskId, taskId))
    .orderBy(desc(taskReport.asOf), desc(taskReport.id))
    .all();
}

/** The reports on a task which this viewer may read, newest first. */
function reportsOf(db: ReadDb, viewer: TaskViewer, taskId: string): TaskReport[] {
  const found = reportRows(db, taskId).filter(({ row }) => mayReadTaskReport(viewer, row));
  const ids = found.map(({ row }) => row.id);
  const events = byKey(eventsOf(db, ids), ({ event }) => event.reportId);
  const files = byKey(filesOf(db, ids), ({ file }) => file.reportId);
  const withAccount = departmentsWithAccount(db);
  return found.map(({ row, unitName, ...people }) => {
    const { id, department, unitCode, asOf, body, judgement, stage, submittedAt, decidedAt } = row;
    const own = events.get(id) ?? [];
    const history = historyOf(own);
    const state = stateOf(row, history, withAccount);
    const isTold = mayReadRemarks(viewer, row);
    const noteOf = ({ step, note }: EventEntry['event']) => (step === 'return' && !isTold ? null : note);
    return {
      ...{ id, department, unitCode, asOf, body, judgement, stage, submittedAt, decidedAt },
      ...people,
      who: department ?? unitName ?? '',
      recorded: lastWordOf(history)?.role === 'bureau' && department !== BUREAU_DEPARTMENT,
      createdBy: authorOf(history)?.name ?? '',
      decisionNote: row.decisionNote,
      files: (files.get(id) ?? []).map(({ file, by }) => {
        const { name, mediaType, sizeBytes, uploadedAt } = file;
        return { id: file.id, name, mediaType, sizeBytes, uploadedBy: by, uploadedAt };
      }),
      events: own.map(({ event, by }) => ({ step: event.step, at: event.at, by, note: noteOf(event) })),
      version: row.version,
      steps: taskReportStepsFor(viewer, state),
      mayEdit: mayEditTaskReport(viewer, state),
    };
  });
}

/** Those for whom this viewer writes reports on a task: departments, or units where the counties are responsible. */
function reportersOf(viewer: TaskViewer, entry: TaskEntry, units: Ledger['units']): TaskDetail['mayReport'] {
  const departments = reportingDepartments(entry).map((department) => ({
    department,
    unitCode: null,
    name: department,
  }));
  const counties = reportingNames(entry).includes(COUNTIES_DEPARTMENT)
    ? units.map(({ code, name }) => ({ department: null, unitCode: code, name }))
    : [];
  return [...departments, ...counties].filter((reporter) => mayWriteTaskReport(viewer, reporter));
}

function openReporters(db: ReadDb, taskId: string): { department: string | null; unitCode: string | null }[] {
  return db
    .select()
    .from(taskReport)
    .where(eq(taskReport.taskId, taskId))
    .all()
    .filter(({ stage }) => stage !== 'accepted');
}

/** 催报 of a task; what was remarked with it is for whom it went to, the bureau and leaders. */
function remindersOf(db: ReadDb, viewer: TaskViewer, taskId: string): TaskDetail['reminders'] {
  const isTold = (department: string) =>
    viewer.role === 'bureau' || viewer.role === 'leader' || isMine(viewer, department);
  return db
    .select({
      department: taskReminder.department,
      on: taskReminder.on,
      note: taskReminder.note,
      by: user.displayName,
    })
    .from(taskReminder)
    .innerJoin(user, eq(user.id, taskReminder.by))
    .where(eq(taskReminder.taskId, taskId))
    .orderBy(desc(taskReminder.id))
    .all()
    .map((sent) => (isTold(sent.department) ? sent : { ...sent, note: null }));
}

/** @throws 404 */
export function requireTask(ledger: Ledger, id: string): TaskEntry {
  const entry = ledger.entries.find(({ row }) => row.id === id);
  if (!entry) throw notFound('任务');
  return entry;
}

/** One task with its breakdown, the reports this viewer may read, and what the viewer may do. */
export function taskDetail(db: ReadDb, view: TaskView, id: string): TaskDetail {
  const ledger = readLedger(db, view.today);
  const entry = requireTask(ledger, id);
  const { viewer } = view;
  const open = openReporters(db, id);
  const isOpen = (one: { department: string | null; unitCode: string | null }) =>
    open.some((report) => report.department === one.department && report.unitCode === one.unitCode);
  const row = taskRowOf(view, entry, ledger);
  const mayPlan = can(viewer.role, 'tasks.write');
  return {
    ...row,
    goals: entry.goals.map(goalOf),
    reports: reportsOf(db, viewer, id),
    reminders: remindersOf(db, viewer, id),
    mayReport: reportersOf(viewer, entry, ledger.units).filter((one) => !isOpen(one)),
    mayPlan,
    mayAssign: mayPlan && row.level === 'province',
  };
}
