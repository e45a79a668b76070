import { Decimal, type DecimalInput } from './decimal.ts';

/**
 * Chains yearly changes: Π(1+r) − 1. Rates are never added or averaged.
 * @param changesPct changes in percent; none gives 0
 * @returns percent, unrounded
 * Source: DESIGN §3.3.
 */
export function compoundPct(changesPct: readonly DecimalInput[]): Decimal {
  return changesPct
    .reduce<Decimal>((index, change) => index.times(new Decimal(change).plus(100)).div(100), new Decimal(1))
    .minus(1)
    .times(100);
}
