import type { CaseDetail, CaseSummary } from '../../server/cases/schema.ts';
import type { SpendingReply } from '../../server/funds/schema.ts';

const WAN = 1_000_000;

/** Money of one cell for the tests of this folder, given in 万元. */
export function money(paid: number, approved: number, expected: number, cases = 1) {
  return { cases, paidFen: paid * WAN, approvedFen: approved * WAN, expectedFen: expected * WAN };
}

/** A year's spending like that of the drawn look: 1,286 paid, 620 approved, 545 expected of 3,000. */
export function spendingReply(change: Partial<SpendingReply> = {}): SpendingReply {
  return {
    year: 2026,
    years: [2025, 2026],
    total: money(1286, 1906, 545, 40),
    funds: [],
    byClause: [
      { policyId: 'jiujiang', clause: '措施三', title: '绿色工厂等', ...money(286, 406, 145) },
      { policyId: 'jiujiang', clause: '措施二', title: '绿色低碳改造', ...money(1000, 1500, 400) },
    ],
    byUnit: [
      { code: '360402', name: '濂溪区', ...money(286, 406, 145) },
      { code: '360403', name: '浔阳区', ...money(0, 0, 0, 0) },
      { code: '360430', name: '彭泽县', ...money(1000, 1500, 400) },
    ],
    flow: [
      {
        policyId: 'jiujiang',
        clause: '措施三',
        unitCode: '360402',
        unitName: '濂溪区',
        ...money(286, 406, 145),
      },
      {
        policyId: 'jiujiang',
        clause: '措施二',
        unitCode: '360430',
        unitName: '彭泽县',
        ...money(1000, 1500, 400),
      },
    ],
    months: [
      { month: '2026-04', paidFen: 1000 * WAN, sumFen: 1000 * WAN },
      { month: '2026-07', paidFen: 286 * WAN, sumFen: 1286 * WAN },
    ],
    ...change,
  };
}

/** A case of the tests: a provincial green factory, just opened. */
export function caseRow(change: Partial<CaseSummary> = {}): CaseSummary {
  return {
    id: 1,
    beneficiaryId: 1,
    beneficiaryName: '甲公司',
    unitCode: '360402',
    unitName: '濂溪区',
    policyId: 'jiujiang',
    awardId: 'jiujiang-3-green-factory',
    awardTitle: '绿色工厂',
    clause: '措施三',
    origin: 'automatic',
    stage: 'opened',
    eventDate: '2026-03-01',
    amountKind: 'fixed',
    expectedFen: 10 * WAN,
    approvedFen: null,
    paidFen: 0,
    flag: null,
    createdAt: '2026-03-01T02:00:00Z',
    steps: [],
    version: 1,
    ...change,
  };
}

type CaseEvent = CaseDetail['events'][number];

/** One thing that happened to a case. */
export function caseEvent(id: number, step: string, fromStage: string | null, toStage: string): CaseEvent {
  const at = `2026-03-${String(id).padStart(2, '0')}T02:00:00Z`;
  return { id, step, fromStage, toStage, at, by: '李某', note: null, data: null };
}
