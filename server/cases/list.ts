import { desc, eq, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, disbursement, subsidyCase, unit } from '../../db/schema.ts';
import { type CaseState, handlesCases, type StepViewer, stepsFor } from '../rules/case-steps.ts';
import { awardById } from '../rules/subsidies/catalogue.ts';
import type { CaseRow } from './record.ts';
import type { CaseStage, CaseSummary } from './schema.ts';
import { type CaseScope, casesIn } from './scope.ts';

export interface CaseFilter {
  stage?: CaseStage | undefined;
  unitCode?: string | undefined;
  policyId?: string | undefined;
  /** calendar year of the event date */
  year?: number | undefined;
  beneficiaryId?: number | undefined;
}

/** Whose eyes a reply is for: which cases, and which steps are offered with them. */
export interface CaseView {
  scope: CaseScope;
  viewer: StepViewer;
  today: string;
}

export interface CaseEntry {
  row: CaseRow;
  beneficiaryName: string;
  unitName: string;
  paidFen: number;
}

const paidFen = sql<number>`(SELECT coalesce(sum(${disbursement.amountFen}), 0) FROM ${disbursement} WHERE ${disbursement.caseId} = ${subsidyCase.id})`;

function entryQuery(db: ReadDb) {
  return db
    .select({ row: subsidyCase, beneficiaryName: beneficiary.name, unitName: unit.name, paidFen })
    .from(subsidyCase)
    .innerJoin(beneficiary, eq(beneficiary.id, subsidyCase.beneficiaryId))
    .innerJoin(unit, eq(unit.code, subsidyCase.unitCode));
}

export function findEntry(db: ReadDb, id: number): CaseEntry | undefined {
  return entryQuery(db).where(eq(subsidyCase.id, id)).get();
}

export function stateOf({ row, paidFen: paid }: Pick<CaseEntry, 'row' | 'paidFen'>): CaseState {
  const { stage, unitCode, handledBy, noticeTo, flag, approvedFen } = row;
  return { stage, unitCode, handledBy, noticeTo, flag, approvedFen, paidFen: paid };
}

/** What is to be looked into; its words name figures of the firm, so others only learn that there is something. */
const flagFor = (viewer: StepViewer, flag: string | null) =>
  flag === null || handlesCases(viewer) ? flag : '有关情况由市工信局核实。';

export function summaryOf(entry: CaseEntry, { viewer, today }: CaseView): CaseSummary {
  const { row } = entry;
  return {
    id: row.id,
    beneficiaryId: row.beneficiaryId,
    beneficiaryName: entry.beneficiaryName,
    unitCode: row.unitCode,
    unitName: entry.unitName,
    policyId: row.policyId,
    awardId: row.awardId,
    awardTitle: awardById(row.awardId)?.award.title ?? row.awardId,
    clause: row.clause,
    origin: row.origin,
    stage: row.stage,
    eventDate: row.eventDate,
    amountKind: row.amountKind,
    expectedFen: row.expectedFen,
    approvedFen: row.approvedFen,
    paidFen: entry.paidFen,
    flag: flagFor(viewer, row.flag),
    createdAt: row.createdAt,
    steps: stepsFor(viewer, stateOf(entry), today),
    version: row.version,
  };
}

/** Cases this viewer may see, newest first. */
export function listEntries(db: ReadDb, scope: CaseScope, filter: CaseFilter): CaseEntry[] {
  const { stage, unitCode, policyId, year, beneficiaryId } = filter;
  return entryQuery(db)
    .where(
      casesIn(
        scope,
        stage === undefined ? undefined : eq(subsidyCase.stage, stage),
        unitCode === undefined ? undefined : eq(subsidyCase.unitCode, unitCode),
        policyId === undefined ? undefined : eq(subsidyCase.policyId, policyId),
        year === undefined ? undefined : eq(sql`substr(${subsidyCase.eventDate}, 1, 4)`, String(year)),
        beneficiaryId === undefined ? undefined : eq(subsidyCase.beneficiaryId, beneficiaryId),
      ),
    )
    .orderBy(desc(subsidyCase.eventDate), desc(subsidyCase.id))
    .all();
}
