import { describe, expect, test } from 'vitest';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { liveResult } from '../../server/rules/report-checks.ts';
import { checkContextOf } from './check-context.ts';
import {
  agreementWords,
  computedText,
  cumulativeWords,
  decisiveText,
  formulaWords,
  gapWords,
} from './result-words.ts';
import { reportDetail } from './testing.ts';

const context = checkContextOf(reportDetail());
const figures = (e: string | null, g: string | null, r: string | null = null): Figures => ({
  ...EMPTY_FIGURES,
  energyGrowthPct: e,
  valueAddedGrowthPct: g,
  publishedIntensityPct: r,
});
const result = (given: Figures) => liveResult(given, context);

test('the formula keeps the decimals as written and the sign of a fall', () => {
  expect(formulaWords(figures('1.0', '4.8'))).toBe('(1 + 1.0%) ÷ (1 + 4.8%) − 1');
  expect(formulaWords(figures('-0.60', '-5'))).toBe('(1 − 0.60%) ÷ (1 − 5%) − 1');
  expect(formulaWords(figures('1.0', null))).toBeNull();
});

describe('the fed-back figure beside the computed one', () => {
  test.each([
    [figures('1.0', '4.8', '-3.6'), null, '，与反馈数 −3.6% 一致（舍入范围内）。'],
    [figures('1.0', '4.8', '-4.2'), null, '，与反馈数 −4.2% 不一致，以反馈数评定。'],
    [figures('1.0', '4.8'), null, '，本表未填反馈数，按测算数评定。'],
    [figures('1.0', '4.8', '-3.6'), '-3.60', '，与反馈数 −3.6% 一致（舍入范围内）。'],
    [figures('1.0', '4.8'), '-2.5', '；统计反馈 −2.5%，本表未采用，按测算数评定。'],
    [figures('1.0', '4.8'), '2.5', '；统计反馈 +2.5%，本表未采用，按测算数评定。'],
    [figures('1.0', '4.8', '-3.6'), '-2.5', '；统计反馈 −2.5%，本表未采用，按本表所填反馈数 −3.6% 评定。'],
  ])('%#', (given, fedBack, words) => {
    expect(agreementWords(given, result(given), fedBack)).toBe(words);
  });
});

test('a published figure is shown as written, a computed one with two decimals', () => {
  expect(decisiveText(figures('1.0', '4.8', '-3.60'), result(figures('1.0', '4.8', '-3.60')))).toBe('−3.60');
  expect(decisiveText(figures('1.0', '4.8'), result(figures('1.0', '4.8')))).toBe('−3.63');
  expect(decisiveText(figures('1.0', null), result(figures('1.0', null)))).toBeNull();
});

test('the computed change carries its sign, and a shown zero none', () => {
  const shown = (e: string, g: string) => computedText(result(figures(e, g)));
  expect(shown('5.1', '1.03')).toBe('+4.03%');
  expect(shown('1.0', '4.8')).toBe('−3.63%');
  expect(shown('1.001', '1.0')).toBe('0.00%');
  expect(computedText(result(figures('1.0', null)))).toBeNull();
  expect(decisiveText(figures('1.001', '1.0'), result(figures('1.001', '1.0')))).toBe('0.00');
});

describe('the distance to the target of −3.5 %', () => {
  test.each([
    ['-3.6', '比目标快0.1个百分点'],
    ['-3.5', '正好达到目标'],
    ['-3.1', '比目标慢0.4个百分点'],
    ['0.4', '不降反升，距目标3.9个百分点'],
  ])('at %s', (r, words) => {
    expect(gapWords(result(figures(null, null, r)), context.targetPct)).toBe(words);
  });
  test('a computed gap far below its last decimal does not read as zero', () => {
    const given = figures('1.128', '4.796');
    expect(gapWords(result(given), context.targetPct)).toBe('比目标快0.0001个百分点');
  });
  test('without a target there is none', () => {
    expect(gapWords(result(figures(null, null, '-3')), null)).toBe('无年度目标');
  });
});

test('the cumulative change is marked as an estimate, and never shown where a year is missing', () => {
  const given = figures(null, null, '-3.6');
  expect(cumulativeWords(result(given))).toBe('累计 −7.1%（推算），应达 −7.4%');
  const broken = checkContextOf(reportDetail({ closedYearsPct: [] }));
  expect(cumulativeWords(liveResult(given, broken))).toBe('以前年度数据不全，暂不能累计；应达 −7.4%');
});
