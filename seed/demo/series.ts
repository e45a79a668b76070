import { Decimal } from '../../server/analytics/decimal.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import { INTENSITY_ROWS } from '../attachment2.ts';
import { CITY_COURSE, DEMO_PROFILES, DEMO_YEARS, type DemoProfile } from './profiles.ts';
import { seededRandom } from './random.ts';
import { secondPageOf } from './second-page.ts';

/** Figures of every unit and period as the statistics bureau would feed them back, before any blemish. */
export type DemoSeries = ReadonlyMap<string, ReadonlyMap<string, Figures>>;

/** Share of a year's energy used by the end of month 2, 3 … 12, before each unit's own variation. */
const MONTHLY_SHARES = [
  '0.160',
  '0.084',
  '0.083',
  '0.083',
  '0.083',
  '0.085',
  '0.086',
  '0.083',
  '0.083',
  '0.085',
  '0.085',
];
const FIRST_MONTH = 2;
const HALF_SPREAD_PCT = '0.25';

/** One unit and period with unrounded figures, so that all roundings of them agree. */
interface Exact {
  year: number;
  month: number;
  energy: Decimal;
  energyGrowthPct: Decimal;
  valueAddedGrowthPct: Decimal;
  intensityPct: Decimal;
}

function periodOf({ year, month }: Pick<Exact, 'year' | 'month'>): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** A Decimal in (−1, 1), six places. */
function signed(next: () => number): Decimal {
  return new Decimal((next() * 2 - 1).toFixed(6));
}

function growth(pct: Decimal): Decimal {
  return pct.div(100).plus(1);
}

/** A cumulative rate on its way to `endPct`: drift and noise both fade out by the last month. */
function coursePct(
  endPct: string,
  driftPct: string,
  month: number,
  lastMonth: number,
  noise: Decimal,
): Decimal {
  const left = new Decimal(lastMonth - month).div(lastMonth - FIRST_MONTH);
  return left
    .times(driftPct)
    .plus(left.isZero() ? 0 : noise.times(HALF_SPREAD_PCT))
    .plus(endPct);
}

/** Cumulative share of the year's energy by month (2 → …, 12 → 1), varied by ±4 % for each unit. */
function cumulativeShares(unitCode: string): ReadonlyMap<number, Decimal> {
  const next = seededRandom(`shares ${unitCode}`);
  const weights = MONTHLY_SHARES.map((share) => signed(next).times('0.04').plus(1).times(share));
  const total = weights.reduce((sum, weight) => sum.plus(weight), new Decimal(0));
  const shares = new Map<number, Decimal>();
  let cumulative = new Decimal(0);
  weights.forEach((weight, index) => {
    cumulative = cumulative.plus(weight);
    shares.set(index + FIRST_MONTH, cumulative.div(total));
  });
  return shares;
}

function baselineEnergy(unitCode: string): Decimal {
  const row = INTENSITY_ROWS.find((candidate) => candidate.unitCode === unitCode);
  if (row === undefined) throw new RangeError(`No baseline for ${unitCode}`);
  return new Decimal(row.energyWanTce);
}

/** Energy of 2024 by month, the start of every course. */
function energy2024(unitCode: string): ReadonlyMap<number, Decimal> {
  const baseline = baselineEnergy(unitCode);
  return new Map([...cumulativeShares(unitCode)].map(([month, share]) => [month, baseline.times(share)]));
}

/** Course of one unit: energy of the year before × (1+e), with 1+e = (1+r)(1+g). */
function unitCourse(profile: DemoProfile): Exact[] {
  const next = seededRandom(`course ${profile.unitCode}`);
  let lastYear = energy2024(profile.unitCode);
  const course: Exact[] = [];
  for (const { year, lastMonth } of DEMO_YEARS) {
    const { intensityPct, valueAddedGrowthPct, earlyDriftPct } = profile[year];
    const thisYear = new Map<number, Decimal>();
    for (let month = FIRST_MONTH; month <= lastMonth; month += 1) {
      const r = coursePct(intensityPct, earlyDriftPct, month, lastMonth, signed(next));
      const g = coursePct(valueAddedGrowthPct, '0.4', month, lastMonth, signed(next));
      const factor = growth(r).times(growth(g));
      const energy = (lastYear.get(month) ?? new Decimal(0)).times(factor);
      thisYear.set(month, energy);
      const energyGrowthPct = factor.minus(1).times(100);
      course.push({ year, month, energy, energyGrowthPct, valueAddedGrowthPct: g, intensityPct: r });
    }
    lastYear = thisYear;
  }
  return course;
}

