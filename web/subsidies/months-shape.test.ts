import { expect, it } from 'vitest';
import { shapeMonths } from './months-shape.ts';
import { spendingReply } from './testing.ts';

it('a past month without a payment is 0, a month to come is missing', () => {
  const points = shapeMonths(spendingReply(), '2026-11-21');
  expect(points).toHaveLength(12);
  expect(points[0]).toEqual({ month: '2026-01', label: '1月', paidFen: 0, sumFen: 0 });
  expect(points[10]).toMatchObject({ label: '11月', paidFen: 0, sumFen: 1_286_000_000 });
  expect(points[11]).toMatchObject({ label: '12月', paidFen: null, sumFen: null });
});

it('the running sum is that of the payments so far', () => {
  const sums = shapeMonths(spendingReply(), '2026-11-21').map(({ sumFen }) => sumFen);
  expect(sums.slice(2, 8)).toEqual([0, 1e9, 1e9, 1e9, 1_286_000_000, 1_286_000_000]);
});

it('over all years only the months with a payment stand, each with its year', () => {
  const points = shapeMonths(spendingReply({ year: null }), '2026-11-21');
  expect(points.map(({ label }) => label)).toEqual(['2026年4月', '2026年7月']);
});
