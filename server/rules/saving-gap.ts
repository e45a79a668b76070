import { Decimal, type DecimalInput } from '../analytics/decimal.ts';
import { isReferenceOnly, type Period, parsePeriod, periodLabel } from './periods.ts';
import { WITHHELD_WORDS, type Withheld } from './suppression.ts';
import { numberText } from './wording.ts';

const TCE_PER_WAN = 10_000;
const MONTHS = 12;

/** The newest figures of one unit, as far as the viewer may see them. */
export interface GapInput {
  /** year-to-date period; null where no period of the year has figures for this viewer */
  period: Period | null;
  /** year-to-date energy (综合能源消费量), 万吨标准煤; null where not reported */
  energyWanTce: DecimalInput | null;
  /** deciding change of intensity, percent (the published one, else the computed); null where not known */
  changePct: DecimalInput | null;
  /** target of the year, percent; null where the unit has none */
  targetPct: DecimalInput | null;
}

/** How far a unit is from its year's target, in energy. */
export interface SavingGap {
  /** none: on or below the target path; missing: something is not known, see `words` */
  state: 'gap' | 'none' | 'missing';
  /** 吨标准煤 a year, > 0 and unrounded; null but for `gap` */
  tce: Decimal | null;
  /** energy of a full year at the present pace (推算), 万吨标准煤; null where not computed */
  annualWanTce: Decimal | null;
  /** one clause without a full stop */
  words: string;
}

const without = (words: string): SavingGap => ({ state: 'missing', tce: null, annualWanTce: null, words });

/** 吨标准煤 with thousands separators, to whole tonnes; never shown as 0 where there is some: '不足1'. */
export function tceText(tce: DecimalInput): string {
  const value = new Decimal(tce);
  if (value.gt(0) && value.lt('0.5')) return '不足1';
  return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * Intensity gap of a unit as energy (能耗强度缺口折能量): what a full year would have to use less, at the same output, for
 * the change to be the target.
 *
 * E × 12/N × (1 − (1+T)/(1+r)), E year-to-date energy of N months, r the deciding change, T the year's target. The year is
 * taken to go on at the pace so far (推算). 1–2月 is for reference and is not used.
 * @returns `none` where r ≤ T: exactly on the target there is no gap
 * Source: 附件2 table 1 (targets); the conversion is the platform's own (平台测算), DESIGN §3.1 and §3.3.
 */
export function savingGap({ period, energyWanTce, changePct, targetPct }: GapInput): SavingGap {
  if (targetPct === null) return without('附件2未下达年度目标');
  const parts = period === null || isReferenceOnly(period) ? null : parsePeriod(period);
  if (parts === null || period === null) return without('本年尚无可用的能耗强度数据');
  const label = periodLabel(period);
  if (changePct === null) return without(`${label}能耗强度变化率没有数据`);
  const change = new Decimal(changePct);
  if (change.lte(targetPct)) {
    return { state: 'none', tce: null, annualWanTce: null, words: `${label}能耗强度已达年度进度，无缺口` };
  }
  if (energyWanTce === null) return without(`${label}综合能源消费量没有数据`);
  if (new Decimal(energyWanTce).isZero()) return without(`${label}综合能源消费量为0，不能折算缺口`);
  const annualWanTce = new Decimal(energyWanTce).times(MONTHS).div(parts.month);
  const allowed = new Decimal(targetPct).div(100).plus(1).div(change.div(100).plus(1));
  const tce = annualWanTce.times(TCE_PER_WAN).times(new Decimal(1).minus(allowed));
  return {
    state: 'gap',
    tce,
    annualWanTce,
    words: `按${label}推算全年缺口${tceText(tce)}吨标准煤`,
  };
}

/**
 * Accepted savings as a share of the gap, percent, unrounded; may exceed 100. Null where either is missing or there is no
 * gap.
 */
export function savingSharePct(savingTce: DecimalInput | null, gap: SavingGap): Decimal | null {
  if (savingTce === null || gap.tce === null) return null;
  return new Decimal(savingTce).div(gap.tce).times(100);
}

/** A share to one decimal; what is there is never written 0.0: '不足0.1'. */
export function shareText(pct: Decimal): string {
  if (pct.gt(0) && pct.lt('0.05')) return '不足0.1';
  return numberText(pct, 1);
}

/** Above this share a percentage says no more than that the gap is made up many times over. */
const MANY_TIMES = 1000;

/** '相当于缺口的4.2%'; of more than ten times the gap '超过缺口的10倍'. */
export function shareWords(pct: Decimal): string {
  return pct.gt(MANY_TIMES) ? '超过缺口的10倍' : `相当于缺口的${shareText(pct)}%`;
}

/** What a sentence on savings beside the gap is about. */
export interface SavingSentenceInput {
  year: number;
  /** number of projects accepted in the year */
  accepted: number;
  /** their yearly savings together, 吨标准煤; null where none is stated, or withheld */
  savingTce: DecimalInput | null;
  /** too few firms stand behind the savings for this viewer; null where they may be shown */
  withheld: Withheld | null;
  gap: SavingGap;
}

/** '2026年已验收项目3个，折合5,230吨标准煤，相当于缺口的4.2%（…）。': ready for a report. */
export function savingSentence({ year, accepted, savingTce, withheld, gap }: SavingSentenceInput): string {
  if (accepted === 0) return `${year}年尚无验收项目；${gap.words}。`;
  const head = `${year}年已验收项目${accepted}个`;
  if (withheld !== null) return `${head}，节能量${WITHHELD_WORDS[withheld]}；${gap.words}。`;
  if (savingTce === null) return `${head}，均未填报节能量；${gap.words}。`;
  const saved = `${head}，折合${tceText(savingTce)}吨标准煤`;
  const share = savingSharePct(savingTce, gap);
  return share === null ? `${saved}；${gap.words}。` : `${saved}，${shareWords(share)}（${gap.words}）。`;
}
