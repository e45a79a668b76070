import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../server/analytics/decimal.ts';
import { isWithinRoundingBand } from '../../server/analytics/intensity.ts';
import { type FIGURE_FIELDS, type Figures, parseFigures } from '../../server/rules/figures.ts';
import { defaultRuleSet } from '../../server/rules/grading.ts';
import { liveResult } from '../../server/rules/live-result.ts';
import { dueDate, periodsOfYear } from '../../server/rules/periods.ts';
import { needsNote } from '../../server/rules/report-checks.ts';
import { INTENSITY_ROWS } from '../attachment2.ts';
import { unitName } from '../units.ts';
import { DEMO_TODAY } from './profiles.ts';
import { type DemoReport, type DemoRevision, demoReports } from './reports.ts';
import { demoSeries } from './series.ts';

const REPORTS = demoReports();
const PERIODS = [...periodsOfYear(2025), ...periodsOfYear(2026).slice(0, 9)];

function reportOf(unitCode: string, period: string): DemoReport | undefined {
  return REPORTS.find((report) => report.unitCode === unitCode && report.period === period);
}

function stateOf(unitCode: string, period: string): string {
  const report = reportOf(unitCode, period);
  if (report === undefined) return 'missing';
  return report.revisions.at(-1)?.decision?.outcome ?? 'submitted';
}

function resultOf(unitCode: string, figures: Figures) {
  const row = INTENSITY_ROWS.find((candidate) => candidate.unitCode === unitCode);
  if (row === undefined) throw new Error(`no row for ${unitCode}`);
  const targetsPct: Record<string, string> = row.targetsPct;
  const context = { targetsPct, ruleSet: defaultRuleSet() };
  const december = reportOf(unitCode, '2025-12')?.revisions.at(-1)?.figures;
  const closed = december?.publishedIntensityPct ?? null;
  return liveResult(figures, {
    ...context,
    period: '2026-10',
    targetPct: row.targetsPct[2026],
    closedYearsPct: closed === null ? [] : [{ year: 2025, pct: closed }],
  });
}

function revisionOf(unitCode: string, period: string, number: number): DemoRevision {
  const revision = reportOf(unitCode, period)?.revisions[number - 1];
  if (revision === undefined) throw new Error(`no revision ${number} of ${unitCode} ${period}`);
  return revision;
}

const flagIds = ({ flags }: DemoRevision) => flags.map((flag) => flag.id);
const shanghai = (time: string) => new Date(Date.parse(time) + 8 * 3_600_000).toISOString();

describe('the demo is the same on every run', () => {
  test('byte for byte', () => {
    expect(JSON.stringify(demoReports())).toBe(JSON.stringify(REPORTS));
  });

  test('and on every machine: the series has the digest it had when it was written', () => {
    const series = [...demoSeries()].map(([unitCode, figures]) => [unitCode, ...figures]);
    const digest = createHash('sha256').update(JSON.stringify(series)).digest('hex');
    expect(digest.slice(0, 16)).toBe('de13874b10243a80');
  });
});

describe('2026年1–10月 shows what real life looks like', () => {
  test.each([
    ['全市', 'approved', '-3.6', 'yellow'],
    ['濂溪区', 'approved', '-3.6', 'green'],
    ['浔阳区', 'approved', '-4.4', 'green'],
    ['经开区', 'approved', '-4.1', 'yellow'],
    ['柴桑区', 'approved', '-6.2', 'green'],
    ['武宁县', 'returned', '4.0', 'red'],
    ['修水县', 'approved', '-4.8', 'green'],
    ['德安县', 'approved', '-2.1', 'red'],
    ['都昌县', 'submitted', '-1.4', 'green'],
    ['湖口县', 'approved', '-5.1', 'green'],
    ['彭泽县', 'approved', '-4.6', 'green'],
    ['瑞昌市', 'approved', '-4.9', 'green'],
    ['共青城市', 'approved', '-1.9', 'yellow'],
    ['庐山市', 'approved', '1.3', 'red'],
  ])('%s is %s with %s %% and %s', (name, state, pct, lamp) => {
    const unitCode = INTENSITY_ROWS.find((row) => unitName(row.unitCode) === name)?.unitCode ?? '';
    const result = resultOf(unitCode, revisionOf(unitCode, '2026-10', 1).figures);
    expect(stateOf(unitCode, '2026-10')).toBe(state);
    expect(result.decisivePct?.toFixed(1)).toBe(pct);
    expect(result.annualLamp).toBe(lamp);
  });

  test('永修县 has filed nothing, and is overdue', () => {
    expect(stateOf('360425', '2026-10')).toBe('missing');
    expect(dueDate('2026-10') < DEMO_TODAY).toBe(true);
  });

  test('the city misses its target by exactly 10 % of it, so its lamp could flip by rounding', () => {
    const result = resultOf('360400', revisionOf('360400', '2026-10', 1).figures);
    expect(result.annualLamp).toBe('yellow');
    expect(result.mayFlip).toBe(true);
    expect(result.cumulativePct?.toFixed(1)).toBe('-7.8');
    expect(result.cumulativeTargetPct?.toFixed(1)).toBe('-8.8');
  });

  test('nothing of it is released, everything approved before it is', () => {
    for (const { period, revisions, releases } of REPORTS) {
      expect(releases.at(-1)?.revision).toBe(period === '2026-10' ? undefined : revisions.length);
    }
  });
});

