import type { WriteTx } from '../../db/open.ts';
import { beneficiary, fundBudget } from '../../db/schema.ts';
import type { PolicyId } from '../../server/rules/subsidies/model.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { HANDLER } from './accounts.ts';
import { demoBeneficiaries } from './beneficiaries.ts';
import { demoTce2024 } from './firms.ts';
import { insertDeclarations, insertFirms } from './load-firms.ts';
import type { PendingAudit } from './pending-audit.ts';

/** Invented budgets in 万元: 九江 pays selectively (择优兑现), 柴桑 under a total (总额控制). */
export const DEMO_BUDGETS: readonly { policyId: PolicyId; year: number; wan: string; setOn: string }[] = [
  { policyId: 'jiujiang', year: 2025, wan: '1000', setOn: '2025-07-15' },
  { policyId: 'jiujiang', year: 2026, wan: '3000', setOn: '2026-01-12' },
  { policyId: 'chaisang', year: 2026, wan: '300', setOn: '2026-01-30' },
];

/** 10:00 Shanghai time. */
const MORNING = 'T02:00:00.000Z';

const of = (id: number) => ({ entity: 'beneficiary', entityId: String(id) });

/** Writes all beneficiaries, the key energy users without a title last; returns their ids by name and the audit rows. */
export function insertBeneficiaries(tx: WriteTx): { ids: ReadonlyMap<string, number>; log: PendingAudit[] } {
  const ids = new Map<string, number>();
  const log: PendingAudit[] = [];
  for (const demo of demoBeneficiaries()) {
    const { annualTce: tce, tceYear: year, tceSource: source, ...row } = demo;
    const { id } = tx.insert(beneficiary).values(row).returning({ id: beneficiary.id }).get();
    const { createdAt: at, ...after } = demo;
    const entry = (action: string, to: object) => ({ at, actor: HANDLER, action, ...of(id), after: to });
    ids.set(demo.name, id);
    log.push(entry('beneficiary.create', after));
    if (tce !== null && year !== null && source !== null) {
      const before = { year: year - 1, tce: demoTce2024(demo.name, tce), source: 'declaration' as const };
      insertDeclarations(tx, id, [{ year, tce, source }, before]);
      log.push(entry('firm.declare', before));
    }
  }
  const firms = insertFirms(tx);
  return { ids: new Map([...ids, ...firms.ids]), log: [...log, ...firms.log] };
}

/** Writes the budgets of the funds; returns the audit rows. */
export function insertBudgets(tx: WriteTx): PendingAudit[] {
  return DEMO_BUDGETS.map(({ policyId, year, wan: amount, setOn }) => {
    const amountFen = wan(amount);
    tx.insert(fundBudget).values({ policyId, year, amountFen }).run();
    return {
      at: `${setOn}${MORNING}`,
      actor: HANDLER,
      action: 'budget.set',
      entity: 'fund_budget',
      entityId: `${policyId}/${year}`,
      after: { amountFen },
    };
  });
}
