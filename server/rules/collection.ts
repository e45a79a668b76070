import { type FigureField, INTENSITY_FIELDS, OTHER_FIELDS, type OtherField } from './figures.ts';
import { parsePeriod } from './periods.ts';

/**
 * What is collected (采集项目), how often and by which way. The bureau chooses frequency and way in per item; an item
 * without a choice follows its default here. 基层减负: what is not due is not asked for.
 */

/** How often an item is asked for. Statistics are cumulative, so a quarter is asked for as 1–3/1–6/1–9/1–12月. */
export const FREQUENCIES = ['monthly', 'quarterly', 'yearly', 'never'] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export const FREQUENCY_LABELS: Readonly<Record<Frequency, string>> = {
  monthly: '每月',
  quarterly: '每季度',
  yearly: '每年（1–12月）',
  never: '不采集',
};

/** Who brings the figure: the officer enters it, or the statistics bureau's table fills it in and the county confirms. */
export const WAYS_IN = ['entry', 'feedback'] as const;
export type WayIn = (typeof WAYS_IN)[number];
export const WAY_IN_LABELS: Readonly<Record<WayIn, string>> = {
  entry: '县区填报',
  feedback: '统计反馈、县区确认',
};

/** The first page as one item, and each figure of the second page. */
export const COLLECTION_ITEM_IDS = ['intensity', ...OTHER_FIELDS] as const;
export type CollectionItemId = 'intensity' | OtherField;

/** What the help at a field says; Chinese sentences. */
export interface FieldHelp {
  /** What is counted. */
  definition: string;
  /** 口径: which firms, which months, what is left out. */
  scope: string;
  /** '数据通常来自…'. */
  usualSource: string;
  /** Where the plan or a statistical rule asks for it. */
  clause: string;
}

const INTENSITY_CLAUSE = '规划一、主要目标（一）；附件2“规上工业增加值能耗降低目标”';
const CUMULATIVE = '规模以上工业企业，1月至本月累计，不是当月数';
const FED_BACK = '数据通常来自市统计局按月反馈的规上工业能耗表';

/** Definition, scope and usual source of each figure. */
export const FIELD_HELP: Readonly<Record<FigureField, FieldHelp>> = {
  energyWanTce: {
    definition: '规上工业企业本期消费的各种能源折合标准煤，扣除加工转换产出的能源，单位为万吨标准煤。',
    scope: `${CUMULATIVE}；电力按当量值或等价值折算，原料用能、可再生能源是否扣除，与反馈表一致并在口径栏注明。`,
    usualSource: `${FED_BACK}。`,
    clause: INTENSITY_CLAUSE,
  },
  samePeriodEnergyWanTce: {
    definition:
      '统计部门修订后的上年同期综合能源消费量，用来核对增速；与上年所报数不同，多因企业进退库或数据修订。',
    scope: '与本期同一批企业、同一月份范围、同一折算口径；没有修订数可以不填。',
    usualSource: `${FED_BACK}中的“上年同期”栏。`,
    clause: INTENSITY_CLAUSE,
  },
  energyGrowthPct: {
    definition: '本期综合能源消费量比上年同期（可比）增减的百分数，下降填负数。',
    scope: `${CUMULATIVE}；按可比的上年同期数计算，不用去年所报的数直接相比。`,
    usualSource: `${FED_BACK}。`,
    clause: INTENSITY_CLAUSE,
  },
  valueAddedGrowthPct: {
    definition: '规上工业增加值按可比价格计算的增长百分数，下降填负数。',
    scope: `${CUMULATIVE}；按可比价，不用现价产值的增速代替。`,
    usualSource: '数据通常来自市统计局按月公布或反馈的规上工业增加值增速。',
    clause: INTENSITY_CLAUSE,
  },
  publishedIntensityPct: {
    definition: '统计部门反馈的单位工业增加值能耗增减百分数，下降填负数；有反馈数时以它评定，没有可以不填。',
    scope: `${CUMULATIVE}；照反馈表填写，不自行计算。`,
    usualSource: `${FED_BACK}。`,
    clause: INTENSITY_CLAUSE,
  },
  waterIntensityPct: {
    definition: '单位工业增加值用水量比上年同期增减的百分数，下降填负数；2027年较2024年累计下降6%以上。',
    scope: '规模以上工业，用水量为取水量，增加值按可比价，1月至本月累计。',
    usualSource: '数据通常来自市水利局和市统计局的工业用水量统计。',
    clause: '规划一、主要目标（一）',
  },
  carbonIntensityPct: {
    definition: '单位工业增加值二氧化碳排放量比上年增减的百分数，下降填负数；目标以省下达数为准。',
    scope: '规模以上工业能源活动排放，按年核算，增加值按可比价。',
    usualSource: '数据通常来自生态环境部门和统计部门的年度碳排放核算。',
    clause: '规划一、主要目标（一）',
  },
  greenRevenueYiYuan: {
    definition: '规上节能环保、循环经济等绿色低碳产业企业的营业收入，单位为亿元。',
    scope: '规模以上企业，1月至本月累计，按市工信局确定的绿色低碳产业企业名单汇总。',
    usualSource: '数据通常来自县（市、区）工信部门按企业名单汇总的统计报表。',
    clause: '规划一、主要目标（三）',
  },
  efficientMotorSharePct: {
    definition: '在役电机中达到国家节能水平（2级能效以上）的高效节能电机所占百分比；2027年达到25%以上。',
    scope: '按台数还是按功率计，规划未写明，请在备注中写明所用口径并各期一致。',
    usualSource: '数据通常来自企业电机台账和节能诊断、节能监察结果的汇总。',
    clause: '规划二、（一）4',
  },
  retrofitCoveragePct: {
    definition: '年耗标准煤1000吨以上企业中已实施绿色低碳技术改造的企业所占百分比；2027年力争全覆盖。',
    scope: '分母为上年年耗1000吨标准煤以上的全部企业，按家数计；已完成或已开工改造的计入分子。',
    usualSource: '数据通常来自县（市、区）工信部门的重点用能企业改造台账。',
    clause: '规划二、（一）4',
  },
};

