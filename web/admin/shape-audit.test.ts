import { describe, expect, test } from 'vitest';
import { actionWord, changedFields, changeSummary, objectWords } from './shape-audit.ts';

test('an action is told in words, and an unknown one by its code rather than hidden', () => {
  expect(actionWord('report.approve')).toBe('审核通过');
  expect(actionWord('something.new')).toBe('something.new');
});

test.each([
  ['report', '360402/2026-10', '报表 濂溪区 2026年1–10月'],
  ['certificate_base', 'JKQ/greenParkNational', '基数 经开区 国家级绿色园区'],
  ['period', '2026-10', '统计期 2026年1–10月'],
  ['user', '12', '账号 12'],
])('%s %s is called %s', (entity, entityId, words) => {
  expect(objectWords({ entity, entityId })).toBe(words);
});

describe('what a change touched', () => {
  test('only fields that differ, with true minus signs and words for codes', () => {
    const before = { publishedIntensityPct: '-3.6', source: 'own', note: '' };
    const after = { publishedIntensityPct: '-3.5', source: 'statistics', note: '' };
    expect(changedFields(before, after)).toEqual([
      { label: '反馈强度%', before: '−3.6', after: '−3.5' },
      { label: '来源', before: '自行测算', after: '统计反馈' },
    ]);
  });
  test('a new thing has no before, a cleared field no after', () => {
    expect(changedFields(null, { disabled: false })).toEqual([{ label: '停用', before: null, after: '否' }]);
    expect(changedFields({ note: '检修' }, { note: '' })).toEqual([
      { label: '说明', before: '检修', after: null },
    ]);
  });
  test('items of a list are told by their unit, else by their number', () => {
    expect(
      changedFields(
        [{ unitCode: 'JKQ', releasedRevision: null }],
        [{ unitCode: 'JKQ', releasedRevision: 2 }],
      ),
    ).toEqual([{ label: '经开区 · 已公布稿次', before: null, after: '2' }]);
  });
  test('items without a unit are numbered', () => {
    expect(changedFields(null, [{ count: 3 }])).toEqual([
      { label: '第1项 · 数量', before: null, after: '3' },
    ]);
  });
  test('nothing is nothing', () => {
    expect(changedFields(null, undefined)).toEqual([]);
  });
});

test('the summary names three fields and counts the rest', () => {
  const fields = changedFields(null, { a: '1', b: '2', c: '3', d: '4' });
  expect(changeSummary(fields)).toBe('a：1；b：2；c：3；等4项');
  expect(changeSummary([{ label: '说明', before: '检修', after: null }])).toBe('说明：检修 → （清空）');
});
