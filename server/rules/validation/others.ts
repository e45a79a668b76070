import { Decimal } from '../../analytics/decimal.ts';
import { FIGURE_SPECS, type Figures, type OtherField } from '../figures.ts';
import { periodLabel } from '../periods.ts';
import { numberText, withTrueMinus } from '../wording.ts';
import { type CheckContext, earlierValue } from './context.ts';
import { at, type Finding, type ValidationRule } from './rule.ts';

/** The second page (其他指标): plausibility against the unit's last value. */

/** Percentage points by which a share may fall, and a yearly change may differ, from one value to the next. */
const JUMP_POINTS = 10;

/** Entered value, the last one before, and what to call it. */
interface Compared {
  now: Decimal;
  before: Decimal;
  words: string;
}

function comparedWithLast(field: OtherField, figures: Figures, context: CheckContext): Compared | null {
  const text = figures[field];
  const earlier = earlierValue(context, field);
  if (text === null || earlier === null) return null;
  const when = earlier.period === null ? '上期' : periodLabel(earlier.period);
  const words = `${FIGURE_SPECS[field].label}${withTrueMinus(text)}%，${when}为${withTrueMinus(earlier.text)}%`;
  return { now: new Decimal(text), before: new Decimal(earlier.text), words };
}

const SHARES = ['efficientMotorSharePct', 'retrofitCoveragePct'] as const;

function drop(field: OtherField, figures: Figures, context: CheckContext): Finding[] {
  const compared = comparedWithLast(field, figures, context);
  if (compared === null) return [];
  const fall = compared.before.minus(compared.now);
  if (fall.lte(JUMP_POINTS)) return [];
  const points = numberText(fall, Math.min(2, fall.decimalPlaces()));
  return [at(field, `${compared.words}，下降${points}个百分点，请核对分子分母口径或说明`)];
}

export const shareDropRule: ValidationRule = {
  id: 'share_drop',
  severity: 'warning',
  fields: SHARES,
  words: '在役高效节能电机占比、千吨标准煤以上企业改造覆盖率比最近一次所报下降超过10个百分点。',
  source: '规划二、（一）4；平台填报规则',
  find: (figures, context) => SHARES.flatMap((field) => drop(field, figures, context)),
};

const INTENSITIES = ['waterIntensityPct', 'carbonIntensityPct'] as const;

function jump(field: OtherField, figures: Figures, context: CheckContext): Finding[] {
  const compared = comparedWithLast(field, figures, context);
  if (compared === null) return [];
  const apart = (value: Decimal) => value.minus(compared.before).abs();
  const distance = apart(compared.now);
  if (distance.lte(JUMP_POINTS)) return [];
  const what = apart(compared.now.negated()).lte(JUMP_POINTS) ? '请核对正负号' : '请核对或说明';
  const points = numberText(distance, Math.min(2, distance.decimalPlaces()));
  return [at(field, `${compared.words}，相差${points}个百分点，${what}`)];
}

export const intensityJumpRule: ValidationRule = {
  id: 'intensity_jump',
  severity: 'warning',
  fields: INTENSITIES,
  words:
    '单位工业增加值用水量增速、碳排放强度增速与最近一次所报相差超过10个百分点；换一个正负号即相近的，提示核对正负号。',
  source: '规划一、主要目标（一）；平台填报规则',
  find: (figures, context) => INTENSITIES.flatMap((field) => jump(field, figures, context)),
};
