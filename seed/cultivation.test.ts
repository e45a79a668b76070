import { expect, test } from 'vitest';
import { CANDIDATES } from './cultivation.ts';
import { REPORTING_UNITS } from './units.ts';

test.each([
  ['二（二）5', 'greenFactoryNational', 4],
  ['二（二）5', 'zeroCarbonFactoryProvincial', 3],
  ['二（二）7', 'zeroCarbonParkProvincial', 3],
  ['二（二）8', 'efficiencyLeader', 5],
])('clause %s names for %s: %i', (clause, column, count) => {
  expect(CANDIDATES.filter((one) => one.clause === clause && one.column === column)).toHaveLength(count);
});

test('nobody is named twice, and a unit is given only where the name begins with the place', () => {
  expect(new Set(CANDIDATES.map(({ name }) => name)).size).toBe(15);
  for (const { name, unitCode } of CANDIDATES) {
    if (unitCode === null) continue;
    const unit = REPORTING_UNITS.find(({ code }) => code === unitCode);
    expect(unit?.name.slice(0, 2)).toBe(name.slice(0, 2));
  }
});