describe('blemishes on the way', () => {
  test('武宁县’s October was returned with a reason: it is an outlier, red, and not what was fed back', () => {
    const revision = revisionOf('360423', '2026-10', 1);
    expect(new Set(flagIds(revision))).toEqual(new Set(['outlier_energy', 'feedback_difference', 'red']));
    expect(revision.decision).toMatchObject({ outcome: 'returned', reason: expect.stringContaining('说明') });
  });

  test('濂溪区’s September was returned once: the published figure did not fit; then it was approved', () => {
    expect(flagIds(revisionOf('360402', '2026-09', 1))).toContain('rounding_band');
    expect(revisionOf('360402', '2026-09', 1).decision?.outcome).toBe('returned');
    expect(revisionOf('360402', '2026-09', 2).decision?.outcome).toBe('approved');
  });

  test('瑞昌市’s August was approved and released twice, with different figures', () => {
    const first = revisionOf('360481', '2026-08', 1);
    const second = revisionOf('360481', '2026-08', 2);
    expect([first.decision?.outcome, second.decision?.outcome]).toEqual(['approved', 'approved']);
    expect(second.figures.publishedIntensityPct).not.toBe(first.figures.publishedIntensityPct);
    expect(second.figures.note).not.toBe('');
    expect(reportOf('360481', '2026-08')?.releases).toEqual([
      { revision: 1, at: '2026-09-28T02:00:00.000Z' },
      { revision: 2, at: '2026-10-26T02:00:00.000Z' },
    ]);
  });

  test('two reports came after the due date', () => {
    const late = REPORTS.filter(({ period, revisions }) => {
      const first = revisions[0]?.submittedAt ?? '';
      return shanghai(first).slice(0, 10) > dueDate(period);
    });
    expect(late.map(({ unitCode, period }) => `${unitCode} ${period}`)).toEqual([
      '360483 2026-04',
      '360425 2026-08',
    ]);
  });

  test('a few units have no published figure, so that the computed one decides', () => {
    const computed = REPORTS.filter(({ period }) => period === '2026-09').filter(
      ({ revisions }) => revisions.at(-1)?.figures.publishedIntensityPct === null,
    );
    expect(computed.map(({ unitCode }) => unitCode)).toEqual(['360424', '360430']);
  });
});

