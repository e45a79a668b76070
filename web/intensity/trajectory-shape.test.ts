import { describe, expect, it } from 'vitest';
import type { TrajectoryReply } from '../../server/progress/schema.ts';
import { shapeScenarios, shapeTrajectory } from './trajectory-shape.ts';

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

  it('gives the three scenarios with the change since 2024, and none while a year is missing', () => {
    expect(shapeScenarios(trajectory()).map((row) => [row.id, row.changePct])).toEqual([
      ['keepPace', -11.5],
      ['hitTargets', -11],
      ['required', -13],
    ]);
    expect(shapeScenarios(trajectory({ landings: null }))).toEqual([]);
  });
});
