import { desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, disbursement, subsidyCase, unit } from '../../db/schema.ts';
import { type PageAsked, pageOf } from '../http/paging.ts';
import { awaitsViewer, countGroups, listCases, type StageGroup } from '../rules/case-groups.ts';
import { type CaseState, handlesCases, type StepViewer, stepsFor } from '../rules/case-steps.ts';
import { awardById } from '../rules/subsidies/catalogue.ts';
import type { CaseRow } from './record.ts';
import type { CaseListReply, CaseStage, CaseSummary } from './schema.ts';
import { type CaseScope, casesIn } from './scope.ts';

export interface CaseFilter {
  stage?: CaseStage | undefined;
  /** calendar year of the event date */
  year?: number | undefined;
  beneficiaryId?: number | undefined;
}

/** How the list is narrowed and cut. */
export interface CasePage extends PageAsked {
  unitCode?: string | undefined;
  policyId?: string | undefined;
  group?: StageGroup | undefined;
  /** part of the beneficiary's name, the award or the clause */
  q?: string | undefined;
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

/** What a line of the list needs: without the facts and the trace, which are most of a row. */
interface CaseLine extends Omit<CaseEntry, 'row'> {
  row: Omit<CaseRow, 'facts' | 'trace'>;
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

export function stateOf({ row, paidFen: paid }: Pick<CaseLine, 'row' | 'paidFen'>): CaseState {
  const { stage, unitCode, handledBy, noticeTo, flag, approvedFen } = row;
  return { stage, unitCode, handledBy, noticeTo, flag, approvedFen, paidFen: paid };
}

/** What is to be looked into; its words name figures of the firm, so others only learn that there is something. */
const flagFor = (viewer: StepViewer, flag: string | null) =>
  flag === null || handlesCases(viewer) ? flag : '有关情况由市工信局核实。';

export function summaryOf(entry: CaseLine, { viewer, today }: CaseView): CaseSummary {
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

function casesLike(scope: CaseScope, { stage, year, beneficiaryId }: CaseFilter): SQL | undefined {
  return casesIn(
    scope,
    stage === undefined ? undefined : eq(subsidyCase.stage, stage),
    year === undefined ? undefined : eq(sql`substr(${subsidyCase.eventDate}, 1, 4)`, String(year)),
    beneficiaryId === undefined ? undefined : eq(subsidyCase.beneficiaryId, beneficiaryId),
  );
}

/** Cases this viewer may see, newest first. */
export function listEntries(db: ReadDb, scope: CaseScope, filter: CaseFilter): CaseEntry[] {
  return entryQuery(db)
    .where(casesLike(scope, filter))
    .orderBy(desc(subsidyCase.eventDate), desc(subsidyCase.id))
    .all();
}

function caseLines(db: ReadDb, scope: CaseScope, filter: CaseFilter): CaseLine[] {
  const { facts: _facts, trace: _trace, ...row } = getTableColumns(subsidyCase);
  return db
    .select({ row, beneficiaryName: beneficiary.name, unitName: unit.name, paidFen })
    .from(subsidyCase)
    .innerJoin(beneficiary, eq(beneficiary.id, subsidyCase.beneficiaryId))
    .innerJoin(unit, eq(unit.code, subsidyCase.unitCode))
    .where(casesLike(scope, filter))
    .all();
}

/**
 * A page of the cases this viewer may see, what waits for the viewer first, with what is counted over all that the filter
 * leaves and the units and documents to choose from.
 */
export function casePage(
  db: ReadDb,
  view: CaseView,
  filter: CaseFilter,
  { unitCode, policyId, group, q = '', ...page }: CasePage,
): CaseListReply {
  const all = caseLines(db, view.scope, filter).map((entry) => summaryOf(entry, view));
  const near = all.filter(
    (one) =>
      (unitCode === undefined || one.unitCode === unitCode) &&
      (policyId === undefined || one.policyId === policyId),
  );
  const shown = listCases(near, { group: group ?? null, text: q });
  const units = new Map(all.map((one) => [one.unitCode, one.unitName]));
  return {
    cases: pageOf(shown, page),
    total: shown.length,
    waiting: shown.filter(awaitsViewer).length,
    flagged: shown.filter(({ flag }) => flag !== null).length,
    near: near.length,
    groups: countGroups(near),
    units: [...units].map(([code, name]) => ({ code, name })),
    policies: [...new Set(all.map((one) => one.policyId))],
  };
}
