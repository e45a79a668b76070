import { describe, expect, test } from 'vitest';
import { EMPTY_FIGURES, type Figures } from './figures.ts';
import { type CheckContext, checkReport, type Flag, type FlagId, needsNote } from './report-checks.ts';
import { CONTEXT, figures, SOUND } from './validation/testing.ts';

function flagsOf(change: Partial<Figures>, context: Partial<CheckContext> = {}): Flag[] {
  return checkReport({ ...SOUND, ...change }, { ...CONTEXT, ...context });
}

function idsOf(flags: readonly Flag[]): FlagId[] {
  return flags.map((flag) => flag.id);
}

function messageOf(flags: readonly Flag[], id: FlagId): string {
  return flags.find((flag) => flag.id === id)?.message ?? `no flag ${id}`;
}

test('a sound report has no flags and needs no note', () => {
  expect(flagsOf({})).toEqual([]);
  expect(needsNote([])).toBe(false);
});

describe('what is missing at submission is an error, per field', () => {
  test('three errors for an empty report, and no other noise', () => {
    const flags = checkReport(EMPTY_FIGURES, CONTEXT);
    expect(flags.map((flag) => [flag.id, flag.severity, flag.field])).toEqual([
      ['missing_required', 'error', 'energyWanTce'],
      ['missing_required', 'error', 'energyGrowthPct'],
      ['missing_required', 'error', 'valueAddedGrowthPct'],
    ]);
    expect(needsNote(flags)).toBe(false);
  });

  test('the published change and water are optional', () => {
    expect(flagsOf({ publishedIntensityPct: null, waterIntensityPct: null })).toEqual([]);
  });
});

describe('a published change is held against the rounding band of e and g', () => {
  test.each<[string, FlagId[]]>([
    ['-3.6', []],
    ['-3.7', []],
    ['-3.54', []],
    ['-3.8', ['rounding_band']],
    ['-3.52', ['rounding_band']],
    ['-3.5', []],
    ['3.6', ['sign', 'red']],
    ['2.0', ['sign', 'red']],
    ['0.0', ['rounding_band', 'red']],
  ])('%s raises %j', (publishedIntensityPct, ids) => {
    expect(idsOf(flagsOf({ publishedIntensityPct }))).toEqual(ids);
  });

  test('the message gives the band with two decimals', () => {
    expect(messageOf(flagsOf({ publishedIntensityPct: '-3.8' }), 'rounding_band')).toBe(
      '反馈的单位工业增加值能耗增速−3.8%不在舍入范围内（按两项增速测算应在−3.72%至−3.53%之间），请核对或说明',
    );
  });

  test('a forgotten minus sign is called by its name, another wrong sign is not', () => {
    expect(messageOf(flagsOf({ publishedIntensityPct: '3.6' }), 'sign')).toContain('请核对正负号');
    expect(messageOf(flagsOf({ publishedIntensityPct: '2.0' }), 'sign')).not.toContain('正负号');
  });
});

describe('energy in another unit', () => {
  test.each<[string, boolean]>([
    ['4076.0', true],
    ['4075.9', false],
    ['1.6304', true],
    ['1.6305', false],
  ])('%s against 81.52 last year: %s', (energyWanTce, flagged) => {
    expect(idsOf(flagsOf({ energyWanTce })).includes('magnitude')).toBe(flagged);
  });

  test('a slipped point is named, and the checks that would only repeat it are silent', () => {
    const flags = flagsOf({ energyWanTce: '82360' });
    expect(idsOf(flags)).toEqual(['magnitude']);
    expect(flags[0]?.message).toBe(
      '综合能源消费量82360万吨标准煤约为上年同期81.52万吨标准煤的1010倍，小数点可能错了3位，若应为82.36万吨标准煤请更正',
    );
  });

  test('without last year the months of the baseline serve', () => {
    const flags = flagsOf({ energyWanTce: '5000' }, { samePeriodLastYear: null });
    expect(messageOf(flags, 'magnitude')).toContain('2024年全年按10个月折算的83.16万吨标准煤');
  });

  test('with neither there is nothing to compare', () => {
    const context = { samePeriodLastYear: null, baselineEnergyWanTce: null, previous: null };
    expect(flagsOf({ energyWanTce: '5000' }, context)).toEqual([]);
  });

  test('0 is asked about; blank is the way to say no data', () => {
    expect(idsOf(flagsOf({ energyWanTce: '0' }))).toEqual(['zero_energy']);
    expect(idsOf(flagsOf({ energyWanTce: '0.0000' }))).toEqual(['zero_energy']);
  });
});

