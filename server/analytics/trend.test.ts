import { expect, test } from 'vitest';
import { slopePerMonth } from './trend.ts';

const course = (...values: string[]) => values.map((changePct, index) => ({ month: index + 2, changePct }));

test.each<[string, ReturnType<typeof course>, string]>([
  ['a straight line has its own slope', course('-5', '-4.7', '-4.4', '-4.1'), '0.3'],
  // x −1 0 1, y −3 −3.6 −3: Σxy = 0
  ['a dip and back is no trend', course('-3', '-3.6', '-3'), '0'],
  // x̄ 3.5 of 1 … 6; Σxy = −2.5·−1 − 1.5·−2 − 0.5·−2 + 0.5·−3 + 1.5·−5 + 2.5·−5 = −15; Σx² = 17.5
  ['six points by hand', course('-1', '-2', '-2', '-3', '-5', '-5'), '-0.8571'],
  [
    'what lies before the last six does not count',
    course('90', '-1', '-2', '-2', '-3', '-5', '-5'),
    '-0.8571',
  ],
  ['two points are enough', course('-4', '-4.2'), '-0.2'],
])('%s', (_name, points, expected) => {
  expect(slopePerMonth(points)?.toDecimalPlaces(4).toString()).toBe(expected);
  expect(
    slopePerMonth([...points].reverse())
      ?.toDecimalPlaces(4)
      .toString(),
  ).toBe(expected);
});

test('a period left out leaves its gap: half the slope over twice the months', () => {
  const gap = [
    { month: 6, changePct: '-4' },
    { month: 8, changePct: '-4.2' },
  ];
  expect(slopePerMonth(gap)?.toString()).toBe('-0.1');
});

test.each([
  ['no point', []],
  ['one point', course('-3')],
  [
    'one month twice',
    [
      { month: 3, changePct: '-3' },
      { month: 3, changePct: '-4' },
    ],
  ],
])('%s has no slope', (_name, points) => {
  expect(slopePerMonth(points)).toBeNull();
});
