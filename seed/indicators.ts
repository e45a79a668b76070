import { INTENSITY_CITATION } from './attachment2.ts';

/** A city-wide target of the plan (规划指标); `target` null where the plan prints no figure. */
export interface SeedIndicator {
  id: string;
  name: string;
  /** atLeast: the actual figure must reach the target (以上); atMost: must not exceed it (−13 or lower) */
  direction: 'atLeast' | 'atMost';
  /** decimal text as printed */
  target: string | null;
  /** upper end where the plan prints a range, else null */
  targetUpper: string | null;
  unit: string;
  /** year by which it is due; null where the plan names none */
  dueYear: number | null;
  /** what the figure is compared with, as printed; null where nothing is printed */
  comparedWith: string | null;
  clause: string;
  /** paraphrase and reading, never the plan's own sentence */
  note: string;
}

/** All indicators come from the same plan. */
export const INDICATOR_DOCUMENT = INTENSITY_CITATION.document;

type Printed = Pick<SeedIndicator, 'id' | 'name' | 'direction' | 'target' | 'unit' | 'clause' | 'note'>;
type Optional = Partial<Pick<SeedIndicator, 'targetUpper' | 'dueYear' | 'comparedWith'>>;

/** An indicator due in 2027 unless stated otherwise, without a range or a comparison year unless printed. */
function indicator(printed: Printed & Optional): SeedIndicator {
  return { targetUpper: null, dueYear: 2027, comparedWith: null, ...printed };
}

/** Part 1 of the plan: the main targets (主要目标). */
const MAIN_TARGETS: readonly SeedIndicator[] = [
  indicator({
    id: 'energyIntensity',
    name: '规上单位工业增加值能耗',
    direction: 'atMost',
    target: '-13',
    unit: '%',
    comparedWith: '较2024年',
    clause: '一、主要目标（一）',
    note: '三年累计降幅；附件2全市逐年目标连乘为−11.992%，两者并列显示，不互相替代。',
  }),
  indicator({
    id: 'carbonIntensity',
    name: '规上工业碳排放强度',
    direction: 'atMost',
    target: null,
    unit: '%',
    clause: '一、主要目标（一）',
    note: '以省下达数为准，规划未给数值；下达后由市工信局录入并注明文号。',
  }),
  indicator({
    id: 'waterIntensity',
    name: '单位工业增加值用水量',
    direction: 'atMost',
    target: '-6',
    unit: '%',
    comparedWith: '较2024年',
    clause: '一、主要目标（一）',
    note: '三年累计降幅不低于6%，含6%。',
  }),
  indicator({
    id: 'greenParkNationalGain',
    name: '新增国家级绿色园区',
    direction: 'atLeast',
    target: '4',
    unit: '家',
    clause: '一、主要目标（二）；二、（二）7',
    note: '力争性目标；与总量6家对应，即2024年底存量应为2家。',
  }),
  indicator({
    id: 'greenParkNationalTotal',
    name: '国家级绿色园区总量',
    direction: 'atLeast',
    target: '6',
    unit: '家',
    clause: '二、（二）7',
    note: '附件2分解数合计亦为6家，据此按总量口径解读（待市工信局确认）。',
  }),
  indicator({
    id: 'greenParkProvincialGain',
    name: '新增省级绿色园区',
    direction: 'atLeast',
    target: '3',
    unit: '家',
    clause: '二、（二）7',
    note: '力争性目标；附件2分解数合计13家，浔阳区为空。',
  }),
  indicator({
    id: 'greenParkProvincialCoverage',
    name: '省级绿色园区覆盖率',
    direction: 'atLeast',
    target: '100',
    unit: '%',
    clause: '一、主要目标（二）；二、（二）7',
    note: '规划写全覆盖；附件2浔阳区未分解任务，覆盖范围以市工信局解释为准。',
  }),
  indicator({
    id: 'greenFactoryNationalGain',
    name: '新增国家级绿色工厂',
    direction: 'atLeast',
    target: '30',
    unit: '家',
    clause: '一、主要目标（二）',
    note: '力争性目标；附件2分解数合计70家，与新增30家和翻一番不能同时成立，列为待确认。',
  }),
  indicator({
    id: 'greenFactoryProvincialGain',
    name: '新增省级绿色工厂',
    direction: 'atLeast',
    target: '80',
    unit: '家',
    clause: '一、主要目标（二）',
    note: '力争性目标；附件2分解数合计160家，恰为80家的两倍。',
  }),
  indicator({
    id: 'benchmarkDoubling',
    name: '绿色制造标杆数量与2024年之比',
    direction: 'atLeast',
    target: '2',
    unit: '倍',
    comparedWith: '三年',
    clause: '一、主要目标（二）',
    note: '各类标杆三年内数量翻一番，即2027年为2024年的2倍；未写明是否逐类计算。',
  }),
  indicator({
    id: 'circularRevenue',
    name: '规上节能环保、循环经济等绿色低碳产业营业收入',
    direction: 'atLeast',
    target: '500',
    unit: '亿元',
    clause: '一、主要目标（三）',
    note: '力争性目标，2027年当年营业收入。',
  }),
  indicator({
    id: 'greenRevenueGrowth',
    name: '规上绿色低碳产业营业收入年均增速',
    direction: 'atLeast',
    target: '20',
    unit: '%/年',
    clause: '一、主要目标（三）',
    note: '年均增速不低于20%；与500亿元的统计范围是否一致，规划未说明，故单列。',
  }),
];

