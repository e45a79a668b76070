import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../seed/demo/random.ts';
import { contributionPoints } from './contribution.ts';
import { Decimal } from './decimal.ts';
import { intensityChangePct } from './intensity.ts';
import { type ComparablePart, comparableRollUp, comparableShares } from './roll-up.ts';

const part = (
  energyWanTce: string | number,
  energyGrowthPct: string | number,
  valueAddedGrowthPct: string | number,
  baseValueAdded: string | number,
): ComparablePart => ({ energyWanTce, energyGrowthPct, valueAddedGrowthPct, baseValueAdded });

function rolledUp(parts: ComparablePart[]) {
  const shares = comparableShares(parts);
  const total = shares && comparableRollUp(shares);
  if (!shares || !total) throw new Error('nothing rolled up');
  return { total, points: contributionPoints(shares) };
}
const shown = (values: Decimal[]) => values.map((value) => value.toDecimalPlaces(4).toString());

describe('roll-up on comparable bases', () => {
  test('one unit is its own roll-up', () => {
    const { total } = rolledUp([part('102', '2', '5', '30')]);
    expect([total.energyGrowthPct.toFixed(6), total.valueAddedGrowthPct.toFixed(6)]).toEqual([
      '2.000000',
      '5.000000',
    ]);
    expect(total.intensityPct.toFixed(10)).toBe(intensityChangePct('2', '5')?.toFixed(10));
  });

  test('by hand: 80 → 76 and 20 → 22; value added 50 and 50, +4 % and +10 %', () => {
    // 1+e = 98/100, 1+g = 1.07, r = 0.98/1.07 − 1
    const { total } = rolledUp([part('76', '-5', '4', '50'), part('22', '10', '10', '50')]);
    expect(total.energyGrowthPct.toFixed(4)).toBe('-2.0000');
    expect(total.valueAddedGrowthPct.toFixed(4)).toBe('7.0000');
    expect(total.intensityPct.toFixed(4)).toBe('-8.4112');
  });

  test('shares in percent and amounts in 亿元 say the same', () => {
    const shares = rolledUp([part('76', '-5', '4', '25'), part('22', '10', '10', '75')]).total.intensityPct;
    const amounts = rolledUp([part('76', '-5', '4', '41.2'), part('22', '10', '10', '123.6')]).total
      .intensityPct;
    expect(amounts.toFixed(20)).toBe(shares.toFixed(20));
  });

  test('without any energy there is nothing to roll up', () => {
    expect(comparableShares([])).toBeNull();
    expect(comparableShares([part('0', '2', '3', '1')])).toBeNull();
  });

  test.each([
    ['energy fell by 100 %', part('0', '-100', '3', '1')],
    ['value added fell by 100 %', part('1', '2', '-100', '1')],
    ['energy below 0', part('-1', '2', '3', '1')],
    ['no weight', part('1', '2', '3', '0')],
  ])('%s cannot be', (_name, wrong) => {
    expect(() => comparableShares([wrong])).toThrow(RangeError);
  });
});

describe('contributions', () => {
  test('at equal growth of value added: share of last year’s energy × own change', () => {
    // s 0.8 and 0.2; r = 0.95/1.05 − 1 = −9.5238 %, and 1.155/1.05 − 1 = +10 %
    const { points } = rolledUp([part('76', '-5', '5', '30'), part('23.1', '15.5', '5', '70')]);
    expect(shown(points)).toEqual(['-7.619', '2']);
  });

  test('by hand with unequal growth', () => {
    // s 0.8/0.2, w 0.5/0.5, G 1.07: [0.76 − 0.52]/1.07 − 0.3 = −0.075701; [0.22 − 0.55]/1.07 + 0.3 = −0.008411
    const { points } = rolledUp([part('76', '-5', '4', '50'), part('22', '10', '10', '50')]);
    expect(shown(points)).toEqual(['-7.5701', '-0.8411']);
  });

  test('a clean unit that grows faster pulls the city down though its own intensity stands', () => {
    const { points } = rolledUp([part('80', '0', '0', '50'), part('24', '20', '20', '50')]);
    expect(points[1]?.isNegative()).toBe(true);
  });

  test('a year without any change gives everybody 0, however intensive', () => {
    expect(shown(rolledUp([part('90', '0', '0', '10'), part('10', '0', '0', '90')]).points)).toEqual([
      '0',
      '0',
    ]);
  });

  test('all equal: everybody contributes the same', () => {
    const { total, points } = rolledUp(Array.from({ length: 14 }, () => part('10', '1', '5', '7')));
    for (const one of points) expect(one.times(14).minus(total.intensityPct).abs().lt(1e-30)).toBe(true);
  });

  test('one county carries the whole change', () => {
    const { total, points } = rolledUp([part('102', '2', '5', '30')]);
    expect(points[0]?.minus(total.intensityPct).abs().lt(1e-30)).toBe(true);
  });

  test('a unit without energy this year and last is counted', () => {
    const { total, points } = rolledUp([part('76', '-5', '4', '50'), part('0', '0', '4', '50')]);
    expect(
      points[0]
        ?.plus(points[1] ?? 0)
        .minus(total.intensityPct)
        .abs()
        .lt(1e-30),
    ).toBe(true);
  });

  test('are the own change and the growth against the average', () => {
    const shares = comparableShares([part('76', '-5', '4', '30'), part('22', '10', '10', '70')]) ?? [];
    const growth = shares.reduce((sum, one) => sum.plus(one.valueAdded), new Decimal(0));
    contributionPoints(shares).forEach((points, index) => {
      const share = shares[index];
      if (!share) throw new Error('no share');
      const [s0, sT] = [share.baseValueAdded, share.valueAdded.div(growth)];
      const [i0, iT] = [share.baseEnergy.div(s0), share.energy.div(share.valueAdded)];
      const parts = sT.times(iT.minus(i0)).plus(sT.minus(s0).times(i0.minus(1)));
      expect(points.div(100).minus(parts).abs().lt(1e-30)).toBe(true);
    });
  });

  test('always add up to the roll-up’s change', () => {
    const next = seededRandom('contributions');
    const between = (low: number, high: number) => (low + next() * (high - low)).toFixed(4);
    for (let round = 0; round < 80; round += 1) {
      const parts = Array.from({ length: 1 + (round % 14) }, () =>
        part(between(0.01, 900), between(-99, 200), between(-99, 200), between(0.01, 900)),
      );
      const { total, points } = rolledUp(parts);
      const sum = points.reduce((all, one) => all.plus(one), new Decimal(0));
      expect(sum.minus(total.intensityPct).abs().toNumber()).toBeLessThan(1e-9);
    }
  });
});
