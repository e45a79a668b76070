import { Decimal } from '../../analytics/decimal.ts';
import { FIGURE_SPECS, type FigureField, type Figures } from '../figures.ts';
import { parsePeriod, periodLabel } from '../periods.ts';
import { numberText } from '../wording.ts';
import { type CheckContext, earlierValue } from './context.ts';
import { at, type Finding, type ValidationRule } from './rule.ts';

/** A value so many times larger or smaller than usual was entered in another unit. */
const MAGNITUDE_FACTOR = 50;
/** Powers of ten which a wrong unit or a slipped point makes, largest first. */
const POWERS = [4, 3, 2] as const;
/** A ratio within this factor of a power of ten is called by it. */
const POWER_TOLERANCE = 2;

/** What a value should be about. */
interface Usual {
  /** plain decimal text, a printed one as printed */
  text: string;
  label: string;
}

/** Energy of the same months last year, else the months' part of 2024. */
function usualEnergy(context: CheckContext): Usual | null {
  const lastYear = context.samePeriodLastYear?.energyWanTce ?? null;
  if (lastYear !== null) return { text: lastYear, label: '上年同期' };
  const month = parsePeriod(context.period)?.month;
  if (context.baselineEnergyWanTce === null || month === undefined) return null;
  const text = new Decimal(context.baselineEnergyWanTce).times(month).div(12).toFixed(2);
  return { text, label: `2024年全年按${month}个月折算的` };
}

function usualRestated(context: CheckContext): Usual | null {
  const lastYear = context.samePeriodLastYear?.energyWanTce ?? null;
  return lastYear === null ? usualEnergy(context) : { text: lastYear, label: '去年所报' };
}

function usualRevenue(context: CheckContext): Usual | null {
  const lastYear = context.samePeriodLastYear?.greenRevenueYiYuan ?? null;
  if (lastYear !== null) return { text: lastYear, label: '上年同期' };
  const earlier = earlierValue(context, 'greenRevenueYiYuan');
  if (earlier === null) return null;
  return { text: earlier.text, label: earlier.period === null ? '上期' : periodLabel(earlier.period) };
}

const USUAL_OF = {
  energyWanTce: usualEnergy,
  samePeriodEnergyWanTce: usualRestated,
  greenRevenueYiYuan: usualRevenue,
} as const satisfies Partial<Record<FigureField, (context: CheckContext) => Usual | null>>;
const FIELDS = ['energyWanTce', 'samePeriodEnergyWanTce', 'greenRevenueYiYuan'] as const;

/** What probably happened, by the power of ten nearest to the ratio. */
function guess(ratio: Decimal, value: Decimal, unit: '万吨标准煤' | '亿元'): string {
  const power = POWERS.find((candidate) => {
    const ten = new Decimal(10).pow(candidate);
    return ratio.gte(ten.div(POWER_TOLERANCE)) && ratio.lte(ten.times(POWER_TOLERANCE));
  });
  if (power === undefined) return '请核对单位和小数点';
  const meant = value.div(new Decimal(10).pow(power));
  const corrected = `${numberText(meant, Math.min(4, meant.decimalPlaces()))}${unit}`;
  if (power !== 4) return `小数点可能错了${power}位，若应为${corrected}请更正`;
  const mixedUp = unit === '亿元' ? '把万元当成了亿元' : '把吨当成了万吨';
  return `可能${mixedUp}，若应为${corrected}请更正`;
}

function wrongUnit(field: (typeof FIELDS)[number], figures: Figures, context: CheckContext): Finding[] {
  const text = figures[field];
  const usual = USUAL_OF[field](context);
  if (text === null || usual === null || new Decimal(usual.text).lte(0)) return [];
  const value = new Decimal(text);
  if (value.isZero()) return [];
  const ratio = value.div(usual.text);
  const unit = field === 'greenRevenueYiYuan' ? '亿元' : '万吨标准煤';
  const compared = `${FIGURE_SPECS[field].label}${text}${unit}`;
  const reference = `${usual.label}${usual.text}${unit}`;
  if (ratio.gte(MAGNITUDE_FACTOR)) {
    return [
      at(field, `${compared}约为${reference}的${numberText(ratio, 0)}倍，${guess(ratio, value, unit)}`),
    ];
  }
  if (ratio.lte(new Decimal(1).div(MAGNITUDE_FACTOR))) {
    return [at(field, `${compared}不足${reference}的五十分之一，请核对单位和小数点`)];
  }
  return [];
}

export const magnitudeRule: ValidationRule = {
  id: 'magnitude',
  severity: 'warning',
  fields: FIELDS,
  words:
    '填写数达到上年同期（没有时：能耗按2024年全年折算，营业收入按最近一期）的50倍，或不超过其五十分之一；接近10⁴倍提示可能把吨当成万吨、把万元当成亿元，接近10³、10²倍提示小数点错位。',
  source: '规划附件2（单位：万吨标准煤）；平台填报规则',
  find: (figures, context) => FIELDS.flatMap((field) => wrongUnit(field, figures, context)),
};
