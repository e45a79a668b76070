import type { AwardResult, Step } from './model.ts';
import { wanText } from './money.ts';

/**
 * Shares a budget out in proportion (按比例折算) by largest remainder, in whole 分. Where the amounts fit, each is paid
 * in full; else the shares add up to the budget exactly, none above its own amount. Equal remainders go to the earlier.
 * @param budgetFen 分, whole and not negative
 * @param amountsFen 分, whole and not negative
 * @throws RangeError where one of them is not
 * Source: 南昌若干措施结尾第一段 (an overrun is prorated); also used where the bureau chooses to prorate.
 */
export function allocate(budgetFen: number, amountsFen: readonly number[]): number[] {
  for (const fen of [budgetFen, ...amountsFen]) {
    if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`金额应为不小于0的整数分，现为${fen}。`);
  }
  const budget = BigInt(budgetFen);
  const total = amountsFen.reduce((sum, fen) => sum + BigInt(fen), 0n);
  if (total <= budget) return [...amountsFen];

  const parts = amountsFen.map((fen, index) => {
    const product = BigInt(fen) * budget;
    return { index, share: product / total, remainder: product % total };
  });
  const left = Number(budget - parts.reduce((sum, { share }) => sum + share, 0n));
  // a stable sort: equal remainders stay in the order given
  const byRemainder = [...parts].sort((a, b) => compare(b.remainder, a.remainder));
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return parts.map(({ index, share }) => Number(share) + (raised.has(index) ? 1 : 0));
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Expected awards cut to a budget, each with its prorated step. Nothing changes where the budget suffices; results
 * without an amount stay as they are.
 * @param clause the rule it rests on, as cited
 */
export function prorate(budgetFen: number, results: readonly AwardResult[], clause: string): AwardResult[] {
  const withAmount = results.filter(({ amountFen }) => amountFen !== null);
  const shares = allocate(
    budgetFen,
    withAmount.map(({ amountFen }) => amountFen ?? 0),
  );
  const shareOf = new Map(withAmount.map((result, index) => [result, shares[index] ?? 0]));
  return results.map((result) => {
    const fen = shareOf.get(result);
    if (fen === undefined || fen === result.amountFen) return result;
    const words = `兑现总额超过预算${wanText(budgetFen)}，按比例折算为${wanText(fen)}`;
    const step: Step = { stage: 'prorated', words, fen, clause };
    return { ...result, amountFen: fen, steps: [...result.steps, step] };
  });
}