/** Part 2 of the plan: targets printed inside the measures (工作措施). */
const MEASURE_TARGETS: readonly SeedIndicator[] = [
  indicator({
    id: 'chemicalParks',
    name: '规范化建设的化工园区',
    direction: 'atLeast',
    target: '6',
    unit: '家',
    dueYear: null,
    clause: '二、（一）3',
    note: '全市6家化工园区均须推进规范化建设；未写完成年份。',
  }),
  indicator({
    id: 'retrofitCoverage',
    name: '年耗千吨标准煤以上企业绿色低碳技术改造覆盖率',
    direction: 'atLeast',
    target: '100',
    unit: '%',
    clause: '二、（一）4',
    note: '力争性目标；范围为年耗1000吨标准煤以上企业。',
  }),
  indicator({
    id: 'efficientMotors',
    name: '在役高效节能电机占比',
    direction: 'atLeast',
    target: '25',
    unit: '%',
    clause: '二、（一）4',
    note: '力争性目标；未写明按台数还是按功率计。',
  }),
  indicator({
    id: 'supplyChainPerKeyChain',
    name: '每条重点产业链的绿色供应链管理企业',
    direction: 'atLeast',
    target: '1',
    unit: '家/链',
    dueYear: null,
    clause: '二、（二）6',
    note: '力争性目标；逐链计算，未写完成年份和级别。',
  }),
  indicator({
    id: 'efficiencyLeaders',
    name: '全国行业能效水效领跑者',
    direction: 'atLeast',
    target: '5',
    unit: '家',
    clause: '二、（二）8',
    note: '力争性目标，按拥有数（存量）计；附件2分解数合计亦为5家。',
  }),
  indicator({
    id: 'serviceProviders',
    name: '遴选绿色低碳技术服务商',
    direction: 'atLeast',
    target: '10',
    targetUpper: '20',
    unit: '家',
    dueYear: null,
    clause: '二、（五）15',
    note: '公开遴选，区间目标；未写完成年份。',
  }),
  indicator({
    id: 'researchInstitutes',
    name: '培育或引进绿色低碳产业研究院',
    direction: 'atLeast',
    target: '1',
    targetUpper: '2',
    unit: '家',
    dueYear: null,
    clause: '二、（五）17',
    note: '区间目标；未写完成年份。',
  }),
];

/**
 * Every figure that the plan sets for the whole city, in the order of the text. Named intentions without a
 * figure (零碳工厂, 零碳园区, 国家级试点示范城市) are tasks, not indicators.
 */
export const INDICATORS: readonly SeedIndicator[] = [...MAIN_TARGETS, ...MEASURE_TARGETS];
