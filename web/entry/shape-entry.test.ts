import { describe, expect, test } from 'vitest';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import {
  courseOf,
  dueWords,
  entryUnit,
  historyValues,
  openReturn,
  scopeDiffersFrom,
  sparkPoints,
} from './shape-entry.ts';
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

describe('a sign-off that was declined', () => {
  const line = (kind: ReportDetail['messages'][number]['kind'], text = '') => ({
    id: `event-${kind}`,
    kind,
    at: '2026-11-19T08:00:00.000Z',
    by: '濂溪区负责人',
    role: 'county' as const,
    text,
    revision: null,
  });
  test('is told on top of the form', () => {
    const detail = reportDetail({
      status: 'draft',
      messages: [line('signOffAsked'), line('signOffDeclined', '核对增速')],
    });
    expect(openReturn(detail)).toMatchObject({ title: '签核人退回修改', reason: '核对增速' });
  });
  test('a message after it does not hide it; asking again does', () => {
    const declined = [line('signOffAsked'), line('signOffDeclined', '核对增速')];
    expect(
      openReturn(reportDetail({ status: 'draft', messages: [...declined, line('message', '好')] })),
    ).not.toBeNull();
    const again = reportDetail({ status: 'signing', messages: [...declined, line('signOffAsked')] });
    expect(openReturn(again)).toBeNull();
  });
});

test('the history of a field is newest first, keeps gaps, and is empty where there was never a value', () => {
  const history = ['80', null, '82'].map((energyWanTce, index) => ({
    period: `2026-0${index + 2}`,
    figures: { ...EMPTY_FIGURES, energyWanTce },
  }));
  const detail = reportDetail({ history });
  expect(historyValues(detail, 'energyWanTce')).toEqual([
    { period: '2026-04', text: '82' },
    { period: '2026-03', text: null },
    { period: '2026-02', text: '80' },
  ]);
  expect(historyValues(detail, 'waterIntensityPct')).toEqual([]);
});

test('a reopened report says why on top of the form, until it is handed in again', () => {
  const line = (kind: ReportDetail['messages'][number]['kind'], text = '') => ({
    id: `event-${kind}`,
    kind,
    at: '2026-11-20T08:00:00.000Z',
    by: '市工信局',
    role: 'bureau' as const,
    text,
    revision: 1,
  });
  const revisions = [revisionOf(1, EMPTY_FIGURES, 'approved')];
  const messages = [line('submitted'), line('approved'), line('reopened', '统计局更正了反馈数。')];
  expect(openReturn(reportDetail({ status: 'draft', revisions, messages }))).toEqual({
    title: '重新打开的原因',
    reason: '统计局更正了反馈数。',
    by: '市工信局',
    at: '2026-11-20T08:00:00.000Z',
  });
  const again = [...messages, line('submitted')];
  expect(openReturn(reportDetail({ status: 'draft', revisions, messages: again }))).toBeNull();
});

test.each<[string, Parameters<typeof entryUnit>[0], string | undefined, string | null]>([
  [
    'an officer opens the first own unit',
    { role: 'county', unitCodes: ['360402', '360423'] },
    undefined,
    '360402',
  ],
  ['or the one asked for', { role: 'county', unitCodes: ['360402', '360423'] }, '360423', '360423'],
  ['without any unit there is none to open', { role: 'county', unitCodes: [] }, undefined, null],
  ['whatever the address says', { role: 'county', unitCodes: [] }, '360402', null],
  ['the bureau opens 全市', { role: 'bureau', unitCodes: [] }, undefined, '360400'],
])('%s', (_name, user, asked, unit) => {
  expect(entryUnit(user, asked)).toBe(unit);
});
