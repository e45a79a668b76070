import { describe, expect, it } from 'vitest';
import type { TrajectoryReply } from '../../server/progress/schema.ts';
import { readCompare, toggleCompare } from './compare-choice.ts';
import { compareFinding, shapeCompare } from './compare-shape.ts';
import { missingRow, unitRow } from './test-data.ts';

const [A, B, C, D] = ['360404', '360429', '360426', '360483'] as const;

describe('the units compared, as kept in the address', () => {
  it.each([
    ['two', `${A},${B}`, [A, B]],
    ['a fourth is left out', `${A},${B},${C},${D}`, [A, B, C]],
    ['each once', `${A},${A}`, [A]],
    ['unknown ones and the city are left out', `360400,999999,${B}`, [B]],
    ['none', undefined, []],
  ])('%s', (_name, text, expected) => {
    expect(readCompare(text)).toEqual(expected);
  });

  it.each([
    ['added at the end', [A], B, [A, B]],
    ['taken away', [A, B], A, [B]],
    ['a fourth takes the last place', [A, B, C], D, [A, B, D]],
  ])('%s', (_name, codes, code, expected) => {
    expect(toggleCompare(codes, code)).toEqual(expected);
  });
});

const course = (change: Partial<TrajectoryReply>): TrajectoryReply => ({
  period: '2026-10',
  asOf: null,
  code: A,
  name: '柴桑区',
  isCity: false,
  targetPath: [
    { year: 2024, index: 100 },
    { year: 2027, index: 89.5 },
  ],
  headlineIndex: null,
  actual: [
    { year: 2024, index: 100, estimated: false },
    { year: 2025, index: 94, estimated: false },
    { year: 2026, index: 88.2, estimated: true },
  ],
  landings: { keepPace: 82.8, hitTargets: 84, required: 83 },
  requiredYearlyPct: null,
  acceleration: null,
  verdict: 'required',
  progressShare: null,
  sentence: '',
  landingSentences: [],
  progressSentence: '',
  slope: null,
  slopeSentence: '',
  ...change,
});

describe('courses side by side', () => {
  it('goes from the last closed year over the estimate to the landing, named at its end', () => {
    const shape = shapeCompare([course({})]);
    expect(shape.courses[0]).toEqual({
      code: A,
      name: '柴桑区',
      closed: [
        { year: 2024, index: 100 },
        { year: 2025, index: 94 },
      ],
      estimated: [
        { year: 2025, index: 94 },
        { year: 2026, index: 88.2 },
        { year: 2027, index: 82.8 },
      ],
      target: [
        { year: 2024, index: 100 },
        { year: 2027, index: 89.5 },
      ],
      end: { year: 2027, index: 82.8, label: '柴桑区 82.8' },
    });
    expect(shape.axis).toEqual({ min: 80, max: 100 });
  });

  it('a hole ends the line where it is, and a rise widens the axis', () => {
    const holed = course({
      targetPath: [],
      actual: [{ year: 2024, index: 100, estimated: false }],
      landings: null,
    });
    const risen = course({
      targetPath: [],
      actual: [
        { year: 2024, index: 100, estimated: false },
        { year: 2025, index: 101.2, estimated: false },
      ],
      landings: null,
    });
    const shape = shapeCompare([holed, risen]);
    expect(shape.courses.map(({ estimated, end }) => [estimated, end?.year])).toEqual([
      [[], 2024],
      [[], 2025],
    ]);
    expect(shape.axis).toEqual({ min: 95, max: 105 });
  });

  it('the last year closed needs no landing', () => {
    const done = course({ actual: [...course({}).actual, { year: 2027, index: 80, estimated: false }] });
    expect(shapeCompare([done]).courses[0]?.end).toMatchObject({ year: 2027 });
  });
});

describe('title of the comparison', () => {
  const fell = unitRow({ name: '柴桑区', cumulativePct: -11.8 });
  const rose = unitRow({ name: '庐山市', cumulativePct: 0.1 });
  it.each([
    ['both ends', [rose, fell], '对比：规划期累计，柴桑区下降11.8%，庐山市上升0.1%'],
    ['a tie', [fell, { ...fell, name: '湖口县' }], '对比：柴桑区、湖口县规划期累计相同，均下降11.8%'],
    ['only one has a figure', [fell, missingRow('永修县', 'notReported')], '对比：柴桑区、永修县'],
  ])('%s', (_name, units, expected) => {
    expect(compareFinding(units)).toBe(expected);
  });
});
