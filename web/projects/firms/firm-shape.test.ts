import { describe, expect, test } from 'vitest';
import type { Firm, FirmListReply } from '../../../server/firms/schema.ts';
import { coverageByUnit, coverageOf } from '../../../server/rules/coverage.ts';
import {
  coverageFinding,
  coverageHeadline,
  coverageTable,
  firmsTable,
  listFinding,
  shownYears,
  tceDecimals,
  typedNumber,
  typedYear,
} from './firm-shape.ts';

let id = 0;
function firm(tce: string | null, change: Partial<Firm> = {}): Firm {
  id += 1;
  const level = tce === null ? null : Number(tce) >= 5000 ? '5000' : Number(tce) >= 1000 ? '1000' : 'below';
  const declared = tce === null ? [] : [{ year: 2025, tce, source: 'declaration' as const, version: 1 }];
  return {
    id,
    name: `企业${id}`,
    creditCode: `CODE${id}`,
    industry: '陶瓷',
    unitCode: '360425',
    unitName: '永修县',
    treasuryUnit: '360425',
    closedOn: null,
    declarations: declared,
    tce,
    tceYear: tce === null ? null : 2025,
    tceSource: tce === null ? null : 'declaration',
    level,
    projects: [],
    covered: false,
    titles: [],
    version: 1,
    ...change,
  };
}
const project = (stage: 'accepted' | 'retrofitting', name = '窑炉改造') => ({
  id: 1,
  name,
  stage,
  stoppedOn: null,
});

const SMALL = firm('999.9999');
const EXACT = firm('1000', { projects: [project('accepted')] });
const LARGE = firm('5000', { unitCode: '360404', unitName: '柴桑区', industry: '印染' });
const CLOSED = firm('8000', { closedOn: '2026-06-30' });
const SILENT = firm(null);
const ALL = [SMALL, EXACT, LARGE, CLOSED, SILENT];

describe('the list', () => {
  test('names the largest user still to be retrofitted', () => {
    const largestOpen = { name: LARGE.name, tce: '5000' };
    expect(listFinding({ total: 2, largestOpen }, '1000')).toBe(
      `千吨以上企业2家，未改造的以${LARGE.name}用能最大（5,000吨标准煤）`,
    );
    expect(listFinding({ total: 1, largestOpen: null }, '5000')).toBe('五千吨以上企业1家');
    expect(listFinding({ total: 0, largestOpen: null }, 'all')).toBe('企业0家');
  });

  test('shows the two newest years up to the one asked', () => {
    const reply = (year: number | null) =>
      ({ year, years: [2025, 2024, 2023] }) as Parameters<typeof shownYears>[0];
    expect(shownYears(reply(2025))).toEqual([2025, 2024]);
    expect(shownYears(reply(2024))).toEqual([2024, 2023]);
    expect(shownYears(reply(null))).toEqual([2025, 2024]);
  });

  test('is saved with empty cells for what is missing, never 0', () => {
    const { columns, rows } = firmsTable([EXACT, SILENT], [2025, 2024], '');
    expect(columns).toHaveLength(rows[0]?.length ?? 0);
    expect(rows[0]?.slice(4)).toEqual(['1000', null, '企业申报（2025年）', '已改造', '窑炉改造', null, null]);
    expect(rows[1]?.slice(4, 7)).toEqual([null, null, '未申报']);
  });
});

test('the coverage is saved with the city first and empty cells where no firm is listed', () => {
  const units = coverageByUnit(ALL, ['360404', '360483']).map((one) => ({ ...one, unitName: one.unitCode }));
  const { columns, rows } = coverageTable({ total: coverageOf(ALL), units });
  expect(rows).toEqual([
    ['全市', 2, 1, 0, 1, '50.0', '6000', '1000', '16.7', 1],
    ['360404', 1, 0, 0, 1, '0.0', '5000', '0', '0.0', 0],
    ['360483', 0, 0, 0, 0, null, '0', '0', null, 0],
  ]);
  expect(columns).toHaveLength(rows[0]?.length ?? 0);
  expect(coverageTable({ total: coverageOf([]), units: units.slice(0, 1) }).rows).toHaveLength(1);
});

test('a column of 吨标准煤 has one decimal where a value has any', () => {
  expect([['5', null], ['5.0'], ['5', '1.25'], []].map(tceDecimals)).toEqual([0, 0, 1, 0]);
});

test('the headline is the coverage of all, the card says how it lies apart or what the unit chosen has', () => {
  const units = coverageByUnit(ALL, ['360404', '360425']).map((one) => ({ ...one, unitName: one.unitCode }));
  const coverage = { total: coverageOf(ALL), units };
  const all = '年耗千吨以上企业2家，已改造1家，覆盖率50.0%（按用能量16.7%）';
  expect(coverageHeadline({ coverage } as FirmListReply, true)).toBe(`全市${all}`);
  const alone = { ...coverage, units: units.slice(0, 1) };
  expect(coverageHeadline({ coverage: alone } as FirmListReply, false)).toBe(`360404${all}`);
  expect(coverageFinding(coverage, undefined)).toBe('1个单位已有企业完成改造，1个单位尚无');
  expect(coverageFinding(coverage, '360404')).toMatch(/^360404年耗千吨以上企业1家，已改造0家/);
  expect(coverageFinding(alone, '360404')).toBe('已改造1家，改造中0家，未改造1家');
  expect(coverageFinding({ total: coverageOf([]), units: [] }, undefined)).toBe('改造覆盖率');
});

test.each([
  ['1,234.50', '1234.50'],
  ['１２３４．５', '1234.5'],
  [' ', null],
])('a figure typed as %j is sent as %j', (text, sent) => {
  expect(typedNumber(text)).toBe(sent);
});

test.each([
  ['2025', 2025],
  ['2025年', 2025],
  ['去年', 0],
  ['', null],
])('a year typed as %j is sent as %j', (text, sent) => {
  expect(typedYear(text)).toBe(sent);
});
