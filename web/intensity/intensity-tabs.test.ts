import { expect, it } from 'vitest';
import type { ProgressReply } from '../../server/progress/schema.ts';
import { isDenied, isInternal, tabOf } from './intensity-tabs.ts';

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

it('says that 原因分析 was asked for and is not for this person', () => {
  expect([isDenied('causes', false), isDenied('causes', true), isDenied('heat', false)]).toEqual([
    true,
    false,
    false,
  ]);
});

it('原因分析 rests on weights that are never released: internal even where all figures are', () => {
  const unit = (releasedAt: string | null) => ({ actualPct: -3, releasedAt });
  const progress = (releasedAt: string | null) =>
    ({ city: unit('2026-10-20T00:00:00Z'), units: [unit(releasedAt)] }) as unknown as ProgressReply;
  expect(isInternal('heat', progress('2026-10-20T00:00:00Z'))).toBe(false);
  expect(isInternal('heat', progress(null))).toBe(true);
  expect(isInternal('causes', progress('2026-10-20T00:00:00Z'))).toBe(true);
});
