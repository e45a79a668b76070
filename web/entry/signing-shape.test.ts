import { describe, expect, test } from 'vitest';
import type { ReportMessage } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { changedFields, changeWords, reasonsSince, signedAgainst, versionWords } from './signing-shape.ts';
import { reportDetail, revisionOf } from './testing.ts';

const before: Figures = { ...EMPTY_FIGURES, energyWanTce: '82.36', energyGrowthPct: '1.0', note: '检修' };
const line = (kind: ReportMessage['kind'], text = ''): ReportMessage => ({
  id: `event-${kind}`,
  kind,
  at: '2026-11-20T08:00:00.000Z',
  by: '市工信局',
  role: 'bureau',
  text,
  revision: 1,
});

describe('what the signer compares with', () => {
  const approved = revisionOf(1, before, 'approved');
  const returned = revisionOf(2, before, 'returned', '请核对');
  test.each([
    ['nothing for a first report', [], null, null],
    ['the approved version', [approved], 1, '已审第1稿'],
    ['the approved version, also where a later one came back', [approved, returned], 1, '已审第1稿'],
    ['the one that came back where none was approved', [returned], 2, '第2稿'],
  ])('%s', (_name, revisions, revision, words) => {
    const found = signedAgainst(reportDetail({ revisions }));
    expect([found?.revision ?? null, found && versionWords(found)]).toEqual([revision, words]);
  });
});

test('a row is marked where its figure, remark or reason differs, not where only its writing does', () => {
  const fields = (change: Partial<Figures>) => [...changedFields({ ...before, ...change }, before)];
  expect(fields({})).toEqual([]);
  expect(fields({ energyWanTce: ' 82.36 ', energyGrowthPct: '１.0' })).toEqual([]);
  expect(fields({ energyWanTce: '82.37', note: '复产' })).toEqual(['energyWanTce']);
  expect(fields({ comments: { energyGrowthPct: '含自备电厂' } })).toEqual(['energyGrowthPct']);
  expect(fields({ absent: { waterIntensityPct: '未核算' } })).toEqual(['waterIntensityPct']);
});

test('what changed is counted, with scope and note named apart', () => {
  const words = (change: Partial<Figures>) =>
    changeWords({ ...before, ...change }, revisionOf(1, before, 'approved'));
  expect(words({})).toBe('与已审第1稿相比没有变化。');
  expect(words({ energyWanTce: '83', note: '复产' })).toBe(
    '与已审第1稿相比改了1项（底色标出），说明有变化。',
  );
  expect(words({ energyScope: 'equivalent' })).toBe('与已审第1稿相比口径有变化。');
});

test('the signer reads why the report was worked on again, and nothing of earlier rounds', () => {
  const reasons = (...messages: ReportMessage[]) =>
    reasonsSince(reportDetail({ messages })).map(({ title, text }) => `${title}：${text}`);
  expect(reasons(line('signOffAsked'))).toEqual([]);
  const round = [line('submitted'), line('returned', '旧意见'), line('submitted'), line('approved')];
  expect(
    reasons(
      ...round,
      line('reopened', '统计局修订。'),
      line('message', '好的'),
      line('signOffDeclined', '请核对。'),
      line('signOffAsked'),
    ),
  ).toEqual(['更正原因：统计局修订。', '签核退回：请核对。']);
});
