import { describe, expect, test } from 'vitest';
import { Decimal } from '../server/analytics/decimal.ts';
import { QUOTA_KEYS } from '../server/analytics/quota-keys.ts';
import {
  citeIntensity,
  citeQuota,
  INTENSITY_COLUMN_HEADINGS,
  INTENSITY_ROWS,
  type IntensityColumnKey,
  QUOTA_ROWS,
} from './attachment2.ts';
import { REPORTING_UNITS, UNITS } from './units.ts';

/** A second, independent transcription of table 1: the printed rows, taken from the document's text. */
const PRINTED_TABLE_1 = `
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

/** The same for table 2; a blank cell is written as a dot. */
const PRINTED_TABLE_2 = `
1 九江经开区 1 1 8 16 2 3 1
2 永修县 1 1 8 15 1 . 1
3 瑞昌市 1 1 7 20 1 1 .
4 共青城市 1 1 4 8 . 1 .
5 湖口县 . 1 8 16 1 3 1
6 柴桑区 . 1 4 14 . 1 .
7 濂溪区 . 1 6 12 1 1 1
8 德安县 1 1 7 14 . 1 .
9 武宁县 . 1 2 6 . . .
10 修水县 . 1 4 10 . 2 .
11 彭泽县 1 1 8 17 1 1 1
12 都昌县 . 1 1 4 . . .
13 庐山市 . 1 2 7 . . .
14 浔阳区 . . 1 1 . . .`;

const COUNTIES = INTENSITY_ROWS.filter((row) => row.unitCode !== '360400');

function sum(values: readonly string[]): string {
  return values.reduce((total, value) => total.plus(value), new Decimal(0)).toFixed();
}

describe('Attachment 2, table 1', () => {
  test('holds exactly the printed rows, figure by figure and with the printed decimals', () => {
    const seeded = INTENSITY_ROWS.map(({ printedName, energyWanTce, intensityChangePct, targetsPct }) =>
      [printedName, energyWanTce, intensityChangePct, ...Object.values(targetsPct)].join(' '),
    );
    expect(seeded).toEqual(PRINTED_TABLE_1.trim().split('\n'));
  });

  test('has the city and 14 units, in the order of the unit list', () => {
    expect(INTENSITY_ROWS.map((row) => row.unitCode)).toEqual(UNITS.map((unit) => unit.code));
    expect(COUNTIES).toHaveLength(14);
  });

  test('adds up to 1751.02 万吨标准煤, 0.01 below the printed city row', () => {
    expect(sum(COUNTIES.map((row) => row.energyWanTce))).toBe('1751.02');
    expect(INTENSITY_ROWS[0]?.energyWanTce).toBe('1751.03');
  });

  test.each([
    [2025, '-63.5'],
    [2026, '-47.9'],
    [2027, '-40.5'],
  ] as const)('has the checksum of the printed %i column', (year, expected) => {
    expect(sum(COUNTIES.map((row) => row.targetsPct[year]))).toBe(expected);
  });
});

describe('Attachment 2, table 2', () => {
  test('holds exactly the printed rows, a blank cell as null', () => {
    const seeded = QUOTA_ROWS.map(({ serial, printedName, quotas }) =>
      [serial, printedName, ...QUOTA_KEYS.map((key) => quotas[key] ?? '.')].join(' '),
    );
    expect(seeded).toEqual(PRINTED_TABLE_2.trim().split('\n'));
  });

  test.each([
    ['greenParkNational', 6],
    ['greenParkProvincial', 13],
    ['greenFactoryNational', 70],
    ['greenFactoryProvincial', 160],
    ['greenSupplyChainNational', 7],
    ['greenSupplyChainProvincial', 14],
    ['efficiencyLeader', 5],
  ] as const)('column %s adds up to %i', (key, expected) => {
    expect(QUOTA_ROWS.reduce((total, row) => total + (row.quotas[key] ?? 0), 0)).toBe(expected);
  });

  test('never holds a 0: a blank is no task, not a target of nought', () => {
    const cells = QUOTA_ROWS.flatMap((row) => Object.values(row.quotas));
    expect(cells).toHaveLength(98);
    expect(cells.filter((cell) => cell === null)).toHaveLength(31);
    expect(cells).not.toContain(0);
    expect(QUOTA_ROWS.find((row) => row.unitCode === '360403')?.quotas.greenParkProvincial).toBeNull();
  });

  test('has each of the 14 units once, and no row for the city', () => {
    const codes = QUOTA_ROWS.map((row) => row.unitCode);
    expect([...codes].sort()).toEqual(REPORTING_UNITS.map((unit) => unit.code).sort());
  });
});

describe('every figure says where it is printed', () => {
  test('table 1: document, issuer, section, table, row and column', () => {
    const columns = Object.keys(INTENSITY_COLUMN_HEADINGS) as `${IntensityColumnKey}`[];
    for (const row of INTENSITY_ROWS) {
      for (const column of columns) {
        const citation = citeIntensity(row.unitCode, column as IntensityColumnKey);
        expect(Object.values(citation ?? {}).filter((part) => part.length > 0)).toHaveLength(6);
        expect(citation?.row).toBe(row.printedName);
      }
    }
    expect(citeIntensity('360404', 2026)).toEqual({
      document: '九江市制造业绿色低碳高质量发展行动计划（2025-2027年）',
      issuer: '九江市人民政府',
      section: '附件2',
      table: '九江市制造业绿色低碳高质量发展预期目标（2025—2027年）（一）',
      row: '柴桑区',
      column: '单位工业增加值能耗增长率预期目标（%）2026年',
    });
  });

  test('table 2: with the printed serial number', () => {
    for (const row of QUOTA_ROWS) {
      for (const key of QUOTA_KEYS) {
        const citation = citeQuota(row.unitCode, key);
        expect(Object.values(citation ?? {}).filter((part) => part.length > 0)).toHaveLength(6);
      }
    }
    expect(citeQuota('JKQ', 'efficiencyLeader')).toMatchObject({
      row: '1 九江经开区',
      column: '国家能效/水效领跑者',
    });
  });

  test('a figure that is not printed has no citation', () => {
    expect(citeQuota('360400', 'greenParkNational')).toBeNull();
    expect(citeIntensity('360499', 2025)).toBeNull();
  });
});
