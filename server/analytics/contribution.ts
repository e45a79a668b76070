import { Decimal } from './decimal.ts';
import type { ComparableShares } from './roll-up.ts';

/**
 * Contribution of each unit to the roll-up's change of intensity, percentage points (贡献, 百分点); they add up to it
 * exactly.
 *
 * What it means. Hold each unit's energy against what its value added would take at the city's average intensity; the
 * difference is its surplus. Its contribution is the surplus now less the surplus in the same period last year, as a
 * share of what the city's value added now takes at last year's average intensity. So a unit pulls the city down where
 * its own intensity fell, and where it is cleaner than the city and grew faster (or is more intensive and grew slower);
 * a year in which nothing changes anywhere gives 0 for everybody, however intensive they are. With equal growth of
 * value added it is the unit's share of last year's energy times its own change.
 *
 * With s, w the base-year shares of energy and value added (Σ = 1) and G = Σw(1+g):
 * cᵢ = [sᵢ(1+eᵢ) − wᵢ(1+gᵢ)]/G − (sᵢ − wᵢ). As Σs(1+e)/G = 1+r and Σw(1+g)/G = Σs = Σw = 1, Σcᵢ = r.
 * The same in two parts, with S the share of value added and I the unit's intensity over the city's of last year:
 * cᵢ = SᵢT·(IᵢT − Iᵢ0) + (SᵢT − Sᵢ0)·(Iᵢ0 − 1), own change and growth against the average.
 * @param shares from `comparableShares`
 * @returns percentage points, in the order given
 * Source: DESIGN §3.7; the form is that of a shift–share analysis against the average.
 */
export function contributionPoints(shares: readonly ComparableShares[]): Decimal[] {
  const growth = shares.reduce((total, share) => total.plus(share.valueAdded), new Decimal(0));
  return shares.map((share) => {
    const now = share.energy.minus(share.valueAdded).div(growth);
    const before = share.baseEnergy.minus(share.baseValueAdded);
    return now.minus(before).times(100);
  });
}
