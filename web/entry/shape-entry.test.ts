import { describe, expect, test } from 'vitest';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { courseOf, dueWords, openReturn, scopeDiffersFrom, sparkPoints } from './shape-entry.ts';
import { reportDetail, revisionOf } from './testing.ts';

describe('the deadline in words', () => {
  test.each([
    ['2026-11-16', false, '11月20日截止，还有4天', false],
    ['2026-11-20', false, '今天（11月20日）截止', false],
    ['2026-11-21', false, '11月20日截止，已逾期1天', true],
    ['2026-11-21', true, '11月20日截止', false],
  ])('on %s, submitted %s', (today, submitted, text, overdue) => {
    expect(dueWords('2026-11-20', today, submitted)).toEqual({ text, overdue });
  });
});

test('a course holds at most twelve values, the typed one last, and no zero for a missing one', () => {
  const history = Array.from({ length: 13 }, (_, index) => ({
    period: `2025-${index}`,
    figures: { ...EMPTY_FIGURES, energyWanTce: index === 12 ? null : String(index) },
  }));
  expect(courseOf(reportDetail({ history }), 'energyWanTce', '99')).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99,
  ]);
});

test('a sparkline fills its box, a flat one runs through the middle, one value draws nothing', () => {
  expect(sparkPoints([1, 3, 2], 24, 12)).toBe('2,10 12,2 22,6');
  expect(sparkPoints([5, 5], 24, 12)).toBe('2,6 22,6');
  expect(sparkPoints([5], 24, 12)).toBe('');
});

test('a deadline in another year names the year', () => {
  expect(dueWords('2027-01-20', '2026-12-31', false).text).toBe('2027年1月20日截止，还有20天');
});

describe('the return reason', () => {
  const returned = revisionOf(1, EMPTY_FIGURES, 'returned', '请核对');
  test('shows while the report waits for an answer, also after the first new keystrokes', () => {
    expect(openReturn(reportDetail({ status: 'returned', revisions: [returned] }))?.reason).toBe('请核对');
    expect(openReturn(reportDetail({ status: 'draft', revisions: [returned] }))?.reason).toBe('请核对');
  });
  test('is gone once submitted again or approved', () => {
    const again = revisionOf(2, EMPTY_FIGURES);
    expect(openReturn(reportDetail({ status: 'submitted', revisions: [returned, again] }))).toBeNull();
    const approved = revisionOf(2, EMPTY_FIGURES, 'approved');
    expect(openReturn(reportDetail({ status: 'approved', revisions: [returned, approved] }))).toBeNull();
  });
});

test('a change of energy scope is noticed, a change of source or edition is none', () => {
  const before = EMPTY_FIGURES;
  expect(scopeDiffersFrom({ ...before, energyScope: 'equivalent' }, before)).toBe(true);
  expect(scopeDiffersFrom({ ...before, feedstockDeducted: 'yes' }, before)).toBe(true);
  expect(scopeDiffersFrom({ ...before, source: 'own', edition: 'final' }, before)).toBe(false);
  expect(scopeDiffersFrom(before, null)).toBe(false);
});
