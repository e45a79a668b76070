import { Decimal, type DecimalInput } from '../../analytics/decimal.ts';

/** 1 万元 in 分. */
const FEN_PER_WAN = 1_000_000;

/**
 * An amount printed in 万元 (ten thousand yuan) as integer 分: '1.4' → 1_400_000.
 * @throws RangeError where it is not a whole number of 分
 */
export function wan(amount: DecimalInput): number {
  const fen = new Decimal(amount).times(FEN_PER_WAN);
  if (!fen.isInteger()) throw new RangeError(`Not a whole number of 分: ${amount} 万元`);
  return fen.toNumber();
}

/** An amount in 元 as 分, unrounded: '12.345' → 1234.5. */
export function yuanToFen(yuan: DecimalInput): Decimal {
  return new Decimal(yuan).times(100);
}

/** Whole 分, the rest dropped: an amount never rises above what a percentage gives. */
export function floorFen(fen: Decimal): number {
  return fen.floor().toNumber();
}

/** 分 as 万元, exact and without trailing zeros: 1_400_000 → '1.4万元'; a true minus sign. */
export function wanText(fen: number): string {
  return `${new Decimal(fen).div(FEN_PER_WAN).toFixed().replace('-', '−')}万元`;
}
