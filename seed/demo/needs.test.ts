import { describe, expect, test } from 'vitest';
import { NEED_KINDS } from '../../server/rules/need-steps.ts';
import { demoNeeds } from './needs.ts';
import { DEMO_TODAY } from './profiles.ts';
import { DEMO_PROVIDERS } from './providers.ts';

describe('needs of the demo', () => {
  const needs = demoNeeds();

  test('every kind is there, and every way a need may stand', () => {
    expect([...new Set(needs.map(({ kind }) => kind))].sort()).toEqual([...NEED_KINDS].sort());
    const open = needs.filter(({ matched, closed }) => matched === null && closed === null);
    expect(open.some(({ offers, answerBy }) => offers.length > 1 && answerBy > DEMO_TODAY)).toBe(true);
    expect(open.some(({ offers, answerBy }) => offers.length === 0 && answerBy > DEMO_TODAY)).toBe(true);
    expect(open.some(({ offers, answerBy }) => offers.length === 0 && answerBy < DEMO_TODAY)).toBe(true);
    expect(open.some(({ offers, answerBy }) => offers.length > 0 && answerBy < DEMO_TODAY)).toBe(true);
    expect(needs.filter(({ matched }) => matched !== null)).toHaveLength(2);
    expect(needs.filter(({ closed }) => closed !== null)).toHaveLength(1);
  });

  test('answers come within the days, one a provider that was on the list on that day', () => {
    for (const { offers, publishedOn, answerBy, firm } of needs) {
      expect(firm).not.toBe('');
      const names = offers.map(({ provider }) => provider);
      expect(new Set(names).size).toBe(names.length);
      for (const { provider, on } of offers) {
        expect(on >= publishedOn && on <= answerBy && on <= DEMO_TODAY).toBe(true);
        const listed = DEMO_PROVIDERS.find(({ name }) => name === provider);
        expect(listed?.selectedOn && listed.selectedOn <= on && listed.endedOn === null).toBe(true);
      }
    }
  });

  test('a match follows its answer', () => {
    for (const { offers, matched } of needs) {
      if (matched === null) continue;
      expect((offers[matched.offer]?.on ?? '9') < matched.on && matched.on <= DEMO_TODAY).toBe(true);
    }
  });
});
