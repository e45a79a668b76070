import { expect, test } from 'vitest';
import { isReturnReasonId, RETURN_REASONS, returnReasonLabels, returnText } from './return-reasons.ts';

test('ids are unique; every reason but 其他 says what the officer is asked to do', () => {
  expect(new Set(RETURN_REASONS.map(({ id }) => id)).size).toBe(RETURN_REASONS.length);
  for (const { id, words } of RETURN_REASONS) {
    expect([id, words === '' || words.endsWith('。')]).toEqual([id, true]);
    expect([id, words === '']).toEqual([id, id === 'other']);
  }
});

test('only ids of the list are reasons', () => {
  expect(isReturnReasonId('wrongUnit')).toBe(true);
  expect(isReturnReasonId('constructor')).toBe(false);
});

test.each<[string[], string, string]>([
  [['wrongUnit'], '', '计量单位疑似有误（如把吨填成万吨），请核对后更正。'],
  [
    ['evidenceMissing', 'wrongUnit'],
    ' 见附表。 ',
    '计量单位疑似有误（如把吨填成万吨），请核对后更正。请补充佐证材料的名称、文号或来源。见附表。',
  ],
  [['other'], '请重报。', '请重报。'],
  [['other'], '  ', ''],
  [[], '', ''],
])('%j with %j reads as %j', (ids, written, expected) => {
  expect(returnText(ids, written)).toBe(expected);
});

test('labels stand in the order of the list, whatever the order of choosing', () => {
  expect(returnReasonLabels(['other', 'feedbackDiffers', 'nonsense'])).toEqual([
    '数据与统计反馈不一致',
    '其他',
  ]);
});
