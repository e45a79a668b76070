import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { unit } from './plan.ts';

/* What follows a red lamp (预警督办). Conventions: db/schema.ts. */

/** 拟稿, 待签发, 整改中（待答复）, 整改中（已答复）, 待销号, 已销号, 不予督办. */
export const WARNING_STAGES = [
  'draft',
  'awaitingApproval',
  'issued',
  'answered',
  'closing',
  'closed',
  'dismissed',
] as const;

/** A warning notice (预警通知) to one unit; its history is in `warning_event`. */
export const warning = sqliteTable(
  'warning',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    /** the period whose lamp called for it */
    period: text().notNull(),
    /** a red lamp, or yellow in two periods running */
    trigger: text({ enum: ['red', 'yellowTwice'] }).notNull(),
    stage: text({ enum: WARNING_STAGES }).notNull(),
    /** JSON of the figures it rests on, as they stood when it was drafted (server/warnings/schema.ts) */
    facts: text().notNull(),
    /** text of the notice; fixed once issued */
    body: text().notNull(),
    /** year and running number (编号) in it, given when issued */
    numberYear: integer(),
    numberSeq: integer(),
    /** last day to answer (答复期限) and last day to put it right (整改期限), 'YYYY-MM-DD' */
    answerDueOn: text().notNull(),
    remedyDueOn: text().notNull(),
    draftedBy: integer()
      .notNull()
      .references(() => user.id),
    issuedAt: text(),
    issuedBy: integer().references(() => user.id),
    answeredAt: text(),
    closedAt: text(),
    version: integer().notNull(),
  },
  (t) => [
    // one live matter per unit and period; a dismissed one stands as the answer to the proposal
    uniqueIndex('warning_unit_period').on(t.unitCode, t.period),
    uniqueIndex('warning_number').on(t.numberYear, t.numberSeq),
    index('warning_stage').on(t.stage),
  ],
);

/** What happened to a warning, step by step; append-only. */
export const warningEvent = sqliteTable(
  'warning_event',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    warningId: integer()
      .notNull()
      .references(() => warning.id),
    step: text().notNull(),
    fromStage: text(),
    toStage: text().notNull(),
    at: text().notNull(),
    by: integer()
      .notNull()
      .references(() => user.id),
    /** reason, progress, verdict */
    note: text(),
    /** JSON: causes and measures of an answer, days of an extension */
    data: text(),
  },
  (t) => [index('warning_event_warning').on(t.warningId)],
);
