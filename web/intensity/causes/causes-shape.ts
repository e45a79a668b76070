import type { CausesReply, Effects } from '../../../server/causes/schema.ts';
import { formatPct, formatPoints } from '../../format.ts';
import type { CardFile } from '../../ui/card-file.ts';

/** Turns the causes of one period (原因分析) into what the cards draw. All percentage points. */

type Table = NonNullable<CardFile['table']>;

/** Decimals of what is computed. */
const PLACES = 2;

/** '下降3.41%', '上升0.20%', '持平'. */
export function movedWords(pct: number, decimals = PLACES): string {
  const size = formatPct(Math.abs(pct), decimals);
  if (Number(size) === 0) return '持平';
  return `${pct < 0 ? '下降' : '上升'}${size}%`;
}

/** Headline of the tab: what the units give together, beside the city's own figure, or what is missing before. */
export function causesFinding(causes: CausesReply): string {
  const { rollUp, city, fallback, missing } = causes;
  if (rollUp) {
    const together = `14个单位汇总测算，全市单位工业增加值能耗${movedWords(rollUp.intensityPct)}`;
    return city
      ? `${together}；全市反馈数${movedWords(city.intensityPct, city.decimals.intensityPct)}。`
      : `${together}；全市数暂缺。`;
  }
  if (missing.figures.length > 0)
    return `${causes.label}还有${missing.figures.length}个单位缺数，暂不能分析原因。`;
  if (fallback) {
    return `增加值占比尚未录齐：假定各单位增加值同速增长，汇总约${movedWords(fallback.intensityPct)}。`;
  }
  return missing.sentence ?? `${causes.label}原因分析`;
}

/** One bar of the waterfall, from one level to another. */
export interface WaterfallBar {
  kind: 'unit' | 'rollUp' | 'rest' | 'city';
  code: string;
  name: string;
  from: number;
  to: number;
  /** length with its sign: a contribution, a sum, or the rest */
  points: number;
  /** decimals of its figure: 2, the city's own as written */
  decimals: number;
  provisional: boolean;
}

export interface Waterfall {
  bars: WaterfallBar[];
  /** range of the axis, whole numbers around all levels and 0 */
  min: number;
  max: number;
}

/**
 * The contributions one after the other, those that pulled the city down most first, then their sum, the rest against
 * the city's own figure and that figure. Null while anything is missing.
 */
export function shapeWaterfall(causes: CausesReply): Waterfall | null {
  const { contributions, rollUp, city, restPct } = causes;
  if (!contributions || !rollUp) return null;
  const waiting = new Set(causes.provisional.map(({ code }) => code));
  const bars: WaterfallBar[] = [];
  let level = 0;
  for (const { code, name, points } of [...contributions].sort((a, b) => a.points - b.points)) {
    const provisional = waiting.has(code);
    bars.push({
      kind: 'unit',
      code,
      name,
      from: level,
      to: level + points,
      points,
      decimals: PLACES,
      provisional,
    });
    level += points;
  }
  const sum = rollUp.intensityPct;
  const whole = { code: '', from: 0, decimals: PLACES, provisional: false };
  bars.push({ ...whole, kind: 'rollUp', name: '汇总测算', to: sum, points: sum });
  if (city && restPct !== null) {
    const own = city.intensityPct;
    bars.push({ ...whole, kind: 'rest', name: '其余', from: sum, to: own, points: restPct });
    bars.push({
      ...whole,
      kind: 'city',
      name: '全市反馈数',
      to: own,
      points: own,
      decimals: city.decimals.intensityPct,
      provisional: city.provisional,
    });
  }
  const levels = [0, ...bars.flatMap(({ from, to }) => [from, to])];
  return { bars, min: Math.floor(Math.min(...levels)), max: Math.ceil(Math.max(...levels)) };
}

/** The waterfall in figures. */
export function waterfallTable(causes: CausesReply): Table {
  const number = (label: string, decimals: number) => ({ label, kind: 'number' as const, decimals });
  const units = [...(causes.contributions ?? [])].sort((a, b) => a.points - b.points);
  const rows: Table['rows'] = units.map((unit) => [
    unit.name,
    unit.intensityPct,
    unit.energySharePct,
    unit.sharePct,
    unit.points,
  ]);
  if (causes.rollUp)
    rows.push(['汇总测算', causes.rollUp.intensityPct, 100, 100, causes.rollUp.intensityPct]);
  if (causes.city && causes.restPct !== null) {
    rows.push(['其余（全市反馈数减汇总测算）', null, null, null, causes.restPct]);
    rows.push(['全市反馈数', causes.city.intensityPct, null, null, causes.city.intensityPct]);
  }
  return {
    columns: [
      { label: '单位', kind: 'text' },
      number('单位能耗同比（%）', 2),
      number('上年能耗占比（%）', 2),
      number('本年增加值占比（%）', 2),
      number('贡献（百分点）', 3),
    ],
    rows,
  };
}

