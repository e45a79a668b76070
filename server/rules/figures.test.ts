import { describe, expect, test } from 'vitest';
import {
  EMPTY_FIGURES,
  FIGURE_FIELDS,
  FIGURE_SPECS,
  type FigureErrorCode,
  type FigureField,
  parseFigure,
  parseFigures,
} from './figures.ts';

describe('a percentage is read as people type it', () => {
  test.each<[unknown, string | null]>([
    ['-3.6', '-3.6'],
    ['-3.60', '-3.60'],
    ['−3.6', '-3.6'],
    ['—3.6', '-3.6'],
    ['－3.6', '-3.6'],
    ['- 3.6', '-3.6'],
    ['－３．６０', '-3.60'],
    ['１２．５％', '12.5'],
    ['-3.6%', '-3.6'],
    ['-3.6 %', '-3.6'],
    ['+4.8', '4.8'],
    ['＋4.8', '4.8'],
    ['  4.8\t', '4.8'],
    ['\u30004.8\u00a0', '4.8'],
    ['04.80', '4.80'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['5.', '5'],
    ['-0', '0'],
    ['-0.0', '0.0'],
    ['0', '0'],
    [-3.6, '-3.6'],
    [0, '0'],
    ['1,234.5', '1234.5'],
    ['10000', '10000'],
    ['-99.9999', '-99.9999'],
    ['', null],
    ['   ', null],
    ['\u3000', null],
    [null, null],
    [undefined, null],
  ])('%j → %j', (raw, text) => {
    expect(parseFigure('energyGrowthPct', raw)).toEqual({ ok: true, text });
  });
});

describe('an energy figure is read as people type it', () => {
  test.each<[unknown, string]>([
    ['82.36', '82.36'],
    ['0.9201', '0.9201'],
    ['0', '0'],
    ['1,751.03', '1751.03'],
    ['1，751.03', '1751.03'],
    ['１，７５１．０３', '1751.03'],
    ['1 751.03', '1751.03'],
    ['12 345', '12345'],
    ['99999.9999', '99999.9999'],
    [82.36, '82.36'],
  ])('%j → %j', (raw, text) => {
    expect(parseFigure('energyWanTce', raw)).toEqual({ ok: true, text });
  });
});

describe('bad input is refused with a stable code and what was typed', () => {
  test.each<[FigureField, unknown, FigureErrorCode]>([
    ['energyWanTce', 'abc', 'not_a_number'],
    ['energyWanTce', '12a', 'not_a_number'],
    ['energyWanTce', '1.2.3', 'not_a_number'],
    ['energyWanTce', '82.36%', 'not_a_number'],
    ['energyWanTce', '82.36％', 'not_a_number'],
    ['energyWanTce', '82.36万吨', 'not_a_number'],
    ['energyWanTce', '12,34', 'not_a_number'],
    ['energyWanTce', '1,2345', 'not_a_number'],
    ['energyWanTce', ',123', 'not_a_number'],
    ['energyWanTce', '1234,567', 'not_a_number'],
    ['energyWanTce', '1,234 567', 'not_a_number'],
    ['energyWanTce', '1.234,5', 'not_a_number'],
    ['energyWanTce', '1 2', 'not_a_number'],
    ['energyWanTce', '1,,234', 'not_a_number'],
    ['energyWanTce', 'NaN', 'not_a_number'],
    ['energyWanTce', Number.NaN, 'not_a_number'],
    ['energyWanTce', 'Infinity', 'not_a_number'],
    ['energyWanTce', Number.POSITIVE_INFINITY, 'not_a_number'],
    ['energyWanTce', '∞', 'not_a_number'],
    ['energyWanTce', '1e400', 'not_a_number'],
    ['energyWanTce', '1e2', 'not_a_number'],
    ['energyWanTce', 1e21, 'not_a_number'],
    ['energyWanTce', '0x10', 'not_a_number'],
    ['energyWanTce', '.', 'not_a_number'],
    ['energyWanTce', '-', 'not_a_number'],
    ['energyWanTce', '%', 'not_a_number'],
    ['energyWanTce', '--1', 'not_a_number'],
    ['energyWanTce', '1-', 'not_a_number'],
    ['energyWanTce', '①', 'not_a_number'],
    ['energyWanTce', '八十二', 'not_a_number'],
    ['energyWanTce', '=1+1', 'not_a_number'],
    ['energyWanTce', true, 'not_a_number'],
    ['energyWanTce', {}, 'not_a_number'],
    ['energyWanTce', ['1'], 'not_a_number'],
    ['energyWanTce', '-0.01', 'out_of_range'],
    ['energyWanTce', '100000', 'out_of_range'],
    ['energyWanTce', '9'.repeat(200), 'out_of_range'],
    ['energyWanTce', '9'.repeat(201), 'not_a_number'],
    ['energyWanTce', { toString: 1 }, 'not_a_number'],
    ['energyWanTce', '0.92001', 'too_many_decimals'],
    ['energyWanTce', 0.1 + 0.2, 'too_many_decimals'],
    ['energyGrowthPct', '-3.6%%', 'not_a_number'],
    ['energyGrowthPct', '%3.6', 'not_a_number'],
    ['energyGrowthPct', '3.6‰', 'not_a_number'],
    ['energyGrowthPct', '-100', 'out_of_range'],
    ['energyGrowthPct', '10000.1', 'out_of_range'],
    ['energyGrowthPct', '3.60000', 'too_many_decimals'],
    ['valueAddedGrowthPct', '-100', 'out_of_range'],
    ['valueAddedGrowthPct', '−１００％', 'out_of_range'],
    ['valueAddedGrowthPct', '-100.5', 'out_of_range'],
    ['publishedIntensityPct', '-100', 'out_of_range'],
    ['waterIntensityPct', '-100', 'out_of_range'],
    ['samePeriodEnergyWanTce', '100000', 'out_of_range'],
    ['greenRevenueYiYuan', '-0.01', 'out_of_range'],
    ['greenRevenueYiYuan', '100000', 'out_of_range'],
    ['greenRevenueYiYuan', '18.6%', 'not_a_number'],
    ['efficientMotorSharePct', '-0.1', 'out_of_range'],
    ['efficientMotorSharePct', '100.1', 'out_of_range'],
    ['retrofitCoveragePct', '62.00001', 'too_many_decimals'],
  ])('%s %j is %s', (field, raw, code) => {
    const parsed = parseFigure(field, raw);
    expect(parsed.ok ? 'accepted' : parsed.code).toBe(code);
    expect(parsed.ok ? '' : parsed.message).toMatch(/[一-龥]/);
  });

  test.each<[FigureField, string, string]>([
    ['valueAddedGrowthPct', '-100', '增加值增速须大于 −100%且不超过10000%，填写的是“-100”'],
    ['energyWanTce', '12a', '综合能源消费量须为数字，如82.36（单位万吨标准煤，不带%），填写的是“12a”'],
    [
      'energyWanTce',
      '823600',
      '综合能源消费量须不小于0且小于100000万吨标准煤，填写的是“823600”；单位是万吨标准煤，不是吨',
    ],
    ['energyGrowthPct', '1.23456', '综合能源消费量增速最多保留4位小数，填写的是“1.23456”'],
  ])('%s %s is explained', (field, raw, message) => {
    expect(parseFigure(field, raw)).toMatchObject({ ok: false, message });
  });

  test('a very long input is cut in the message', () => {
    const parsed = parseFigure('energyWanTce', 'x'.repeat(100_000));
    expect(parsed.ok ? '' : parsed.message.length).toBeLessThan(100);
  });
});

describe('a figure of the second page', () => {
  test.each<[FigureField, string, string]>([
    ['greenRevenueYiYuan', '1,860.5', '1860.5'],
    ['greenRevenueYiYuan', '0', '0'],
    ['efficientMotorSharePct', '１８．５％', '18.5'],
    ['efficientMotorSharePct', '0', '0'],
    ['retrofitCoveragePct', '100', '100'],
    ['carbonIntensityPct', '−4.2', '-4.2'],
  ])('%s %s → %s', (field, raw, text) => {
    expect(parseFigure(field, raw)).toEqual({ ok: true, text });
  });
});

describe('a whole report as typed', () => {
  test('remarks and reasons are kept by field, trimmed; blank and unknown ones are dropped', () => {
    const { figures } = parseFigures({
      comments: { energyWanTce: ' 检修后复产 ', energyGrowthPct: '  ', somethingElse: '甲' },
      absent: { waterIntensityPct: '水利部门未反馈', carbonIntensityPct: 7 },
    });
    expect(figures.comments).toEqual({ energyWanTce: '检修后复产' });
    expect(figures.absent).toEqual({ waterIntensityPct: '水利部门未反馈' });
  });

  test.each([[null], ['甲'], [['甲']]])('remarks that are %j are none', (comments) => {
    expect(parseFigures({ comments }).figures.comments).toEqual({});
  });

  test('keeps what can be read and explains the rest, field by field', () => {
    const { figures, errors } = parseFigures({
      energyWanTce: ' 82.36 ',
      energyGrowthPct: '1.0',
      valueAddedGrowthPct: '−100',
      publishedIntensityPct: '',
      note: '  检修后复产 ',
      source: 'enterprises',
      edition: 'final',
    });
    expect(figures).toEqual({
      ...EMPTY_FIGURES,
      energyWanTce: '82.36',
      energyGrowthPct: '1.0',
      note: '检修后复产',
      source: 'enterprises',
      edition: 'final',
    });
    expect(Object.keys(errors)).toEqual(['valueAddedGrowthPct']);
    expect(errors.valueAddedGrowthPct?.code).toBe('out_of_range');
  });

  test('nothing entered is nothing, never 0', () => {
    expect(parseFigures({})).toEqual({ figures: EMPTY_FIGURES, errors: {} });
  });

  test('an unknown choice takes the default', () => {
    expect(parseFigures({ source: 'hearsay', energyScope: 7 }).figures).toEqual(EMPTY_FIGURES);
  });
});

test('three figures are required at submission, two are not', () => {
  expect(FIGURE_FIELDS.filter((field) => FIGURE_SPECS[field].requiredAtSubmit)).toEqual([
    'energyWanTce',
    'energyGrowthPct',
    'valueAddedGrowthPct',
  ]);
});