/** Course of the city: energy is the units' sum, intensity its own course, value-added growth what follows. */
function cityCourse(units: readonly (readonly Exact[])[]): Exact[] {
  const next = seededRandom('course city');
  const energy = new Map<string, Decimal>();
  const add = (period: string, amount: Decimal): void => {
    energy.set(period, (energy.get(period) ?? new Decimal(0)).plus(amount));
  };
  for (const { unitCode } of DEMO_PROFILES) {
    for (const [month, amount] of energy2024(unitCode)) add(periodOf({ year: 2024, month }), amount);
  }
  for (const exact of units.flat()) add(periodOf(exact), exact.energy);
  return DEMO_YEARS.flatMap(({ year, lastMonth }) =>
    Array.from({ length: lastMonth - 1 }, (_, index): Exact => {
      const month = index + FIRST_MONTH;
      const { intensityPct: end, earlyDriftPct } = CITY_COURSE[year];
      const intensityPct = coursePct(end, earlyDriftPct, month, lastMonth, signed(next));
      const now = energy.get(periodOf({ year, month })) ?? new Decimal(0);
      const factor = now.div(energy.get(periodOf({ year: year - 1, month })) ?? now);
      const valueAddedGrowthPct = factor.div(growth(intensityPct)).minus(1).times(100);
      return {
        year,
        month,
        energy: now,
        energyGrowthPct: factor.minus(1).times(100),
        valueAddedGrowthPct,
        intensityPct,
      };
    }),
  );
}

/** Decimal text with a fixed number of decimals and no minus zero. */
export function fixedText(value: Decimal, decimals: number): string {
  const text = value.toFixed(decimals);
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}

/** 庐山市 uses less than 1 万吨标准煤 a year: two decimals would hide its changes. */
function energyDecimals(unitCode: string): number {
  return baselineEnergy(unitCode).lt(1) ? 4 : 2;
}

function figuresOf(
  exact: Exact,
  unitCode: string,
  options: Pick<DemoProfile, 'source' | 'hasPublishedIntensity' | 'hasWater'>,
): Figures {
  return {
    ...EMPTY_FIGURES,
    energyWanTce: fixedText(exact.energy, energyDecimals(unitCode)),
    energyGrowthPct: fixedText(exact.energyGrowthPct, 1),
    valueAddedGrowthPct: fixedText(exact.valueAddedGrowthPct, 1),
    publishedIntensityPct: options.hasPublishedIntensity ? fixedText(exact.intensityPct, 1) : null,
    ...secondPageOf(periodOf(exact), { ...exact, unitCode, hasWater: options.hasWater }),
    source: options.source,
  };
}

/** The whole series, the same on every run: 14 units and the city, 2025年1–2月 to 2026年1–10月. */
export function demoSeries(): DemoSeries {
  const courses = DEMO_PROFILES.map((profile) => ({ profile, course: unitCourse(profile) }));
  const series = new Map<string, ReadonlyMap<string, Figures>>();
  const city = cityCourse(courses.map(({ course }) => course));
  const cityOptions = { source: 'statistics', hasPublishedIntensity: true, hasWater: true } as const;
  series.set(
    CITY_CODE,
    new Map(city.map((exact) => [periodOf(exact), figuresOf(exact, CITY_CODE, cityOptions)])),
  );
  for (const { profile, course } of courses) {
    const figures = course.map(
      (exact) => [periodOf(exact), figuresOf(exact, profile.unitCode, profile)] as const,
    );
    series.set(profile.unitCode, new Map(figures));
  }
  return series;
}
