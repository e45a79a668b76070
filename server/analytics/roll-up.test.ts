import { expect, test } from 'vitest';
import { rollUpPct } from './roll-up.ts';

const part = (energyWanTce: string, changePct: string) => ({ energyWanTce, changePct });

test.each([
  // one unit is its own roll-up
  [[part('95', '-5')], '-5'],
  // 190 now, 95/0.95 + 95/1 = 195 before: 190/195 − 1
  [[part('95', '-5'), part('95', '0')], '-2.5641'],
  // the larger unit weighs more: 950/0.95 + 50/1 = 1050; 1000/1050 − 1
  [[part('950', '-5'), part('50', '0')], '-4.7619'],
  [[part('0', '-50'), part('95', '-5')], '-5'],
])('%j rolls up to %s %%', (parts, expected) => {
  expect(rollUpPct(parts)?.toDecimalPlaces(4).toString()).toBe(expected);
});

test('without any energy there is nothing to roll up', () => {
  expect(rollUpPct([])).toBeNull();
  expect(rollUpPct([part('0', '-5')])).toBeNull();
});
