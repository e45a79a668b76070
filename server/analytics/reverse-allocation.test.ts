import { expect, test } from 'vitest';
import { seededRandom } from '../../seed/demo/random.ts';
import { furtherPct, reverseAllocation } from './reverse-allocation.ts';
import { type ComparablePart, comparableRollUp, comparableShares } from './roll-up.ts';

/** Equal growth of value added of 5 %: energy now 0.95·1.05 × and 1.05 × the base of 80 and 20. */
const FELL: ComparablePart = {
  energyWanTce: '79.8',
  energyGrowthPct: '-0.25',
  valueAddedGrowthPct: '5',
  baseValueAdded: '60',
};
const STOOD: ComparablePart = {
  energyWanTce: '21',
  energyGrowthPct: '5',
  valueAddedGrowthPct: '5',
  baseValueAdded: '40',
};

function reversed(parts: [ComparablePart, boolean][], targetPct: string) {
  const shares = comparableShares(parts.map(([part]) => part)) ?? [];
  return reverseAllocation(
    shares.map((share, index) => ({ ...share, isRed: parts[index]?.[1] ?? false })),
    targetPct,
  );
}

test('by hand: the roll-up fell 4 %; for −4.5 % the red fifth would have to use 2.5 % less', () => {
  // 0.76 + 0.2f = 0.955
  const found = reversed(
    [
      [FELL, false],
      [STOOD, true],
    ],
    '-4.5',
  );
  expect(found.kind === 'needed' && found.factor.toFixed(6)).toBe('0.975000');
  expect(furtherPct('0', found.kind === 'needed' ? found.factor : 1).toFixed(4)).toBe('-2.5000');
});

test.each<[string, [ComparablePart, boolean][], string, string]>([
  [
    'exactly on the target',
    [
      [FELL, false],
      [STOOD, true],
    ],
    '-4',
    'met',
  ],
  [
    'just short of it',
    [
      [FELL, false],
      [STOOD, true],
    ],
    '-4.0001',
    'needed',
  ],
  [
    'met without a red unit',
    [
      [FELL, false],
      [STOOD, false],
    ],
    '-3.9',
    'met',
  ],
  [
    'missed without a red unit',
    [
      [FELL, false],
      [STOOD, false],
    ],
    '-4.1',
    'noRed',
  ],
  [
    'the others alone use all that is allowed',
    [
      [FELL, false],
      [STOOD, true],
    ],
    '-24',
    'impossible',
  ],
  [
    'next to nothing left for the red',
    [
      [FELL, false],
      [STOOD, true],
    ],
    '-23.99',
    'needed',
  ],
  [
    'all red',
    [
      [FELL, true],
      [STOOD, true],
    ],
    '-24',
    'needed',
  ],
])('%s', (_name, parts, targetPct, kind) => {
  expect(reversed(parts, targetPct).kind).toBe(kind);
});

test('with the factor applied the roll-up is the target, whatever the data', () => {
  const next = seededRandom('reverse');
  const between = (low: number, high: number) => (low + next() * (high - low)).toFixed(4);
  let needed = 0;
  for (let round = 0; round < 60; round += 1) {
    const parts = Array.from({ length: 6 }, (_, index) => ({
      share: {
        energyWanTce: between(1, 900),
        energyGrowthPct: between(-20, 20),
        valueAddedGrowthPct: between(-10, 20),
        baseValueAdded: between(1, 900),
      },
      isRed: index % 2 === 0,
    }));
    const shares = comparableShares(parts.map(({ share }) => share)) ?? [];
    const before = comparableRollUp(shares)?.intensityPct;
    const target = before?.minus(between(0.1, 5)) ?? 0;
    const found = reverseAllocation(
      shares.map((share, index) => ({ ...share, isRed: parts[index]?.isRed ?? false })),
      target,
    );
    if (found.kind !== 'needed') continue;
    needed += 1;
    const moved = shares.map((share, index) =>
      parts[index]?.isRed ? { ...share, energy: share.energy.times(found.factor) } : share,
    );
    expect(comparableRollUp(moved)?.intensityPct.minus(target).abs().toNumber()).toBeLessThan(1e-9);
    expect(found.factor.gt(0) && found.factor.lt(1)).toBe(true);
  }
  expect(needed).toBeGreaterThan(30);
});
