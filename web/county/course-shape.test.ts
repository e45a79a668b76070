import { describe, expect, it } from 'vitest';
import type { HeatCell, HeatTable } from '../intensity/heat-shape.ts';
import { courseFinding, labelIndex, shapeCourse } from './course-shape.ts';
import { shapeGauge } from './gauge-shape.ts';

const cell = (actualPct: number | null, change: Partial<HeatCell> = {}): HeatCell => ({
  period: '',
  state: actualPct === null ? 'missing' : 'final',
  actualPct,
  decimals: 1,
  computed: false,
  lamp: actualPct === null ? 'none' : 'green',
  ...change,
});

const table = (year: number, cells: HeatCell[]): HeatTable => ({
  year,
  closedYears: [],
  columns: cells.map((_cell, index) => ({ period: '', label: `1–${index + 2}月`, due: true })),
  rows: [{ code: '360402', name: '濂溪区', isCity: false, targetPct: -3.5, closed: [], cells }],
});

describe('course of a year', () => {
  const course = shapeCourse(
    table(2026, [cell(-3.2, { lamp: 'yellow' }), cell(null), cell(-3.6)]),
    table(2025, [cell(-4), cell(-4.2), cell(null)]),
    '360402',
  );

  it('keeps a hole a hole', () => {
    expect(course.actual.map((point) => point?.actualPct ?? null)).toEqual([-3.2, null, -3.6]);
    expect(course.lastYear).toEqual([-4, -4.2, null]);
  });

  it('names the year before where the two lines are furthest apart', () => {
    expect(labelIndex(course)).toBe(0);
    expect(labelIndex({ ...course, actual: [] })).toBe(0);
    expect(labelIndex({ ...course, lastYear: [null, null, null] })).toBe(-1);
  });

  it('compares the two newest figures, over a hole if need be', () => {
    expect(courseFinding(course)).toBe('2026年2期中1期达到年度目标，1–4月比1–2月好转0.4个百分点');
  });

  it.each([
    [[cell(-3.6), cell(-3.3, { lamp: 'yellow' })], '2026年2期中1期达到年度目标，1–3月比1–2月转差0.3个百分点'],
    [[cell(-3.6), cell(-3.6)], '2026年2期均达到年度目标，1–3月与1–2月持平'],
    [[cell(-3.6)], '2026年1期均达到年度目标'],
    [[cell(1.2, { lamp: 'red' })], '2026年1期均未达到年度目标'],
    [[cell(null)], '2026年各期：尚无数据'],
  ])('says how the newest figure moved', (cells, text) => {
    expect(courseFinding(shapeCourse(table(2026, cells), null, '360402'))).toBe(text);
  });

  it('has no line for a unit that is not in the reply', () => {
    expect(shapeCourse(table(2026, [cell(-1)]), null, 'JKQ')).toMatchObject({
      actual: [null],
      targetPct: null,
    });
  });
});

describe('bar of this year', () => {
  it.each([
    ['short of the target', -3.6, -4, { fall: 3.6 / 5, tick: 4 / 5, endPct: 5 }],
    ['beyond the target', -6.2, -5, { fall: 6.2 / 7, tick: 5 / 7, endPct: 7 }],
    ['a rise has no bar', 1.3, -2, { fall: 0, tick: 2 / 3, endPct: 3 }],
    ['no figure has no bar', null, -3, { fall: 0, tick: 3 / 4, endPct: 4 }],
    ['no target has no tick', -1, null, { fall: 1 / 2, tick: null, endPct: 2 }],
  ])('%s', (_name, actual, target, shape) => {
    expect(shapeGauge(actual, target)).toEqual(shape);
  });
});
