import { Decimal, type DecimalInput } from './decimal.ts';
import type { ComparableShares } from './roll-up.ts';

/** A unit in a reverse allocation (反向分解). */
export interface ReversePart extends ComparableShares {
  /** it is to do more; the others stay where they are */
  isRed: boolean;
}

/**
 * What the red units would have to reach. `needed`: their intensity × `factor` (above 0, below 1); `met`: the roll-up is
 * there already; `noRed`: it is not, and no unit is red; `impossible`: not even if the red units used no energy at all.
 */
export type Reverse = { kind: 'needed'; factor: Decimal } | { kind: 'met' | 'noRed' | 'impossible' };

/**
 * The common further factor f on the intensity of all red units with which the roll-up meets a target, value added as it
 * is: Σ_other s(1+e) + f·Σ_red s(1+e) = (1+T)·Σw(1+g).
 * @param parts shares from `comparableShares`
 * @param targetPct T, change of the roll-up's intensity, percent
 */
export function reverseAllocation(parts: readonly ReversePart[], targetPct: DecimalInput): Reverse {
  const sum = (rows: readonly ReversePart[], pick: (part: ReversePart) => Decimal) =>
    rows.reduce((total, part) => total.plus(pick(part)), new Decimal(0));
  const red = parts.filter((part) => part.isRed);
  const redEnergy = sum(red, (part) => part.energy);
  const energy = sum(parts, (part) => part.energy);
  const valueAdded = sum(parts, (part) => part.valueAdded);
  const allowed = new Decimal(targetPct).plus(100).div(100).times(valueAdded);
  if (energy.lte(allowed)) return { kind: 'met' };
  if (red.length === 0) return { kind: 'noRed' };
  const left = allowed.minus(energy.minus(redEnergy));
  return left.lte(0) ? { kind: 'impossible' } : { kind: 'needed', factor: left.div(redEnergy) };
}

/** A change of intensity once it is multiplied by a further factor, percent: −1.4 and 0.95 → −6.33. */
export function furtherPct(changePct: DecimalInput, factor: DecimalInput): Decimal {
  return new Decimal(changePct).plus(100).times(factor).minus(100);
}
