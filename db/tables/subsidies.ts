import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { beneficiary } from './beneficiaries.ts';
import { fileContent } from './files.ts';
import { unit } from './plan.ts';
import { project } from './projects.ts';
import { certificate } from './roster.ts';

/* Subsidy cases, payments, budgets. Conventions: db/schema.ts. */

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
    /** the retrofit project it was opened from; at most one live case per project and award */
    projectId: integer().references(() => project.id),
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
    uniqueIndex('subsidy_case_project')
      .on(t.projectId, t.awardId)
      .where(sql`project_id IS NOT NULL AND stage <> 'cancelled'`),
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

/** A file of a case (申报材料). */
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
    sha256: text()
      .notNull()
      .references(() => fileContent.sha256),
    uploadedBy: integer()
      .notNull()
      .references(() => user.id),
    uploadedAt: text().notNull(),
  },
  (t) => [index('case_file_case').on(t.caseId)],
);
