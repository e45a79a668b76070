import { describe, expect, test } from 'vitest';
import { Decimal } from '../../analytics/decimal.ts';
import { factEntries } from './catalogue.ts';
import { improvementOf, isDate, parseFacts, percentText } from './facts.ts';
import { FACT_NAMES } from './vocabulary.ts';

describe('facts from outside', () => {
  const refused: [description: string, input: unknown, name: string, message: string][] = [
    ['no object', 'x', '', '事实应为一个 JSON 对象，键为事实名称。'],
    ['a list', [], '', '事实应为一个 JSON 对象，键为事实名称。'],
    ['an unknown name', { greenFactory: 'national' }, 'greenFactory', '没有名为“greenFactory”的事实。'],
    ['a name of the object itself', { constructor: 1 }, 'constructor', '没有名为“constructor”的事实。'],
    [
      'a flag as text',
      { isIndustrial: 'true' },
      'isIndustrial',
      '“属于工业企业”应为 true（是）或 false（否）。',
    ],
    [
      'a choice that does not exist',
      { greenFactoryLevel: 'city' },
      'greenFactoryLevel',
      '“绿色工厂”应为以下之一：national（国家级）、provincial（省级）、none（无）。',
    ],
    [
      'a choice of the object itself',
      { greenFactoryLevel: 'toString' },
      'greenFactoryLevel',
      '“绿色工厂”应为以下之一：national（国家级）、provincial（省级）、none（无）。',
    ],
    [
      'a day that does not exist',
      { recognitionDate: '2026-02-29' },
      'recognitionDate',
      '“称号、试点、平台等的认定（入库）日期”应为日期，形如 2026-03-01。',
    ],
    [
      'a date as a number',
      { recognitionDate: 20260301 },
      'recognitionDate',
      '“称号、试点、平台等的认定（入库）日期”应为日期，形如 2026-03-01。',
    ],
    ['half a person', { seniorEngineers: 1.5 }, 'seniorEngineers', '“平台节能降碳高级工程师”应为整数。'],
    [
      'a negative count',
      { seniorEngineers: -1 },
      'seniorEngineers',
      '“平台节能降碳高级工程师”应不小于0 人。',
    ],
    ['negative money', { outputYuan: '-1' }, 'outputYuan', '“实际产值（年度）”应不小于0 元。'],
    [
      'negative money with a true minus',
      { outputYuan: '−1' },
      'outputYuan',
      '“实际产值（年度）”应不小于0 元。',
    ],
    [
      'absurd money',
      { outputYuan: '1000000000001' },
      'outputYuan',
      '“实际产值（年度）”应不大于1000000000000 元，请核对单位。',
    ],
    ['money below one 分', { outputYuan: '1.234' }, 'outputYuan', '“实际产值（年度）”最多 2 位小数。'],
    [
      'money with a unit',
      { outputYuan: '1亿' },
      'outputYuan',
      '“实际产值（年度）”应为数字，形如 1234.5，不带单位和千分位。',
    ],
    [
      'money with separators',
      { outputYuan: '1,000' },
      'outputYuan',
      '“实际产值（年度）”应为数字，形如 1234.5，不带单位和千分位。',
    ],
    [
      'an exponent',
      { outputYuan: 1e21 },
      'outputYuan',
      '“实际产值（年度）”应为数字，形如 1234.5，不带单位和千分位。',
    ],
    [
      'no number at all',
      { outputYuan: Number.NaN },
      'outputYuan',
      '“实际产值（年度）”应为数字，形如 1234.5，不带单位和千分位。',
    ],
    ['no energy before', { unitEnergyBefore: '0' }, 'unitEnergyBefore', '“改造前单位产品综合能耗”应大于0。'],
    [
      'an improvement above 100 %',
      { improvementPct: '100.1' },
      'improvementPct',
      '“单位产品综合能耗较改造前提升幅度”应不大于100 %，请核对单位。',
    ],
    [
      'a percentage that before and after do not give',
      { unitEnergyBefore: '0.4', unitEnergyAfter: '0.38', improvementPct: '6' },
      'improvementPct',
      '按改造前、后数值计算的提升幅度为5%，与填报的6%不符。',
    ],
    [
      'receipts that are no list',
      { received: {} },
      'received',
      '“此前就同一事项已得的奖补”应为列表，每项含 from、matter、amountYuan。',
    ],
    [
      'a receipt that is no object',
      { received: [1] },
      'received',
      '“此前就同一事项已得的奖补”第1项：应为对象。',
    ],
    [
      'a receipt from nowhere',
      { received: [{ from: 'county', matter: 'greenFactory', amountYuan: '1' }] },
      'received',
      '“此前就同一事项已得的奖补”第1项：from 应为 province、city 或 district。',
    ],
    [
      'a receipt for nothing',
      { received: [{ from: 'city', matter: 'x', amountYuan: '1' }] },
      'received',
      '“此前就同一事项已得的奖补”第1项：matter 应为事项表中的事项编号。',
    ],
    [
      'a negative receipt',
      { received: [{ from: 'city', matter: 'greenFactory', amountYuan: '-1' }] },
      'received',
      '“此前就同一事项已得的奖补”第1项：“amountYuan（已得金额）”应不小于0 元。',
    ],
    [
      'a receipt with a stray key',
      { received: [{ from: 'city', matter: 'greenFactory', amountYuan: '1', note: '' }] },
      'received',
      '“此前就同一事项已得的奖补”第1项：不认识“note”。',
    ],
    [
      'a receipt of no level',
      { received: [{ from: 'city', matter: 'greenFactory', amountYuan: '1', level: 'x' }] },
      'received',
      '“此前就同一事项已得的奖补”第1项：level 应为 national、provincial 或 municipal。',
    ],
  ];
  test.each(refused)('%s is refused in words', (_description, input, name, message) => {
    expect(parseFacts(input).errors).toEqual([{ name, message }]);
  });

  const accepted: [description: string, input: Record<string, unknown>, facts: Record<string, unknown>][] = [
    ['nothing', {}, {}],
    ['null is missing, not false', { isIndustrial: null }, {}],
    ['false is false', { isIndustrial: false }, { isIndustrial: false }],
    ['decimals stay as written', { unitEnergyBefore: '0.40' }, { unitEnergyBefore: '0.40' }],
    ['a JSON number keeps its digits', { unitEnergyAfter: 0.38 }, { unitEnergyAfter: '0.38' }],
    ['a count as text', { seniorEngineers: '2' }, { seniorEngineers: 2 }],
    ['the most money', { outputYuan: '1000000000000.00' }, { outputYuan: '1000000000000.00' }],
    ['a leap day', { recognitionDate: '2028-02-29' }, { recognitionDate: '2028-02-29' }],
    ['a true minus sign', { improvementPct: '−2.5' }, { improvementPct: '-2.5' }],
    [
      'a percentage rounded from before and after',
      { unitEnergyBefore: '0.7', unitEnergyAfter: '0.65', improvementPct: '7.14' },
      { unitEnergyBefore: '0.7', unitEnergyAfter: '0.65', improvementPct: '7.14' },
    ],
    [
      'a receipt',
      { received: [{ from: 'city', matter: 'greenFactory', amountYuan: 100000, level: 'provincial' }] },
      { received: [{ from: 'city', matter: 'greenFactory', amountYuan: '100000', level: 'provincial' }] },
    ],
  ];
  test.each(accepted)('%s is accepted', (_description, input, facts) => {
    expect(parseFacts(input)).toEqual({ facts, errors: [] });
  });

  test('what is right is kept beside what is wrong', () => {
    const { facts, errors } = parseFacts({ unit: 'JKQ', outputYuan: 'x', 别的: 1 });
    expect(facts).toEqual({ unit: 'JKQ' });
    expect(errors.map(({ name }) => name)).toEqual(['outputYuan', '别的']);
  });
});

