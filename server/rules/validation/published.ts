import { Decimal } from '../../analytics/decimal.ts';
import { computedBand, isWithinRoundingBand } from '../../analytics/intensity.ts';
import type { Figures } from '../figures.ts';
import { percentText, withTrueMinus } from '../wording.ts';
import { growthSign } from './growth.ts';
import { at, type Finding, type ValidationRule } from './rule.ts';

/** The fed-back change of intensity against what e and g allow. */

interface Verdict {
  kind: 'sign' | 'outside';
  finding: Finding;
}

const INPUTS = ['energyGrowthPct', 'valueAddedGrowthPct'] as const;

/** A published r outside what e and g allow; where its sign alone is wrong, that is what is said. */
function verdictOf(figures: Figures): Verdict | null {
  const { energyGrowthPct: e, valueAddedGrowthPct: g, publishedIntensityPct: r } = figures;
  if (e === null || g === null || r === null) return null;
  const band = computedBand(e, g);
  if (band === null || isWithinRoundingBand(e, g, r) !== false) return null;
  const range = `${percentText(band.lowPct, 2)}至${percentText(band.highPct, 2)}`;
  const published = new Decimal(r);
  const opposite = published.isNegative() ? band.lowPct.gt(0) : band.highPct.lt(0);
  if (opposite && !published.isZero()) {
    const fits = isWithinRoundingBand(e, g, published.isNegative() ? r.slice(1) : `-${r}`);
    const hint = fits === true ? '，请核对正负号' : '，请核对';
    const message = `反馈的单位工业增加值能耗增速${withTrueMinus(r)}%与测算方向相反（按两项增速测算应在${range}之间）${hint}`;
    return { kind: 'sign', finding: at('publishedIntensityPct', message, INPUTS) };
  }
  const message = `反馈的单位工业增加值能耗增速${withTrueMinus(r)}%不在舍入范围内（按两项增速测算应在${range}之间），请核对或说明`;
  return { kind: 'outside', finding: at('publishedIntensityPct', message, INPUTS) };
}

export const roundingBandRule: ValidationRule = {
  id: 'rounding_band',
  severity: 'warning',
  fields: ['publishedIntensityPct'],
  words:
    '反馈的单位工业增加值能耗增速r，不在由能耗增速e、增加值增速g及三者小数位数决定的舍入范围内；r=(1+e)÷(1+g)−1，不用e−g。',
  source: '数值修约规则（GB/T 8170）；单位增加值能耗=能耗÷增加值',
  find: (figures) => {
    const verdict = verdictOf(figures);
    return verdict?.kind === 'outside' ? [verdict.finding] : [];
  },
};

export const signRule: ValidationRule = {
  id: 'sign',
  severity: 'warning',
  fields: ['energyGrowthPct', 'publishedIntensityPct'],
  words:
    '填写的增速与推算方向相反：能耗增速换一个正负号就与总量相符，或反馈的单位增加值能耗增速与测算一升一降。',
  source: '平台填报规则（增速与总量同向）',
  find: (figures, context) => {
    const verdict = verdictOf(figures);
    return [...growthSign(figures, context), ...(verdict?.kind === 'sign' ? [verdict.finding] : [])];
  },
};
