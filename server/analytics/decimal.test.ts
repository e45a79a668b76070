import { expect, test } from 'vitest';
import { compoundPct } from './compound.ts';
import { Decimal, decimalsOf, halfUnitOf, toJsonNumber } from './decimal.ts';

test.each([
  ['-3.60', 2],
  ['4', 0],
  ['+0.9200', 4],
  ['-0', 0],
])('%s is written with %i decimals', (text, decimals) => {
  expect(decimalsOf(text)).toBe(decimals);
});

test.each([
  '',
  '1e3',
  '3.',
  '.5',
  'abc',
  '1,000',
  '−3.6',
])('%j is not a plain decimal and says so', (text) => {
  expect(() => decimalsOf(text)).toThrow(RangeError);
});

test('half a unit of the last written decimal', () => {
  expect(halfUnitOf('-3.60').toFixed()).toBe('0.005');
  expect(halfUnitOf('12').toFixed()).toBe('0.5');
});

test('a JSON number is rounded half up, null stays null, and there is no −0', () => {
  expect(toJsonNumber(null)).toBeNull();
  expect(toJsonNumber(new Decimal('-11.9920000004'))).toBe(-11.992);
  expect(toJsonNumber(new Decimal('0.125'), 2)).toBe(0.13);
  expect(toJsonNumber(new Decimal('-0.125'), 2)).toBe(-0.13);
  expect(Object.is(toJsonNumber(new Decimal('-0.0000001')), 0)).toBe(true);
});

test('yearly changes are chained, never added', () => {
  expect(compoundPct(['-5', '-4', '-3.5']).toFixed(3)).toBe('-11.992');
  expect(compoundPct(['10', '-10']).toFixed()).toBe('-1');
  expect(compoundPct(['-3']).toFixed()).toBe('-3');
  expect(compoundPct([]).toFixed()).toBe('0');
});

test('a tenth and two tenths make three tenths', () => {
  expect(new Decimal('0.1').plus('0.2').eq('0.3')).toBe(true);
});