describe('the figures are plausible', () => {
  const series = demoSeries();

  test('every unit and the city have every period from 2025年1–2月 to 2026年1–10月', () => {
    expect(series.size).toBe(15);
    for (const figures of series.values()) expect([...figures.keys()]).toEqual(PERIODS);
    expect(REPORTS).toHaveLength(15 * PERIODS.length - 1);
  });

  test('each figure is one that an officer could type', () => {
    for (const figures of series.values()) {
      for (const row of figures.values()) {
        const typed = parseFigures({ ...row });
        expect(typed.errors).toEqual({});
        expect(typed.figures).toEqual(row);
      }
    }
  });

  test('cumulative energy rises within a year and fits 2024 × (1 + growth) at its end', () => {
    for (const [unitCode, figures] of series) {
      let before = new Decimal(0);
      for (const [period, { energyWanTce }] of figures) {
        const energy = new Decimal(energyWanTce ?? 'NaN');
        expect(energy.gt(period.endsWith('-02') ? 0 : before)).toBe(true);
        before = energy;
      }
      const year = figures.get('2025-12');
      const baseline = INTENSITY_ROWS.find((row) => row.unitCode === unitCode)?.energyWanTce ?? 'NaN';
      const expected = new Decimal(year?.energyGrowthPct ?? 'NaN').div(100).plus(1).times(baseline);
      expect(
        expected
          .div(year?.energyWanTce ?? 'NaN')
          .minus(1)
          .abs()
          .lt('0.003'),
      ).toBe(true);
    }
  });

  test('the city’s energy is the sum of the units’, within rounding', () => {
    for (const period of PERIODS) {
      const energies = [...series].map(([unitCode, figures]) => ({
        isCity: unitCode === '360400',
        energy: new Decimal(figures.get(period)?.energyWanTce ?? 'NaN'),
      }));
      const city = energies.find(({ isCity }) => isCity)?.energy ?? new Decimal('NaN');
      const sum = energies
        .filter(({ isCity }) => !isCity)
        .reduce((s, { energy }) => s.plus(energy), new Decimal(0));
      expect(city.minus(sum).abs().lte('0.075')).toBe(true);
    }
  });

  test('a published change fits its inputs within rounding', () => {
    for (const figures of series.values()) {
      for (const { energyGrowthPct, valueAddedGrowthPct, publishedIntensityPct } of figures.values()) {
        if (publishedIntensityPct === null) continue;
        const fits = isWithinRoundingBand(
          energyGrowthPct ?? '',
          valueAddedGrowthPct ?? '',
          publishedIntensityPct,
        );
        expect(fits).toBe(true);
      }
    }
  });

  test('a flagged or red report carries a note, and none lacks a required figure', () => {
    const revisions = REPORTS.flatMap((report) => report.revisions);
    expect(revisions.some(({ flags }) => needsNote(flags))).toBe(true);
    for (const { flags, figures } of revisions) {
      if (needsNote(flags)) expect(figures.note).not.toBe('');
      expect(flags.filter((flag) => flag.severity === 'error')).toEqual([]);
    }
  });

  test('water intensity comes each quarter from a few units', () => {
    const fields: (typeof FIGURE_FIELDS)[number] = 'waterIntensityPct';
    const withWater = [...series].filter(
      ([, figures]) => (figures.get('2026-09')?.[fields] ?? null) !== null,
    );
    expect(withWater.map(([unitCode]) => unitCode)).toEqual(['360400', 'JKQ', '360404', '360429', '360430']);
    expect(series.get('JKQ')?.get('2026-10')?.[fields]).toBeNull();
  });
});

describe('the times are those of an office', () => {
  const moments = REPORTS.flatMap(({ revisions, releases }) => [
    ...revisions.flatMap(({ submittedAt, decision }) => [submittedAt, decision?.decidedAt ?? null]),
    ...releases.map(({ at }) => at),
  ]).filter((moment) => moment !== null);

  test('weekdays between 9:00 and 17:30 in Shanghai, none after the demo’s today', () => {
    for (const moment of moments) {
      const local = shanghai(moment);
      const weekday = new Date(moment).getUTCDay();
      expect(weekday >= 1 && weekday <= 5).toBe(true);
      expect(local.slice(11, 16) >= '09:00' && local.slice(11, 16) <= '17:30').toBe(true);
      expect(local.slice(0, 10) < DEMO_TODAY).toBe(true);
    }
  });

  test('a report is filed after its period, decided after it is filed, released after it is approved', () => {
    for (const { period, revisions, releases } of REPORTS) {
      let before = `${period}-31`;
      for (const { submittedAt, decision } of revisions) {
        expect(submittedAt > before).toBe(true);
        before = decision?.decidedAt ?? submittedAt;
        expect(before >= submittedAt).toBe(true);
      }
      for (const { revision, at } of releases) {
        const decision = revisions[revision - 1]?.decision;
        expect(decision?.outcome).toBe('approved');
        expect(at > (decision?.decidedAt ?? at)).toBe(true);
      }
    }
  });
});
