import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../seed/demo/random.ts';
import { Decimal } from './decimal.ts';
import {
  energyAdditive,
  energyMultiplicative,
  intensityAdditive,
  intensityMultiplicative,
  type LmdiSector,
  logMean,
} from './lmdi.ts';

/** energy/activity in the base year → energy/activity now */
const sector = (energy0: number, activity0: number, energyT: number, activityT: number): LmdiSector => ({
  energy0,
  activity0,
  energyT,
  activityT,
});

const CLOSE = 1e-9;
const near = (found: Decimal | undefined, expected: Decimal | number) =>
  expect(found?.minus(expected).abs().toNumber()).toBeLessThan(CLOSE);

describe('logarithmic mean', () => {
  test.each<[number, number, string]>([
    [5, 5, '5.000000'],
    [0, 0, '0.000000'],
    [0, 7, '0.000000'],
    // 1/ln 2
    [2, 1, '1.442695'],
    [1, 2, '1.442695'],
  ])('L(%d, %d) = %s', (a, b, expected) => {
    expect(logMean(a, b).toFixed(6)).toBe(expected);
  });
  test('lies between its arguments, however close they are', () => {
    const mean = logMean('1.000000000000001', '1');
    expect(mean.gt(1) && mean.lt('1.000000000000001')).toBe(true);
  });
  test('a negative value has none', () => {
    expect(() => logMean(-1, 2)).toThrow(RangeError);
  });
});

describe('Xu & Ang (2014), Tables 1 and 2', () => {
  const TWO = [sector(30, 10, 40, 20), sector(20, 40, 24, 60)];
  const FOUR = [sector(20, 5, 30, 12), sector(10, 5, 10, 8), sector(8, 10, 15, 30), sector(12, 30, 9, 30)];
  test.each([
    ['two sectors', TWO, ['1.5998', '1.1183', '0.7154']],
    ['four sub-sectors, each with its share of the whole', FOUR, ['1.5936', '1.2378', '0.6489']],
  ])('%s: activity, structure, intensity', (_name, sectors, expected) => {
    const effects = energyMultiplicative(sectors);
    expect(
      [effects?.activity, effects?.structure, effects?.intensity].map((effect) => effect?.toFixed(4)),
    ).toEqual(expected);
    expect(effects?.total.toFixed(2)).toBe('1.28');
  });

  test('additively they explain the 14 more that were used, 64 after 50', () => {
    for (const sectors of [TWO, FOUR]) near(energyAdditive(sectors)?.total, 14);
  });

  test('the aggregate intensity is 64/80 over 50/50, whatever the level', () => {
    for (const sectors of [TWO, FOUR]) {
      near(intensityMultiplicative(sectors)?.total, 0.8);
      near(intensityAdditive(sectors)?.total, -0.2);
    }
  });
});

describe('by hand', () => {
  test('intensity alone: each of two equal units uses 10 % less, nothing moves between them', () => {
    const effects = intensityAdditive([sector(50, 50, 45, 50), sector(50, 50, 45, 50)]);
    near(effects?.structure, 0);
    near(effects?.intensity, -0.1);
    for (const one of effects?.bySector ?? []) near(one.intensity, -0.05);
  });

  test('structure alone: the intensities stay 3 and 1, a tenth of the output goes to the cleaner one', () => {
    const effects = intensityAdditive([sector(150, 50, 120, 40), sector(50, 50, 60, 60)]);
    near(effects?.intensity, 0);
    near(effects?.structure, -0.2);
    // L(1.2, 1.5)·ln(0.4/0.5) = −0.3/ln 0.8 · ln 0.8
    near(effects?.bySector[0]?.structure, -0.3);
    near(effects?.bySector[1]?.structure, 0.1);
  });

  test('one county has no structure', () => {
    const only = [sector(100, 100, 103, 107)];
    near(intensityAdditive(only)?.structure, 0);
    near(intensityMultiplicative(only)?.intensity, new Decimal(103).div(107));
    near(intensityMultiplicative(only)?.structure, 1);
  });

  test('no change at all is no effect', () => {
    const still = [sector(3, 4, 3, 4), sector(5, 1, 5, 1)];
    for (const effect of Object.values(energyAdditive(still) ?? {})) near(effect, 0);
    for (const effect of Object.values(energyMultiplicative(still) ?? {})) near(effect, 1);
  });

  test('all growing equally is activity, and nothing else', () => {
    const effects = energyAdditive([sector(30, 10, 33, 11), sector(20, 40, 22, 44)]);
    near(effects?.activity, 5);
    near(effects?.structure, 0);
    near(effects?.intensity, 0);
  });
});