describe('a cumulative figure that falls', () => {
  test.each<[string, boolean]>([
    ['74.29', true],
    ['74.30', false],
  ])('%s after 74.30: %s', (energyWanTce, flagged) => {
    const flags = flagsOf({ energyWanTce }, { samePeriodLastYear: null, history: [] });
    expect(idsOf(flags).includes('cumulative_decrease')).toBe(flagged);
  });

  test('is a warning, because 退库 and revisions are real', () => {
    const flags = flagsOf({ energyWanTce: '74.20' }, { samePeriodLastYear: null });
    expect(idsOf(flags)).toEqual(['cumulative_decrease']);
    expect(flags[0]).toMatchObject({ severity: 'warning', field: 'energyWanTce' });
    expect(flags[0]?.message).toBe('累计综合能源消费量比上期74.30万吨标准煤减少0.1，退库或修订请说明');
    expect(needsNote(flags)).toBe(true);
  });
});

describe('energy growth against the two levels', () => {
  // 82.36 / 81.52 − 1 = +1.03 %
  const noOther = { publishedIntensityPct: null, valueAddedGrowthPct: '30.0' };
  test.each<[string, FlagId[]]>([
    ['6.0', []],
    ['6.1', ['growth_mismatch']],
    ['-3.9', []],
    ['-4.0', ['sign']],
    ['-9.0', ['growth_mismatch']],
  ])('%s is %j', (energyGrowthPct, ids) => {
    expect(idsOf(flagsOf({ ...noOther, energyGrowthPct }))).toEqual(ids);
  });

  test('the rounding of a small level explains a large difference', () => {
    const tiny = { samePeriodLastYear: figures({ energyWanTce: '0.1' }), previous: null, history: [] };
    const small = { ...noOther, energyWanTce: '0.1', energyGrowthPct: '20.0' };
    expect(idsOf(flagsOf(small, tiny))).toEqual([]);
    const exact = { ...tiny, samePeriodLastYear: figures({ energyWanTce: '0.1000' }) };
    expect(idsOf(flagsOf({ ...small, energyWanTce: '0.1000' }, exact))).toEqual(['growth_mismatch']);
  });

  test('the message gives both growths', () => {
    expect(messageOf(flagsOf({ ...noOther, energyGrowthPct: '9.0' }), 'growth_mismatch')).toBe(
      '按上年同期81.52万吨标准煤推算增速为1.0%，填写的是9.0%，相差8.0个百分点，请核对或说明',
    );
  });
});

