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
