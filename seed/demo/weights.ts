import { Decimal } from '../../server/analytics/decimal.ts';
import { parsePeriod, periodLabel, samePeriodLastYear } from '../../server/rules/periods.ts';
import { dayAfterPeriod, shanghaiTime, workdayOnOrAfter } from './calendar.ts';
import { demoSeries } from './series.ts';

/**
 * Invented value added of 2024 by unit, 亿元: chosen so that the units' growth rolls up to near the city's own, and the
 * energy-heavy ones, which grow faster, hold the city back. No unit's true figure.
 */
const VALUE_ADDED_2024: Readonly<Record<string, string>> = {
  '360402': '236',
  '360403': '168',
  JKQ: '318',
  '360404': '88',
  '360423': '112',
  '360424': '104',
  '360425': '142',
  '360426': '126',
  '360428': '62',
  '360429': '152',
  '360430': '84',
  '360481': '136',
  '360482': '118',
  '360483': '24',
};

/** Periods with weights: the closed year and this one up to September. For 1–10月 they have not come in yet. */
const FIRST = '2025-12';
const LAST = '2026-09';

/** Day of the following month on which the letter came. */
const LETTER_DAY = 22;

/** A weight table of the demo; values in 亿元 by unit. */
export interface DemoWeights {
  period: string;
  source: string;
  enteredAt: string;
  values: ReadonlyMap<string, string>;
}

/** Value added of a unit in the same period of the year before: 2024's, or 2025's grown from it. */
function sameLastYear(unitCode: string, amount2024: string, growthPct: string | null, month: number): string {
  if (growthPct === null) throw new RangeError(`No growth of ${unitCode} to base a weight on`);
  const grown = new Decimal(growthPct).plus(100).div(100).times(amount2024);
  return grown.times(month).div(12).toFixed(2);
}

/** The weights the statistics bureau would have given for each period; the same on every run. */
export function demoWeights(): DemoWeights[] {
  const series = demoSeries();
  const periods = [...(series.get('JKQ')?.keys() ?? [])].filter(
    (period) => period >= FIRST && period <= LAST,
  );
  return periods.map((period) => {
    const base = samePeriodLastYear(period);
    const month = parsePeriod(period)?.month ?? 12;
    // the demo has no growth of 2024: the closed year 2025 rests on 2024's own value added
    const isFirstYear = period.startsWith('2025');
    const values = Object.entries(VALUE_ADDED_2024).map(([code, amount]) => {
      const growthPct = base ? (series.get(code)?.get(base)?.valueAddedGrowthPct ?? null) : null;
      return [code, sameLastYear(code, amount, isFirstYear ? '0' : growthPct, month)] as const;
    });
    const lastYear = isFirstYear ? '2024年1–12月' : base ? periodLabel(base) : '';
    return {
      period,
      source: `市统计局提供的${lastYear}规模以上工业增加值分县数据（演示，虚构）`,
      enteredAt: shanghaiTime(workdayOnOrAfter(dayAfterPeriod(period, LETTER_DAY)), 15, 20),
      values: new Map(values),
    };
  });
}
