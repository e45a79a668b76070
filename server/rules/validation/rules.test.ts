import { describe, expect, test } from 'vitest';
import type { Figures } from '../figures.ts';
import type { CheckContext } from './context.ts';
import type { FlagField, FlagId } from './rule.ts';
import { check, VALIDATION_RULES } from './rules.ts';
import { ALL_DUE, CONTEXT, fedBack, last, point, QUARTERLY, RESTATED, SOUND } from './testing.ts';

/** Rule, place, change of the sound report, change of the context, does it speak. */
type Case = [FlagId, FlagField, Partial<Figures>, Partial<CheckContext>, 'fires' | 'silent'];

const CASES: readonly Case[] = [
  ['missing_required', 'energyWanTce', { energyWanTce: null }, {}, 'fires'],
  [
    'missing_required',
    'energyWanTce',
    { energyWanTce: null, absent: { energyWanTce: '企业停产' } },
    {},
    'silent',
  ],
  [
    'missing_required',
    'valueAddedGrowthPct',
    { valueAddedGrowthPct: null, absent: { energyWanTce: '停产' } },
    {},
    'fires',
  ],
  [
    'missing_required',
    'energyGrowthPct',
    { energyGrowthPct: null },
    { dueFields: ['waterIntensityPct'] },
    'silent',
  ],
  ['missing_required', 'publishedIntensityPct', { publishedIntensityPct: null }, {}, 'silent'],
  ['missing_required', 'samePeriodEnergyWanTce', { samePeriodEnergyWanTce: null }, {}, 'silent'],

  ['reason_required', 'waterIntensityPct', {}, ALL_DUE, 'fires'],
  ['reason_required', 'waterIntensityPct', { waterIntensityPct: '-2.0' }, ALL_DUE, 'silent'],
  [
    'reason_required',
    'waterIntensityPct',
    { absent: { waterIntensityPct: '水利部门未反馈' } },
    ALL_DUE,
    'silent',
  ],
  ['reason_required', 'waterIntensityPct', {}, {}, 'silent'],

  ['final_before_december', 'edition', { edition: 'final' }, { period: '2026-11' }, 'fires'],
  ['final_before_december', 'edition', { edition: 'final' }, { period: '2026-12' }, 'silent'],
  ['final_before_december', 'edition', { edition: 'flash' }, { period: '2026-11' }, 'silent'],

  ['zero_energy', 'energyWanTce', { energyWanTce: '0.00' }, {}, 'fires'],
  ['zero_energy', 'energyWanTce', { energyWanTce: '0.0001' }, {}, 'silent'],
  ['zero_energy', 'energyWanTce', { energyWanTce: null }, {}, 'silent'],

  // 81.52 × 50 = 4076; 81.52 ÷ 50 = 1.6304
  ['magnitude', 'energyWanTce', { energyWanTce: '4076.0' }, {}, 'fires'],
  ['magnitude', 'energyWanTce', { energyWanTce: '4075.9' }, {}, 'silent'],
  ['magnitude', 'energyWanTce', { energyWanTce: '1.6304' }, {}, 'fires'],
  ['magnitude', 'energyWanTce', { energyWanTce: '1.6305' }, {}, 'silent'],
  ['magnitude', 'samePeriodEnergyWanTce', { samePeriodEnergyWanTce: '4076' }, {}, 'fires'],
  ['magnitude', 'samePeriodEnergyWanTce', { samePeriodEnergyWanTce: '4075.99' }, {}, 'silent'],
  // 18.6 × 50 = 930; 18.6 ÷ 50 = 0.372
  [
    'magnitude',
    'greenRevenueYiYuan',
    { greenRevenueYiYuan: '930' },
    last('2026-06', { greenRevenueYiYuan: '18.6' }),
    'fires',
  ],
  [
    'magnitude',
    'greenRevenueYiYuan',
    { greenRevenueYiYuan: '929.9' },
    last('2026-06', { greenRevenueYiYuan: '18.6' }),
    'silent',
  ],
  [
    'magnitude',
    'greenRevenueYiYuan',
    { greenRevenueYiYuan: '0.372' },
    last('2025-12', { greenRevenueYiYuan: '18.6' }),
    'fires',
  ],
  [
    'magnitude',
    'greenRevenueYiYuan',
    { greenRevenueYiYuan: '0.3721' },
    last('2025-12', { greenRevenueYiYuan: '18.6' }),
    'silent',
  ],
  ['magnitude', 'greenRevenueYiYuan', { greenRevenueYiYuan: '930' }, {}, 'silent'],

  ['cumulative_decrease', 'energyWanTce', { energyWanTce: '74.29' }, {}, 'fires'],
  ['cumulative_decrease', 'energyWanTce', { energyWanTce: '74.30' }, {}, 'silent'],
  ['cumulative_decrease', 'energyWanTce', { energyWanTce: '59.99' }, QUARTERLY, 'fires'],
  ['cumulative_decrease', 'energyWanTce', { energyWanTce: '60.00' }, QUARTERLY, 'silent'],
  [
    'cumulative_decrease',
    'energyWanTce',
    { energyWanTce: '59.99' },
    { ...QUARTERLY, history: [point('2025-12', { energyWanTce: '96.1' })] },
    'silent',
  ],
  [
    'cumulative_decrease',
    'greenRevenueYiYuan',
    { greenRevenueYiYuan: '18.5' },
    last('2026-09', { greenRevenueYiYuan: '18.6' }),
    'fires',
  ],
  [
    'cumulative_decrease',
    'greenRevenueYiYuan',
    { greenRevenueYiYuan: '18.6' },
    last('2026-09', { greenRevenueYiYuan: '18.6' }),
    'silent',
  ],
  [
    'cumulative_decrease',
    'greenRevenueYiYuan',
    { greenRevenueYiYuan: '5.1' },
    last('2025-12', { greenRevenueYiYuan: '18.6' }),
    'silent',
  ],

  // 15 % above the mean of 8.0125 a month begins at 9.21 in the month
  ['outlier_energy', 'energyWanTce', { energyWanTce: '83.52' }, {}, 'fires'],
  ['outlier_energy', 'energyWanTce', { energyWanTce: '83.51' }, {}, 'silent'],

  // without a restated figure: 82.36 ÷ 81.52 = +1.03 %, five points of tolerance
  ['growth_mismatch', 'energyGrowthPct', { energyGrowthPct: '6.1' }, {}, 'fires'],
  ['growth_mismatch', 'energyGrowthPct', { energyGrowthPct: '6.0' }, {}, 'silent'],
  // restated: 82.355/81.545 to 82.365/81.535 = +0.993 % to +1.018 %
  ['growth_mismatch', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '1.03' }, {}, 'fires'],
  ['growth_mismatch', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '1.02' }, {}, 'silent'],
  ['growth_mismatch', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '0.98' }, {}, 'fires'],
  ['growth_mismatch', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '0.99' }, {}, 'silent'],
  ['growth_mismatch', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '-1.03' }, {}, 'fires'],
  // 82.36 ÷ 75.00 = +9.81 %: the restated figure counts, not last year's 81.52
  [
    'growth_mismatch',
    'energyGrowthPct',
    { samePeriodEnergyWanTce: '75.00', energyGrowthPct: '9.8' },
    {},
    'silent',
  ],
  [
    'growth_mismatch',
    'energyGrowthPct',
    { samePeriodEnergyWanTce: '75.00', energyGrowthPct: '1.0' },
    {},
    'fires',
  ],
  [
    'growth_mismatch',
    'energyGrowthPct',
    { samePeriodEnergyWanTce: '0.00', energyGrowthPct: '9.8' },
    {},
    'silent',
  ],

  ['sign', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '-1.02' }, {}, 'fires'],
  ['sign', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '-1.03' }, {}, 'silent'],
  ['sign', 'energyGrowthPct', { energyGrowthPct: '-4.0' }, {}, 'fires'],
  ['sign', 'energyGrowthPct', { energyGrowthPct: '-3.9' }, {}, 'silent'],
  ['sign', 'publishedIntensityPct', { publishedIntensityPct: '3.6' }, {}, 'fires'],
  ['sign', 'publishedIntensityPct', { publishedIntensityPct: '0.0' }, {}, 'silent'],

  ['restated_differs', 'samePeriodEnergyWanTce', { samePeriodEnergyWanTce: '81.53' }, {}, 'fires'],
  ['restated_differs', 'samePeriodEnergyWanTce', { samePeriodEnergyWanTce: '81.520' }, {}, 'silent'],
  ['restated_differs', 'samePeriodEnergyWanTce', { samePeriodEnergyWanTce: '81.50' }, {}, 'fires'],
  ['restated_differs', 'samePeriodEnergyWanTce', { samePeriodEnergyWanTce: '81.5' }, {}, 'silent'],
  ['restated_differs', 'samePeriodEnergyWanTce', RESTATED, { samePeriodLastYear: null }, 'silent'],

  // e 1.0 and g 4.8 allow −3.72 to −3.53
  ['rounding_band', 'publishedIntensityPct', { publishedIntensityPct: '-3.8' }, {}, 'fires'],
  ['rounding_band', 'publishedIntensityPct', { publishedIntensityPct: '-3.7' }, {}, 'silent'],
  ['rounding_band', 'publishedIntensityPct', { publishedIntensityPct: '-3.52' }, {}, 'fires'],
  ['rounding_band', 'publishedIntensityPct', { publishedIntensityPct: '-3.5' }, {}, 'silent'],

  [
    'feedback_difference',
    'energyWanTce',
    { energyWanTce: '82.37' },
    fedBack({ energyWanTce: '82.36' }),
    'fires',
  ],
  [
    'feedback_difference',
    'energyWanTce',
    { energyWanTce: '82.361' },
    fedBack({ energyWanTce: '82.36' }),
    'silent',
  ],
  [
    'feedback_difference',
    'energyWanTce',
    { energyWanTce: '82.4' },
    fedBack({ energyWanTce: '82.36' }),
    'fires',
  ],
  [
    'feedback_difference',
    'energyWanTce',
    { energyWanTce: '82.40' },
    fedBack({ energyWanTce: '82.4' }),
    'silent',
  ],
  [
    'feedback_difference',
    'energyWanTce',
    { energyWanTce: '82360' },
    fedBack({ energyWanTce: '82.36' }),
    'fires',
  ],
  ['feedback_difference', 'energyWanTce', { energyWanTce: '82.37' }, {}, 'silent'],
  [
    'feedback_difference',
    'publishedIntensityPct',
    { publishedIntensityPct: null },
    fedBack({ publishedIntensityPct: '-3.6' }),
    'fires',
  ],
  ['feedback_difference', 'publishedIntensityPct', { publishedIntensityPct: null }, fedBack({}), 'silent'],
  [
    'feedback_difference',
    'samePeriodEnergyWanTce',
    {},
    fedBack({ samePeriodEnergyWanTce: '81.54' }),
    'silent',
  ],
  ['feedback_difference', 'waterIntensityPct', {}, fedBack({ waterIntensityPct: '-2.0' }), 'silent'],
  [
    'feedback_difference',
    'waterIntensityPct',
    { absent: { waterIntensityPct: '未反馈' } },
    { ...fedBack({ waterIntensityPct: '-2.0' }), ...ALL_DUE },
    'fires',
  ],
  [
    'feedback_difference',
    'waterIntensityPct',
    {},
    { ...fedBack({ waterIntensityPct: '-2.0' }), ...ALL_DUE },
    'silent',
  ],

  // 28.36 for 82.36: below the period before and off the growth; 28.90 for 82.90 would be +1.69 %
  ['digits_swapped', 'energyWanTce', { energyWanTce: '28.36' }, {}, 'fires'],
  ['digits_swapped', 'energyWanTce', { energyWanTce: '28.90' }, {}, 'silent'],
  ['digits_swapped', 'energyWanTce', { energyWanTce: '82.36' }, {}, 'silent'],
  // without last year, the unit's own months tell; with neither, any larger number would fit
  ['digits_swapped', 'energyWanTce', { energyWanTce: '28.36' }, { samePeriodLastYear: null }, 'fires'],
  [
    'digits_swapped',
    'energyWanTce',
    { energyWanTce: '28.36' },
    { samePeriodLastYear: null, history: [] },
    'silent',
  ],
  ['digits_swapped', 'energyWanTce', { energyWanTce: '74.29' }, { samePeriodLastYear: null }, 'silent'],
  ['digits_swapped', 'publishedIntensityPct', { publishedIntensityPct: '-6.3' }, {}, 'fires'],
  ['digits_swapped', 'publishedIntensityPct', { publishedIntensityPct: '-8.3' }, {}, 'silent'],
  ['digits_swapped', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '0.1' }, {}, 'fires'],
  ['digits_swapped', 'energyGrowthPct', { ...RESTATED, energyGrowthPct: '0.2' }, {}, 'silent'],
  ['digits_swapped', 'samePeriodEnergyWanTce', { samePeriodEnergyWanTce: '18.54' }, {}, 'fires'],
  ['digits_swapped', 'valueAddedGrowthPct', { valueAddedGrowthPct: '8.4' }, {}, 'fires'],
  ['digits_swapped', 'valueAddedGrowthPct', { valueAddedGrowthPct: '8.5' }, {}, 'silent'],

  [
    'share_drop',
    'efficientMotorSharePct',
    { efficientMotorSharePct: '8.4' },
    last('2025-12', { efficientMotorSharePct: '18.5' }),
    'fires',
  ],
  [
    'share_drop',
    'efficientMotorSharePct',
    { efficientMotorSharePct: '8.5' },
    last('2025-12', { efficientMotorSharePct: '18.5' }),
    'silent',
  ],
  [
    'share_drop',
    'retrofitCoveragePct',
    { retrofitCoveragePct: '51.99' },
    last('2025-12', { retrofitCoveragePct: '62' }),
    'fires',
  ],
  [
    'share_drop',
    'retrofitCoveragePct',
    { retrofitCoveragePct: '100' },
    last('2025-12', { retrofitCoveragePct: '62' }),
    'silent',
  ],
  ['share_drop', 'retrofitCoveragePct', { retrofitCoveragePct: '0' }, {}, 'silent'],

  [
    'intensity_jump',
    'waterIntensityPct',
    { waterIntensityPct: '8.1' },
    last('2026-06', { waterIntensityPct: '-2.0' }),
    'fires',
  ],
  [
    'intensity_jump',
    'waterIntensityPct',
    { waterIntensityPct: '8.0' },
    last('2026-06', { waterIntensityPct: '-2.0' }),
    'silent',
  ],
  [
    'intensity_jump',
    'carbonIntensityPct',
    { carbonIntensityPct: '-14.3' },
    last('2025-12', { carbonIntensityPct: '-4.2' }),
    'fires',
  ],
  [
    'intensity_jump',
    'carbonIntensityPct',
    { carbonIntensityPct: '-14.2' },
    last('2025-12', { carbonIntensityPct: '-4.2' }),
    'silent',
  ],
  ['intensity_jump', 'carbonIntensityPct', { carbonIntensityPct: '-40' }, {}, 'silent'],

  // target −3.5: yellow up to −3.15 (10 % of the target)
  ['red', null, { publishedIntensityPct: '-3.14' }, {}, 'fires'],
  ['red', null, { publishedIntensityPct: '-3.15' }, {}, 'silent'],
  ['red', null, { publishedIntensityPct: '-3.14' }, { targetPct: null }, 'silent'],
];

