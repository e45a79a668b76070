import { compoundPct } from './compound.ts';
import { Decimal, type DecimalInput } from './decimal.ts';
import { QUOTA_KEYS, type QuotaKey } from './quota-keys.ts';
import { rollUpPct } from './roll-up.ts';

/** One row of Attachment 2, table 1 (表一). */
export interface IntensityRow {
  name: string;
  /** Energy consumption of 2024, 万吨标准煤. */
  energyWanTce: DecimalInput;
  /** Change of intensity in 2024 as printed, percent. */
  intensityChangePct: DecimalInput;
  /** Yearly targets, percent. */
  targetsPct: { readonly '2025': DecimalInput; readonly '2026': DecimalInput; readonly '2027': DecimalInput };
}

/** One row of Attachment 2, table 2; a blank cell is null. */
export interface QuotaRow {
  name: string;
  quotas: Readonly<Record<QuotaKey, number | null>>;
}

/** What the plan's own text says, to be held against Attachment 2. */
export interface PlanHeadlines {
  /** 正文一（一）: −13. */
  intensityPct: DecimalInput;
  /** 正文一（二）: 新增国家级绿色工厂 30. */
  nationalFactoriesGain: number;
  /** 正文一（二）: 新增省级绿色工厂 80. */
  provincialFactoriesGain: number;
  /** 正文二（二）7: 新增国家级绿色园区 4. */
  nationalParksGain: number;
  /** 正文二（二）7: 总量达到 6. */
  nationalParksTotal: number;
  /** 正文二（二）8: 领跑者 5 个以上. */
  leadersAtLeast: number;
}

export const PLAN_HEADLINES: PlanHeadlines = {
  intensityPct: '-13',
  nationalFactoriesGain: 30,
  provincialFactoriesGain: 80,
  nationalParksGain: 4,
  nationalParksTotal: 6,
  leadersAtLeast: 5,
};

export interface BreakdownInput {
  city: IntensityRow;
  counties: readonly IntensityRow[];
  quotas: readonly QuotaRow[];
  plan?: PlanHeadlines;
}

export type BreakdownLineId =
  | 'cityCompounded'
  | 'needed2027'
  | 'countiesExact'
  | 'countiesFixedWeights'
  | 'rollUp2024'
  | 'energySum'
  | `quotaSum.${QuotaKey}`
  | 'nationalFactoriesGain'
  | 'nationalFactoriesDoubling'
  | 'nationalParksDoubling'
  | 'provincialParksBlank';

/** One line of the check of the plan's breakdown (目标分解校核). */
export interface BreakdownLine {
  id: BreakdownLineId;
  label: string;
  /** Recomputed value, unrounded. */
  value: Decimal;
  unit: '%' | '万吨标准煤' | '家' | '个' | '倍';
  /** What the document prints for it; null where it prints nothing. */
  printed: Decimal | null;
  /** Decimals to which the value is shown and compared. */
  decimals: number;
  /** Whether the value, rounded, is what is printed; null where nothing is printed. */
  agrees: boolean | null;
  /** Assumption or reading, a Chinese sentence. */
  assumption: string;
}

const EQUAL_GROWTH = '假定各县（市、区）工业增加值增速相同';

function line(
  id: BreakdownLineId,
  label: string,
  value: Decimal,
  unit: BreakdownLine['unit'],
  printed: DecimalInput | null,
  decimals: number,
  assumption: string,
): BreakdownLine {
  const expected = printed === null ? null : new Decimal(printed);
  const agrees = expected === null ? null : value.toDecimalPlaces(decimals).eq(expected);
  return { id, label, value, unit, printed: expected, decimals, agrees, assumption };
}

function sum(values: readonly DecimalInput[]): Decimal {
  return values.reduce<Decimal>((total, value) => total.plus(value), new Decimal(0));
}

function targetsOf(row: IntensityRow): DecimalInput[] {
  return [row.targetsPct['2025'], row.targetsPct['2026'], row.targetsPct['2027']];
}

/**
 * County rows rolled up exactly to 2027: Σ Eᵢ·Π(1+rᵢₜ) / Σ Eᵢ − 1, Eᵢ the unit's 2024 energy. With equal growth of
 * value added every unit keeps its share of output, so energy in 2027 over output is just this ratio; the
 * weights move by themselves. Gives −13.146 % on Attachment 2.
 */
