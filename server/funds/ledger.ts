import { asc, ne } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { disbursement, fundBudget, subsidyCase } from '../../db/schema.ts';
import { type CaseScope, casesIn, EVERY_CASE } from '../cases/scope.ts';
import type { CaseStage } from '../rules/case-steps.ts';
import { fundOf, sharesOf, splitByShares } from '../rules/funds.ts';
import { isPolicyId } from '../rules/subsidies/catalogue.ts';
import type { FundingShare } from '../rules/subsidies/funding.ts';
import type { PolicyId } from '../rules/subsidies/model.ts';
import { openDues } from '../rules/subsidies/same-matter.ts';
import type { Facts } from '../rules/subsidies/vocabulary.ts';

/** The money of one case; cancelled ones are left out. */
export interface LedgerCase {
  id: number;
  policyId: PolicyId;
  awardId: string;
  clause: string;
  unitCode: string;
  /** of the event date */
  year: number;
  stage: CaseStage;
  /**
   * 预计可得（待审定）: what is still due after the other awards of the same matter (就高不重复), so that nothing counts
   * twice; 0 once approved, or where no amount is printed
   */
  expectedFen: number;
  /** 审定; of a closed case what was paid, so that the rest is free again; 0 before approval */
  approvedFen: number;
  shares: readonly FundingShare[];
  payments: readonly { paidOn: string; amountFen: number }[];
}

/** What is still due on each open case, by id; of all cases, since one in scope may share its matter with one outside. */
function duesById(db: ReadDb): ReadonlyMap<number, number> {
  const { id, beneficiaryId, awardId, facts, projectId, expectedFen, approvedFen } = subsidyCase;
  const rows = db
    .select({ id, beneficiaryId, awardId, facts, projectId, expectedFen, approvedFen })
    .from(subsidyCase)
    .where(casesIn(EVERY_CASE, ne(subsidyCase.stage, 'cancelled')))
    .all();
  const byHolder = new Map<number, typeof rows>();
  for (const row of rows) {
    byHolder.set(row.beneficiaryId, [...(byHolder.get(row.beneficiaryId) ?? []), row]);
  }
  const dues = [...byHolder.values()].map((own) =>
    openDues(own.map((row) => ({ ...row, facts: JSON.parse(row.facts) as Facts }))),
  );
  return new Map(dues.flatMap((one) => [...one]));
}

/** All live cases in scope with their money: three queries whatever their number. */
export function readLedger(db: ReadDb, scope: CaseScope): LedgerCase[] {
  const payments = new Map<number, { paidOn: string; amountFen: number }[]>();
  for (const { caseId, paidOn, amountFen } of db
    .select()
    .from(disbursement)
    .orderBy(asc(disbursement.paidOn))
    .all()) {
    payments.set(caseId, [...(payments.get(caseId) ?? []), { paidOn, amountFen }]);
  }
  const dues = duesById(db);
  const rows = db.select().from(subsidyCase).where(casesIn(scope)).orderBy(asc(subsidyCase.id)).all();
  return rows.flatMap((row) => {
    if (row.stage === 'cancelled' || !isPolicyId(row.policyId)) return [];
    const paid = payments.get(row.id) ?? [];
    const funding = row.funding === null ? null : (JSON.parse(row.funding) as FundingShare[]);
    const { id, policyId, awardId, clause, unitCode, stage, approvedFen } = row;
    return [
      {
        id,
        policyId,
        awardId,
        clause,
        unitCode,
        year: Number(row.eventDate.slice(0, 4)),
        stage,
        expectedFen: dues.get(id) ?? 0,
        approvedFen: stage === 'closed' ? paidFen(paid, null) : (approvedFen ?? 0),
        shares: approvedFen === null ? [] : sharesOf(policyId, approvedFen, funding),
        payments: paid,
      },
    ];
  });
}

/** Payments of a calendar year, or of all. */
export function paidFen(payments: LedgerCase['payments'], year: number | null): number {
  return payments
    .filter(({ paidOn }) => year === null || Number(paidOn.slice(0, 4)) === year)
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
}

/** A part of a case's money as its payers carry it: what of `fen` falls on the fund of one policy. */
export function carriedBy(fundId: PolicyId, one: LedgerCase, fen: number): number {
  if (fen === 0) return 0;
  return splitByShares(fen, one.shares)
    .filter(({ payer }) => fundOf(payer, one.policyId, one.unitCode)?.policyId === fundId)
    .reduce((sum, share) => sum + share.fen, 0);
}

export type BudgetRow = typeof fundBudget.$inferSelect;

export function readBudgets(db: ReadDb): BudgetRow[] {
  return db.select().from(fundBudget).all();
}
