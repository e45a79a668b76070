import { expect, test } from 'vitest';
import { isReleasable, releaseCount, releaseText } from './release-words.ts';

const report = (approvedRevision: number | null, releasedRevision: number | null, isCity = false) => ({
  isCity,
  approvedRevision,
  releasedRevision,
});

test.each([
  [
    [report(1, null), report(2, 1), report(1, 1), report(null, null), report(1, null, true)],
    '2个单位及全市数',
  ],
  [[report(1, null), report(1, 1, true)], '1个单位'],
  [[report(1, 1), report(1, null, true)], '全市数'],
  [[report(1, 1), report(null, null, true)], '0个单位'],
])('%#: what can be made public is told by units, the city apart', (reports, words) => {
  expect(releaseText(releaseCount(reports, isReleasable))).toBe(words);
});
