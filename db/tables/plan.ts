import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/* The plan: units, Attachment 2, indicators. Conventions: db/schema.ts. */

/** A reporting unit (填报单位): 13 county-level units, 经开区 (`JKQ`) and 全市 (`360400`). */
export const unit = sqliteTable('unit', {
  code: text().primaryKey(),
  name: text().notNull(),
  kind: text({ enum: ['city', 'county', 'zone'] }).notNull(),
  /** order of Attachment 2 */
  sortOrder: integer().notNull(),
});

/** 2024 baseline of Attachment 2 table 1. */
export const intensityBaseline = sqliteTable('intensity_baseline', {
  unitCode: text()
    .primaryKey()
    .references(() => unit.code),
  year: integer().notNull(),
  /** 综合能源消费量, 万吨标准煤 */
  energyWanTce: text().notNull(),
  /** 单位工业增加值能耗增长, percent */
  intensityChangePct: text().notNull(),
});

/** Yearly target of Attachment 2 table 1: change of energy intensity, percent (−5 = fall by 5 %). */
export const intensityTarget = sqliteTable(
  'intensity_target',
  {
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    year: integer().notNull(),
    targetPct: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.unitCode, t.year] })],
);

/** The seven quota columns of Attachment 2 table 2. */
export const QUOTA_COLUMN_KEYS = [
  'greenParkNational',
  'greenParkProvincial',
  'greenFactoryNational',
  'greenFactoryProvincial',
  'greenSupplyChainNational',
  'greenSupplyChainProvincial',
  'efficiencyLeader',
] as const;

/** 2027 quota of one unit and column; a blank cell is NULL (无任务), never 0. */
export const quota = sqliteTable(
  'quota',
  {
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    column: text({ enum: QUOTA_COLUMN_KEYS }).notNull(),
    year: integer().notNull(),
    count: integer(),
  },
  (t) => [primaryKey({ columns: [t.unitCode, t.column, t.year] })],
);

/** A city-wide target of the plan (规划指标). Bounds are decimals as text; a target not yet set is NULL. */
export const indicator = sqliteTable('indicator', {
  id: text().primaryKey(),
  sortOrder: integer().notNull(),
  name: text().notNull(),
  /** atLeast: 以上 (≥); atMost: ≤ (a fall of 13 % is −13 at most) */
  direction: text({ enum: ['atLeast', 'atMost'] }).notNull(),
  target: text(),
  /** upper end where the plan prints a range (10–20 家) */
  targetUpper: text(),
  unit: text().notNull(),
  dueYear: integer(),
  /** what the figure is compared with, as printed ("较2024年"); NULL where nothing is printed */
  comparedWith: text(),
  clause: text().notNull(),
  note: text().notNull(),
  /** document that set a target after the plan (e.g. the province's carbon figure) */
  targetSource: text(),
  version: integer().notNull().default(1),
});

/**
 * What an indicator came to in a year (实际值), entered by the bureau. `indicatorId` is that of `indicator`, or of a
 * target of a policy document (server/rules/subsidies, e.g. the province's).
 */
export const indicatorActual = sqliteTable(
  'indicator_actual',
  {
    indicatorId: text().notNull(),
    year: integer().notNull(),
    value: text().notNull(),
    source: text().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.indicatorId, t.year] })],
);
