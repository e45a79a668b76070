import { describe, expect, test } from 'vitest';
import {
  type CoverageFirm,
  coverageByUnit,
  coverageOf,
  coverageSentence,
  energyLevelOf,
  isCovered,
} from './coverage.ts';
import type { ProjectStage } from './project-stages.ts';

const project = (stage: ProjectStage, stoppedOn: string | null = null) => ({ stage, stoppedOn });
const firm = (tce: string | null, change: Partial<CoverageFirm> = {}): CoverageFirm => ({
  unitCode: '360425',
  closedOn: null,
  tce,
  projects: [],
  ...change,
});
const accepted = [project('accepted')];

describe('the level of a declared energy', () => {
  test.each([
    ['0', 'below'],
    ['999.9999', 'below'],
    ['1000', '1000'],
    ['1000.0000', '1000'],
    ['4999.9999', '1000'],
    ['5000', '5000'],
    ['96000.4', '5000'],
  ])('%s tce is %s', (tce, level) => {
    expect(energyLevelOf(tce)).toBe(level);
  });

  test('nothing declared is no level, not a small user', () => {
    expect(energyLevelOf(null)).toBeNull();
  });
});

describe('a firm is retrofitted', () => {
  test.each<[ProjectStage, boolean]>([
    ['willing', false],
    ['diagnosed', false],
    ['scheme', false],
    ['retrofitting', false],
    ['accepted', true],
    ['awarded', true],
    ['evaluated', true],
  ])('at %s: %s', (stage, covered) => {
    expect(isCovered([project(stage)])).toBe(covered);
  });

  test('by one accepted project among others, and by none where there is none', () => {
    expect(isCovered([project('willing', '2026-03-01'), project('accepted')])).toBe(true);
    expect(isCovered([])).toBe(false);
  });
});

describe('coverage', () => {
  /*
   * By hand: listed 1000, 5000, 2000, 4000 → 4 firms, 12 000 tce; accepted 5000 and 1000 → 2 firms = 50.0 %, 6000 tce =
   * 50.0 %; 2000 under works; 4000 nothing. 999.9999 is not listed; the closed 9000 and the silent one neither.
   */
  const FIRMS = [
    firm('1000', { projects: accepted }),
    firm('5000', { projects: [project('evaluated')], unitCode: '360404' }),
    firm('2000', { projects: [project('retrofitting')] }),
    firm('4000', { projects: [project('retrofitting', '2026-05-01'), project('willing')] }),
    firm('999.9999', { projects: accepted }),
    firm('9000', { projects: accepted, closedOn: '2026-06-30' }),
    firm(null, { projects: accepted }),
    firm(null, { closedOn: '2026-06-30' }),
  ];

  test('counts firms and energy as counted by hand', () => {
    expect(coverageOf(FIRMS)).toEqual({
      listed: 4,
      covered: 2,
      retrofitting: 1,
      uncovered: 1,
      pct: '50.0',
      listedTce: '12000',
      coveredTce: '6000',
      tcePct: '50.0',
      undeclared: 1,
    });
  });

  test('the two ways differ where the large users are not retrofitted, and round half up', () => {
    // 1 of 3 firms = 33.3 %; 1000.5 of 16 000.5 tce = 6.252… → 6.3 %
    const firms = [firm('1000.5', { projects: accepted }), firm('5000'), firm('10000')];
    expect(coverageOf(firms)).toMatchObject({ pct: '33.3', tcePct: '6.3', listedTce: '16000.5' });
    // 1 of 16 = 6.25 % → 6.3 %
    const sixteen = Array.from({ length: 16 }, (_, at) =>
      firm('1000', at === 0 ? { projects: accepted } : {}),
    );
    expect(coverageOf(sixteen)).toMatchObject({ pct: '6.3', tcePct: '6.3' });
  });

  test('of the city is that of all firms together, not the mean of the units', () => {
    const units = coverageByUnit(FIRMS, ['360404', '360425', '360483']);
    // 360404: 1 of 1; 360425: 1 of 3 = 33.3 %, 1000 of 7000 tce = 14.3 %
    expect(units.map(({ unitCode, pct, tcePct }) => [unitCode, pct, tcePct])).toEqual([
      ['360404', '100.0', '100.0'],
      ['360425', '33.3', '14.3'],
      ['360483', null, null],
    ]);
    expect(coverageOf(FIRMS).pct).toBe('50.0');
  });

  test('of no firm is unknown, not 0 %', () => {
    expect(coverageOf([])).toMatchObject({ listed: 0, pct: null, tcePct: null, undeclared: 0 });
    expect(coverageOf([firm('800'), firm(null)])).toMatchObject({ listed: 0, pct: null, undeclared: 1 });
    expect(coverageOf([firm('1000')])).toMatchObject({ listed: 1, covered: 0, pct: '0.0', tcePct: '0.0' });
  });

  test('is told in one sentence', () => {
    expect(coverageSentence(coverageOf(FIRMS))).toBe(
      '年耗千吨以上企业4家，已改造2家，覆盖率50.0%（按用能量50.0%）',
    );
    expect(coverageSentence(coverageOf([]))).toBe('名册中尚无年耗千吨标准煤以上企业');
    expect(coverageSentence(coverageOf([firm(null)]))).toBe(
      '尚无已申报的年耗千吨标准煤以上企业，另有1家未申报用能',
    );
  });
});