/** One unit's two effects. */
export interface EffectRow {
  code: string;
  name: string;
  intensity: number;
  structure: number;
}

/** Units by the size of what they did, the greatest first. */
export function shapeEffects(effects: Effects): EffectRow[] {
  const size = (row: EffectRow) => row.intensity + row.structure;
  return effects.byUnit
    .map(({ code, name, intensity, structure }) => ({ code, name, intensity, structure }))
    .sort((a, b) => size(a) - size(b));
}

/** Common scale of the bars, a half point around the furthest ends and 0. */
export function effectRange(rows: readonly EffectRow[]): { min: number; max: number } {
  const ends = [0, ...rows.flatMap(({ intensity, structure }) => [intensity, structure])];
  return {
    min: Math.floor(Math.min(...ends) * 2) / 2,
    max: Math.ceil(Math.max(...ends) * 2) / 2,
  };
}

/** Both forms of the decomposition in figures. */
export function effectsTable(lmdi: NonNullable<CausesReply['lmdi']>): Table {
  const number = (label: string, decimals: number) => ({ label, kind: 'number' as const, decimals });
  const factors = new Map(lmdi.multiplicative.byUnit.map((unit) => [unit.code, unit]));
  const rows: Table['rows'] = shapeEffects(lmdi.additive).map((row) => [
    row.name,
    row.intensity,
    row.structure,
    row.intensity + row.structure,
    factors.get(row.code)?.intensity ?? null,
    factors.get(row.code)?.structure ?? null,
  ]);
  const { additive, multiplicative } = lmdi;
  rows.push([
    '合计（乘法为连乘积）',
    additive.intensity,
    additive.structure,
    additive.total,
    multiplicative.intensity,
    multiplicative.structure,
  ]);
  return {
    columns: [
      { label: '单位', kind: 'text' },
      number('强度效应（百分点）', 3),
      number('结构效应（百分点）', 3),
      number('合计（百分点）', 3),
      number('强度效应（倍数）', 5),
      number('结构效应（倍数）', 5),
    ],
    rows,
  };
}

function factorWords(factor: number): string {
  const pct = (factor - 1) * 100;
  if (Math.abs(pct) < 0.005) return '基本没有影响';
  return `使全市单位能耗${movedWords(pct)}`;
}

/** The multiplicative form in one sentence: what each effect alone would have made of the city, and both together. */
export function factorSentence({ intensity, structure, total }: Effects): string {
  return `各单位自身能耗强度变化${factorWords(intensity)}，增加值结构变化${factorWords(structure)}，两者相乘，全市${movedWords((total - 1) * 100)}。`;
}

/** One red unit of the reverse allocation (反向分解): what it would have to reach under each aim. */
export interface ReverseRow {
  code: string;
  name: string;
  nowPct: number;
  /** one per aim; null = no figure */
  neededPct: (number | null)[];
}

/** The red units with what each aim would take; empty where there is none to name. */
export function shapeReverse(reverse: NonNullable<CausesReply['reverse']>): ReverseRow[] {
  const [first] = reverse.cases;
  return (first?.units ?? []).map(({ code, name, nowPct }) => ({
    code,
    name,
    nowPct,
    neededPct: reverse.cases.map((one) => one.units.find((unit) => unit.code === code)?.neededPct ?? null),
  }));
}

/** What an aim is called in the head of its column. */
export function aimWords(aim: 'rollUp' | 'cityFigure'): string {
  return aim === 'rollUp' ? '汇总测算达标须达到' : '全市反馈数达标须达到';
}

/** The waterfall in words, for those who cannot see it. */
export function waterfallWords({ bars }: Waterfall): string {
  const said = bars.map(
    ({ name, points, decimals }) => `${name}${formatPoints(points, decimals, { sign: true })}`,
  );
  return `各单位对全市单位工业增加值能耗变化的贡献（百分点）：${said.join('，')}`;
}