function countiesExactPct(rows: readonly IntensityRow[]): Decimal {
  const energy2024 = sum(rows.map((row) => row.energyWanTce));
  const energyAtEqualOutput = sum(
    rows.map((row) => compoundPct(targetsOf(row)).plus(100).times(row.energyWanTce)),
  );
  return energyAtEqualOutput.div(energy2024).minus(100);
}

/**
 * The same with fixed 2024 weights: each year's targets averaged with 2024 energy as weights, then the three
 * yearly means compounded. Gives −13.153 % on Attachment 2.
 */
function countiesFixedWeightsPct(rows: readonly IntensityRow[]): Decimal {
  const energy2024 = sum(rows.map((row) => row.energyWanTce));
  const years = ['2025', '2026', '2027'] as const;
  return compoundPct(
    years.map((year) =>
      sum(rows.map((row) => new Decimal(row.energyWanTce).times(row.targetsPct[year]))).div(energy2024),
    ),
  );
}

/**
 * The counties' 2024 changes rolled up: ΣEᵢ / Σ(Eᵢ/(1+rᵢ)) − 1, Eᵢ the energy of 2024, the *end* of the year
 * measured, so each unit's energy is first taken back to 2023 at equal output (the form of DESIGN §3.7).
 * Gives −6.885 % on Attachment 2, against −2.2 printed for the city.
 */
function rollUp2024Pct(rows: readonly IntensityRow[]): Decimal {
  const parts = rows.map((row) => ({ energyWanTce: row.energyWanTce, changePct: row.intensityChangePct }));
  return rollUpPct(parts) ?? new Decimal(0);
}

/** What 2027 alone would need after the city's targets of 2025 and 2026: (1+T)/((1+t₂₅)(1+t₂₆)) − 1. */
function needed2027Pct(city: IntensityRow, headlinePct: DecimalInput): Decimal {
  const firstTwo = compoundPct([city.targetsPct['2025'], city.targetsPct['2026']]);
  return new Decimal(headlinePct).plus(100).div(firstTwo.plus(100)).minus(1).times(100);
}

function intensityLines(input: BreakdownInput, plan: PlanHeadlines): BreakdownLine[] {
  const { city, counties } = input;
  const headline = plan.intensityPct;
  const [t25, t26, t27] = targetsOf(city).map((target) => new Decimal(target).toFixed().replace('-', '−'));
  return [
    line(
      'cityCompounded',
      '全市三年目标连乘',
      compoundPct(targetsOf(city)),
      '%',
      headline,
      3,
      `${t25}%、${t26}%、${t27}%三年连乘，与正文总目标比较`,
    ),
    line(
      'needed2027',
      '达到总目标2027年须完成',
      needed2027Pct(city, headline),
      '%',
      city.targetsPct['2027'],
      3,
      `假定2025、2026年恰好完成${t25}%、${t26}%，与附件2的2027年目标比较`,
    ),
    line(
      'countiesExact',
      '各县（市、区）目标汇总至2027年',
      countiesExactPct(counties),
      '%',
      headline,
      3,
      `${EQUAL_GROWTH}，以2024年能耗为起点逐县连乘后加总；只有在此假定下县级目标才留有余量`,
    ),
    line(
      'countiesFixedWeights',
      '各县（市、区）目标汇总至2027年（固定权重）',
      countiesFixedWeightsPct(counties),
      '%',
      headline,
      3,
      `${EQUAL_GROWTH}，各年目标按2024年能耗加权平均后连乘`,
    ),
    line(
      'rollUp2024',
      '2024年各县（市、区）变化汇总',
      rollUp2024Pct(counties),
      '%',
      city.intensityChangePct,
      3,
      `${EQUAL_GROWTH}，按2024年能耗倒推2023年能耗后汇总，与附件2全市数比较`,
    ),
    line(
      'energySum',
      '2024年各县（市、区）能耗合计',
      sum(counties.map((row) => row.energyWanTce)),
      '万吨标准煤',
      city.energyWanTce,
      2,
      '14个单位相加，与附件2全市数比较；区的数据不含经开区，差额在四舍五入范围内',
    ),
  ];
}

