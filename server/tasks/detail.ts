import { asc, desc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { taskReminder, taskReport, taskReportEvent, taskReportFile, unit, user } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { can } from '../rules/permissions.ts';
import {
  BUREAU_DEPARTMENT,
  COUNTIES_DEPARTMENT,
  mayEditTaskReport,
  mayReadTaskReport,
  mayWriteTaskReport,
  type TaskReportState,
  type TaskViewer,
  taskReportStepsFor,
} from '../rules/task-steps.ts';
import { byKey } from './by-key.ts';
import { type Ledger, readLedger, reportingDepartments, reportingNames, type TaskEntry } from './ledger.ts';
import { goalOf, type TaskView, taskRowOf } from './rows.ts';
import type { TaskDetail, TaskReport } from './schema.ts';

export type ReportRow = typeof taskReport.$inferSelect;

const WRITING: readonly string[] = ['create', 'edit', 'submit'];

const submitter = alias(user, 'submitter');
const decider = alias(user, 'decider');
const writer = alias(user, 'writer');

function eventsOf(db: ReadDb, ids: readonly number[]) {
  return db
    .select({ event: taskReportEvent, by: user.displayName })
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

/** A report and everybody who wrote it, changed it or handed it in. */
export interface ReportEntry {
  row: ReportRow;
  state: TaskReportState;
}

/** @throws 404 where there is none this viewer may read */
export function requireReport(db: ReadDb, viewer: TaskViewer, id: number): ReportEntry {
  const row = db.select().from(taskReport).where(eq(taskReport.id, id)).get();
  if (!row || !mayReadTaskReport(viewer, row)) throw notFound('进展报告');
  const events = db
    .select({ step: taskReportEvent.step, by: taskReportEvent.by })
    .from(taskReportEvent)
    .where(eq(taskReportEvent.reportId, id))
    .all();
  const writers = events.filter(({ step }) => WRITING.includes(step)).map(({ by }) => by);
  return { row, state: { ...row, writers: [row.createdBy, ...writers] } };
}

function reportRows(db: ReadDb, taskId: string) {
  return db
    .select({
      row: taskReport,
      unitName: unit.name,
      submittedBy: submitter.displayName,
      decidedBy: decider.displayName,
      createdBy: writer.displayName,
      writerRole: writer.role,
    })
    .from(taskReport)
    .innerJoin(writer, eq(writer.id, taskReport.createdBy))
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
  return found.map(({ row, unitName, writerRole, ...people }) => {
    const { id, department, unitCode, asOf, body, judgement, stage, submittedAt, decidedAt } = row;
    const own = events.get(id) ?? [];
    const writers = own.filter(({ event }) => WRITING.includes(event.step)).map(({ event }) => event.by);
    const state = { ...row, writers: [row.createdBy, ...writers] };
    return {
      ...{ id, department, unitCode, asOf, body, judgement, stage, submittedAt, decidedAt },
      ...people,
      who: department ?? unitName ?? '',
      recorded: writerRole === 'bureau' && department !== BUREAU_DEPARTMENT,
      decisionNote: row.decisionNote,
      files: (files.get(id) ?? []).map(({ file, by }) => {
        const { name, mediaType, sizeBytes, uploadedAt } = file;
        return { id: file.id, name, mediaType, sizeBytes, uploadedBy: by, uploadedAt };
      }),
      events: own.map(({ event, by }) => ({ step: event.step, at: event.at, by, note: event.note })),
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

function remindersOf(db: ReadDb, taskId: string): TaskDetail['reminders'] {
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
    .all();
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
    reminders: remindersOf(db, id),
    mayReport: reportersOf(viewer, entry, ledger.units).filter((one) => !isOpen(one)),
    mayPlan,
    mayAssign: mayPlan && row.level === 'province',
  };
}
