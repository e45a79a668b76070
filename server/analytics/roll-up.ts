import { Decimal, type DecimalInput } from './decimal.ts';

/** One unit in a roll-up. */
export interface RollUpPart {
  /** energy at the end of the span measured, 万吨标准煤 */
  energyWanTce: DecimalInput;
  /** change of intensity over the span, percent, above −100 */
  changePct: DecimalInput;
}

/**
 * Units' changes of intensity rolled up (汇总测算): ΣEᵢ / Σ(Eᵢ/(1+rᵢ)) − 1 in percent. Each unit's energy is taken back
 * to the start at equal output, so this holds only if value added grows equally everywhere; say so beside it.
 * @returns null where no unit has any energy
 * Source: DESIGN §3.7, with the assumption of §3.9.
 */
export function rollUpPct(parts: readonly RollUpPart[]): Decimal | null {
  let energy = new Decimal(0);
  let atEqualOutput = new Decimal(0);
  for (const { energyWanTce, changePct } of parts) {
    energy = energy.plus(energyWanTce);
    atEqualOutput = atEqualOutput.plus(
      new Decimal(energyWanTce).times(100).div(new Decimal(changePct).plus(100)),
    );
  }
  return atEqualOutput.isZero() ? null : energy.div(atEqualOutput).minus(1).times(100);
}

/** One unit in a roll-up on comparable bases; all of the same span (year to date against the same period last year). */
export interface ComparablePart {
  /** E, energy now, 万吨标准煤, 0 or more */
  energyWanTce: DecimalInput;
  /** e, growth of energy, percent, above −100 */
  energyGrowthPct: DecimalInput;
  /** g, growth of value added at constant prices, percent, above −100 */
  valueAddedGrowthPct: DecimalInput;
  /** w, value added of the same period last year in any unit of measure (share or amount), above 0 */
  baseValueAdded: DecimalInput;
}

/** A unit's place in the city, both years; shares of 1 in the base year. */
export interface ComparableShares {
  /** s = its share of energy in the base year */
  baseEnergy: Decimal;
  /** s(1+e) */
  energy: Decimal;
  /** w = its share of value added in the base year */
  baseValueAdded: Decimal;
  /** w(1+g) */
  valueAdded: Decimal;
}

/** Growth of a percent: −5 → 0.95. */
function factorOf(pct: DecimalInput): Decimal {
  return new Decimal(pct).plus(100).div(100);
}

/**
 * Units as shares of the base year (上年同期), energy now taken back by its own growth: Eᵢ/(1+eᵢ).
 * @returns in the order given; null where there is no energy or no value added at all
 * @throws RangeError where a growth is −100 % or less, energy is negative or value added not above 0
 */
export function comparableShares(parts: readonly ComparablePart[]): ComparableShares[] | null {
  const levels = parts.map((part) => {
    const growth = { energy: factorOf(part.energyGrowthPct), valueAdded: factorOf(part.valueAddedGrowthPct) };
    const energy = new Decimal(part.energyWanTce);
    const baseValueAdded = new Decimal(part.baseValueAdded);
    if (growth.energy.lte(0) || growth.valueAdded.lte(0) || energy.lt(0) || baseValueAdded.lte(0)) {
      throw new RangeError('growth must be above −100 %, energy not negative, value added above 0');
    }
    return { energy, baseEnergy: energy.div(growth.energy), baseValueAdded, growth };
  });
  const baseEnergy = levels.reduce((total, level) => total.plus(level.baseEnergy), new Decimal(0));
  const baseOutput = levels.reduce((total, level) => total.plus(level.baseValueAdded), new Decimal(0));
  if (baseEnergy.isZero() || baseOutput.isZero()) return null;
  return levels.map((level) => {
    const w = level.baseValueAdded.div(baseOutput);
    return {
      baseEnergy: level.baseEnergy.div(baseEnergy),
      energy: level.energy.div(baseEnergy),
      baseValueAdded: w,
      valueAdded: w.times(level.growth.valueAdded),
    };
  });
}

/** Percent changes of a roll-up. */
export interface ComparableRollUp {
  energyGrowthPct: Decimal;
  valueAddedGrowthPct: Decimal;
  intensityPct: Decimal;
}

/**
 * Roll-up on comparable bases (可比口径汇总测算): 1+e = ΣEᵢ / Σ(Eᵢ/(1+eᵢ)), 1+g = Σwᵢ(1+gᵢ), r = (1+e)/(1+g) − 1. Two printed
 * levels are never compared: the sample of firms changes every year.
 * @returns null where there is nothing to roll up
 * Source: DESIGN §3.7.
 */
export function comparableRollUp(shares: readonly ComparableShares[]): ComparableRollUp | null {
  if (shares.length === 0) return null;
  const energy = shares.reduce((total, share) => total.plus(share.energy), new Decimal(0));
  const valueAdded = shares.reduce((total, share) => total.plus(share.valueAdded), new Decimal(0));
  const pct = (factor: Decimal) => factor.minus(1).times(100);
  return {
    energyGrowthPct: pct(energy),
    valueAddedGrowthPct: pct(valueAdded),
    intensityPct: pct(energy.div(valueAdded)),
  };
}
