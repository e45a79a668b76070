import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

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

/** Titles the city's measures reward beside the quota columns: 设计示范, 零碳工厂, 零碳园区. */
export const OTHER_TITLE_KEYS = [
  'greenDesignNational',
  'greenDesignProvincial',
  'zeroCarbonFactoryNational',
  'zeroCarbonFactoryProvincial',
  'zeroCarbonParkNational',
  'zeroCarbonParkProvincial',
] as const;

/** What a named certificate can be. Only the quota columns count towards Attachment 2. */
export const CERTIFICATE_KEYS = [...QUOTA_COLUMN_KEYS, ...OTHER_TITLE_KEYS] as const;

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
    column: text({ enum: CERTIFICATE_KEYS }).notNull(),
    /** unit of statistics (统计归属) */
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    /** year of the list (批次年度); ≤ 2024 names part of the base */
    listYear: integer().notNull(),
    publishedOn: text().notNull(),
    /** the beneficiary on record, where the holder is known */
    beneficiaryId: integer().references((): AnySQLiteColumn => beneficiary.id),
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

/** Who may receive an award (受益主体): a firm, a park, a service provider or a platform. */
export const beneficiary = sqliteTable(
  'beneficiary',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: ['enterprise', 'park', 'serviceProvider', 'platform'] }).notNull(),
    name: text().notNull(),
    /** 统一社会信用代码 (GB 32100-2015), check character verified; NULL for a park without one */
    creditCode: text().unique(),
    industry: text(),
    /** unit of registration (登记), of statistics (统计) and the paying treasury (兑现财政) */
    registeredUnit: text()
      .notNull()
      .references(() => unit.code),
    statisticsUnit: text()
      .notNull()
      .references(() => unit.code),
    treasuryUnit: text()
      .notNull()
      .references(() => unit.code),
    /** declared annual energy, 吨标准煤, as text decimal; from the firm's own declaration or acceptance report only */
    annualTce: text(),
    tceYear: integer(),
    tceSource: text({ enum: ['declaration', 'acceptance'] }),
    createdAt: text().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [index('beneficiary_treasury').on(t.treasuryUnit)],
);

/** Where a subsidy case (奖补事项) stands. */
export const CASE_STAGES = [
  'opened',
  'applied',
  'countyChecked',
  'creditChecked',
  'handled',
  'endorsed',
  'publicNotice',
  'approved',
  'paying',
  'closed',
  'returned',
  'cancelled',
] as const;

/** One award claimed by or opened for one beneficiary; its history is in `subsidy_case_event`. */
export const subsidyCase = sqliteTable(
  'subsidy_case',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    beneficiaryId: integer()
      .notNull()
      .references(() => beneficiary.id),
    /** the paying treasury's unit when the case was opened */
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    policyId: text().notNull(),
    awardId: text().notNull(),
    /** as cited on screen, e.g. 措施三 */
    clause: text().notNull(),
    origin: text({ enum: ['automatic', 'application'] }).notNull(),
    /** the certificate that opened it (免申即享); at most one live case per certificate and award */
    certificateId: integer().references(() => certificate.id),
    stage: text({ enum: CASE_STAGES }).notNull(),
    /** JSON of the facts evaluated (server/rules/subsidies/vocabulary.ts) */
    facts: text().notNull(),
    /** the date that must lie in force: recognition or completion */
    eventDate: text().notNull(),
    rulesVersion: text().notNull(),
    amountKind: text({ enum: ['fixed', 'ceiling', 'computed'] }),
    /** 预计可得, 分; NULL for a discretionary award */
    expectedFen: integer(),
    /** JSON of the AwardResult the amount comes from: facts → tier → cap → amount */
    trace: text().notNull(),
    approvedFen: integer(),
    approvalDocument: text(),
    /** why the approved amount differs from the expected one */
    amountReason: text(),
    /** JSON of the funding shares chosen on approval */
    funding: text(),
    noticeFrom: text(),
    noticeTo: text(),
    /** why somebody has to look at it again, e.g. its certificate was removed */
    flag: text(),
    /** who did 经办; 审批 must be somebody else */
    handledBy: integer().references(() => user.id),
    createdAt: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [
    index('subsidy_case_unit').on(t.unitCode, t.stage),
    index('subsidy_case_beneficiary').on(t.beneficiaryId),
    uniqueIndex('subsidy_case_certificate')
      .on(t.certificateId, t.awardId)
      .where(sql`certificate_id IS NOT NULL AND stage <> 'cancelled'`),
  ],
);

/** What happened to a case, step by step; append-only. */
export const subsidyCaseEvent = sqliteTable(
  'subsidy_case_event',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    caseId: integer()
      .notNull()
      .references(() => subsidyCase.id),
    step: text().notNull(),
    fromStage: text(),
    toStage: text().notNull(),
    at: text().notNull(),
    by: integer().references(() => user.id),
    note: text(),
    /** JSON: amounts, dates, document numbers of the step */
    data: text(),
  },
  (t) => [index('subsidy_case_event_case').on(t.caseId)],
);

/** A payment (拨付); append-only, the sum never above the approved amount. */
export const disbursement = sqliteTable(
  'disbursement',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    caseId: integer()
      .notNull()
      .references(() => subsidyCase.id),
    paidOn: text().notNull(),
    amountFen: integer().notNull(),
    voucher: text().notNull().unique(),
    recordedBy: integer()
      .notNull()
      .references(() => user.id),
    recordedAt: text().notNull(),
  },
  (t) => [index('disbursement_case').on(t.caseId)],
);

/** Budget of one fund and year, 分. A fund pays the awards of one policy. */
export const fundBudget = sqliteTable(
  'fund_budget',
  {
    policyId: text().notNull(),
    year: integer().notNull(),
    amountFen: integer().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.policyId, t.year] })],
);

/** A file of a case (申报材料), kept in the database so that one backup holds all. */
export const caseFile = sqliteTable(
  'case_file',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    caseId: integer()
      .notNull()
      .references(() => subsidyCase.id),
    name: text().notNull(),
    mediaType: text().notNull(),
    sizeBytes: integer().notNull(),
    sha256: text().notNull(),
    content: blob({ mode: 'buffer' }).notNull(),
    uploadedBy: integer()
      .notNull()
      .references(() => user.id),
    uploadedAt: text().notNull(),
  },
  (t) => [index('case_file_case').on(t.caseId)],
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