describe('zeros', () => {
  const BASE = sector(10, 10, 9, 10);
  test.each<[string, LmdiSector, 'structure' | 'intensity', number]>([
    // of 20 now: 5/20 of the aggregate intensity came with the new sector
    ['a sector that appears is structure', sector(0, 0, 5, 10), 'structure', 0.25],
    ['one that vanishes too', sector(5, 10, 0, 0), 'structure', -0.25],
    ['one that takes up energy while it produces is intensity', sector(0, 10, 4, 10), 'intensity', 0.2],
    ['one that gives it up too', sector(4, 10, 0, 10), 'intensity', -0.2],
    ['one that never used any moves nothing itself', sector(0, 10, 0, 10), 'intensity', 0],
  ])('%s', (_name, odd, effect, expected) => {
    const additive = intensityAdditive([BASE, odd]);
    near(additive?.bySector[1]?.[effect], expected);
    near(additive?.bySector[1]?.[effect === 'structure' ? 'intensity' : 'structure'], 0);
    const change = new Decimal(Number(odd.energyT) + 9)
      .div(Number(odd.activityT) + 10)
      .minus(new Decimal(Number(odd.energy0) + 10).div(Number(odd.activity0) + 10));
    near(additive?.total, change);
    near(
      intensityMultiplicative([BASE, odd])?.total,
      new Decimal(Number(odd.energyT) + 9)
        .div(Number(odd.activityT) + 10)
        .div(new Decimal(Number(odd.energy0) + 10).div(Number(odd.activity0) + 10)),
    );
  });

  test('energy without activity cannot be', () => {
    expect(() => intensityAdditive([BASE, sector(5, 0, 5, 10)])).toThrow(RangeError);
  });
  test.each([
    ['no energy before', [sector(0, 10, 5, 10)]],
    ['none now', [sector(5, 10, 0, 10)]],
    ['no sector', []],
  ])('%s: nothing to decompose', (_name, sectors) => {
    expect(intensityAdditive(sectors)).toBeNull();
    expect(intensityMultiplicative(sectors)).toBeNull();
    expect(energyAdditive(sectors)).toBeNull();
    expect(energyMultiplicative(sectors)).toBeNull();
  });
});

describe('for any data', () => {
  const next = seededRandom('lmdi');
  const amount = () => new Decimal((10 ** (next() * 6 - 3)).toFixed(6)).plus('0.000001');
  const world = (size: number): LmdiSector[] =>
    Array.from({ length: size }, () => ({
      energy0: amount(),
      energyT: amount(),
      activity0: amount(),
      activityT: amount(),
    }));
  const total = (sectors: LmdiSector[], key: keyof LmdiSector) =>
    sectors.reduce((sum, one) => sum.plus(one[key]), new Decimal(0));

  test('effects add up to the change and multiply to the ratio, without a rest', () => {
    for (let round = 0; round < 60; round += 1) {
      const sectors = world(1 + (round % 14));
      const [e0, eT] = [total(sectors, 'energy0'), total(sectors, 'energyT')];
      const [v0, vT] = [e0.div(total(sectors, 'activity0')), eT.div(total(sectors, 'activityT'))];
      near(energyAdditive(sectors)?.total, eT.minus(e0));
      near(energyMultiplicative(sectors)?.total.div(eT).times(e0), 1);
      const additive = intensityAdditive(sectors);
      near(additive?.total.div(vT.plus(v0)), vT.minus(v0).div(vT.plus(v0)));
      near(intensityMultiplicative(sectors)?.total.div(vT).times(v0), 1);
      for (const effect of ['intensity', 'structure'] as const) {
        const parts = additive?.bySector.reduce((sum, one) => sum.plus(one[effect]), new Decimal(0));
        near(parts, additive?.[effect] ?? Number.NaN);
      }
    }
  });

  test('turning time round turns every effect round', () => {
    const sectors = world(5);
    const back = sectors.map((one) => ({
      energy0: one.energyT,
      energyT: one.energy0,
      activity0: one.activityT,
      activityT: one.activity0,
    }));
    for (const effect of ['activity', 'structure', 'intensity'] as const) {
      near(energyMultiplicative(sectors)?.[effect].times(energyMultiplicative(back)?.[effect] ?? 0), 1);
    }
  });
});
