import type { WriteTx } from '../../db/open.ts';
import { carriedBy, type LedgerCase, readBudgets, readLedger } from '../funds/ledger.ts';
import { type FieldErrors, invalidFields } from '../http/errors.ts';
import { checkBudget, type FundRule, fundOf, sharesOf } from '../rules/funds.ts';
import { isPolicyId } from '../rules/subsidies/catalogue.ts';
import type { FundingShare } from '../rules/subsidies/funding.ts';
import { wanText } from '../rules/subsidies/money.ts';
import { sameMatterEntries } from './detail.ts';
import type { CaseEntry } from './list.ts';
import type { StepInput } from './schema.ts';
import { type CaseScope, EVERY_CASE } from './scope.ts';
import { type StepEffect, textOf } from './step-effect.ts';

/** 100亿元: above it somebody mistook the unit. */
export const MAX_AMOUNT_FEN = 1_000_000_000_000;

type Problems = Record<string, { code: string; message: string } | null>;

function throwIfAny(problems: Problems): void {
  const found = Object.entries(problems).filter(
    (entry): entry is [string, FieldErrors[string]] => entry[1] !== null,
  );
  if (found.length > 0) throw invalidFields(Object.fromEntries(found));
}

export function amountProblem(amountFen: number | undefined): { code: string; message: string } | null {
  if (amountFen === undefined) return { code: 'required', message: '请填写金额。' };
  if (amountFen < 1) return { code: 'out_of_range', message: '金额应大于0。' };
  if (amountFen > MAX_AMOUNT_FEN) return { code: 'out_of_range', message: '金额过大，请核对单位。' };
  return null;
}

function ceilingProblem({ row }: CaseEntry, amountFen: number) {
  if (row.expectedFen === null || amountFen <= row.expectedFen) return null;
  const message = `审定金额${wanText(amountFen)}不能高于预计可得${wanText(row.expectedFen)}。`;
  return { code: 'above_ceiling', message };
}

function fundingProblem(funding: readonly FundingShare[] | undefined, amountFen: number) {
  if (funding === undefined || funding.length === 0) return null;
  const sum = funding.reduce((total, { fen }) => total + fen, 0);
  const payers = new Set(funding.map(({ payer }) => payer));
  if (payers.size < funding.length || funding.some(({ fen }) => fen < 0)) {
    return { code: 'invalid_shares', message: '每级财政只填一项分担，且不小于0。' };
  }
  if (sum !== amountFen) {
    const message = `各级分担合计${wanText(sum)}，与审定金额${wanText(amountFen)}不符。`;
    return { code: 'shares_do_not_add_up', message };
  }
  return null;
}

/**
 * Why the amount needs words: it differs from the expected one, none is expected (一事一议), or with what is already
 * approved for the same matter it exceeds the highest award (就高不重复). null where it explains itself.
 */
function reasonNeeded(tx: WriteTx, scope: CaseScope, entry: CaseEntry, amountFen: number): string | null {
  const { row } = entry;
  if (row.expectedFen === null) return '文件未写金额（一事一议），请填写审定金额的依据。';
  const others = sameMatterEntries(tx, scope, row).filter((other) => other.row.approvedFen !== null);
  const approved = others.reduce((sum, other) => sum + (other.row.approvedFen ?? 0), 0);
  const highest = Math.max(row.expectedFen, ...others.map((other) => other.row.expectedFen ?? 0));
  if (approved > 0 && approved + amountFen > highest) {
    return `同一事项已审定${wanText(approved)}，加本次${wanText(amountFen)}超过就高金额${wanText(highest)}，请说明理由。`;
  }
  return amountFen === row.expectedFen ? null : '审定金额与预计可得不一致，请填写理由。';
}

/** Every fund that carries a share of the approval, asked whether it bears it. @returns warnings */
function budgetWarnings(tx: WriteTx, entry: CaseEntry, shares: readonly FundingShare[]): string[] {
  const { row } = entry;
  const { policyId } = row;
  if (!isPolicyId(policyId)) return [];
  const year = Number(row.eventDate.slice(0, 4));
  const ledger = readLedger(tx, EVERY_CASE).filter((one) => one.year === year && one.id !== row.id);
  const budgets = readBudgets(tx);
  const warnings: string[] = [];
  for (const { payer, fen } of shares) {
    const fund = fundOf(payer, policyId, row.unitCode);
    if (fund === null || fen === 0) continue;
    const budget = budgets.find((one) => one.policyId === fund.policyId && one.year === year);
    const committedFen = sum(ledger.map((one) => carriedBy(fund.policyId, one, one.approvedFen)));
    const demandFen = [fen, ...demandOn(fund, ledger)];
    const question = {
      fund,
      year,
      budgetFen: budget?.amountFen ?? null,
      committedFen,
      amountFen: fen,
      demandFen,
    };
    const { refused, message } = checkBudget(question);
    if (refused && message !== null) throw invalidFields({ amountFen: { code: 'over_budget', message } });
    if (message !== null) warnings.push(message);
  }
  return warnings;
}

/** What the fund's other cases of the year ask of it, approved or expected, 分. */
function demandOn(fund: FundRule, ledger: readonly LedgerCase[]): number[] {
  return ledger.map((one) =>
    one.shares.length > 0
      ? carriedBy(fund.policyId, one, one.approvedFen)
      : one.policyId === fund.policyId
        ? one.expectedFen
        : 0,
  );
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** 审定: the amount, why it is what it is, the document, who pays which share, and whether the budget bears it. */
export function approval(tx: WriteTx, scope: CaseScope, entry: CaseEntry, input: StepInput): StepEffect {
  const { amountFen = 0, funding } = input;
  const approvalDocument = textOf(input.approvalDocument);
  const amountReason = textOf(input.amountReason);
  const wrongAmount = amountProblem(input.amountFen) ?? ceilingProblem(entry, amountFen);
  const reason = wrongAmount === null ? reasonNeeded(tx, scope, entry, amountFen) : null;
  throwIfAny({
    amountFen: wrongAmount,
    amountReason:
      reason !== null && amountReason === null ? { code: 'reason_required', message: reason } : null,
    approvalDocument:
      approvalDocument === null ? { code: 'required', message: '请填写审定文件名称或文号。' } : null,
    funding: wrongAmount === null ? fundingProblem(funding, amountFen) : null,
  });
  const chosen = funding && funding.length > 0 ? funding : null;
  const { policyId } = entry.row;
  const shares = isPolicyId(policyId) ? sharesOf(policyId, amountFen, chosen) : [];
  const warnings = budgetWarnings(tx, entry, shares);
  const note = [textOf(input.note), ...warnings].filter((words) => words !== null).join('　');
  return {
    set: {
      approvedFen: amountFen,
      approvalDocument,
      amountReason,
      funding: chosen === null ? null : JSON.stringify(chosen),
    },
    note: note === '' ? null : note,
    data: { amountFen, approvalDocument, amountReason, funding: chosen, warnings },
  };
}
