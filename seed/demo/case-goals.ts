import type { CaseStage } from '../../server/rules/case-steps.ts';

/** Where a demo case is to stand; amounts in 万元 as text. */
export interface CaseGoal {
  stage: CaseStage;
  /** stage in which it was returned or cancelled */
  stoppedAt?: CaseStage;
  /** why it was returned or cancelled */
  stopReason?: string;
  approvedWan?: string;
  /** needed where the approved amount differs from the expected one */
  amountReason?: string;
  /** payments, one after another */
  paidWan?: readonly string[];
  /** it was returned once by the bureau and came back */
  returnedOnce?: string;
}

/** Approved, paid in full and closed. */
export function settled(approvedWan: string, extra: Partial<CaseGoal> = {}): CaseGoal {
  return { stage: 'closed', approvedWan, paidWan: [approvedWan], ...extra };
}

/** Approved and paid in part. */
export function paying(approvedWan: string, ...paidWan: readonly string[]): CaseGoal {
  return { stage: 'paying', approvedWan, paidWan };
}

/** Approved, nothing paid yet. */
export function approved(approvedWan: string, amountReason?: string): CaseGoal {
  return amountReason === undefined
    ? { stage: 'approved', approvedWan }
    : { stage: 'approved', approvedWan, amountReason };
}

/** On its way, not approved yet. */
export function on(stage: CaseStage): CaseGoal {
  return { stage };
}

export function returned(stoppedAt: CaseStage, stopReason: string): CaseGoal {
  return { stage: 'returned', stoppedAt, stopReason };
}

export function cancelled(stoppedAt: CaseStage, stopReason: string): CaseGoal {
  return { stage: 'cancelled', stoppedAt, stopReason };
}
