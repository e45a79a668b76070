import { expect, it } from 'vitest';
import { asOfSearch, onDay } from './as-of.ts';

it.each<[name: string, view: Record<string, string>, asOf: string | undefined, expected: object]>([
  ['a day is added to the view', { ruleSet: 'x' }, '2026-09-30', { ruleSet: 'x', asOf: '2026-09-30' }],
  [
    'a period that was over on the day stays',
    { period: '2026-08' },
    '2026-09-01',
    { period: '2026-08', asOf: '2026-09-01' },
  ],
  ['a period that was not over gives way', { period: '2026-08' }, '2026-08-31', { asOf: '2026-08-31' }],
  [
    'the list of another day closes',
    { asOf: '2026-06-30', revisions: 'open', unit: 'JKQ' },
    '2026-09-30',
    { unit: 'JKQ', asOf: '2026-09-30' },
  ],
  [
    'back to today the period stays',
    { asOf: '2026-06-30', revisions: 'open', period: '2026-05' },
    undefined,
    { period: '2026-05' },
  ],
])('%s', (_name, view, asOf, expected) => {
  expect(onDay(view, asOf)).toEqual(expected);
});

it('links keep the day looked back at, and nothing when it is today', () => {
  expect(asOfSearch('2026-09-30')).toEqual({ asOf: '2026-09-30' });
  expect(asOfSearch(undefined)).toEqual({});
});
