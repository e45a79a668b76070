import { describe, expect, test } from 'vitest';
import {
  COLLECTION_ITEM_IDS,
  COLLECTION_ITEMS,
  type CollectionPlan,
  DEFAULT_COLLECTION_PLAN,
  dueFields,
  expectsReport,
  FIELD_HELP,
  type Frequency,
  isDueIn,
} from './collection.ts';
import { FIGURE_FIELDS, INTENSITY_FIELDS } from './figures.ts';
import { periodsOfYear } from './periods.ts';

test('every figure belongs to exactly one item, in the order of the page', () => {
  expect(COLLECTION_ITEMS.flatMap(({ fields }) => fields)).toEqual([...FIGURE_FIELDS]);
  expect(COLLECTION_ITEMS.map(({ id }) => id)).toEqual([...COLLECTION_ITEM_IDS]);
});

test('every figure says what it is, its scope, where it comes from and which clause asks for it', () => {
  for (const field of FIGURE_FIELDS) {
    const { definition, scope, usualSource, clause } = FIELD_HELP[field];
    for (const text of [definition, scope]) expect([field, text.endsWith('。')]).toEqual([field, true]);
    expect([field, /^数据通常来自.+。$/.test(usualSource)]).toEqual([field, true]);
    expect([field, clause.startsWith('规划')]).toEqual([field, true]);
  }
});

describe('how often', () => {
  test.each<[Frequency, number[]]>([
    ['monthly', [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    ['quarterly', [3, 6, 9, 12]],
    ['yearly', [12]],
    ['never', []],
  ])('%s is asked for in months %j', (frequency, months) => {
    const due = periodsOfYear(2026).filter((period) => isDueIn(frequency, period));
    expect(due.map((period) => Number(period.slice(5)))).toEqual(months);
  });

  test('a period outside the plan is refused', () => {
    expect(() => isDueIn('never', '2026-01')).toThrow(RangeError);
  });
});

describe('what is asked for', () => {
  test.each([
    ['2026-10', [...INTENSITY_FIELDS]],
    ['2026-09', [...INTENSITY_FIELDS, 'waterIntensityPct', 'greenRevenueYiYuan']],
    ['2026-12', [...FIGURE_FIELDS]],
  ])('by default in %s: %j', (period, fields) => {
    expect(dueFields(DEFAULT_COLLECTION_PLAN, period)).toEqual(fields);
  });

  const change = (id: keyof CollectionPlan, frequency: Frequency): CollectionPlan => ({
    ...DEFAULT_COLLECTION_PLAN,
    [id]: { ...DEFAULT_COLLECTION_PLAN[id], frequency },
  });

  test('as the bureau has it: one item dropped, another every month', () => {
    expect(dueFields(change('waterIntensityPct', 'never'), '2026-09')).not.toContain('waterIntensityPct');
    expect(dueFields(change('efficientMotorSharePct', 'monthly'), '2026-10')).toEqual([
      ...INTENSITY_FIELDS,
      'efficientMotorSharePct',
    ]);
  });

  test.each([
    ['2026-10', false],
    ['2026-09', true],
  ])('with a quarterly first page a report is expected in %s: %s', (period, expected) => {
    expect(expectsReport(change('intensity', 'quarterly'), period)).toBe(expected);
  });

  test('another item alone is reason enough for a report, without the first page', () => {
    const plan = {
      ...change('intensity', 'never'),
      greenRevenueYiYuan: { frequency: 'monthly', wayIn: 'entry' },
    } as const;
    expect(expectsReport(plan, '2026-10')).toBe(true);
    expect(dueFields(plan, '2026-10')).toEqual(['greenRevenueYiYuan']);
  });
});
