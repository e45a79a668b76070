import { expect, test } from 'vitest';
import { isOverdue, type StallFacts, stallOf } from './project-stalls.ts';

const facts = (change: Partial<StallFacts>): StallFacts => ({
  stage: 'willing',
  stoppedOn: null,
  stageSince: '2026-01-01',
  plannedTo: null,
  hasLiveCase: false,
  ...change,
});

/** Stage and what is known, the last day that is not yet too long, and the limit. */
const LIMITS: readonly [Partial<StallFacts>, string, number][] = [
  [{ stage: 'willing' }, '2026-04-01', 90],
  [{ stage: 'diagnosed' }, '2026-04-01', 90],
  [{ stage: 'scheme' }, '2026-05-01', 120],
  [{ stage: 'retrofitting' }, '2027-06-25', 540],
  [{ stage: 'accepted' }, '2026-03-02', 60],
  [{ stage: 'awarded' }, '2027-01-01', 365],
];

test.each(LIMITS)('%j is on time on %s, the last of its %d days', (change, lastDay, limit) => {
  expect(stallOf(facts(change), lastDay)).toBeNull();
  const dayAfter = new Date(Date.parse(lastDay) + 86_400_000).toISOString().slice(0, 10);
  const stall = stallOf(facts(change), dayAfter);
  expect(stall).toMatchObject({ days: limit + 1, limit });
  expect(stall?.words).toContain('本平台提醒标准');
});

test.each<[string, Partial<StallFacts>]>([
  ['one that was given up', { stoppedOn: '2026-02-01' }],
  ['one whose award is being claimed', { stage: 'accepted', hasLiveCase: true }],
  ['one at its end', { stage: 'evaluated' }],
])('%s never stands still', (_what, change) => {
  expect(stallOf(facts(change), '2030-01-01')).toBeNull();
});

test('works are overdue from the day after the planned last one, other stages never', () => {
  const works = facts({ stage: 'retrofitting', plannedTo: '2026-06-30' });
  expect([isOverdue(works, '2026-06-30'), isOverdue(works, '2026-07-01')]).toEqual([false, true]);
  expect(stallOf(works, '2026-07-01')).toEqual({
    days: 1,
    limit: 0,
    words: '计划2026年6月30日完工，已超过1天（本平台提醒标准）。',
  });
  expect(isOverdue({ ...works, stage: 'scheme' }, '2026-07-01')).toBe(false);
});
