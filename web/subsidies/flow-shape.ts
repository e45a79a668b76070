import type { SpendingReply } from '../../server/funds/schema.ts';
import { type Money, partsOf } from './money-shape.ts';

/** What a flow table shows: money paid, approved but not yet paid, or expected. */
export const FLOW_MEASURES = {
  all: '合计',
  paid: '已拨付',
  committed: '已审定待拨',
  expected: '预计可得（待审定）',
} as const;
export type FlowMeasure = keyof typeof FLOW_MEASURES;

export interface FlowCell {
  unitCode: string;
  fen: number;
  cases: number;
  /** 0 to 1, share of the largest cell */
  depth: number;
}

export interface FlowRow {
  policyId: string;
  clause: string;
  title: string;
  /** one per unit; null = no case */
  cells: (FlowCell | null)[];
  sumFen: number;
}

export interface FlowTable {
  units: { code: string; name: string; sumFen: number }[];
  rows: FlowRow[];
  sumFen: number;
  /** all amounts shown, for the number of decimals */
  amounts: number[];
}

export function measured(money: Money, measure: FlowMeasure): number {
  const parts = partsOf(money, null);
  if (measure === 'paid') return parts.paidFen;
  if (measure === 'committed') return parts.committedFen;
  if (measure === 'expected') return parts.expectedFen;
  return parts.paidFen + parts.committedFen + parts.expectedFen;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Clause × county: where the money of each clause goes. Units and clauses without a case are left out. */
export function shapeFlow(spending: SpendingReply, measure: FlowMeasure): FlowTable {
  const units = spending.byUnit.filter(({ code }) => spending.flow.some((cell) => cell.unitCode === code));
  const most = Math.max(1, ...spending.flow.map((cell) => measured(cell, measure)));
  const unsorted = spending.byClause.flatMap(({ policyId, clause, title }) => {
    const own = spending.flow.filter((cell) => cell.policyId === policyId && cell.clause === clause);
    if (own.length === 0) return [];
    const cells = units.map(({ code }) => {
      const found = own.find((cell) => cell.unitCode === code);
      if (found === undefined) return null;
      const fen = measured(found, measure);
      return { unitCode: code, fen, cases: found.cases, depth: fen / most };
    });
    return [{ policyId, clause, title, cells, sumFen: sum(cells.map((cell) => cell?.fen ?? 0)) }];
  });
  const rows = unsorted.sort((a, b) => b.sumFen - a.sumFen);
  const totals = units.map(({ code, name }, index) => ({
    code,
    name,
    sumFen: sum(rows.map(({ cells }) => cells[index]?.fen ?? 0)),
  }));
  const amounts = [...rows.flatMap(({ cells }) => cells.map((cell) => cell?.fen ?? 0))];
  return { units: totals, rows, sumFen: sum(totals.map(({ sumFen }) => sumFen)), amounts };
}
