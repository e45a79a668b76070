import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * All tables. The row types of the whole project come from here.
 *
 * Conventions: figures are TEXT decimals exactly as entered (they keep their written decimals, from which
 * the rounding band is derived); money is integer 分; dates are Asia/Shanghai calendar dates `YYYY-MM-DD`;
 * times are UTC ISO 8601; missing is NULL, never 0.
 */

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

/** Stock at the end of 2024 (2024年底存量) of one unit and column; NULL until the bureau enters it (缺基数). */
export const certificateBase = sqliteTable(
  'certificate_base',
  {
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    column: text({ enum: QUOTA_COLUMN_KEYS }).notNull(),
    count: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.unitCode, t.column] })],
);

/** A named title (称号): who holds it, since which list, until when. */
export const certificate = sqliteTable(
  'certificate',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    holder: text().notNull(),
    column: text({ enum: QUOTA_COLUMN_KEYS }).notNull(),
    /** unit of statistics (统计归属) */
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    /** year of the list (批次年度); ≤ 2024 names part of the base */
    listYear: integer().notNull(),
    publishedOn: text().notNull(),
    removedOn: text(),
    removalReason: text(),
    version: integer().notNull().default(1),
  },
  (t) => [index('certificate_unit_column').on(t.unitCode, t.column)],
);

/** The yearly list of a column: published when, or NULL while awaited (待公布). */
export const certificateBatch = sqliteTable(
  'certificate_batch',
  {
    column: text({ enum: QUOTA_COLUMN_KEYS }).notNull(),
    year: integer().notNull(),
    publishedOn: text(),
  },
  (t) => [primaryKey({ columns: [t.column, t.year] })],
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

/** An account. Names are stored lower-case, so sign-in is case-insensitive. */
export const user = sqliteTable('user', {
  id: integer().primaryKey({ autoIncrement: true }),
  username: text().notNull().unique(),
  displayName: text().notNull(),
  role: text({ enum: ['county', 'bureau', 'leader', 'admin', 'auditor'] }).notNull(),
  /** the county officer's unit; NULL for all other roles */
  unitCode: text().references(() => unit.code),
  passwordHash: text().notNull(),
  mustChangePassword: integer({ mode: 'boolean' }).notNull(),
  passwordChangedAt: text().notNull(),
  disabled: integer({ mode: 'boolean' }).notNull().default(false),
  createdAt: text().notNull(),
  version: integer().notNull().default(1),
});

/** A signed-in browser; the token itself is never stored, only its SHA-256. */
export const session = sqliteTable(
  'session',
  {
    tokenHash: text().primaryKey(),
    userId: integer()
      .notNull()
      .references(() => user.id),
    createdAt: text().notNull(),
    lastSeenAt: text().notNull(),
  },
  (t) => [index('session_user').on(t.userId)],
);

/** Failed sign-ins per account name and source address; five lock the pair for 15 minutes. */
export const signInFailure = sqliteTable(
  'sign_in_failure',
  {
    username: text().notNull(),
    source: text().notNull(),
    failures: integer().notNull(),
    lastFailureAt: text().notNull(),
    lockedUntil: text(),
  },
  (t) => [primaryKey({ columns: [t.username, t.source] })],
);

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
    status: text({ enum: ['draft', 'submitted', 'approved', 'returned'] }).notNull(),
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
    energyGrowthPct: text(),
    valueAddedGrowthPct: text(),
    publishedIntensityPct: text(),
    waterIntensityPct: text(),
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
    reason: text(),
    decidedAt: text().notNull(),
    decidedBy: integer()
      .notNull()
      .references(() => user.id),
  },
  (t) => [index('report_decision_report').on(t.reportId)],
);

/** Append-only, hash-chained audit log: one row per change, written in the same transaction. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: text().notNull(),
    actorId: integer(),
    actorName: text().notNull(),
    action: text().notNull(),
    entity: text().notNull(),
    entityId: text().notNull(),
    /** JSON, NULL where there was nothing before */
    before: text(),
    after: text(),
    requestId: text(),
    prevHash: text().notNull(),
    /** SHA-256 over prevHash and all other columns */
    hash: text().notNull(),
  },
  (t) => [index('audit_log_entity').on(t.entity, t.entityId)],
);

/** Small facts about this database itself, e.g. `demo` = `1`. */
export const setting = sqliteTable('setting', {
  key: text().primaryKey(),
  value: text().notNull(),
  updatedAt: text().notNull().default(sql`(strftime('%Y-%m-%dT%H:%M:%fZ','now'))`),
});