describe("a month against the unit's own months", () => {
  const alone = { samePeriodLastYear: null };
  test('31 % more than usual is asked about, with the numbers', () => {
    const flags = flagsOf({ energyWanTce: '84.80' }, alone);
    expect(idsOf(flags)).toEqual(['outlier_energy']);
    expect(flags[0]?.message).toBe('10月单月能耗折算为10.50万吨标准煤，比前11期月均高出31%，请说明');
  });

  test('a month far below is asked about too', () => {
    expect(messageOf(flagsOf({ energyWanTce: '75.30' }, alone), 'outlier_energy')).toContain('低88%');
  });

  test.each([
    ['83.51', false],
    ['83.52', true],
    ['81.11', false],
    ['81.10', true],
  ])('however smooth the history, less than 15 percent off is no noise: %s is asked about: %s', (energyWanTce, asked) => {
    const flags = flagsOf({ energyWanTce }, alone);
    expect(idsOf(flags).includes('outlier_energy')).toBe(asked);
  });

  test('four months of history say nothing, five do', () => {
    const change = { energyWanTce: '84.80' };
    expect(flagsOf(change, { ...alone, history: CONTEXT.history.slice(0, 4) })).toEqual([]);
    expect(idsOf(flagsOf(change, { ...alone, history: CONTEXT.history.slice(0, 5) }))).toEqual([
      'outlier_energy',
    ]);
  });

  test('1–2月 counts as its monthly mean', () => {
    const january = { ...alone, period: '2026-02', previous: null };
    expect(flagsOf({ energyWanTce: '16.1' }, january)).toEqual([]);
    expect(messageOf(flagsOf({ energyWanTce: '21.0' }, january), 'outlier_energy')).toContain(
      '1–2月月均能耗折算为10.50万吨标准煤，比前11期',
    );
  });

  test('later periods and the period itself are no history', () => {
    const later = CONTEXT.history.map((point) => ({
      ...point,
      period: point.period.replace('2025', '2027'),
    }));
    expect(flagsOf({ energyWanTce: '84.80' }, { ...alone, history: later })).toEqual([]);
  });

  test('without the period before there is no single month', () => {
    expect(flagsOf({ energyWanTce: '84.80' }, { ...alone, previous: null })).toEqual([]);
  });
});

describe('a red lamp asks for cause and measures', () => {
  const red = { publishedIntensityPct: null, energyGrowthPct: '2.0', valueAddedGrowthPct: '4.8' };
  test('the computed change decides where none is published', () => {
    const flags = flagsOf(red);
    expect(idsOf(flags)).toEqual(['red']);
    expect(flags[0]?.message).toBe(
      '单位工业增加值能耗下降2.67%，年度目标−3.5%，差0.83个百分点，为一级预警，请说明原因和措施',
    );
    expect(needsNote(flags)).toBe(true);
  });

  test('a published change decides over the computed one', () => {
    expect(idsOf(flagsOf({ ...red, publishedIntensityPct: '-3.5' }))).toEqual(['rounding_band']);
  });

  test('yellow asks for nothing, and no target is no lamp', () => {
    expect(flagsOf({ publishedIntensityPct: '-3.5', energyGrowthPct: '1.0' }, { targetPct: '-3.8' })).toEqual(
      [],
    );
    expect(flagsOf(red, { targetPct: null })).toEqual([]);
  });
});

describe('a warning asks for an explanation, once', () => {
  const energy: Flag = { id: 'outlier_energy', severity: 'warning', field: 'energyWanTce', message: '' };
  const whole: Flag = { id: 'red', severity: 'warning', field: null, message: '' };
  const hint: Flag = {
    id: 'restated_differs',
    severity: 'hint',
    field: 'samePeriodEnergyWanTce',
    message: '',
  };
  const error: Flag = { id: 'missing_required', severity: 'error', field: 'energyWanTce', message: '' };
  test.each<[string, Flag[], Figures['comments'], boolean]>([
    ['a warning needs the note', [energy], {}, true],
    ['unless it is explained at its value', [energy], { energyWanTce: '检修后复产' }, false],
    ['a blank remark explains nothing', [energy], { energyWanTce: '  ' }, true],
    ['nor does a remark at another value', [energy], { energyGrowthPct: '检修后复产' }, true],
    ['a doubt about the whole report needs the note', [whole], { energyWanTce: '检修后复产' }, true],
    ['a hint needs none', [hint], {}, false],
    ['an error is not explained but corrected', [error], {}, false],
  ])('%s', (_what, flags, comments, needed) => {
    expect(needsNote(flags, comments)).toBe(needed);
  });
});
