import { expect, it } from 'vitest';
import { FACT_NAMES } from '../../server/rules/subsidies/vocabulary.ts';
import { concerns, IDENTITY, QUALIFYING, shownQuestions, TOPICS, topicOf, topicsFor } from './topics.ts';

const asked = [IDENTITY, QUALIFYING, ...TOPICS.map(({ questions }) => questions)]
  .flat()
  .map(({ fact }) => fact);

it('every fact of the vocabulary is asked exactly once; what was received has a list of its own', () => {
  const expected = FACT_NAMES.filter((name) => name !== 'received');
  expect([...asked].sort()).toEqual([...expected].sort());
});

const titles = TOPICS.find(({ id }) => id === 'titles');
const shown = (facts: Parameters<typeof shownQuestions>[1]) =>
  titles ? shownQuestions(titles, facts).map(({ fact }) => fact) : [];

it('a park is asked for its own titles, not for those of a factory', () => {
  expect(shown({ applicant: 'park' })).toContain('greenParkLevel');
  expect(shown({ applicant: 'park' })).not.toContain('greenFactoryLevel');
  expect(shown({ applicant: 'enterprise' })).not.toContain('greenParkLevel');
});

it.each([
  ['not before the title is known', {}, false],
  ['not for a provincial title', { energyLeaderLevel: 'provincial' }, false],
  ['for a national title', { energyLeaderLevel: 'national' }, true],
  ['once it was answered, so that it can be taken back', { energyLeaderFirstTime: false }, true],
] as const)('the first time is asked %s', (_when, facts, expected) => {
  expect(shown(facts).includes('energyLeaderFirstTime')).toBe(expected);
});

it('topics that bring an applicant nothing are not offered', () => {
  const ids = (applicant: Parameters<typeof topicsFor>[0]) => topicsFor(applicant).map(({ id }) => id);
  expect(ids('serviceProvider')).toContain('diagnosis');
  expect(ids('park')).not.toContain('diagnosis');
  expect(ids(undefined)).toEqual(TOPICS.map(({ id }) => id));
  expect(concerns('greenParkLevel', undefined)).toBe(true);
});

it('only the benchmark documents ask what stands under their own heading', () => {
  expect(topicOf('unit')).toBeNull();
  expect(topicOf('techUpgradeInvoiceYuan')).toBe('nanchang');
  expect(topicOf('foreignInvestWanUsd')).toBe('changjiang');
});
