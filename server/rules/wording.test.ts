import { expect, test } from 'vitest';
import { numberText, percentText, placesOf, withTrueMinus } from './wording.ts';

test('figures carry a true minus sign and no −0', () => {
  expect(percentText('-3.6288', 2)).toBe('−3.63%');
  expect(numberText('-0.004', 2)).toBe('0.00');
  expect(numberText('0.125', 2)).toBe('0.13');
  expect(withTrueMinus('-3.60')).toBe('−3.60');
  expect(withTrueMinus('4')).toBe('4');
});

test.each([
  ['-4', 1],
  ['-3.6', 1],
  ['-3.65', 2],
  ['-3.6288', 2],
])('%s is shown with %i decimals', (value, places) => {
  expect(placesOf(value)).toBe(places);
});
