import { expect, it } from 'vitest';
import {
  adminSearch,
  calculatorSearch,
  countySearch,
  intensitySearch,
  overviewSearch,
  parseSearch,
  signInSearch,
  stringifySearch,
} from './search.ts';

it('unit codes in the address stay text', () => {
  expect(parseSearch('?unit=360402&period=2026-10')).toEqual({ unit: '360402', period: '2026-10' });
});

it('an address written and read again is the same view', () => {
  const view = { period: '2026-10', column: 'greenParkNational' };
  expect(parseSearch(stringifySearch(view))).toEqual(view);
  expect(stringifySearch({})).toBe('');
});

it.each([
  ['2026-10', { period: '2026-10' }],
  ['2026-01', {}],
  ['2026-13', {}],
  ['2026-1', {}],
  ['', {}],
])('period %s in the address', (period, expected) => {
  expect(overviewSearch({ period })).toEqual(expected);
});

it.each([
  ['2026-09-30', { asOf: '2026-09-30', revisions: 'open' }],
  ['2025-01-01', { asOf: '2025-01-01', revisions: 'open' }],
  ['2024-12-31', {}],
  ['2026-02-30', {}],
  ['2026-13-01', {}],
  ['2026-9-30', {}],
  ['30.09.2026', {}],
  ['', {}],
])('the day %s to look back at in the address', (asOf, expected) => {
  for (const read of [overviewSearch, intensitySearch, countySearch]) {
    expect(read({ asOf, revisions: 'open' })).toEqual(expected);
  }
});

it('what a page does not know is dropped, and what is not text too', () => {
  expect(adminSearch({ tab: 'audit', other: 'x' })).toEqual({ tab: 'audit' });
  expect(adminSearch({ tab: 3 })).toEqual({});
});

it.each([
  ['/entry?period=2026-10', { next: '/entry?period=2026-10' }],
  ['https://example.org/', {}],
  ['//example.org/', {}],
  ['/\\example.org', {}],
  ['javascript:alert(1)', {}],
])('after sign-in %s is followed only inside this site', (next, expected) => {
  expect(signInSearch({ next })).toEqual(expected);
});

it('the calculator keeps every answer of its address as text, and nothing that cannot be one', () => {
  const answers = { unit: '360404', greenFactoryLevel: 'national', unitEnergyBefore: '0.40' };
  expect(calculatorSearch({ ...answers, 'a-b': 'x', date: '', list: ['x'] })).toEqual(answers);
});
