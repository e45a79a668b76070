import { allocate } from './subsidies/allocate.ts';
import { POLICIES, policyById } from './subsidies/catalogue.ts';
import type { FundingShare } from './subsidies/funding.ts';
import type { BudgetRule, Policy, PolicyId } from './subsidies/model.ts';
import { wanText } from './subsidies/money.ts';
import type { PayerLevel } from './subsidies/vocabulary.ts';
import { CITY_CODE } from './units.ts';

/** A fund (资金): the money of one policy that applies in this city. */
export interface FundRule {
  policyId: PolicyId;
  title: string;
  rule: BudgetRule;
}

const CITY_PREFIX = CITY_CODE.slice(0, 4);

/** A benchmark (南昌, 昌江) has no fund here. */
function paysHere(policy: Policy): policy is Policy & { budget: { rule: BudgetRule } } {
  return policy.budget !== null && policy.units.some((code) => code.startsWith(CITY_PREFIX));
}

/** The funds, in the order of the documents: 九江 and 柴桑. */
export const FUNDS: readonly FundRule[] = POLICIES.filter(paysHere).map(({ id, shortTitle, budget }) => ({
  policyId: id,
  title: shortTitle,
  rule: budget.rule,
}));

export function fundById(id: string): FundRule | null {
  return FUNDS.find(({ policyId }) => policyId === id) ?? null;
}

/**
 * The fund that carries one payer's share of a case: that of the case's own policy where the payer is of its level, else
 * the fund of the payer's level where the case is; null where there is none (省级, or a county without a policy).
 */
export function fundOf(payer: PayerLevel, policyId: PolicyId, unitCode: string): FundRule | null {
  if (policyById(policyId).level === payer) return fundById(policyId);
  const policy = POLICIES.find(
    (candidate) => paysHere(candidate) && candidate.level === payer && candidate.units.includes(unitCode),
  );
  return policy ? fundById(policy.id) : null;
}

/** Shares of an approved amount: those chosen, else all of it from the level of the policy. */
export function sharesOf(
  policyId: PolicyId,
  approvedFen: number,
  funding: readonly FundingShare[] | null,
): readonly FundingShare[] {
  return funding ?? [{ payer: policyById(policyId).level, fen: approvedFen }];
}

/** A part of the shares' sum, split in their proportion to the 分: what was paid so far, by payer. */
export function splitByShares(fen: number, shares: readonly FundingShare[]): FundingShare[] {
  const parts = allocate(
    fen,
    shares.map((share) => share.fen),
  );
  return shares.map((share, index) => ({ payer: share.payer, fen: parts[index] ?? 0 }));
}

export interface BudgetQuestion {
  fund: FundRule;
  year: number;
  /** 分; null where the bureau entered none */
  budgetFen: number | null;
  /** approved from this fund and year so far, 分 */
  committedFen: number;
  /** what the approval in hand takes from it, 分 */
  amountFen: number;
  /** expected and approved amounts of all its cases of the year, the one in hand first, 分: for proration */
  demandFen: readonly number[];
}

export interface BudgetAnswer {
  refused: boolean;
  /** One Chinese sentence; null where all is well. */
  message: string | null;
}

const within: BudgetAnswer = { refused: false, message: null };

/**
 * Whether a budget bears an approval: 总额控制 refuses what goes above it, 择优兑现 warns, 按比例折算 refuses and names
 * the prorated amount. A budget not entered is unknown, not 0: it refuses under 总额控制 and warns under 择优兑现.
 * Source: 九江若干措施结尾第一段; 柴桑若干意见三（三）; 南昌若干措施结尾第一段.
 */
export function checkBudget(question: BudgetQuestion): BudgetAnswer {
  const { fund, year, budgetFen, committedFen, amountFen, demandFen } = question;
  const name = `${fund.title}${year}年度资金`;
  if (budgetFen === null) {
    const message = `${name}尚未录入预算，无法核对余额。`;
    return { refused: fund.rule !== 'selective', message };
  }
  const overFen = committedFen + amountFen - budgetFen;
  if (overFen <= 0) return within;
  const over = `${name}预算${wanText(budgetFen)}，已审定${wanText(committedFen)}，本次${wanText(amountFen)}，超出${wanText(overFen)}`;
  switch (fund.rule) {
    case 'capped':
      return { refused: true, message: `${over}；该资金实行总额控制，不能超预算审定。` };
    case 'selective':
      return { refused: false, message: `${over}；该资金择优兑现，请统筹安排。` };
    case 'prorated': {
      const share = allocate(budgetFen, demandFen)[0] ?? 0;
      return { refused: true, message: `${over}；按比例折算，建议审定${wanText(share)}。` };
    }
  }
}
