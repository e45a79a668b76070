import { expect, it } from 'vitest';
import { recentTable, shapeRecent } from './recent-shape.ts';

const slope = {
  pointsPerMonth: 0.1,
  points: [
    { period: '2025-12', actualPct: -4 },
    { period: '2026-02', actualPct: -3.8 },
    { period: '2026-03', actualPct: -3.7 },
  ],
};

it('keeps the gap of January, names the year before, and draws the trend through the middle', () => {
  const shape = shapeRecent({ slope, period: '2026-03' });
  expect(shape?.points).toEqual([
    { month: 0, label: '2025年1–12月', actualPct: -4, side: 'bottom' },
    { month: 2, label: '1–2月', actualPct: -3.8, side: 'top' },
    { month: 3, label: '1–3月', actualPct: -3.7, side: 'top' },
  ]);
  expect(shape?.trend.map(([month]) => month)).toEqual([0, 3]);
  expect(shape?.trend[0]?.[1]).toBeCloseTo(-4, 9);
  expect(shape?.trend[1]?.[1]).toBeCloseTo(-3.7, 9);
  expect(shape && recentTable(shape).rows).toEqual([
    ['2025年1–12月', -4],
    ['1–2月', -3.8],
    ['1–3月', -3.7],
  ]);
});

it('draws nothing without a trend', () => {
  expect(shapeRecent({ slope: null, period: '2026-03' })).toBeNull();
});
