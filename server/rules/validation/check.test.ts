import { describe, expect, test } from 'vitest';
import type { Figures } from '../figures.ts';
import type { CheckContext } from './context.ts';
import type { FlagId } from './rule.ts';
import { check, VALIDATION_RULES } from './rules.ts';
import { CONTEXT, fedBack, figures, last, QUARTERLY, RESTATED, SOUND } from './testing.ts';

describe('a flag explains itself with the numbers', () => {
  const messages: [string, FlagId, Partial<Figures>, Partial<CheckContext>, string][] = [
    [
      'tonnes entered as 万吨',
      'magnitude',
      { energyWanTce: '9200' },
      { samePeriodLastYear: figures({ energyWanTce: '0.92' }), previous: null, history: [] },
      '综合能源消费量9200万吨标准煤约为上年同期0.92万吨标准煤的10000倍，可能把吨当成了万吨，若应为0.92万吨标准煤请更正',
    ],
    [
      '万元 entered as 亿元',
      'magnitude',
      { greenRevenueYiYuan: '52000' },
      last('2025-12', { greenRevenueYiYuan: '4.8' }),
      '规上绿色低碳产业营业收入52000亿元约为2025年1–12月4.8亿元的10833倍，可能把万元当成了亿元，若应为5.2亿元请更正',
    ],
    [
      'a quarter before',
      'cumulative_decrease',
      { energyWanTce: '59.99' },
      QUARTERLY,
      '累计综合能源消费量比1–6月60.00万吨标准煤减少0.01，退库或修订请说明',
    ],
    [
      'growth against the restated level',
      'growth_mismatch',
      { ...RESTATED, energyGrowthPct: '1.6' },
      {},
      '按修订后的上年同期81.54万吨标准煤，增速应在0.99%至1.02%之间，填写的是1.6%，请核对总量、上年同期修订数和增速，或说明',
    ],
    [
      'a restated level',
      'restated_differs',
      RESTATED,
      {},
      '上年同期修订数81.54比去年所报81.52万吨标准煤多0.02（0.02%），请确认是统计部门修订后的数',
    ],
    [
      'another number than fed back',
      'feedback_difference',
      { publishedIntensityPct: '-3.5' },
      fedBack({ publishedIntensityPct: '-3.6' }),
      '单位工业增加值能耗增速填写−3.5%，统计反馈表（九统函〔2026〕31号）为−3.6%，请核对，确有差异的说明原因',
    ],
    [
      'a fed-back number left blank',
      'feedback_difference',
      { publishedIntensityPct: null },
      { ...fedBack({ publishedIntensityPct: '-3.6' }), feedbackDocument: null },
      '统计反馈表有单位工业增加值能耗增速−3.6%，本表未填，请填写或说明',
    ],
    [
      'swapped digits',
      'digits_swapped',
      { energyWanTce: '28.36' },
      {},
      '综合能源消费量28.36万吨标准煤若为82.36万吨标准煤（相邻数字对调），则不低于上期累计、总量与增速相符，请核对是否录入颠倒',
    ],
    [
      'a share that fell',
      'share_drop',
      { efficientMotorSharePct: '8.4' },
      last('2025-12', { efficientMotorSharePct: '18.5' }),
      '在役高效节能电机占比8.4%，2025年1–12月为18.5%，下降10.1个百分点，请核对分子分母口径或说明',
    ],
    [
      'a forgotten minus sign',
      'intensity_jump',
      { waterIntensityPct: '6.0' },
      last('2026-06', { waterIntensityPct: '-6.0' }),
      '单位工业增加值用水量增速6.0%，2026年1–6月为−6.0%，相差12个百分点，请核对正负号',
    ],
    [
      'an edition too early',
      'final_before_december',
      { edition: 'final' },
      {},
      '1–10月只有快报，年报只在1–12月填报，请改选快报',
    ],
  ];
  test.each(messages)('%s', (_what, id, change, context, message) => {
    const flags = check({ ...SOUND, ...change }, { ...CONTEXT, ...context });
    expect(flags.find((flag) => flag.id === id)?.message).toBe(message);
  });

  // last year 1.00: the value is the ratio
  test.each([
    ['5000', '可能把吨当成了万吨，若应为0.5万'],
    ['4999', '请核对单位和小数点'],
    ['2001', '请核对单位和小数点'],
    ['2000', '小数点可能错了3位，若应为2万'],
    ['500', '小数点可能错了3位，若应为0.5万'],
    ['499', '请核对单位和小数点'],
    ['201', '请核对单位和小数点'],
    ['200', '小数点可能错了2位，若应为2万'],
    ['50', '小数点可能错了2位，若应为0.5万'],
  ])('%s times the usual: %s', (energyWanTce, words) => {
    const context = { ...CONTEXT, samePeriodLastYear: figures({ energyWanTce: '1.00' }), previous: null };
    const flag = check({ ...SOUND, energyWanTce }, context).find(({ id }) => id === 'magnitude');
    expect(flag?.message).toContain(words);
  });
});

describe('how flags stand together', () => {
  test('in the order of the page: figures, edition, then the report as a whole', () => {
    const change: Partial<Figures> = {
      energyWanTce: '74.29',
      publishedIntensityPct: '3.6',
      waterIntensityPct: '20',
      edition: 'final',
    };
    const context = { ...last('2026-06', { waterIntensityPct: '-2.0' }), samePeriodLastYear: null };
    const flags = check({ ...SOUND, ...change }, { ...CONTEXT, ...context });
    expect(flags.map(({ id, field }) => [id, field])).toEqual([
      ['cumulative_decrease', 'energyWanTce'],
      ['sign', 'publishedIntensityPct'],
      ['intensity_jump', 'waterIntensityPct'],
      ['final_before_december', 'edition'],
      ['red', null],
    ]);
  });

  test('a wrong unit hides what would only repeat it, also at the growth, and leaves the rest', () => {
    const change = { ...RESTATED, energyWanTce: '82360', publishedIntensityPct: '-3.8' };
    const flags = check({ ...SOUND, ...change }, { ...CONTEXT, ...fedBack({ energyWanTce: '82.36' }) });
    expect(flags.map(({ id }) => id)).toEqual([
      'magnitude',
      'feedback_difference',
      'restated_differs',
      'rounding_band',
    ]);
  });

  test('a restated level in a wrong unit hides the growth against it', () => {
    const flags = check({ ...SOUND, samePeriodEnergyWanTce: '8152' }, CONTEXT);
    expect(flags.map(({ id, field }) => [id, field])).toEqual([['magnitude', 'samePeriodEnergyWanTce']]);
  });

  test('errors block, warnings ask, hints only tell: the severity of each rule', () => {
    const of = (severity: string) =>
      VALIDATION_RULES.filter((rule) => rule.severity === severity).map(({ id }) => id);
    expect(of('error')).toEqual(['missing_required', 'reason_required', 'final_before_december']);
    expect(of('hint')).toEqual(['restated_differs', 'digits_swapped']);
    expect(of('warning')).toHaveLength(VALIDATION_RULES.length - 5);
  });
});
