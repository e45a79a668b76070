import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { fileContent } from './files.ts';
import { unit } from './plan.ts';

/* The tasks of the plans (任务台账). Conventions: db/schema.ts. */

/** A task (任务) of the city's action plan, or one of the province's plan in which the city has a part. */
export const task = sqliteTable('task', {
  /** 'plan-1' … 'plan-21', 'province-1' … */
  id: text().primaryKey(),
  sortOrder: integer().notNull(),
  /** title of the document */
  document: text().notNull(),
  /** campaign (攻坚行动) or part of the document */
  campaign: text().notNull(),
  /** number as printed: '1', '（一）' */
  number: text().notNull(),
  title: text().notNull(),
  /** paraphrase of what is to be done, never the document's own sentence */
  summary: text().notNull(),
  clause: text().notNull(),
});

/** A department responsible (责任单位) for a task. */
export const taskDepartment = sqliteTable(
  'task_department',
  {
    taskId: text()
      .notNull()
      .references(() => task.id),
    department: text().notNull(),
    sortOrder: integer().notNull(),
    /** printed in the document; else assigned by the bureau (市级落实单位) */
    printed: integer({ mode: 'boolean' }).notNull(),
    /** day it was assigned, 'YYYY-MM-DD'; NULL for a printed one */
    assignedOn: text(),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.department] })],
);

/** An indicator that measures a task. */
export const taskIndicator = sqliteTable(
  'task_indicator',
  {
    taskId: text()
      .notNull()
      .references(() => task.id),
    /** id of `indicator`, or of a target of a policy document (server/rules/subsidies, the province's) */
    indicatorId: text().notNull(),
    /** the figure is printed in the task itself; else it stands elsewhere in the plan and belongs to it */
    printed: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.indicatorId] })],
);

/** What a task is to reach in a year (年度分解), set by the bureau: words, or the value of one of its indicators. */
export const taskGoal = sqliteTable(
  'task_goal',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    taskId: text()
      .notNull()
      .references(() => task.id),
    year: integer().notNull(),
    /** as in `task_indicator`; NULL for a goal in words */
    indicatorId: text(),
    /** value of the indicator to be reached by the end of the year, text decimal */
    value: text(),
    words: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('task_goal_indicator')
      .on(t.taskId, t.year, t.indicatorId)
      .where(sql`indicator_id IS NOT NULL`),
    uniqueIndex('task_goal_words').on(t.taskId, t.year).where(sql`indicator_id IS NULL`),
  ],
);

/** A progress report (进展报告) on a task by one of those responsible: a department or a unit. */
export const taskReport = sqliteTable(
  'task_report',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    taskId: text()
      .notNull()
      .references(() => task.id),
    /** one of the two is set */
    department: text(),
    unitCode: text().references(() => unit.code),
    /** the day up to which it reports (截至), 'YYYY-MM-DD' */
    asOf: text().notNull(),
    body: text().notNull(),
    /** the reporter's own judgement; the task's status comes from evidence */
    judgement: text({ enum: ['onCourse', 'behind', 'done'] }).notNull(),
    /** 草稿, 待审核, 已采纳, 已退回 */
    stage: text({ enum: ['draft', 'submitted', 'accepted', 'returned'] }).notNull(),
    submittedAt: text(),
    submittedBy: integer().references(() => user.id),
    decidedAt: text(),
    decidedBy: integer().references(() => user.id),
    decisionNote: text(),
    createdAt: text().notNull(),
    createdBy: integer()
      .notNull()
      .references(() => user.id),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('task_report_task').on(t.taskId),
    // one open report at a time for each of those responsible
    uniqueIndex('task_report_open_department')
      .on(t.taskId, t.department)
      .where(sql`department IS NOT NULL AND stage <> 'accepted'`),
    uniqueIndex('task_report_open_unit')
      .on(t.taskId, t.unitCode)
      .where(sql`unit_code IS NOT NULL AND stage <> 'accepted'`),
  ],
);

/** What happened to a progress report, step by step; append-only. */
export const taskReportEvent = sqliteTable(
  'task_report_event',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reportId: integer()
      .notNull()
      .references(() => taskReport.id),
    step: text().notNull(),
    at: text().notNull(),
    by: integer()
      .notNull()
      .references(() => user.id),
    note: text(),
    /** JSON: body and judgement as handed in */
    data: text(),
  },
  (t) => [index('task_report_event_report').on(t.reportId)],
);

/** A file of a progress report (佐证). */
export const taskReportFile = sqliteTable(
  'task_report_file',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reportId: integer()
      .notNull()
      .references(() => taskReport.id),
    name: text().notNull(),
    mediaType: text().notNull(),
    sizeBytes: integer().notNull(),
    sha256: text()
      .notNull()
      .references(() => fileContent.sha256),
    uploadedBy: integer()
      .notNull()
      .references(() => user.id),
    uploadedAt: text().notNull(),
  },
  (t) => [index('task_report_file_report').on(t.reportId)],
);

/** A reminder (催报) sent to a department about a task; append-only. */
export const taskReminder = sqliteTable(
  'task_reminder',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    taskId: text()
      .notNull()
      .references(() => task.id),
    department: text().notNull(),
    /** business date, 'YYYY-MM-DD' */
    on: text().notNull(),
    note: text(),
    at: text().notNull(),
    by: integer()
      .notNull()
      .references(() => user.id),
  },
  (t) => [index('task_reminder_task').on(t.taskId)],
);
