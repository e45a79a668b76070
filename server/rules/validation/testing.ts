import { EMPTY_FIGURES, FIGURE_FIELDS, type Figures, INTENSITY_FIELDS } from '../figures.ts';
import { defaultRuleSet } from '../grading.ts';
import type { CheckContext, FedBackFigures, HistoryPoint } from './context.ts';

/* What the tests of the rules start from. */

/** A sound report of 濂溪区 for 2026年1–10月. */
export const SOUND: Figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '82.36',
  energyGrowthPct: '1.0',
  valueAddedGrowthPct: '4.8',
  publishedIntensityPct: '-3.6',
};

/** 2025 in eleven periods at 8 a month, give or take 0.1. */
const YEAR_2025: HistoryPoint[] = [
  '16.0',
  '24.1',
  '32.0',
  '40.1',
  '48.1',
  '56.0',
  '64.1',
  '72.1',
  '80.0',
  '88.1',
  '96.1',
].map((energyWanTce, index) => point(`2025-${String(index + 2).padStart(2, '0')}`, { energyWanTce }));

export function point(period: string, change: Partial<Figures>): HistoryPoint {
  return { period, figures: { ...EMPTY_FIGURES, ...change } };
}

export function figures(change: Partial<Figures>): Figures {
  return { ...EMPTY_FIGURES, ...change };
}

export const CONTEXT: CheckContext = {
  unitCode: '360402',
  period: '2026-10',
  targetPct: '-3.5',
  targetsPct: { '2025': '-4', '2026': '-3.5', '2027': '-3.2' },
  closedYearsPct: [{ year: 2025, pct: '-3.7' }],
  ruleSet: defaultRuleSet(),
  previous: figures({ energyWanTce: '74.30' }),
  samePeriodLastYear: figures({ energyWanTce: '81.52' }),
  baselineEnergyWanTce: '99.79',
  history: YEAR_2025,
  dueFields: INTENSITY_FIELDS,
  feedback: null,
  feedbackDocument: null,
};

const NOTHING_FED_BACK = Object.fromEntries(FIGURE_FIELDS.map((field) => [field, null])) as FedBackFigures;
export function fedBack(change: Partial<FedBackFigures>): Partial<CheckContext> {
  return { feedback: { ...NOTHING_FED_BACK, ...change }, feedbackDocument: '九统函〔2026〕31号' };
}

/** No period before to compare with: January to June as the only earlier value of the year. */
export const QUARTERLY: Partial<CheckContext> = {
  previous: null,
  samePeriodLastYear: null,
  history: [point('2025-12', { energyWanTce: '96.1' }), point('2026-06', { energyWanTce: '60.00' })],
};
export const last = (period: string, change: Partial<Figures>): Partial<CheckContext> => ({
  history: [point(period, change)],
});
export const ALL_DUE = { dueFields: FIGURE_FIELDS };
export const RESTATED = { samePeriodEnergyWanTce: '81.54' };
