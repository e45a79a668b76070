import { Decimal } from '../../server/analytics/decimal.ts';
import { DEFAULT_COLLECTION_PLAN, dueFields } from '../../server/rules/collection.ts';
import type { Figures, OtherField } from '../../server/rules/figures.ts';
import { OTHER_FIELDS } from '../../server/rules/figures.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import { INTENSITY_ROWS } from '../attachment2.ts';
import { DEMO_PROFILES } from './profiles.ts';
import { seededRandom } from './random.ts';

/** Why a unit has no figure of its own (无数据原因). */
const ABSENT: Readonly<Record<OtherField, string>> = {
  waterIntensityPct: '水利部门本期未分县反馈。',
  carbonIntensityPct: '碳排放由市级统一核算，未分县。',
  greenRevenueYiYuan: '企业名单正在核定，下期补报。',
  efficientMotorSharePct: '电机台账尚在普查，完成后补报。',
  retrofitCoveragePct: '改造台账尚在核对，完成后补报。',
};

/** City-wide revenue of the green industries in 2025, 亿元; it grows by a fifth a year. */
const REVENUE_2025 = '352';
const REVENUE_GROWTH = '1.2';

/** Weight of a unit in the city's green industries: the root of its energy, so that no giant takes all. */
function weightOf(unitCode: string): Decimal {
  return new Decimal(INTENSITY_ROWS.find((row) => row.unitCode === unitCode)?.energyWanTce ?? 0).sqrt();
}

function revenueOf(unitCode: string, year: number, month: number): string {
  const total = DEMO_PROFILES.reduce((sum, profile) => sum.plus(weightOf(profile.unitCode)), new Decimal(0));
  const ofYear = new Decimal(REVENUE_2025).times(new Decimal(REVENUE_GROWTH).pow(year - 2025));
  const units = unitCode === CITY_CODE ? total : weightOf(unitCode);
  return ofYear.times(units).div(total).times(month).div(12).toFixed(1);
}

/** A share that differs from unit to unit and rises by `step` points a year. */
function shareOf(field: OtherField, unitCode: string, year: number, from: number, to: number, step: number) {
  const next = seededRandom(`${field} ${unitCode}`);
  const start = unitCode === CITY_CODE ? (from + to) / 2 : from + next() * (to - from);
  return new Decimal(start.toFixed(4)).plus(step * (year - 2025)).toFixed(1);
}

interface Moment {
  unitCode: string;
  year: number;
  month: number;
  intensityPct: Decimal;
  hasWater: boolean;
}

function figureOf(
  field: OtherField,
  { unitCode, year, month, intensityPct, hasWater }: Moment,
): string | null {
  switch (field) {
    case 'waterIntensityPct':
      return hasWater ? intensityPct.times('0.45').toFixed(1) : null;
    case 'carbonIntensityPct':
      return unitCode === CITY_CODE ? intensityPct.times('1.06').toFixed(1) : null;
    case 'greenRevenueYiYuan':
      return revenueOf(unitCode, year, month);
    case 'efficientMotorSharePct':
      return shareOf(field, unitCode, year, 12, 20, 4);
    case 'retrofitCoveragePct':
      return shareOf(field, unitCode, year, 30, 58, 22);
  }
}

/** What a unit reports on the second page (其他指标) of a period: values, and reasons where there is none. */
export function secondPageOf(period: string, moment: Moment): Pick<Figures, OtherField | 'absent'> {
  const due = dueFields(DEFAULT_COLLECTION_PLAN, period);
  const values = OTHER_FIELDS.map(
    (field) => [field, due.includes(field) ? figureOf(field, moment) : null] as const,
  );
  const missing = values.filter(([field, value]) => due.includes(field) && value === null);
  return {
    ...(Object.fromEntries(values) as Record<OtherField, string | null>),
    absent: Object.fromEntries(missing.map(([field]) => [field, ABSENT[field]])),
  };
}
