import { expect, test } from 'vitest';
import { ACTION_GROUPS, ENTITY_CHOICES, filterOf, isFiltered, searchOf } from './audit-filter.ts';
import { ACTION_WORDS } from './audit-words.ts';

test('a filter survives the way through the URL', () => {
  const filter = {
    person: 'bureau',
    unit: '360402',
    from: '2026-11-01',
    to: '2026-11-21',
    entity: 'report',
    entityId: '360402/2026-10',
    action: 'report.approve',
  };
  expect(filterOf(searchOf(filter))).toEqual(filter);
  expect(searchOf(filter)).toMatchObject({ tab: 'audit', object: '360402/2026-10' });
});

test('an empty filter leaves only the tab in the URL', () => {
  expect(searchOf({})).toEqual({ tab: 'audit' });
  expect(searchOf({ person: '', unit: undefined })).toEqual({ tab: 'audit' });
  expect(isFiltered(filterOf({ tab: 'audit' }))).toBe(false);
  expect(isFiltered({ unit: 'JKQ' })).toBe(true);
});

test('an object without its kind, and a day that is none, are dropped', () => {
  expect(filterOf({ object: '12' })).toEqual({});
  expect(searchOf({ entityId: '12' })).toEqual({ tab: 'audit' });
  expect(filterOf({ from: 'yesterday', to: '2026-11-21' })).toEqual({ to: '2026-11-21' });
});

test('every action can be chosen, once, in a group with a name', () => {
  const offered = ACTION_GROUPS.flatMap(({ choices }) => choices.map(({ value }) => value));
  expect(offered.toSorted()).toEqual(Object.keys(ACTION_WORDS).toSorted());
  expect(ACTION_GROUPS.map(({ label }) => label)).not.toContain('其他');
});

test('kinds of objects are offered once each', () => {
  const labels = ENTITY_CHOICES.map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(ENTITY_CHOICES).toContainEqual({ value: 'report', label: '报表' });
});
