import { describe, expect, test } from 'vitest';
import { Decimal } from '../analytics/decimal.ts';
import {
  contributionSentence,
  decompositionSentence,
  missingSentence,
  provisionalSentence,
  type ReverseWords,
  restSentence,
  reverseSentence,
} from './cause-words.ts';

const LABEL = '2026年1–9月';

describe('what is missing', () => {
  const missing = (weights: string[], figures: string[]) =>
    missingSentence({ label: LABEL, unitCount: 3, weights, figures });
  test.each([
    [
      ['甲县', '乙县', '丙县'],
      ['乙县'],
      '缺乙县本期能耗、能耗增速或增加值增速；未录入各单位上年同期增加值（占比）',
    ],
    [['甲县', '丙县'], [], '未录入甲县、丙县上年同期增加值（占比）'],
    [[], ['甲县', '乙县', '丙县'], '缺各单位本期能耗、能耗增速或增加值增速'],
  ])('weights of %j, figures of %j', (weights, figures, clause) => {
    expect(missing(weights, figures)).toBe(
      `2026年1–9月尚不能汇总测算全市：${clause}。补齐后自动测算，不以部分单位代替全市。`,
    );
  });
  test('nothing missing is nothing to say', () => {
    expect(missing([], [])).toBeNull();
  });
});

const units = (...points: string[]) =>
  points.map((one, index) => ({ name: `${'甲乙丙丁戊'[index]}县`, points: one }));

describe('who moved the city', () => {
  test.each<[string, string, string[], string]>([
    [
      'a fall, with some against it',
      '-3.68',
      ['-2', '0.3', '-1', '-0.98'],
      '同比下降3.68%；拉低最多的是甲县（2.00个百分点）、丙县（1.00个百分点）、丁县（0.98个百分点），拉高的是乙县（0.30个百分点）。',
    ],
    [
      'three against it: the first two are named',
      '-0.1',
      ['-1', '0.2', '0.3', '0.4'],
      '同比下降0.1%；拉低最多的是甲县（1.00个百分点），拉高最多的是丁县（0.40个百分点）、丙县（0.30个百分点）。',
    ],
    ['nobody against it', '-3', ['-2', '-1'], '同比下降3.0%；拉低最多的是乙县（1.00个百分点）'],
    [
      'a rise',
      '0.5',
      ['-0.5', '1'],
      '同比上升0.5%；拉高最多的是乙县（1.00个百分点），拉低的是甲县（0.50个百分点）。',
    ],
    ['all rise', '1', ['1'], '同比上升1.0%；拉高最多的是甲县（1.00个百分点），没有单位拉低全市。'],
    ['no change', '0', ['0', '0'], '同比持平，各单位均无变化。'],
    [
      'too little to be shown as 0',
      '-0.5',
      ['-0.501', '0.001'],
      '同比下降0.5%；拉低最多的是甲县（0.50个百分点），拉高的是乙县（不足0.01个百分点）。',
    ],
  ])('%s', (name, rollUp, points, expected) => {
    const sentence = contributionSentence(LABEL, rollUp, units(...points));
    const whole = `汇总测算，2026年1–9月全市单位工业增加值能耗${expected}`;
    if (name !== 'nobody against it') return expect(sentence).toBe(whole);
    expect(sentence).toContain('拉低最多的是甲县（2.00个百分点）、乙县（1.00个百分点），没有单位拉高全市。');
  });
});

test.each<[string, string, string]>([
  [
    '-4.35',
    '0.67',
    '（强度效应）使全市下降4.35个百分点，增加值在单位间此消彼长（结构效应）使全市上升0.67个百分点；全市下降来自强度变化，结构变化抵消了一部分。',
  ],
  ['-3', '-1', '；全市下降的75%来自强度变化。'],
  ['0.5', '-2', '；全市下降来自结构变化，强度变化抵消了一部分。'],
  ['2', '-0.5', '；全市上升来自强度变化，结构变化抵消了一部分。'],
  ['1', '1', '；全市上升的50%来自强度变化。'],
  ['-2', '0', '（结构效应）基本没有影响；全市下降来自强度变化。'],
  [
    '0.001',
    '-2',
    '（强度效应）基本没有影响，增加值在单位间此消彼长（结构效应）使全市下降2.00个百分点；全市下降来自结构变化。',
  ],
  ['-1', '1.001', '；两者大体相抵。'],
  ['0', '0', '；两者大体相抵。'],
])('intensity %s, structure %s', (intensity, structure, expected) => {
  expect(decompositionSentence({ intensity, structure })).toContain(expected);
});

