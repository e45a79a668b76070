import { expect, test } from 'vitest';
import { Decimal } from '../analytics/decimal.ts';
import { slopeOf, slopePeriods } from './slope.ts';

const of = (period: string, course: Record<string, string>) =>
  slopeOf(period, (one) => (course[one] === undefined ? null : new Decimal(course[one])));

test('a trend takes the period and the five before it, over the turn of the year', () => {
  expect(slopePeriods('2026-10')).toEqual(['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']);
  expect(slopePeriods('2026-03')).toEqual(['2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-03']);
  expect(slopePeriods('2025-03')).toEqual(['2025-03']);
});

test('the slope is told in points a month, with the periods it rests on', () => {
  const reply = of('2026-10', {
    '2026-05': '-3.85',
    '2026-06': '-3.8',
    '2026-07': '-3.75',
    '2026-08': '-3.7',
    '2026-09': '-3.65',
    '2026-10': '-3.6',
  });
  expect(reply.slope?.pointsPerMonth).toBe(0.05);
  expect(reply.slope?.points).toHaveLength(6);
  expect(reply.slopeSentence).toBe('近6期累计降幅平均每月收窄0.05个百分点。');
});

const TURN = { '2025-11': '-4.1', '2025-12': '-4', '2026-02': '9', '2026-03': '-3.7' };

test('the turn of the year is three months and is said: 1–2月 is for reference only', () => {
  const reply = of('2026-03', TURN);
  expect(reply.slope?.pointsPerMonth).toBe(0.1);
  expect(reply.slope?.points.map(({ period }) => period)).toEqual(['2025-11', '2025-12', '2026-03']);
  expect(reply.slopeSentence).toBe('近3期（跨年度）累计降幅平均每月收窄0.10个百分点。');
});

test('asked for 1–2月, the trend is that of the year before, and says so', () => {
  expect(of('2026-02', { ...TURN, '2025-10': '-4.2' }).slopeSentence).toBe(
    '近3期（截至2025年1–12月）累计降幅平均每月收窄0.10个百分点。',
  );
});

test('a hole ends the row: what lies before it does not count', () => {
  const reply = of('2026-10', {
    '2026-05': '9',
    '2026-06': '9',
    '2026-08': '-1',
    '2026-09': '-2',
    '2026-10': '-3',
  });
  expect(reply.slope?.points.map(({ period }) => period)).toEqual(['2026-08', '2026-09', '2026-10']);
  expect(reply.slopeSentence).toBe('近3期累计降幅平均每月扩大1.00个百分点。');
});

test.each([
  ['two periods in a row', { '2026-09': '-1', '2026-10': '-2' }],
  ['the period asked for is missing', { '2026-07': '-1', '2026-08': '-1', '2026-09': '-1' }],
  ['nothing at all', {}],
] as [string, Record<string, string>][])('%s are no trend', (_name, course) => {
  expect(of('2026-10', course)).toEqual({
    slope: null,
    slopeSentence: '连续期数不足3期，暂不能判断走势。',
  });
});
