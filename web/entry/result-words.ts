import { Decimal } from '../../server/analytics/decimal.ts';
import { bandsOverlap, publishedBand } from '../../server/analytics/intensity.ts';
import type { Figures } from '../../server/rules/figures.ts';
import type { LiveResult } from '../../server/rules/report-checks.ts';
import { numberText, percentText, placesOf, withTrueMinus } from '../../server/rules/wording.ts';

/** The sentences of the result panel, from figures that can be read. */

/** '1.0' → '(1 + 1.0%)', '-0.6' → '(1 − 0.6%)': decimals stay as written. */
function factor(pct: string): string {
  return pct.startsWith('-') ? `(1 − ${pct.slice(1)}%)` : `(1 + ${pct}%)`;
}

/** '(1 + 1.0%) ÷ (1 + 4.8%) − 1'; null while a growth is missing. */
export function formulaWords(figures: Figures): string | null {
  const { energyGrowthPct: e, valueAddedGrowthPct: g } = figures;
  if (e === null || g === null) return null;
  return `${factor(e)} ÷ ${factor(g)} − 1`;
}

/** A text with a + in front where the figure is above zero: '4.03' → '+4.03'; one that shows as zero has none. */
function signed(value: Decimal, text: string): string {
  return value.gt(0) && !/^[0.]*$/.test(text) ? `+${text}` : text;
}

/** A figure as written, with its sign and percent sign: '2.80' → '+2.80%'. */
const asWritten = (text: string) => `${signed(new Decimal(text), withTrueMinus(text))}%`;

/** The computed change with two decimals and its sign: '+4.03%', '−3.63%'; null while a growth is missing. */
export function computedText({ computedPct }: LiveResult): string | null {
  return computedPct === null ? null : `${signed(computedPct, numberText(computedPct, 2))}%`;
}

/**
 * How the computed figure, the fed-back one of the report and that of the statistics bureau's table stand to each
 * other, and which one counts.
 * @param fedBack intensity of the newest table (统计反馈), percent as text; null where there is none
 */
export function agreementWords(figures: Figures, result: LiveResult, fedBack: string | null): string {
  const published = figures.publishedIntensityPct;
  if (published === null) {
    return fedBack === null
      ? '，本表未填反馈数，按测算数评定。'
      : `；统计反馈 ${asWritten(fedBack)}，本表未采用，按测算数评定。`;
  }
  const shown = asWritten(published);
  if (fedBack !== null && !new Decimal(fedBack).eq(published)) {
    return `；统计反馈 ${asWritten(fedBack)}，本表未采用，按本表所填反馈数 ${shown} 评定。`;
  }
  if (result.computedBand === null) return `，按反馈数 ${shown} 评定。`;
  const agrees = bandsOverlap(result.computedBand, publishedBand(published));
  return agrees ? `，与反馈数 ${shown} 一致（舍入范围内）。` : `，与反馈数 ${shown} 不一致，以反馈数评定。`;
}

/** The deciding figure as it is shown large: a published one as written, a computed one with two decimals; a rise with +. */
export function decisiveText(figures: Figures, result: LiveResult): string | null {
  if (result.decisivePct === null) return null;
  const published = figures.publishedIntensityPct;
  const text = published === null ? numberText(result.decisivePct, 2) : withTrueMinus(published);
  return signed(result.decisivePct, text);
}

/** '比目标快0.1个百分点', '比目标慢0.4个百分点', '正好达到目标'; a rise is told as such. */
export function gapWords(result: LiveResult, targetPct: string | null): string {
  if (targetPct === null) return '无年度目标';
  if (result.decisivePct === null) return '待填报';
  const gap = result.decisivePct.minus(targetPct);
  if (gap.isZero()) return '正好达到目标';
  const decimals = Math.max(placesOf(result.decisivePct), placesOf(targetPct));
  // A gap below half a unit of the last decimal must not read as 0.0.
  const places = gap.abs().lt(new Decimal(10).pow(-decimals).div(2)) ? 4 : decimals;
  const points = `${numberText(gap.abs(), places)}个百分点`;
  if (gap.isNegative()) return `比目标快${points}`;
  return result.decisivePct.gt(0) ? `不降反升，距目标${points}` : `比目标慢${points}`;
}

/** '累计 −7.1%，应达 −7.4%' since 2024, this year taken as a full-year estimate. */
export function cumulativeWords(result: LiveResult): string {
  const { cumulativePct, cumulativeTargetPct } = result;
  if (cumulativeTargetPct === null) return '无规划期目标';
  const target = `应达 ${percentText(cumulativeTargetPct, 1)}`;
  if (cumulativePct === null) {
    return result.decisivePct === null ? target : `以前年度数据不全，暂不能累计；${target}`;
  }
  return `累计 ${cumulativePct.gt(0) ? '+' : ''}${percentText(cumulativePct, 1)}（推算），${target}`;
}

/** The year's target with at least one decimal: '-1' → '−1.0%'; '—' where there is none. */
export function targetText(targetPct: string | null): string {
  return targetPct === null ? '—' : percentText(targetPct, placesOf(targetPct));
}
