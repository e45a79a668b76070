import { Decimal, type DecimalInput, toJsonNumber } from '../analytics/decimal.ts';
import { furtherPct, reverseAllocation } from '../analytics/reverse-allocation.ts';
import type { ComparableShares } from '../analytics/roll-up.ts';
import { reverseSentence } from '../rules/cause-words.ts';
import type { ReverseCase } from './schema.ts';

/** A unit with all it takes to be rolled up. */
export interface CountedUnit {
  code: string;
  name: string;
  isRed: boolean;
  energyWanTce: Decimal;
  /** from e and g, percent */
  intensityPct: Decimal;
  share: ComparableShares;
}

function reverseCase(
  units: readonly CountedUnit[],
  aim: ReverseCase['aim'],
  aimPct: Decimal,
  targetPct: DecimalInput,
): ReverseCase {
  const red = units.filter(({ isRed }) => isRed);
  const reverse = reverseAllocation(
    units.map(({ share, isRed }) => ({ ...share, isRed })),
    aimPct,
  );
  const factor = reverse.kind === 'needed' ? reverse.factor : null;
  const redEnergy = red.reduce((total, { energyWanTce }) => total.plus(energyWanTce), new Decimal(0));
  const saving = factor && redEnergy.times(new Decimal(1).minus(factor));
  return {
    aim,
    aimPct: toJsonNumber(aimPct) ?? 0,
    outcome: reverse.kind,
    factor: toJsonNumber(factor, 12),
    savingWanTce: toJsonNumber(saving),
    units: red.map(({ code, name, intensityPct }) => ({
      code,
      name,
      nowPct: toJsonNumber(intensityPct) ?? 0,
      neededPct: toJsonNumber(factor && furtherPct(intensityPct, factor)),
    })),
    sentence: reverseSentence({
      reverse,
      aim,
      targetPct,
      aimPct,
      red: red.map(({ name }) => name),
      savingWanTce: saving,
    }),
  };
}

/**
 * What the red units would have to reach for the city to meet its target (反向分解): the roll-up itself, and, where the
 * city has a figure of its own, that figure with the rest unchanged (roll-up + rest ≤ target).
 * @param restPct city − roll-up, percentage points; null where the city has no figure
 */
export function reverseCases(
  units: readonly CountedUnit[],
  targetPct: DecimalInput,
  restPct: Decimal | null,
): ReverseCase[] {
  const target = new Decimal(targetPct);
  const ofRollUp = reverseCase(units, 'rollUp', target, targetPct);
  if (restPct === null) return [ofRollUp];
  return [ofRollUp, reverseCase(units, 'cityFigure', target.minus(restPct), targetPct)];
}
