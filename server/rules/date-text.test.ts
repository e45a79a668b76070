import { expect, it } from 'vitest';
import { dateFault, parseDate } from './date-text.ts';

it.each([
  ['2026-09-18', '2026-09-18'],
  ['2026-9-8', '2026-09-08'],
  ['2026/9/18', '2026-09-18'],
  ['2026.9.18', '2026-09-18'],
  ['20260918', '2026-09-18'],
  ['2026年9月18日', '2026-09-18'],
  [' 2026 年 9 月 18 日 ', '2026-09-18'],
  ['２０２６－０９－１８', '2026-09-18'],
  ['2028-02-29', '2028-02-29'],
  ['2026-02-29', null],
  ['2026-13-01', null],
  ['2026-00-10', null],
  ['9月18日', null],
  ['', null],
  ['明天', null],
])('reads %s as %s', (text, date) => {
  expect(parseDate(text)).toBe(date);
});

it('a text that is no date is answered with an example', () => {
  expect(dateFault('2026-11-08')).toBe('请填写日期，如2026年11月8日。');
});