describe('improvement is exact', () => {
  const cases: [before: string, after: string, pct: string][] = [
    ['0.4', '0.38', '5'],
    ['0.5', '0.46', '8'],
    ['100', '97', '3'],
    ['0.3', '0.285', '5'],
    ['1.1', '1.012', '8'],
    ['0.4', '0.5', '-25'],
  ];
  test.each(cases)('%s → %s is %s %%', (before, after, pct) => {
    expect(improvementOf(before, after).toString()).toBe(pct);
  });
});

test('a date is a real day between 2000 and 2099', () => {
  expect(['2026-02-28', '2024-02-29', '2000-01-01', '2099-12-31'].filter(isDate)).toHaveLength(4);
  const wrong = [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '1999-12-31',
    '2100-01-01',
    '',
    5,
  ];
  expect(wrong.filter(isDate)).toEqual([]);
});

test.each([
  ['11.866029', '11.86'],
  ['2.9999', '2.99'],
  ['5', '5'],
  ['5.0001', '5.0001'],
  ['5.00000012', '5.0000001'],
  ['7.999', '7.99'],
  ['8.004', '8.004'],
  ['8.019', '8.01'],
  ['0', '0'],
  ['-0.001', '-0.001'],
  ['-2.999', '-2.99'],
])('%s %% is shown as %s, never in another tier', (value, text) => {
  expect(percentText(new Decimal(value), ['3', '5', '8'])).toBe(text);
});

describe('the vocabulary', () => {
  const entries = factEntries();

  test('lists every fact once, with a label of its own and who uses it', () => {
    expect(entries.map(({ name }) => name)).toEqual([...FACT_NAMES]);
    expect(new Set(entries.map(({ label }) => label)).size).toBe(entries.length);
    expect(entries.filter(({ usedBy }) => usedBy.length === 0).map(({ name }) => name)).toEqual([]);
  });

  test('gives the permitted values of a choice', () => {
    expect(entries.find(({ name }) => name === 'greenFactoryLevel')).toEqual({
      name: 'greenFactoryLevel',
      label: '绿色工厂',
      type: 'choice',
      unit: null,
      values: [
        { value: 'national', label: '国家级' },
        { value: 'provincial', label: '省级' },
        { value: 'none', label: '无' },
      ],
      usedBy: ['jiujiang-3-green-factory', 'chaisang-2-green-factory', 'nanchang-3-green-factory'],
    });
  });
});
