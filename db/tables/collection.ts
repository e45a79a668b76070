import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { unit } from './plan.ts';

/* How and when figures are collected: fed-back tables, periods, settings. Conventions: db/schema.ts. */

/** A table fed back by the statistics bureau (统计反馈), as entered by the bureau; append-only, the newest counts. */
export const feedback = sqliteTable(
  'feedback',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    period: text().notNull(),
    /** document or letter it came with */
    document: text().notNull(),
    documentDate: text().notNull(),
    edition: text({ enum: ['flash', 'final'] }).notNull(),
    energyScope: text({ enum: ['calorific', 'equivalent', 'unstated'] }).notNull(),
    feedstockDeducted: text({ enum: ['yes', 'no', 'unstated'] }).notNull(),
    renewablesDeducted: text({ enum: ['yes', 'no', 'unstated'] }).notNull(),
    /** Asia/Shanghai calendar date of entry: the due date counts from here */
    enteredOn: text().notNull(),
    enteredAt: text().notNull(),
    enteredBy: integer()
      .notNull()
      .references(() => user.id),
  },
  (t) => [index('feedback_period').on(t.period)],
);

/** One unit's line of a fed-back table; figures as in `report_revision`, NULL where the table has none. */
export const feedbackRow = sqliteTable(
  'feedback_row',
  {
    feedbackId: integer()
      .notNull()
      .references(() => feedback.id),
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    energyWanTce: text(),
    samePeriodEnergyWanTce: text(),
    energyGrowthPct: text(),
    valueAddedGrowthPct: text(),
    publishedIntensityPct: text(),
    waterIntensityPct: text(),
    carbonIntensityPct: text(),
    greenRevenueYiYuan: text(),
    efficientMotorSharePct: text(),
    retrofitCoveragePct: text(),
  },
  (t) => [primaryKey({ columns: [t.feedbackId, t.unitCode] })],
);

/** What the bureau set for a period; a period without a row follows the rules (server/rules/periods.ts). */
export const reportingPeriod = sqliteTable('reporting_period', {
  period: text().primaryKey(),
  /** first day of reporting where it differs from the day after the period's end */
  opensOn: text(),
  /** due date where it differs from the rule */
  dueOn: text(),
  closedAt: text(),
  closedBy: integer().references(() => user.id),
  version: integer().notNull().default(1),
});

/** An extension (延期) granted to one unit; append-only, the newest counts. */
export const periodExtension = sqliteTable(
  'period_extension',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    period: text().notNull(),
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    /** NULL: an earlier one is taken back (收回) */
    until: text(),
    reason: text().notNull(),
    grantedAt: text().notNull(),
    grantedBy: integer()
      .notNull()
      .references(() => user.id),
  },
  (t) => [index('period_extension_period').on(t.period)],
);

/** How one item is collected (server/rules/collection.ts); an item without a row follows its default. */
export const collectionSetting = sqliteTable('collection_setting', {
  itemId: text().primaryKey(),
  frequency: text({ enum: ['monthly', 'quarterly', 'yearly', 'never'] }).notNull(),
  wayIn: text({ enum: ['entry', 'feedback'] }).notNull(),
  version: integer().notNull().default(1),
});

/** What one unit asks of its own reports. */
export const unitSetting = sqliteTable('unit_setting', {
  unitCode: text()
    .primaryKey()
    .references(() => unit.code),
  /** a second person has to sign off (签核) before a report is submitted */
  signOffRequired: integer({ mode: 'boolean' }).notNull(),
  version: integer().notNull().default(1),
});
