import { describe, expect, test } from 'vitest';
import { type BreakdownLineId, checkBreakdown, type IntensityRow, type QuotaRow } from './breakdown.ts';
import { QUOTA_KEYS } from './quota-keys.ts';

/** 附件2 表一: energy 2024, change 2024, targets 2025 to 2027. */
const TABLE_1 = `
全市 1751.03 -2.2 -5 -4 -3.5
濂溪区 99.79 1.8 -4 -3.5 -3.2
浔阳区 131.26 -3.5 -5 -4.2 -4
经开区 321.4 0.2 -5 -4.2 -4
柴桑区 23.45 -21.1 -5.5 -5 -5
武宁县 5.62 9 -3 -2 -1
修水县 13.05 -11 -5.5 -4.5 -3.5
永修县 30.49 9.7 -4 -3 -2
德安县 31.29 22.2 -4.5 -3 -2.3
都昌县 4.91 -0.3 -3 -1 -1
湖口县 588.11 -11.5 -6 -4.5 -4
彭泽县 263.2 -10.6 -6 -4.5 -4.5
瑞昌市 233.17 -8.2 -6 -4.5 -4
共青城市 4.36 0.2 -3 -2 -1
庐山市 0.92 70.4 -3 -2 -1`;

/** 附件2 表二; · is a blank cell. */
const TABLE_2 = `
经开区 1 1 8 16 2 3 1
永修县 1 1 8 15 1 · 1
瑞昌市 1 1 7 20 1 1 ·
共青城市 1 1 4 8 · 1 ·
湖口县 · 1 8 16 1 3 1
柴桑区 · 1 4 14 · 1 ·
濂溪区 · 1 6 12 1 1 1
德安县 1 1 7 14 · 1 ·
武宁县 · 1 2 6 · · ·
修水县 · 1 4 10 · 2 ·
彭泽县 1 1 8 17 1 1 1
都昌县 · 1 1 4 · · ·
庐山市 · 1 2 7 · · ·
浔阳区 · · 1 1 · · ·`;

function cells(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((row) => row.split(' '));
}

function intensityRow([
  name = '',
  energyWanTce = '',
  change = '',
  t25 = '',
  t26 = '',
  t27 = '',
]: string[]): IntensityRow {
  return {
    name,
    energyWanTce,
    intensityChangePct: change,
    targetsPct: { '2025': t25, '2026': t26, '2027': t27 },
  };
}

function quotaRow([name = '', ...values]: string[]): QuotaRow {
  const at = (index: number) => (values[index] === '·' ? null : Number(values[index]));
  return {
    name,
    quotas: {
      greenParkNational: at(0),
      greenParkProvincial: at(1),
      greenFactoryNational: at(2),
      greenFactoryProvincial: at(3),
      greenSupplyChainNational: at(4),
      greenSupplyChainProvincial: at(5),
      efficiencyLeader: at(6),
    },
  };
}

const [cityCells = [], ...countyCells] = cells(TABLE_1);
const LINES = checkBreakdown({
  city: intensityRow(cityCells),
  counties: countyCells.map(intensityRow),
  quotas: cells(TABLE_2).map(quotaRow),
});

function lineOf(id: BreakdownLineId) {
  const line = LINES.find((candidate) => candidate.id === id);
  if (line === undefined) throw new Error(`No line ${id}`);
  return line;
}

describe('the breakdown of the plan checked', () => {
  test.each<[BreakdownLineId, string, string | null, boolean | null]>([
    ['cityCompounded', '-11.992', '-13', false],
    ['needed2027', '-4.605', '-3.5', false],
    ['countiesExact', '-13.146', '-13', false],
    ['countiesFixedWeights', '-13.153', '-13', false],
    ['rollUp2024', '-6.885', '-2.2', false],
    ['energySum', '1751.02', '1751.03', false],
    ['quotaSum.greenParkNational', '6', '6', true],
    ['quotaSum.greenParkProvincial', '13', null, null],
    ['quotaSum.greenFactoryNational', '70', null, null],
    ['quotaSum.greenFactoryProvincial', '160', '160', true],
    ['quotaSum.greenSupplyChainNational', '7', null, null],
    ['quotaSum.greenSupplyChainProvincial', '14', null, null],
    ['quotaSum.efficiencyLeader', '5', '5', true],
    ['nationalFactoriesGain', '80', '70', false],
    ['nationalFactoriesDoubling', '35', '30', false],
    ['nationalParksDoubling', '3.00', '2', false],
    ['provincialParksBlank', '1', '0', false],
  ])('%s is %s, printed %s', (id, value, printed, agrees) => {
    const line = lineOf(id);
    expect(line.value.toFixed(line.decimals)).toBe(value);
    expect(line.printed?.toFixed() ?? null).toBe(printed);
    expect(line.agrees).toBe(agrees);
  });

  test('every line has a label and an assumption in words', () => {
    expect(LINES).toHaveLength(6 + QUOTA_KEYS.length + 4);
    expect(LINES.filter((line) => line.label === '' || line.assumption === '')).toEqual([]);
  });

  test('the roll-ups name the assumption they rest on', () => {
    for (const id of ['countiesExact', 'countiesFixedWeights', 'rollUp2024'] as const) {
      expect(lineOf(id).assumption).toContain('假定各县（市、区）工业增加值增速相同');
    }
  });

  test('the inconsistencies of the quotas carry their numbers', () => {
    expect(lineOf('nationalFactoriesGain').assumption).toBe(
      '新增30家即基数40家，翻一番应为80家，附件2合计为70家',
    );
    expect(lineOf('nationalParksDoubling').assumption).toBe('基数2家增至6家；翻一番应为4家');
    expect(lineOf('provincialParksBlank').assumption).toContain('浔阳区为空白');
  });

  test('it is computed, not written down: another figure gives another result', () => {
    const [firstCells = [], ...rest] = countyCells;
    const changed = checkBreakdown({
      city: intensityRow(cityCells),
      counties: [{ ...intensityRow(firstCells), energyWanTce: '99.80' }, ...rest.map(intensityRow)],
      quotas: cells(TABLE_2).map(quotaRow),
    });
    expect(changed.find((line) => line.id === 'energySum')?.agrees).toBe(true);
  });
});
