import { describe, expect, it } from 'vitest';
import type { TrajectoryReply } from '../../server/progress/schema.ts';
import {
  shapeProgress,
  shapeScenarioLines,
  shapeScenarios,
  shapeTrajectory,
  trajectoryTable,
} from './trajectory-shape.ts';

const trajectory = (change: Partial<TrajectoryReply> = {}): TrajectoryReply => ({
  period: '2026-10',
  asOf: null,
  code: '360400',
  name: '全市',
  isCity: true,
  targetPath: [
    { year: 2024, index: 100 },
    { year: 2025, index: 95 },
    { year: 2026, index: 91.2 },
    { year: 2027, index: 88.008 },
  ],
  headlineIndex: 87,
  actual: [
    { year: 2024, index: 100, estimated: false },
    { year: 2025, index: 95.6, estimated: false },
    { year: 2026, index: 92.2, estimated: true },
  ],
  landings: { keepPace: 88.5, hitTargets: 89, required: 87 },
  requiredYearlyPct: -5.6,
  acceleration: 1.4,
  verdict: 'required',
  progressShare: 0.58,
  sentence: '',
  landingSentences: ['甲', '乙', '丙'],
  progressSentence: '',
  slope: null,
  slopeSentence: '',
  ...change,
});

describe('trajectory against the target path', () => {
  it('draws closed years solid and the estimate dotted on to the landing', () => {
    const shape = shapeTrajectory(trajectory());
    expect(shape.closed.map((point) => point.year)).toEqual([2024, 2025]);
    expect(shape.estimated).toEqual([
      { year: 2025, index: 95.6 },
      { year: 2026, index: 92.2 },
      { year: 2027, index: 88.5 },
    ]);
  });

  it('labels the landing, the end of Attachment 2 and, for the city only, the total target', () => {
    expect(shapeTrajectory(trajectory()).landings.map((landing) => landing.id)).toEqual([
      'keepPace',
      'path',
      'headline',
    ]);
    expect(
      shapeTrajectory(trajectory({ headlineIndex: null })).landings.map((landing) => landing.id),
    ).toEqual(['keepPace', 'path']);
  });

  it('does not bridge a hole in the chain', () => {
    const shape = shapeTrajectory(
      trajectory({ landings: null, actual: [{ year: 2024, index: 100, estimated: false }] }),
    );
    expect(shape.estimated).toEqual([]);
    expect(shape.landings.map((landing) => landing.id)).toEqual(['path', 'headline']);
  });

  it('keeps the axis whole and makes room for a rise', () => {
    expect(shapeTrajectory(trajectory()).axis).toEqual({ min: 85, max: 100 });
    const risen = trajectory({ actual: [{ year: 2025, index: 101.3, estimated: false }] });
    expect(shapeTrajectory(risen).axis.max).toBe(105);
  });

  it('gives the three scenarios with the change since 2024 and their sentences, and none while a year is missing', () => {
    expect(shapeScenarios(trajectory()).map((row) => [row.id, row.changePct, row.sentence])).toEqual([
      ['keepPace', -11.5, '甲'],
      ['hitTargets', -11, '乙'],
      ['required', -13, '丙'],
    ]);
    expect(shapeScenarios(trajectory({ landings: null }))).toEqual([]);
  });

  it('has one landing in the last year', () => {
    const last = trajectory({ verdict: 'finalMissed', landingSentences: ['终'] });
    expect(shapeScenarios(last)).toEqual([
      { id: 'final', label: '三年累计', index: 88.5, changePct: -11.5, sentence: '终' },
    ]);
    expect(shapeScenarioLines(last)).toEqual([]);
  });

  it('draws the other ways from today to their landings, each year a step', () => {
    expect(
      shapeScenarioLines(trajectory()).map((line) => [line.id, line.points.map(({ index }) => index)]),
    ).toEqual([
      ['hitTargets', [92.2, 89]],
      ['required', [92.2, 87]],
    ]);
    const early = trajectory({
      actual: [
        { year: 2024, index: 100, estimated: false },
        { year: 2025, index: 96, estimated: true },
      ],
      landings: { keepPace: 88, hitTargets: 88.93, required: 87 },
    });
    const [targets, required] = shapeScenarioLines(early);
    // 96 × 91.2 / 95: the target of 2026 hit
    expect(targets?.points[1]).toEqual({ year: 2026, index: expect.closeTo(92.16, 6) });
    // equal yearly steps: √(96 × 87)
    expect(required?.points[1]?.index).toBeCloseTo(91.389, 3);
  });

  it('draws them only where asked to', () => {
    expect(shapeTrajectory(trajectory()).scenarios).toEqual([]);
    const full = shapeTrajectory(trajectory(), true);
    expect(full.scenarios).toHaveLength(2);
    expect(full.landings.map((landing) => landing.id)).toEqual([
      'keepPace',
      'hitTargets',
      'path',
      'headline',
    ]);
  });

  it.each([
    [0.58, '2026-10', { done: 0.58, tick: 2 / 3 }],
    [1.2, '2027-12', { done: 1, tick: 1 }],
    [-0.1, '2025-12', { done: 0, tick: 1 / 3 }],
    [null, '2026-10', null],
  ])('puts %s beside the years of %s', (progressShare, period, shape) => {
    expect(shapeProgress(trajectory({ progressShare, period }))).toEqual(shape);
  });

  it('tells in the table what is actual, what is an estimate and what is a landing', () => {
    expect(trajectoryTable(trajectory()).rows).toEqual([
      ['2024年', 100, null, 100, null, null, null, null],
      ['2025年', 95, null, 95.6, null, null, null, null],
      ['2026年', 91.2, null, null, 92.2, null, null, null],
      ['2027年', 88.008, 87, null, null, 88.5, 89, 87],
    ]);
  });
});