const QUOTA_LABELS: Readonly<Record<QuotaKey, string>> = {
  greenParkNational: '国家级绿色园区',
  greenParkProvincial: '省级绿色园区',
  greenFactoryNational: '国家级绿色工厂',
  greenFactoryProvincial: '省级绿色工厂',
  greenSupplyChainNational: '国家级绿色供应链',
  greenSupplyChainProvincial: '省级绿色供应链',
  efficiencyLeader: '国家能效水效领跑者',
};

function quotaTotal(rows: readonly QuotaRow[], key: QuotaKey): Decimal {
  return sum(rows.map((row) => row.quotas[key] ?? 0));
}

function quotaSumLines(rows: readonly QuotaRow[], plan: PlanHeadlines): BreakdownLine[] {
  const printed: Partial<Record<QuotaKey, number>> = {
    greenParkNational: plan.nationalParksTotal,
    greenFactoryProvincial: 2 * plan.provincialFactoriesGain,
    efficiencyLeader: plan.leadersAtLeast,
  };
  const readings: Partial<Record<QuotaKey, string>> = {
    greenParkNational: `正文二（二）7：总量达到${plan.nationalParksTotal}家，与总量口径一致`,
    greenFactoryProvincial: `正文一（二）：新增${plan.provincialFactoriesGain}家且翻一番，即总量${2 * plan.provincialFactoriesGain}家，与总量口径一致`,
    efficiencyLeader: `正文二（二）8：${plan.leadersAtLeast}个以上`,
  };
  return QUOTA_KEYS.map((key) =>
    line(
      `quotaSum.${key}`,
      `${QUOTA_LABELS[key]}目标合计`,
      quotaTotal(rows, key),
      key === 'efficiencyLeader' ? '个' : '家',
      printed[key] ?? null,
      0,
      readings[key] ?? '附件2未印合计；空白不计',
    ),
  );
}

function quotaReadingLines(rows: readonly QuotaRow[], plan: PlanHeadlines): BreakdownLine[] {
  const factories = quotaTotal(rows, 'greenFactoryNational');
  const gain = plan.nationalFactoriesGain;
  const baseByGain = factories.minus(gain);
  const baseByDoubling = factories.div(2);
  const parksBase = plan.nationalParksTotal - plan.nationalParksGain;
  const blanks = rows.filter((row) => row.quotas.greenParkProvincial === null);
  return [
    line(
      'nationalFactoriesGain',
      '国家级绿色工厂：按新增数推算翻一番',
      baseByGain.times(2),
      '家',
      factories,
      0,
      `新增${gain}家即基数${baseByGain}家，翻一番应为${baseByGain.times(2)}家，附件2合计为${factories}家`,
    ),
    line(
      'nationalFactoriesDoubling',
      '国家级绿色工厂：按翻一番推算新增',
      baseByDoubling,
      '家',
      gain,
      0,
      `合计${factories}家若为翻一番，则基数${baseByDoubling}家、新增${baseByDoubling}家，正文为新增${gain}家`,
    ),
    line(
      'nationalParksDoubling',
      '国家级绿色园区：总量与基数之比',
      new Decimal(plan.nationalParksTotal).div(parksBase),
      '倍',
      2,
      2,
      `基数${parksBase}家增至${plan.nationalParksTotal}家；翻一番应为${2 * parksBase}家`,
    ),
    line(
      'provincialParksBlank',
      '省级绿色园区：无任务单位',
      new Decimal(blanks.length),
      '个',
      0,
      0,
      `正文要求全覆盖，附件2中${blanks.map((row) => row.name).join('、') || '无单位'}为空白`,
    ),
  ];
}

/**
 * Recomputes the breakdown of the plan's targets (目标分解校核) from Attachment 2, each line with what the document
 * prints beside it and the assumption it rests on.
 * Source: 附件2 表一、表二 and 正文一（一）（二）, 二（二）7、8; DESIGN §3.9.
 */
export function checkBreakdown(input: BreakdownInput): BreakdownLine[] {
  const plan = input.plan ?? PLAN_HEADLINES;
  return [
    ...intensityLines(input, plan),
    ...quotaSumLines(input.quotas, plan),
    ...quotaReadingLines(input.quotas, plan),
  ];
}
