import { describe, expect, test } from 'vitest';
import {
  can,
  draftUnitsOf,
  internalUnitsOf,
  mayWriteReport,
  PERMISSIONS,
  ROLES,
  type Role,
  scopeHas,
  type Viewer,
} from './permissions.ts';
import { CITY_CODE, isCityCode, ZONE_CODE } from './units.ts';

/** The whole table, ● may: one row a capability, columns in the order of ROLES. */
const TABLE: Record<(typeof PERMISSIONS)[number], string> = {
  //                  county bureau leader department admin auditor
  'targets.read': '●●●●··',
  'progress.read': '●●●●··',
  'quotas.read': '●●●●··',
  'reports.read': '●●●···',
  'reports.write': '●●····',
  'reports.decide': '·●····',
  'periods.release': '·●····',
  'periods.write': '·●····',
  'feedback.write': '·●····',
  'roster.write': '·●····',
  'indicators.write': '·●····',
  'policies.read': '●●●●··',
  'beneficiaries.write': '●●····',
  'cases.read': '●●●···',
  'cases.write': '●●····',
  'cases.review': '·●····',
  'budgets.write': '·●····',
  'causes.read': '·●●···',
  'weights.write': '·●····',
  'rules.write': '·●····',
  'warnings.read': '●●●···',
  'warnings.write': '·●····',
  'warnings.answer': '●·····',
  'bulletins.read': '●●●●··',
  'bulletins.write': '·●····',
  'projects.read': '●●····',
  'projects.sums': '●●●···',
  'projects.write': '●●····',
  'providers.write': '·●····',
  'tasks.read': '●●●●··',
  'tasks.report': '●●·●··',
  'tasks.write': '·●····',
  'users.write': '····●·',
  'backups.write': '····●·',
  'audit.read': '····●●',
};

describe('who may do what', () => {
  test.each(
    PERMISSIONS.map((permission) => [permission, TABLE[permission]] as const),
  )('%s: %s', (permission, row) => {
    expect(ROLES.map((role) => (can(role, permission) ? '●' : '·')).join('')).toBe(row);
  });
});

function viewer(role: Role): Viewer {
  return { role, unitCodes: role === 'county' ? [ZONE_CODE] : [] };
}

test.each<[Role, 'all' | readonly string[], 'all' | readonly string[]]>([
  ['county', [ZONE_CODE], [ZONE_CODE]],
  ['bureau', 'all', 'all'],
  ['leader', [], 'all'],
  ['department', [], []],
  ['admin', [], []],
  ['auditor', [], []],
])('%s sees the drafts of %j and the unreleased figures of %j', (role, drafts, internal) => {
  expect(draftUnitsOf(viewer(role))).toEqual(drafts);
  expect(internalUnitsOf(viewer(role))).toEqual(internal);
});

test('a county account without a unit sees nothing of its own', () => {
  expect(draftUnitsOf({ role: 'county', unitCodes: [] })).toEqual([]);
  expect(internalUnitsOf({ role: 'county', unitCodes: [] })).toEqual([]);
});

test('a scope of all holds every unit, a list only its own', () => {
  expect(scopeHas('all', '360402')).toBe(true);
  expect(scopeHas([ZONE_CODE], ZONE_CODE)).toBe(true);
  expect(scopeHas([ZONE_CODE], '360402')).toBe(false);
});

test.each<[Role, string, boolean]>([
  ['county', ZONE_CODE, true],
  ['county', '360402', false],
  ['county', CITY_CODE, false],
  ['bureau', CITY_CODE, true],
  ['bureau', '360402', false],
  ['leader', CITY_CODE, false],
  ['admin', CITY_CODE, false],
  ['auditor', '360402', false],
])('%s writes the report of %s: %s', (role, unitCode, may) => {
  expect(mayWriteReport(viewer(role), unitCode)).toBe(may);
});

test('no county account writes for the city, whatever its unit says', () => {
  expect(mayWriteReport({ role: 'county', unitCodes: [CITY_CODE] }, CITY_CODE)).toBe(false);
  expect(isCityCode(CITY_CODE)).toBe(true);
  expect(isCityCode(ZONE_CODE)).toBe(false);
});
