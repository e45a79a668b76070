import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { feedback } from './collection.ts';
import { unit } from './plan.ts';

/* Reports, their revisions and what happened to them. Conventions: db/schema.ts. */

/** 填报中, 待签核, 待审核, 已审核, 已退回. */
export const REPORT_STATUSES = ['draft', 'signing', 'submitted', 'approved', 'returned'] as const;

/**
 * One report (报表) per unit and period. `status` is the state of the newest work on it;
 * `approvedRevision` and `releasedRevision` point at the figures in force, which a newer draft leaves alone.
 */
export const report = sqliteTable(
  'report',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    /** `YYYY-MM`: cumulative 1–MM月 */
    period: text().notNull(),
    status: text({ enum: REPORT_STATUSES }).notNull(),
    /** counts every change of the report; an edit names the version it saw */
    version: integer().notNull(),
    latestRevision: integer().notNull().default(0),
    approvedRevision: integer(),
    releasedRevision: integer(),
    releasedAt: text(),
    /** unsubmitted working copy: JSON of `Figures` (server/rules/figures.ts) */
    draft: text(),
    draftSavedAt: text(),
    draftBy: integer().references(() => user.id),
    /** everybody who changed the working copy since the bureau last decided: none of them may sign it off */
    draftAuthors: text({ mode: 'json' }).$type<number[]>().notNull().default([]),
  },
  (t) => [uniqueIndex('report_unit_period').on(t.unitCode, t.period), index('report_period').on(t.period)],
);

/** An immutable submission of a report; triggers refuse UPDATE and DELETE. */
export const reportRevision = sqliteTable(
  'report_revision',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reportId: integer()
      .notNull()
      .references(() => report.id),
    revision: integer().notNull(),
    energyWanTce: text(),
    /** 上年同期综合能源消费量 as restated (修订后、可比) */
    samePeriodEnergyWanTce: text(),
    energyGrowthPct: text(),
    valueAddedGrowthPct: text(),
    publishedIntensityPct: text(),
    waterIntensityPct: text(),
    carbonIntensityPct: text(),
    greenRevenueYiYuan: text(),
    efficientMotorSharePct: text(),
    retrofitCoveragePct: text(),
    /** by field: a remark on one value */
    comments: text({ mode: 'json' }).$type<Partial<Record<string, string>>>().notNull().default({}),
    /** by field: why there is no value (无数据原因) */
    absent: text({ mode: 'json' }).$type<Partial<Record<string, string>>>().notNull().default({}),
    note: text().notNull(),
    /** 统计反馈 / 企业汇总 / 自行测算 */
    source: text({ enum: ['statistics', 'enterprises', 'own'] }).notNull(),
    /** 当量值 / 等价值 / 未注明 */
    energyScope: text({ enum: ['calorific', 'equivalent', 'unstated'] }).notNull(),
    feedstockDeducted: text({ enum: ['yes', 'no', 'unstated'] }).notNull(),
    renewablesDeducted: text({ enum: ['yes', 'no', 'unstated'] }).notNull(),
    /** 快报 / 年报 */
    edition: text({ enum: ['flash', 'final'] }).notNull(),
    /** JSON of the flags that stood at submission (server/rules/report-checks.ts) */
    flags: text().notNull(),
    submittedAt: text().notNull(),
    submittedBy: integer()
      .notNull()
      .references(() => user.id),
    /** the second person of the county, where the unit asks for one */
    signedOffBy: integer().references(() => user.id),
    /** the statistics bureau's table whose figures were confirmed as they stand */
    feedbackId: integer().references(() => feedback.id),
  },
  (t) => [uniqueIndex('report_revision_number').on(t.reportId, t.revision)],
);

/** What the bureau decided on a revision; append-only. */
export const reportDecision = sqliteTable(
  'report_decision',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reportId: integer()
      .notNull()
      .references(() => report.id),
    revision: integer().notNull(),
    outcome: text({ enum: ['approved', 'returned'] }).notNull(),
    /** ids of the reasons chosen from the list (server/rules/return-reasons.ts) */
    reasonIds: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    reason: text(),
    decidedAt: text().notNull(),
    decidedBy: integer()
      .notNull()
      .references(() => user.id),
  },
  (t) => [index('report_decision_report').on(t.reportId)],
);

/** What else happens to a report: messages, sign-off, reopening, release. */
export const REPORT_EVENT_KINDS = [
  'message',
  'signOffAsked',
  'signOffDeclined',
  'reopened',
  'released',
] as const;

/** Append-only. Releases stand here with their time, so that the screens can show what was public on a date. */
export const reportEvent = sqliteTable(
  'report_event',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reportId: integer()
      .notNull()
      .references(() => report.id),
    kind: text({ enum: REPORT_EVENT_KINDS }).notNull(),
    /** the revision it is about; NULL before the first */
    revision: integer(),
    text: text(),
    at: text().notNull(),
    by: integer().references(() => user.id),
  },
  (t) => [index('report_event_report').on(t.reportId)],
);
