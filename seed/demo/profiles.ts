import type { Source } from '../../server/rules/figures.ts';

/** The demo's today: 2026年1–10月 is due, and not yet released. */
export const DEMO_TODAY = '2026-11-21';
export const DEMO_LATEST_PERIOD = '2026-10';

/** Where a unit's year ends up; percents with one decimal, at the year's last demo period. */
export interface YearProfile {
  intensityPct: string;
  valueAddedGrowthPct: string;
  /** how much weaker (+) or stronger (−) intensity stood in the year's first period, percentage points */
  earlyDriftPct: string;
}

/** Invented course of one unit. */
export interface DemoProfile {
  unitCode: string;
  source: Source;
  /** false: the statistics bureau feeds back no intensity, the platform computes it (测算) */
  hasPublishedIntensity: boolean;
  /** true: water intensity is reported each quarter */
  hasWater: boolean;
  2025: YearProfile;
  2026: YearProfile;
}

function year(intensityPct: string, valueAddedGrowthPct: string, earlyDriftPct: string): YearProfile {
  return { intensityPct, valueAddedGrowthPct, earlyDriftPct };
}

function profile(
  unitCode: string,
  y2025: YearProfile,
  y2026: YearProfile,
  differs: Partial<Pick<DemoProfile, 'source' | 'hasPublishedIntensity' | 'hasWater'>> = {},
): DemoProfile {
  return {
    unitCode,
    source: 'statistics',
    hasPublishedIntensity: true,
    hasWater: false,
    ...differs,
    2025: y2025,
    2026: y2026,
  };
}

/** The 14 units. Energy-heavy units grow faster, which is why the city does worse than most of them. */
export const DEMO_PROFILES: readonly DemoProfile[] = [
  profile('360402', year('-3.6', '5.2', '-0.8'), year('-3.6', '4.8', '0.6')),
  profile('360403', year('-5.1', '5.9', '0.5'), year('-4.4', '5.2', '0.4')),
  profile('JKQ', year('-5.2', '7.0', '0.7'), year('-4.1', '5.9', '-0.5'), { hasWater: true }),
  profile('360404', year('-6.0', '7.2', '-0.6'), year('-6.2', '8.1', '0.9'), { hasWater: true }),
  profile('360423', year('-3.2', '5.0', '0.4'), year('-2.5', '4.2', '0.3')),
  profile('360424', year('-5.3', '6.1', '0.8'), year('-4.8', '5.7', '0.5'), {
    source: 'own',
    hasPublishedIntensity: false,
  }),
  profile('360425', year('-3.9', '6.6', '-0.7'), year('-2.8', '6.0', '-0.9')),
  profile('360426', year('-4.1', '6.3', '0.9'), year('-2.1', '5.5', '-1.1')),
  profile('360428', year('-3.1', '4.8', '-0.3'), year('-1.4', '4.1', '0.2')),
  profile('360429', year('-6.1', '8.4', '0.6'), year('-5.1', '7.2', '0.5'), { hasWater: true }),
  profile('360430', year('-5.8', '7.6', '0.7'), year('-4.6', '6.9', '0.4'), {
    hasPublishedIntensity: false,
    hasWater: true,
  }),
  profile('360481', year('-6.2', '8.1', '-0.5'), year('-4.9', '7.4', '0.8')),
  profile('360482', year('-2.6', '7.4', '0.6'), year('-1.9', '6.8', '-0.4')),
  profile('360483', year('-1.2', '3.9', '-1.0'), year('1.3', '3.2', '-1.6')),
];

/** The city's own figure (全市). Its energy is the sum of the units', so its value-added growth follows. */
export const CITY_COURSE = {
  2025: { intensityPct: '-4.4', earlyDriftPct: '0.7' },
  2026: { intensityPct: '-3.6', earlyDriftPct: '0.6' },
} as const;

/** Years that the demo covers, with the month of their last period. */
export const DEMO_YEARS = [
  { year: 2025, lastMonth: 12 },
  { year: 2026, lastMonth: 10 },
] as const;