test.each<[{ intensityPct: string; provisional: boolean } | null, string, string]>([
  [
    { intensityPct: '-3.5', provisional: false },
    '-3.68',
    '全市反馈数为同比下降3.5%，降幅比汇总测算小0.18个百分点；其余0.18个百分点为口径、样本及未分摊因素。',
  ],
  [
    { intensityPct: '-4', provisional: true },
    '-3.68',
    '全市反馈数为同比下降4.0%（待审核），降幅比汇总测算大0.32个百分点；其余0.32个百分点为口径、样本及未分摊因素。',
  ],
  [
    { intensityPct: '0.5', provisional: false },
    '0.2',
    '全市反馈数为同比上升0.5%，升幅比汇总测算大0.30个百分点；其余0.30个百分点为口径、样本及未分摊因素。',
  ],
  [
    { intensityPct: '0.1', provisional: false },
    '-0.2',
    '全市反馈数为同比上升0.1%，比汇总测算高0.30个百分点；其余0.30个百分点为口径、样本及未分摊因素。',
  ],
  [{ intensityPct: '-3.7', provisional: false }, '-3.701', '全市反馈数为同比下降3.7%，与汇总测算一致。'],
  [null, '-3.68', '全市没有可用的反馈数，暂不能与汇总测算核对。'],
])('city %j against a roll-up of %s', (city, rollUp, expected) => {
  expect(restSentence(city, rollUp)).toBe(expected);
});

describe('what the red units would have to reach', () => {
  const words = (change: Partial<ReverseWords>) =>
    reverseSentence({
      reverse: { kind: 'needed', factor: new Decimal('0.975') },
      aim: 'rollUp',
      targetPct: '-4',
      aimPct: '-4',
      red: ['甲县', '乙县'],
      savingWanTce: '4.4751',
      ...change,
    });
  test.each<[string, Partial<ReverseWords>, string]>([
    [
      'for the roll-up',
      {},
      '要使汇总测算达到年度目标（−4.0%）：甲县、乙县能耗强度须在现有基础上再降2.50%，约少用4.48万吨标准煤。',
    ],
    [
      'for the city’s own figure',
      { aim: 'cityFigure', aimPct: '-4.1821' },
      '要使全市反馈数达到年度目标（−4.0%），设其余因素不变，汇总测算须达到−4.18%：甲县、乙县能耗强度须在现有基础上再降2.50%，约少用4.48万吨标准煤。',
    ],
    ['met', { reverse: { kind: 'met' } }, '汇总测算已达到年度目标（−4.0%），一级预警单位无须为全市再降。'],
    [
      'no red unit',
      { reverse: { kind: 'noRed' }, red: [] },
      '汇总测算未达到年度目标（−4.0%），但没有一级预警单位，差距须由各单位共同分担。',
    ],
    [
      'impossible',
      { reverse: { kind: 'impossible' } },
      '仅靠甲县、乙县不能使汇总测算达到年度目标（−4.0%）：即使其能耗降为零仍有差距，须各单位共同分担。',
    ],
  ])('%s', (_name, change, expected) => {
    expect(words(change)).toBe(expected);
  });
});

test('figures that are not approved are named, and counted above five', () => {
  expect(provisionalSentence([])).toBeNull();
  expect(provisionalSentence(['都昌县'])).toBe('都昌县数据待审核，测算结果随审核调整。');
  expect(provisionalSentence([...'甲乙丙丁戊己'].map((name) => `${name}县`))).toContain(
    '戊县等6个单位数据待审核',
  );
});
