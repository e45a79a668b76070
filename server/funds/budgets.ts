import { and, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database } from '../../db/open.ts';
import { fundBudget } from '../../db/schema.ts';
import type { CaseScope } from '../cases/scope.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { invalidFields, notFound, versionConflict } from '../http/errors.ts';
import { fundById } from '../rules/funds.ts';
import { wanText } from '../rules/subsidies/money.ts';
import { readLedger } from './ledger.ts';
import type { Fund } from './schema.ts';
import { fundOfYear } from './spending.ts';

const FIRST_YEAR = 2025;
const LAST_YEAR = 2028;
/** 100亿元: above it somebody mistook the unit. */
const MAX_BUDGET_FEN = 1_000_000_000_000;

export interface BudgetChange {
  policyId: string;
  year: number;
  /** 0 where none was entered */
  version: number;
  amountFen: number;
}

function amountProblem(amountFen: number): string | null {
  if (amountFen < 0) return '预算不能为负。';
  return amountFen > MAX_BUDGET_FEN ? '预算过大，请核对单位。' : null;
}

/** Enters or changes the budget of one fund and year. A capped one (总额控制) never falls below what is approved. */
export function setBudget(db: Database, scope: CaseScope, change: BudgetChange, actor: Actor): Fund {
  const { policyId, year, version, amountFen } = change;
  const fund = fundById(policyId);
  if (!fund || year < FIRST_YEAR || year > LAST_YEAR) throw notFound('资金或年度');
  return db.write((tx) => {
    const where = and(eq(fundBudget.policyId, policyId), eq(fundBudget.year, year));
    const before = tx.select().from(fundBudget).where(where).get();
    if ((before?.version ?? 0) !== version) throw versionConflict({ current: before ?? null, yours: change });
    const row = { policyId, year, amountFen, version: version + 1 };
    const after = fundOfYear(fund, year, readLedger(tx, scope), row);
    const message =
      amountProblem(amountFen) ??
      (fund.rule === 'capped' && amountFen < after.approvedFen
        ? `该资金实行总额控制，预算不能低于已审定的${wanText(after.approvedFen)}。`
        : null);
    if (message !== null) throw invalidFields({ amountFen: { code: 'out_of_range', message } });
    tx.insert(fundBudget)
      .values(row)
      .onConflictDoUpdate({
        target: [fundBudget.policyId, fundBudget.year],
        set: { amountFen, version: row.version },
      })
      .run();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'budget.set',
      entity: 'fund_budget',
      entityId: `${policyId}/${year}`,
      before: before ? { amountFen: before.amountFen } : null,
      after: { amountFen },
    });
    return after;
  });
}
