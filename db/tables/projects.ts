import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { beneficiary } from './beneficiaries.ts';
import { fileContent } from './files.ts';
import { unit } from './plan.ts';

/* Firms' energy, retrofit projects, service providers, needs. Conventions: db/schema.ts. */

/** What a firm declared to have used in a year (年综合能源消费量); never from statistical returns. One row a year. */
export const energyDeclaration = sqliteTable(
  'energy_declaration',
  {
    beneficiaryId: integer()
      .notNull()
      .references(() => beneficiary.id),
    year: integer().notNull(),
    /** 吨标准煤, text decimal */
    tce: text().notNull(),
    /** 企业申报 or 验收报告 */
    source: text({ enum: ['declaration', 'acceptance'] }).notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.beneficiaryId, t.year] })],
);

/** What makes a service provider (服务商): qualification and selection. One row beside its beneficiary row. */
export const serviceProvider = sqliteTable('service_provider', {
  beneficiaryId: integer()
    .primaryKey()
    .references(() => beneficiary.id),
  /** 节能降碳高级工程师, persons; NULL where not stated */
  seniorEngineers: integer(),
  /** 面向制造业提供技术服务并制定改造方案 */
  servesManufacturing: integer({ mode: 'boolean' }),
  /** trades and techniques it is good at (服务领域) */
  expertise: text(),
  contact: text(),
  phone: text(),
  /** day and document of the open selection (公开遴选); NULL for one not selected */
  selectedOn: text(),
  selectionDocument: text(),
  /** day on which it was recognised as a public service platform (公共服务平台认定) */
  recognisedOn: text(),
  /** day on which it left the list (退出) */
  endedOn: text(),
  version: integer().notNull().default(1),
});

/** What a provider is in charge of (包挂): a unit or an industry. */
export const providerCharge = sqliteTable(
  'provider_charge',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    providerId: integer()
      .notNull()
      .references(() => beneficiary.id),
    /** one of the two is set */
    unitCode: text().references(() => unit.code),
    industry: text(),
  },
  (t) => [index('provider_charge_provider').on(t.providerId)],
);

/** 意愿, 诊断, 方案, 改造中, 完工验收, 奖补, 后评价. */
export const PROJECT_STAGES = [
  'willing',
  'diagnosed',
  'scheme',
  'retrofitting',
  'accepted',
  'awarded',
  'evaluated',
] as const;

/** A green retrofit project (绿色低碳改造项目) of one firm; its history is in `project_event`. */
export const project = sqliteTable(
  'project',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    firmId: integer()
      .notNull()
      .references(() => beneficiary.id),
    /** the firm's unit of statistics: whose project it is; while under way it moves with the firm */
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    name: text().notNull(),
    /** 措施二's kinds: 节能, 节水, 节材, 降碳, 减污, 减排, 增效, 资源综合利用 (server/rules/project-kinds.ts) */
    kinds: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** what is built or changed (改造内容) */
    content: text().notNull().default(''),
    investmentFen: integer(),
    /** loan under 绿色贷, 分; NULL where none */
    loanFen: integer(),
    /** the product whose unit energy is measured, and the unit of measurement, e.g. 千克标准煤/吨 */
    product: text(),
    energyUnit: text(),
    /** unit product energy before and after, text decimals; `after` is that of the acceptance report */
    unitEnergyBefore: text(),
    unitEnergyAfter: text(),
    /** 达到行业标杆, 行业先进值, or neither */
    energyLevel: text({ enum: ['benchmark', 'advanced', 'neither'] }),
    /** 年节能量, 吨标准煤, text decimals: expected of the scheme, accepted by the acceptance report */
    expectedSavingTce: text(),
    acceptedSavingTce: text(),
    /** 节能验收报告已备案 */
    acceptanceFiled: integer({ mode: 'boolean' }),
    /** the provider (服务商) of diagnosis and scheme */
    providerId: integer().references(() => beneficiary.id),
    /** 发改部门已做深度节能诊断 */
    ndrcDiagnosed: integer({ mode: 'boolean' }),
    /** planned start and end of the works, 'YYYY-MM-DD' */
    plannedFrom: text(),
    plannedTo: text(),
    stage: text({ enum: PROJECT_STAGES }).notNull(),
    /** day each stage was reached, 'YYYY-MM-DD'; NULL while it was not, or was skipped */
    willingOn: text(),
    diagnosedOn: text(),
    schemeOn: text(),
    startedOn: text(),
    acceptedOn: text(),
    awardedOn: text(),
    evaluatedOn: text(),
    /** day on which it was given up (终止); the stage stays */
    stoppedOn: text(),
    createdAt: text().notNull(),
    createdBy: integer()
      .notNull()
      .references(() => user.id),
    version: integer().notNull().default(1),
  },
  (t) => [index('project_unit').on(t.unitCode, t.stage), index('project_firm').on(t.firmId)],
);

/** What happened to a project, step by step; append-only. */
export const projectEvent = sqliteTable(
  'project_event',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer()
      .notNull()
      .references(() => project.id),
    step: text().notNull(),
    fromStage: text(),
    toStage: text().notNull(),
    /** business date of the step, 'YYYY-MM-DD' */
    on: text().notNull(),
    /** who is in charge on the firm's or the county's side (责任人) */
    person: text(),
    note: text(),
    /** JSON: figures of the step */
    data: text(),
    at: text().notNull(),
    by: integer()
      .notNull()
      .references(() => user.id),
  },
  (t) => [index('project_event_project').on(t.projectId)],
);

/** A file of a project: diagnosis report, scheme, acceptance report, evaluation. */
export const projectFile = sqliteTable(
  'project_file',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer()
      .notNull()
      .references(() => project.id),
    /** the stage it belongs to */
    stage: text({ enum: PROJECT_STAGES }).notNull(),
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
  (t) => [index('project_file_project').on(t.projectId)],
);

/** A need (需求) published for the service round (供需对接). */
export const need = sqliteTable(
  'need',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    firmId: integer()
      .notNull()
      .references(() => beneficiary.id),
    /** whose need it is: the firm's unit of statistics */
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    /** 技术, 设备, 资金, 诊断 */
    kind: text({ enum: ['technology', 'equipment', 'finance', 'diagnosis'] }).notNull(),
    title: text().notNull(),
    content: text().notNull(),
    budgetFen: integer(),
    publishedOn: text().notNull(),
    /** last day for answers, 'YYYY-MM-DD' */
    answerBy: text().notNull(),
    stage: text({ enum: ['open', 'matched', 'closed'] }).notNull(),
    /** the answer chosen, and the project it became */
    offerId: integer(),
    projectId: integer().references(() => project.id),
    closedReason: text(),
    createdAt: text().notNull(),
    createdBy: integer()
      .notNull()
      .references(() => user.id),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('need_unit').on(t.unitCode, t.stage),
    uniqueIndex('need_project').on(t.projectId).where(sql`project_id IS NOT NULL`),
  ],
);

/** A provider's answer (应答) to a need, recorded by the bureau; append-only. */
export const needOffer = sqliteTable(
  'need_offer',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    needId: integer()
      .notNull()
      .references(() => need.id),
    providerId: integer()
      .notNull()
      .references(() => beneficiary.id),
    on: text().notNull(),
    content: text().notNull(),
    priceFen: integer(),
    recordedBy: integer()
      .notNull()
      .references(() => user.id),
    recordedAt: text().notNull(),
  },
  (t) => [uniqueIndex('need_offer_provider').on(t.needId, t.providerId)],
);
