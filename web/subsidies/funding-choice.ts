import type { FundingWay } from '../../server/rules/subsidies/funding.ts';
import type { PayerLevel } from '../../server/rules/subsidies/vocabulary.ts';
import { parseWan } from './wan-text.ts';

/** Who pays how much, as typed in 万元. */
export type ShareTexts = Readonly<Record<PayerLevel, string>>;

export const NO_SHARES: ShareTexts = { province: '', city: '', district: '' };

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
