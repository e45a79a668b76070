import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { unit } from './plan.ts';

/* What the analysis of causes and the grading rest on beside the reports. Conventions: db/schema.ts. */

/**
 * Weights for one period (增加值占比), entered by the bureau: each unit's value added in the same period of the year
 * before, or a declared proxy. Rows stand in `value_added_weight`.
 */
export const valueAddedTable = sqliteTable('value_added_table', {
  period: text().primaryKey(),
  /** what was entered: value added (增加值), or revenue as a proxy (营业收入代替，估算) */
  basis: text({ enum: ['valueAdded', 'revenue'] }).notNull(),
  /** as shares in percent, or as amounts in 亿元 */
  measure: text({ enum: ['sharePct', 'yiYuan'] }).notNull(),
  /** document or letter the figures come from */
  source: text().notNull(),
  enteredAt: text().notNull(),
  enteredBy: integer()
    .notNull()
    .references(() => user.id),
  version: integer().notNull().default(1),
});

/** One unit's weight; a unit without a row has none (missing is never 0). */
export const valueAddedWeight = sqliteTable(
  'value_added_weight',
  {
    period: text()
      .notNull()
      .references(() => valueAddedTable.period),
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    /** plain decimal, above 0 */
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.period, t.unitCode] })],
);

/** A grading rule set (预警规则) the bureau defined; those of the project stand in server/rules/grading.ts. */
export const ruleSet = sqliteTable('rule_set', {
  /** 'own-1', 'own-2' … */
  id: text().primaryKey(),
  name: text().notNull(),
  document: text().notNull(),
  documentNumber: text().notNull(),
  /** what is yellow among missed targets: a share of the target, a gap in percentage points, or any fall */
  yellowKind: text({ enum: ['shareOfTarget', 'points', 'anyFall'] }).notNull(),
  /** percent of the target or percentage points; NULL for anyFall */
  yellowLimit: text(),
  validFrom: text().notNull(),
  validTo: text(),
  note: text().notNull(),
  /** the city's own rule (现行): what lamps follow where none is chosen, while it is valid */
  inForce: integer({ mode: 'boolean' }).notNull(),
  /** taken out of use; what was graded under it stays readable */
  retiredAt: text(),
  createdAt: text().notNull(),
  createdBy: integer()
    .notNull()
    .references(() => user.id),
  version: integer().notNull().default(1),
});
