import { asc, ne } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { unit } from '../../db/schema.ts';
import { type CaseScope, seesUnit } from '../cases/scope.ts';
import { FUNDS, type FundRule } from '../rules/funds.ts';
import { grouped } from '../rules/grouped.ts';
import { awardById } from '../rules/subsidies/catalogue.ts';
import type { PolicyId } from '../rules/subsidies/model.ts';
import { CITY_CODE } from '../rules/units.ts';
import { type BudgetRow, carriedBy, type LedgerCase, paidFen, readBudgets, readLedger } from './ledger.ts';
import type { Fund, SpendingReply } from './schema.ts';

type Money = SpendingReply['total'];

const NAMED_TITLES = 3;

/** Money of some cases: those of the year by their event date, payments by their day; null = all years. */
function moneyOf(cases: readonly LedgerCase[], year: number | null): Money {
  const ofYear = cases.filter((one) => year === null || one.year === year);
  const add = (pick: (one: LedgerCase) => number) => ofYear.reduce((sum, one) => sum + pick(one), 0);
  return {
    cases: ofYear.length,
    expectedFen: add((one) => one.expectedFen),
    approvedFen: add((one) => one.approvedFen),
    paidFen: cases.reduce((sum, one) => sum + paidFen(one.payments, year), 0),
  };
}

const isEmpty = ({ cases, paidFen: paid }: Money) => cases === 0 && paid === 0;

/** The titles of the awards claimed under a clause, the commonest first. */
function clauseTitle(cases: readonly LedgerCase[]): string {
  const counts = new Map<string, number>();
  for (const { awardId } of cases) counts.set(awardId, (counts.get(awardId) ?? 0) + 1);
  const titles = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([awardId]) => awardById(awardId)?.award.title ?? awardId);
  return titles.length > NAMED_TITLES
    ? `${titles.slice(0, NAMED_TITLES).join('、')}等${titles.length}项`
    : titles.join('、');
}

interface ClauseCases {
  policyId: PolicyId;
  clause: string;
  cases: LedgerCase[];
}

/** Cases by clause, in the order of the documents. */
function clausesOf(ledger: readonly LedgerCase[]): ClauseCases[] {
  const groups = new Map<string, ClauseCases>();
  for (const one of ledger) {
    const { policyId, clause } = one;
    const key = `${policyId} ${clause}`;
    const group = groups.get(key) ?? { policyId, clause, cases: [] };
    group.cases.push(one);
    groups.set(key, group);
  }
  const place = ({ policyId, cases }: ClauseCases) => {
    const inLaw = awardById(cases[0]?.awardId ?? '');
    const fund = FUNDS.findIndex((candidate) => candidate.policyId === policyId);
    return [fund, inLaw ? inLaw.policy.clauses.indexOf(inLaw.clause) : -1] as const;
  };
  return [...groups.values()].sort((a, b) => {
    const [fundA, clauseA] = place(a);
    const [fundB, clauseB] = place(b);
    return fundA - fundB || clauseA - clauseB;
  });
}

/** Budget and load of one fund and year. Only who sees all cases sees the budget: the rest of it would tell the others' amounts. */
export function fundOfYear(
  { policyId, title, rule }: FundRule,
  year: number,
  ledger: readonly LedgerCase[],
  budget: BudgetRow | undefined,
): Fund {
  const carried = (pick: (one: LedgerCase) => number) =>
    ledger.reduce((sum, one) => sum + carriedBy(policyId, one, pick(one)), 0);
  const approvedFen = carried((one) => (one.year === year ? one.approvedFen : 0));
  const budgetFen = budget?.amountFen ?? null;
  return {
    policyId,
    title,
    year,
    rule,
    budgetFen,
    budgetVersion: budget?.version ?? 0,
    approvedFen,
    paidFen: carried((one) => paidFen(one.payments, year)),
    expectedFen: ledger
      .filter((one) => one.policyId === policyId && one.year === year)
      .reduce((sum, one) => sum + one.expectedFen, 0),
    leftFen: budgetFen === null ? null : budgetFen - approvedFen,
  };
}

function monthsOf(ledger: readonly LedgerCase[], year: number | null): SpendingReply['months'] {
  const paid = new Map<string, number>();
  for (const { paidOn, amountFen } of ledger.flatMap(({ payments }) => payments)) {
    const month = paidOn.slice(0, 7);
    paid.set(month, (paid.get(month) ?? 0) + amountFen);
  }
  let sumFen = 0;
  return [...paid]
    .filter(([month]) => year === null || Number(month.slice(0, 4)) === year)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, fen]) => {
      sumFen += fen;
      return { month, paidFen: fen, sumFen };
    });
}

/** Years there is something to show for, this year among them, newest first. */
function yearsOf(ledger: readonly LedgerCase[], budgets: readonly BudgetRow[], today: string): number[] {
  const years = [
    Number(today.slice(0, 4)),
    ...ledger.map(({ year }) => year),
    ...ledger.flatMap(({ payments }) => payments.map(({ paidOn }) => Number(paidOn.slice(0, 4)))),
    ...budgets.map(({ year }) => year),
  ];
  return [...new Set(years)].sort((a, b) => b - a);
}

/** Spending by clause × county × year, with the funds, as far as the scope sees. */
export function spending(db: ReadDb, scope: CaseScope, year: number | null, today: string): SpendingReply {
  const ledger = readLedger(db, scope);
  const budgets = scope.units === 'all' ? readBudgets(db) : [];
  const units = db
    .select({ code: unit.code, name: unit.name })
    .from(unit)
    .where(ne(unit.code, CITY_CODE))
    .orderBy(asc(unit.sortOrder))
    .all()
    .filter(({ code }) => seesUnit(scope, code));
  const years = yearsOf(ledger, budgets, today);
  const clauses = clausesOf(ledger);
  const byUnit = grouped(ledger, ({ unitCode }) => unitCode);
  const budgetOf = (policyId: string, of: number) =>
    budgets.find((row) => row.policyId === policyId && row.year === of);
  return {
    year,
    years,
    total: moneyOf(ledger, year),
    funds: (year === null ? years : [year]).flatMap((of) =>
      FUNDS.map((fund) => fundOfYear(fund, of, ledger, budgetOf(fund.policyId, of))),
    ),
    byClause: clauses
      .map(({ policyId, clause, cases }) => ({
        policyId,
        clause,
        title: clauseTitle(cases),
        ...moneyOf(cases, year),
      }))
      .filter((row) => !isEmpty(row)),
    byUnit: units.map(({ code, name }) => ({
      code,
      name,
      ...moneyOf(byUnit.get(code) ?? [], year),
    })),
    flow: clauses.flatMap(({ policyId, clause, cases }) => {
      const ofUnit = grouped(cases, ({ unitCode }) => unitCode);
      return units
        .map(({ code, name }) => ({
          policyId,
          clause,
          unitCode: code,
          unitName: name,
          ...moneyOf(ofUnit.get(code) ?? [], year),
        }))
        .filter((row) => !isEmpty(row));
    }),
    months: monthsOf(ledger, year),
  };
}
