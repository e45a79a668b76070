/** Amounts of a fund, a clause or a unit, 分; `approvedFen` includes what is already paid. */
export interface Money {
  expectedFen: number;
  approvedFen: number;
  paidFen: number;
}

/** The parts of a money bar, 分; they add up to the budget where there is one. */
export interface MoneyParts {
  paidFen: number;
  /** 已审定、待拨付 */
  committedFen: number;
  /** 预计可得（待审定） */
  expectedFen: number;
  /** 扣除预计后结余: budget less all three, below 0 where they exceed it; null without a budget */
  leftFen: number | null;
  /** what all three exceed the budget by */
  overFen: number;
}

export function partsOf({ paidFen, approvedFen, expectedFen }: Money, budgetFen: number | null): MoneyParts {
  const committedFen = Math.max(0, approvedFen - paidFen);
  const restFen = budgetFen === null ? null : budgetFen - paidFen - committedFen - expectedFen;
  return {
    paidFen,
    committedFen,
    expectedFen,
    leftFen: restFen,
    overFen: restFen === null ? 0 : Math.max(0, -restFen),
  };
}

/** Everything paid, approved and expected, 分: what a bar is as long as. */
export function loadOf({ paidFen, committedFen, expectedFen }: MoneyParts): number {
  return paidFen + committedFen + expectedFen;
}

/** Whole percent of a part; 0 of nothing. A part that is there never shows as 0. */
export function sharePct(partFen: number, wholeFen: number): number {
  if (wholeFen <= 0 || partFen <= 0) return 0;
  return Math.max(1, Math.round((partFen / wholeFen) * 100));
}
