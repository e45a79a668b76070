import { expect, test } from 'vitest';
import {
  type DraftStorage,
  draftFaults,
  isSameDraft,
  keepReportDraft,
  readReportDraft,
  reportDraftKey,
  savedDraft,
} from './report-draft.ts';
import { report } from './testing.ts';

function storage(): DraftStorage & { size: () => number } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    size: () => kept.size,
  };
}
const DRAFT = { asOf: '2026-11-01', body: '写到一半', judgement: '' } as const;

test('what is typed is kept by person, task and department, and taken away once saved', () => {
  const shelf = storage();
  const key = reportDraftKey('Dept-FGW', 'plan-4', '市发改委');
  keepReportDraft(shelf, key, DRAFT);
  expect(readReportDraft(shelf, key)).toEqual(DRAFT);
  expect(readReportDraft(shelf, reportDraftKey('dept-swj', 'plan-4', '市发改委'))).toBeNull();
  expect(readReportDraft(shelf, reportDraftKey('dept-fgw', 'plan-5', '市发改委'))).toBeNull();
  keepReportDraft(shelf, key, null);
  expect(shelf.size()).toBe(0);
});

test.each([
  '{',
  'null',
  '{"asOf":"2026-11-01","body":"x","judgement":"great"}',
  '{"body":"x"}',
])('damaged text %s is as good as none', (text) => {
  const shelf = storage();
  shelf.setItem('key', text);
  expect(readReportDraft(shelf, 'key')).toBeNull();
});

test('a browser that refuses storage keeps nothing and breaks nothing', () => {
  const refuse = () => {
    throw new Error('QuotaExceededError');
  };
  const shelf: DraftStorage = { getItem: refuse, setItem: refuse, removeItem: refuse };
  expect(() => keepReportDraft(shelf, 'key', DRAFT)).not.toThrow();
  expect(readReportDraft(shelf, 'key')).toBeNull();
});

test('the form opens with the saved report, else an empty one of today', () => {
  const saved = savedDraft(report(), '2026-11-20');
  expect(saved).toEqual({ asOf: '2026-10-31', body: '完成两项改造。', judgement: 'onCourse' });
  expect(savedDraft(null, '2026-11-20')).toEqual({ asOf: '2026-11-20', body: '', judgement: '' });
  expect(isSameDraft(saved, { ...saved })).toBe(true);
  expect(isSameDraft(saved, { ...saved, judgement: 'done' })).toBe(false);
});

test('text and judgement are asked for before anything is sent', () => {
  expect(Object.keys(draftFaults({ ...DRAFT, body: ' ' }))).toEqual(['body', 'judgement']);
  expect(draftFaults({ ...DRAFT, judgement: 'behind' })).toEqual({});
});
