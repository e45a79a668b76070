import type { CaseDetail } from '../../server/cases/schema.ts';
import { evaluate } from '../../server/rules/subsidies/evaluate.ts';
import { parseFacts } from '../../server/rules/subsidies/facts.ts';
import type { FundingWay, MatterFunding } from '../../server/rules/subsidies/funding.ts';
import { resolve } from '../../server/rules/subsidies/resolve.ts';
import type { PayerLevel } from '../../server/rules/subsidies/vocabulary.ts';
import { parseWan } from './wan-text.ts';

/** Who pays how much, as typed in 万元. */
export type ShareTexts = Readonly<Record<PayerLevel, string>>;

export const NO_SHARES: ShareTexts = { province: '', city: '', district: '' };

/**
 * The ways of funding the matter of a case, as the rules module finds them for its facts; who pays which share is in
 * none of the documents, so a human chooses. Null where the case's award is not the one that counts.
 */
export function fundingOfCase({ facts, eventDate, awardId }: CaseDetail): MatterFunding | null {
  const parsed = parseFacts(facts);
  if (parsed.errors.length > 0) return null;
  const results = evaluate(parsed.facts, eventDate);
  const resolved = resolve(results, { received: parsed.facts.received ?? [] });
  const matter = results.find((result) => result.awardId === awardId)?.matter;
  return resolved.funding.find((funding) => funding.matter === matter) ?? null;
}

/** The shares typed, without the empty ones; null where one is no amount. */
export function readShares(texts: ShareTexts): { payer: PayerLevel; fen: number }[] | null {
  const shares: { payer: PayerLevel; fen: number }[] = [];
  for (const payer of ['province', 'city', 'district'] as const) {
    if (texts[payer].trim() === '') continue;
    const fen = parseWan(texts[payer]);
    if (fen === null) return null;
    if (fen > 0) shares.push({ payer, fen });
  }
  return shares;
}

/** A way applies to an approved amount only as it stands: its shares must add up to it. */
export function fitsAmount(way: FundingWay, amountFen: number | null): boolean {
  return amountFen !== null && way.shares.reduce((sum, { fen }) => sum + fen, 0) === amountFen;
}
