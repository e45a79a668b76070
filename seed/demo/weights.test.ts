import { expect, test } from 'vitest';
import { Decimal } from '../../server/analytics/decimal.ts';
import { REPORTING_UNITS } from '../units.ts';
import { demoSeries } from './series.ts';
import { demoWeights } from './weights.ts';

const weights = demoWeights();
const of = (period: string, code: string) =>
  new Decimal(weights.find((table) => table.period === period)?.values.get(code) ?? Number.NaN);

test('the closed year and 2026 up to September have weights of all 14 units, each said to be invented', () => {
  const months = ['02', '03', '04', '05', '06', '07', '08', '09'].map((month) => `2026-${month}`);
  expect(weights.map(({ period }) => period)).toEqual(['2025-12', ...months]);
  for (const { values, source } of weights) {
    expect([...values.keys()].sort()).toEqual(REPORTING_UNITS.map(({ code }) => code).sort());
    expect([...values.values()].every((value) => new Decimal(value).gt(0))).toBe(true);
    expect(source).toContain('演示，虚构');
  }
});

test('value added of 1–9月2025 is that of 2024 grown as the demo reported', () => {
  for (const { code } of REPORTING_UNITS) {
    const growth = new Decimal(demoSeries().get(code)?.get('2025-09')?.valueAddedGrowthPct ?? Number.NaN);
    const expected = of('2025-12', code).times('0.75').times(growth.plus(100).div(100));
    expect(of('2026-09', code).minus(expected).abs().toNumber()).toBeLessThan(0.006);
  }
});

test('no table was entered before its period was over', () => {
  for (const { period, enteredAt } of weights) expect(enteredAt.slice(0, 7) > period).toBe(true);
});
