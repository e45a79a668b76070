import { expect, it } from 'vitest';
import { tabOf } from './intensity-tabs.ts';

it.each([
  [undefined, true, 'heat'],
  ['course', false, 'course'],
  ['causes', true, 'causes'],
  ['causes', false, 'heat'],
  ['toString', true, 'heat'],
  ['nonsense', true, 'heat'],
] as const)('?tab=%s shows what this person may open (causes: %s)', (text, mayCauses, tab) => {
  expect(tabOf(text, mayCauses)).toBe(tab);
});
