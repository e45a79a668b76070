import { expect, it } from 'vitest';
import {
  formatClock,
  formatCount,
  formatDate,
  formatDateTime,
  formatDay,
  formatFullDate,
  formatFullDateTime,
  formatNumber,
  formatPct,
  formatWan,
  minus,
} from './format.ts';

it.each([
  ['a fall has a true minus sign', formatPct(-3.6), '−3.6'],
  ['a rise has no sign unless asked for', formatPct(1.3), '1.3'],
  ['a rise has a plus where asked for', formatPct(1.3, 1, { sign: true }), '+1.3'],
  ['zero has no sign', formatPct(0, 1, { sign: true }), '0.0'],
  ['what rounds to zero has no minus', formatPct(-0.04), '0.0'],
  ['decimals are kept as asked', formatPct(-3.6, 2), '−3.60'],
  ['a half rounds away from zero, as written', formatPct(-2.675, 2), '−2.68'],
  ['1.005 rounds up at two places', formatPct(1.005, 2), '1.01'],
  ['missing is a dash, never 0', formatPct(null), '—'],
  ['what is not a number is a dash', formatPct(Number.NaN), '—'],
  ['thousands are grouped', formatNumber(1751.02, 2), '1,751.02'],
  ['a number keeps its own decimals', formatNumber(-1234.5), '−1,234.5'],
  ['a million has two separators', formatCount(1234567), '1,234,567'],
  ['a missing count is a dash', formatCount(null), '—'],
  ['a figure kept as text gets the true minus', minus('-3.60'), '−3.60'],
  ['分 is shown as 万元, exactly', formatWan(1_286_500_001), '1,286.500001'],
  ['a missing amount is a dash, never 0', formatWan(null), '—'],
  ['a date is month and day', formatDate('2026-11-02'), '11月2日'],
  ['a full date has its year', formatFullDate('2026-11-02'), '2026年11月2日'],
  ['a missing date is a dash', formatDate(null), '—'],
  ['a UTC evening is the next day in Shanghai', formatDateTime('2026-11-20T16:30:00.000Z'), '11月21日 00:30'],
  [
    'a full time has its year, that of Shanghai',
    formatFullDateTime('2026-12-31T16:30:00.000Z'),
    '2027年1月1日 00:30',
  ],
  ['the day alone follows Shanghai too', formatDay('2026-11-20T15:59:59.999Z'), '11月20日'],
  ['a clock time has seconds', formatClock('2026-11-20T07:42:08Z'), '15:42:08'],
  ['a time that is none is a dash', formatDateTime('soon'), '—'],
])('%s', (_name, shown, expected) => {
  expect(shown).toBe(expected);
});
