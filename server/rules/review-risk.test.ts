import { describe, expect, test } from 'vitest';
import { type RiskFacts, riskOf } from './review-risk.ts';

const PLAIN: RiskFacts = {
  flags: [],
  annualLamp: 'green',
  mayFlip: false,
  followsReturn: false,
  replacesApproved: false,
  daysLate: 0,
};
const flag = (id: RiskFacts['flags'][number]['id'], severity: 'error' | 'warning' | 'hint' = 'warning') => ({
  id,
  severity,
});

test('a plain report carries no risk and needs no words', () => {
  expect(riskOf(PLAIN)).toEqual({ score: 0, reasons: [] });
  expect(riskOf({ ...PLAIN, annualLamp: 'none' })).toEqual({ score: 0, reasons: [] });
});

test.each<[string, Partial<RiskFacts>, number, string[]]>([
  ['a warning', { flags: [flag('rounding_band')] }, 3, ['1处需说明']],
  ['a hint', { flags: [flag('restated_differs', 'hint')] }, 1, ['1处提示']],
  ['an error', { flags: [flag('missing_required', 'error')] }, 10, ['1处错误']],
  [
    'differences against the feedback, counted apart',
    { flags: [flag('feedback_difference'), flag('feedback_difference'), flag('outlier_energy')] },
    13,
    ['2项与统计反馈不一致', '1处需说明'],
  ],
  ['a red lamp once, not twice', { flags: [flag('red')], annualLamp: 'red' }, 5, ['一级（十分严峻）']],
  ['a yellow lamp', { annualLamp: 'yellow' }, 2, ['二级（比较严峻）']],
  ['a lamp that may flip', { mayFlip: true }, 2, ['舍入内可能翻转']],
  ['sent again after a return', { followsReturn: true }, 2, ['退回后重报']],
  ['a revision of approved figures', { replacesApproved: true }, 3, ['替换已审核数据']],
  ['a late one', { daysLate: 3 }, 1, ['逾期3天报送']],
])('%s', (_what, change, score, reasons) => {
  expect(riskOf({ ...PLAIN, ...change })).toEqual({ score, reasons });
});

describe('the queue', () => {
  test('names the weightiest reason first and adds everything up', () => {
    const facts: RiskFacts = {
      flags: [flag('rounding_band'), flag('restated_differs', 'hint')],
      annualLamp: 'red',
      mayFlip: true,
      followsReturn: true,
      replacesApproved: false,
      daysLate: 1,
    };
    expect(riskOf(facts)).toEqual({
      score: 14,
      reasons: ['一级（十分严峻）', '1处需说明', '退回后重报', '舍入内可能翻转', '1处提示', '逾期1天报送'],
    });
  });

  test('a difference against the feedback weighs more than another doubt', () => {
    const score = (id: 'feedback_difference' | 'outlier_energy') =>
      riskOf({ ...PLAIN, flags: [flag(id)] }).score;
    expect(score('feedback_difference')).toBeGreaterThan(score('outlier_energy'));
  });
});
