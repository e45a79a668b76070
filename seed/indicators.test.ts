import { describe, expect, test } from 'vitest';
import { INDICATORS, type SeedIndicator } from './indicators.ts';

/** id, direction, target, upper end, unit, due year, clause: as the plan prints them. */
const PRINTED = [
  ['energyIntensity', 'atMost', '-13', null, '%', 2027, '一、主要目标（一）'],
  ['carbonIntensity', 'atMost', null, null, '%', 2027, '一、主要目标（一）'],
  ['waterIntensity', 'atMost', '-6', null, '%', 2027, '一、主要目标（一）'],
  ['greenParkNationalGain', 'atLeast', '4', null, '家', 2027, '一、主要目标（二）；二、（二）7'],
  ['greenParkNationalTotal', 'atLeast', '6', null, '家', 2027, '二、（二）7'],
  ['greenParkProvincialGain', 'atLeast', '3', null, '家', 2027, '二、（二）7'],
  ['greenParkProvincialCoverage', 'atLeast', '100', null, '%', 2027, '一、主要目标（二）；二、（二）7'],
  ['greenFactoryNationalGain', 'atLeast', '30', null, '家', 2027, '一、主要目标（二）'],
  ['greenFactoryProvincialGain', 'atLeast', '80', null, '家', 2027, '一、主要目标（二）'],
  ['benchmarkDoubling', 'atLeast', '2', null, '倍', 2027, '一、主要目标（二）'],
  ['circularRevenue', 'atLeast', '500', null, '亿元', 2027, '一、主要目标（三）'],
  ['greenRevenueGrowth', 'atLeast', '20', null, '%/年', 2027, '一、主要目标（三）'],
  ['chemicalParks', 'atLeast', '6', null, '家', null, '二、（一）3'],
  ['retrofitCoverage', 'atLeast', '100', null, '%', 2027, '二、（一）4'],
  ['efficientMotors', 'atLeast', '25', null, '%', 2027, '二、（一）4'],
  ['supplyChainPerKeyChain', 'atLeast', '1', null, '家/链', null, '二、（二）6'],
  ['efficiencyLeaders', 'atLeast', '5', null, '家', 2027, '二、（二）8'],
  ['serviceProviders', 'atLeast', '10', '20', '家', null, '二、（五）15'],
  ['researchInstitutes', 'atLeast', '1', '2', '家', null, '二、（五）17'],
];

const columns = (one: SeedIndicator) => [
  one.id,
  one.direction,
  one.target,
  one.targetUpper,
  one.unit,
  one.dueYear,
  one.clause,
];

describe('the plan’s city-wide targets', () => {
  test('are complete, with direction, target, due year and clause', () => {
    expect(INDICATORS.map(columns)).toEqual(PRINTED);
  });

  test('each has a name, a clause and a note of its own', () => {
    for (const indicator of INDICATORS) {
      expect(indicator.clause).toMatch(/^[一二]、/);
      expect(indicator.note.length).toBeGreaterThan(8);
    }
    expect(new Set(INDICATORS.map((one) => one.name)).size).toBe(INDICATORS.length);
  });

  test('a target that the province is to set has no figure yet', () => {
    expect(INDICATORS.filter((one) => one.target === null).map((one) => one.id)).toEqual(['carbonIntensity']);
  });

  test('a fall counted from 2024 says so', () => {
    const compared = INDICATORS.filter((one) => one.comparedWith === '较2024年').map((one) => one.id);
    expect(compared).toEqual(['energyIntensity', 'waterIntensity']);
  });
});
