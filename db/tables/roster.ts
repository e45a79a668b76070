import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { beneficiary } from './beneficiaries.ts';
import { fileContent } from './files.ts';
import { QUOTA_COLUMN_KEYS, unit } from './plan.ts';

/* Titles (称号), their evidence, yearly lists and candidates. Conventions: db/schema.ts. */

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
    beneficiaryId: integer().references(() => beneficiary.id),
    /** 统一社会信用代码 of the holder; NULL where unknown, or a park without one */
    creditCode: text(),
    /** former names (曾用名) */
    formerNames: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    /** unit of registration (登记归属); NULL where unknown */
    registeredUnit: text().references(() => unit.code),
    /** 文号 of the list that conferred it */
    batchDocument: text(),
    /** when it was recorded here; NULL for entries from before this was kept */
    createdAt: text(),
    removedOn: text(),
    removalReason: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('certificate_unit_column').on(t.unitCode, t.column),
    index('certificate_credit_code').on(t.creditCode),
  ],
);

/** Evidence of a certificate (佐证材料): the list, the plaque, the notice. */
export const certificateFile = sqliteTable(
  'certificate_file',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    certificateId: integer()
      .notNull()
      .references(() => certificate.id),
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
  (t) => [index('certificate_file_certificate').on(t.certificateId)],
);

/** How far a named candidate (培育对象) has come. */
export const CULTIVATION_STAGES = [
  'planned',
  'preparing',
  'applied',
  'recommended',
  'conferred',
  'dropped',
] as const;

/** A candidate for a title, named by the plan or entered by the bureau. */
export const cultivation = sqliteTable('cultivation', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  creditCode: text(),
  column: text({ enum: CERTIFICATE_KEYS }).notNull(),
  /** NULL where the plan does not say and nobody has assigned it */
  unitCode: text().references(() => unit.code),
  stage: text({ enum: CULTIVATION_STAGES }).notNull(),
  /** clause of the plan that names it; NULL for one entered by the bureau */
  clause: text(),
  note: text().notNull(),
  /** the certificate it has become */
  certificateId: integer().references(() => certificate.id),
  updatedAt: text(),
  version: integer().notNull().default(1),
});

/** The yearly list of a column: published when, or NULL while awaited (待公布). */
export const certificateBatch = sqliteTable(
  'certificate_batch',
  {
    column: text({ enum: QUOTA_COLUMN_KEYS }).notNull(),
    year: integer().notNull(),
    /** when it is expected (预计公布), as far as known */
    expectedOn: text(),
    publishedOn: text(),
    /** 文号 of the list */
    document: text(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.column, t.year] })],
);