/** One thing that is collected, with the defaults the bureau may change. */
export interface CollectionItem {
  id: CollectionItemId;
  label: string;
  fields: readonly FigureField[];
  definition: string;
  scope: string;
  usualSource: string;
  clause: string;
  frequency: Frequency;
  wayIn: WayIn;
}

function otherItem(id: OtherField, label: string, frequency: Frequency): CollectionItem {
  return { id, label, fields: [id], ...FIELD_HELP[id], frequency, wayIn: 'entry' };
}

/** All items, in the order of the page. */
export const COLLECTION_ITEMS: readonly CollectionItem[] = [
  {
    id: 'intensity',
    label: '单位工业增加值能耗',
    fields: INTENSITY_FIELDS,
    definition: '综合能源消费量及其增速、规上工业增加值增速和反馈的单位工业增加值能耗增速。',
    scope: `${CUMULATIVE}。`,
    usualSource: `${FED_BACK}。`,
    clause: INTENSITY_CLAUSE,
    frequency: 'monthly',
    wayIn: 'entry',
  },
  otherItem('waterIntensityPct', '单位工业增加值用水量', 'quarterly'),
  otherItem('carbonIntensityPct', '规上工业碳排放强度', 'yearly'),
  otherItem('greenRevenueYiYuan', '绿色低碳产业营业收入', 'quarterly'),
  otherItem('efficientMotorSharePct', '在役高效节能电机占比', 'yearly'),
  otherItem('retrofitCoveragePct', '千吨标准煤以上企业改造覆盖率', 'yearly'),
];

/** How each item is collected, as the bureau has it. */
export type CollectionPlan = Readonly<Record<CollectionItemId, { frequency: Frequency; wayIn: WayIn }>>;

/** The plan while the bureau has changed nothing. */
export const DEFAULT_COLLECTION_PLAN: CollectionPlan = Object.fromEntries(
  COLLECTION_ITEMS.map(({ id, frequency, wayIn }) => [id, { frequency, wayIn }]),
) as Record<CollectionItemId, { frequency: Frequency; wayIn: WayIn }>;

/**
 * Whether an item of this frequency is asked for in a period: quarterly in 1–3, 1–6, 1–9 and 1–12月, yearly in 1–12月.
 * @throws RangeError where the period is none of the plan
 */
export function isDueIn(frequency: Frequency, period: string): boolean {
  const month = parsePeriod(period)?.month;
  if (month === undefined) throw new RangeError(`Not a period of the plan: ${period}`);
  switch (frequency) {
    case 'monthly':
      return true;
    case 'quarterly':
      return month % 3 === 0;
    case 'yearly':
      return month === 12;
    case 'never':
      return false;
  }
}

/** The fields asked for in a period, in the order of the page; optional ones (FIGURE_SPECS) among them. */
export function dueFields(plan: CollectionPlan, period: string): FigureField[] {
  return COLLECTION_ITEMS.filter(({ id }) => isDueIn(plan[id].frequency, period)).flatMap(
    ({ fields }) => fields,
  );
}

/** Whether anything at all is asked for in a period; where not, nobody is late with it. */
export function expectsReport(plan: CollectionPlan, period: string): boolean {
  return dueFields(plan, period).length > 0;
}