function speaks([id, field, change, context]: Case): boolean {
  const flags = check({ ...SOUND, ...change }, { ...CONTEXT, ...context });
  return flags.some((flag) => flag.id === id && flag.field === field);
}

describe('each rule, on both sides of its edge', () => {
  test('the report the cases start from is sound', () => {
    expect(check(SOUND, CONTEXT)).toEqual([]);
  });

  test.each(
    CASES.map((entry) => [entry[0], String(entry[1]), JSON.stringify(entry[2]), entry[4], entry] as const),
  )('%s at %s with %s: %s', (_id, _field, _change, expected, entry) => {
    expect(speaks(entry)).toBe(expected === 'fires');
  });

  test.each(VALIDATION_RULES.map(({ id }) => id))('%s is tested firing and silent', (id) => {
    const outcomes = new Set(CASES.filter((entry) => entry[0] === id).map((entry) => entry[4]));
    expect([...outcomes].sort()).toEqual(['fires', 'silent']);
  });

  test('the list is declared once per rule, and a rule speaks only where it says', () => {
    expect(new Set(VALIDATION_RULES.map(({ id }) => id)).size).toBe(VALIDATION_RULES.length);
    for (const [id, field, , , outcome] of CASES.filter((entry) => entry[4] === 'fires')) {
      const fields: readonly FlagField[] = VALIDATION_RULES.find((rule) => rule.id === id)?.fields ?? [];
      const allowed = field === null ? fields.length === 0 : fields.includes(field);
      expect([id, field, outcome, allowed]).toEqual([id, field, outcome, true]);
    }
  });
});
