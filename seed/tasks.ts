import { COUNTIES_DEPARTMENT } from '../server/rules/task-steps.ts';
import { INDICATOR_DOCUMENT } from './indicators.ts';

/** A task (任务) as it is written to the database. */
export interface SeedTask {
  /** 'plan-1' … 'plan-21', 'province-1' … by the number of the item */
  id: string;
  document: string;
  /** campaign (攻坚行动), or the part of the province's plan */
  campaign: string;
  /** as printed: '1', '（一）' */
  number: string;
  /** as printed */
  title: string;
  /** own words, never the document's sentence */
  summary: string;
  clause: string;
  /** responsible, as printed and in printed order */
  departments: readonly string[];
  /** indicators whose figure stands in the task itself */
  printed: readonly string[];
  /** indicators whose figure stands in part 一 of the plan and which this task serves */
  belonging: readonly string[];
}

interface Campaign {
  part: string;
  name: string;
}

const REBUILD: Campaign = { part: '（一）', name: '传统优势产业绿色化改造攻坚行动' };
const BENCHMARKS: Campaign = { part: '（二）', name: '示范标杆打造攻坚行动' };
const INDUSTRY: Campaign = { part: '（三）', name: '绿色低碳产业发展攻坚行动' };
const RECYCLING: Campaign = { part: '（四）', name: '资源循环利用水平提升攻坚行动' };
const SERVICES: Campaign = { part: '（五）', name: '绿色低碳服务能力提升攻坚行动' };
const NEW_FORMS: Campaign = { part: '（六）', name: '绿色融合新业态攻坚行动' };

/** Revenue of the green industries (一、主要目标（三）), which the tasks of the third campaign serve. */
const REVENUE = ['circularRevenue', 'greenRevenueGrowth'] as const;

interface Words {
  title: string;
  summary: string;
  /** 责任单位, separated as printed by 、 */
  departments: string;
  printed?: readonly string[];
  belonging?: readonly string[];
}

/**
 * A task of the city's plan. 各县（市、区） are printed with task 1 alone, whose bracket makes them responsible for every
 * later task too; so they stand last in each.
 */
function planTask(campaign: Campaign, number: number, words: Words): SeedTask {
  return {
    id: `plan-${number}`,
    document: INDICATOR_DOCUMENT,
    campaign: campaign.name,
    number: String(number),
    title: words.title,
    summary: words.summary,
    clause: `二、${campaign.part}${number}`,
    departments: [...words.departments.split('、'), COUNTIES_DEPARTMENT],
    printed: words.printed ?? [],
    belonging: words.belonging ?? [],
  };
}

/** The 21 tasks of the plan's six campaigns (二、工作措施), in the order of the text. */
export const PLAN_TASKS: readonly SeedTask[] = [
  planTask(REBUILD, 1, {
    title: '加快能源消费绿色升级',
    summary:
      '优化工业用能结构：控制化石能源，多用可再生能源和储能，清洁用煤，稳妥扩大工业用气，研究自备煤电机组的改造替代。',
    departments: '市发改委、市工信局、市住建局、国网九江供电公司',
  }),
  planTask(REBUILD, 2, {
    title: '严格技改项目能耗管理',
    summary: '技改项目依法办理节能审查，守住强度约束和行业限额；钢铁、炼油、合成氨等项目按能效标杆水平建设。',
    departments: '市工信局、市发改委、市行政审批局',
  }),
  planTask(REBUILD, 3, {
    title: '依法依规推动落后产能退出',
    summary:
      '以钢铁、水泥为重点，用标准和执法让不达标、淘汰类产能退出；不引进违反产业政策的项目；规范建设6家化工园区。',
    departments: '市工信局、市发改委、市生态环境局、市应急管理局、市市场监管局',
    printed: ['chemicalParks'],
  }),
  planTask(REBUILD, 4, {
    title: '大力实施绿色低碳改造',
    summary:
      '引导企业改造电机、空压机、变压器、窑炉、锅炉等设备，采用光伏、储能和碳捕集；力争到2027年年耗千吨标准煤以上企业改造全覆盖，在役高效电机占比25%以上。',
    departments: '市工信局、市发改委',
    printed: ['retrofitCoverage', 'efficientMotors'],
  }),
  planTask(BENCHMARKS, 5, {
    title: '打造绿色、零碳工厂示范标杆',
    summary:
      '梯次培育、动态管理国家级和省级绿色工厂，推动重点企业升为国家级，并在条件成熟的企业试建零碳工厂。',
    departments: '市工信局、市发改委',
    belonging: ['greenFactoryNationalGain', 'greenFactoryProvincialGain'],
  }),
  planTask(BENCHMARKS, 6, {
    title: '打造产业链绿色低碳供应链示范标杆',
    summary:
      '由各重点产业链的龙头企业带动上下游全过程减碳，力争每条重点产业链建成1家以上绿色供应链管理企业。',
    departments: '市工信局',
    printed: ['supplyChainPerKeyChain'],
  }),
  planTask(BENCHMARKS, 7, {
    title: '打造绿色低碳园区示范标杆',
    summary:
      '推动园区循环化、集中供能和资源综合利用，按期完成经开区升级项目；力争到2027年国家级绿色园区新增4家、达到6家，省级新增3家、全覆盖；推动共青高新区、修水、彭泽试建零碳园区。',
    departments: '市工信局、市发改委',
    printed: [
      'greenParkNationalGain',
      'greenParkNationalTotal',
      'greenParkProvincialGain',
      'greenParkProvincialCoverage',
    ],
  }),
  planTask(BENCHMARKS, 8, {
    title: '打造能效水效“领跑者”示范标杆',
    summary:
      '组织重点用能、用水企业对标和规范计量管理，实施节能节水技改；力争到2027年有5个以上全国行业能效水效领跑者。',
    departments: '市工信局、市水利局、市发改委',
    printed: ['efficiencyLeaders'],
  }),
  planTask(INDUSTRY, 9, {
    title: '巩固提升节能环保装备产业',
    summary:
      '扩大节能环保装备的市场和应用，做大高效照明、电机、充电桩等产业，定向招引泵、风机、压缩机等项目。',
    departments: '市工信局、市发改委、市商务局',
    belonging: REVENUE,
  }),
  planTask(INDUSTRY, 10, {
    title: '培育壮大新兴绿色环保产业',
    summary: '布局氢能、甲醇、绿电、锂电和新型储能，推进在建重大项目，用好本地钒矿资源发展钒电池全产业链。',
    departments: '市工信局、市发改委、市商务局、市自然资源局',
    belonging: REVENUE,
  }),
  planTask(INDUSTRY, 11, {
    title: '抢先布局新兴固废综合利用项目',
    summary:
      '培育符合行业规范条件的动力电池回收利用企业，提前布局光伏组件、风电叶片的回收，在湖口、柴桑、瑞昌等地谋划项目。',
    departments: '市商务局、市工信局、市发改委、市生态环境局',
    belonging: REVENUE,
  }),
  planTask(RECYCLING, 12, {
    title: '推进再生资源高值化循环利用',
    summary:
      '提高废旧汽车、塑料、轮胎和再生金属产品的附加值，扩大骨干企业加工利用能力，培育再制造和废钢准入企业。',
    departments: '市工信局、市商务局、市发改委、市税务局',
  }),
  planTask(RECYCLING, 13, {
    title: '加大工业固废资源化利用',
    summary: '规模化利用粉煤灰、冶炼渣等大宗固废，推动窑炉协同处置、园区资源耦合和三地协同，发展绿色建材。',
    departments: '市生态环境局、市工信局、市发改委',
  }),
  planTask(RECYCLING, 14, {
    title: '加强尾矿资源综合利用',
    summary: '研发推广共伴生矿和尾矿利用技术，扩大建筑、充填、修复等去处，推广无尾矿库开采，提高尾矿利用率。',
    departments: '市自然资源局、市住建局、市水利局、市生态环境局、市工信局',
  }),
  planTask(SERVICES, 15, {
    title: '大力引进培育服务商',
    summary:
      '公开选定10至20家节能降碳服务商，按行业或县（市、区）包挂，为规上企业诊断并出方案；重点用能企业设能源管理岗。',
    departments: '市工信局、市发改委',
    printed: ['serviceProviders'],
  }),
  planTask(SERVICES, 16, {
    title: '全力搭建服务平台',
    summary:
      '建设汇集企业、服务商、设备、金融、数据的公共服务平台，引导企业接入监测能耗，把诊断、方案、改造和政策连成一环。',
    departments: '市工信局、市发改委、市国资委、市工发集团',
  }),
  planTask(SERVICES, 17, {
    title: '建立完善技术服务支撑体系',
    summary: '培育或引进1至2家绿色低碳产业研究院，举办路演和观摩，发展碳足迹核算、能效认证和绿色产品检测。',
    departments: '市工信局、市科技局、市发改委、市市场监管局',
    printed: ['researchInstitutes'],
  }),
  planTask(SERVICES, 18, {
    title: '推广绿色低碳诊断服务',
    summary:
      '为钢铁、石化、建材、有色等重点用能单位诊断并逐户定方案，征集改造需求、组织供需对接，谋划重点改造项目。',
    departments: '市发改委、市工信局',
  }),
  planTask(NEW_FORMS, 19, {
    title: '推动数字赋能制造业绿色发展',
    summary: '借数字化转型试点，用5G、人工智能、工业互联网改造工艺和管理能耗碳排放，提升绿色智算服务。',
    departments: '市工信局、市发改委',
  }),
  planTask(NEW_FORMS, 20, {
    title: '推动科技赋能制造业绿色发展',
    summary:
      '市级科技计划优先支持绿色技术，支持重点企业联合高校院所建创新平台，依托市转移转化中心加快成果落地。',
    departments: '市科技局、市工信局、市发改委',
  }),
  planTask(NEW_FORMS, 21, {
    title: '推动绿色消费需求和绿色产品供给融合',
    summary: '推行绿色设计，组织绿色建材、家电下乡，提高政府采购中绿色产品的比重，鼓励企业参与绿色产品标准。',
    departments: '市商务局、市工信局、市市场监管局、市财政局、市机关事务管理局',
  }),
];

/** Title of the province's plan; as in server/rules/subsidies/policies/jiangxi.ts. */
export const PROVINCE_DOCUMENT = '江西省产业集群提能升级实施方案';

/** An item of part 二 (重点工作) of the province's plan. */
export interface ProvinceItem {
  number: string;
  title: string;
  departments: readonly string[];
  /** what of it falls to the city, in own words; null where the text names no city, county or place */
  cityPart: string | null;
  /** where the text says so, or that it does not */
  note: string;
}

function item(
  number: string,
  title: string,
  departments: string,
  note: string,
  cityPart: string | null = null,
): ProvinceItem {
  return { number: `（${number}）`, title, departments: departments.split('、'), cityPart, note };
}

const PROVINCE_ONLY = '原文只列省级事项，未写市县承担的内容。';

/** All fifteen items, with those in which the city has a part; departments are the province's, as printed. */
export const PROVINCE_ITEMS: readonly ProvinceItem[] = [
  item(
    '一',
    '优化集群空间布局',
    '省工业和信息化厅',
    '原文要求各地在市（县）域内统筹集群发展，并支持各地制定方案和图谱。',
    '结合“十五五”规划统筹市（县）域集群布局；省里支持各地制定集群实施方案和图谱，明确发展方向和升级路径。',
  ),
  item('二', '推进集群重点项目建设', '省工业和信息化厅、省商务厅、省政务服务办', PROVINCE_ONLY),
  item('三', '打造优质企业矩阵', '省工业和信息化厅、省科技厅', PROVINCE_ONLY),
  item(
    '四',
    '筑强集群承载平台',
    '省工业和信息化厅、省发展改革委、省商务厅、省科技厅',
    '原文写到开发区和化工园区，但未指明由市县承担。',
  ),
  item(
    '五',
    '实施集群分类培育建设',
    '省工业和信息化厅',
    '原文支持各设区市打造1—2个过千亿元集群，各县（市、区）、开发区培育一批500亿元集群。',
    '省里支持设区市在优势领域打造1至2个过千亿元集群，支持各县（市、区）、开发区培育一批500亿元集群，发展有本地特色的专业集群。',
  ),
  item(
    '六',
    '加快培育壮大先进制造业集群',
    '省工业和信息化厅',
    '原文指导各设区市创建1—2个省级先进制造业集群，并打造一批市级集群。',
    '在省里指导下对照国家标准积极创建1至2个省级先进制造业集群，并结合实际打造一批市级先进制造业集群。',
  ),
  item('七', '提升协同创新能力', '省科技厅、省工业和信息化厅', PROVINCE_ONLY),
  item('八', '深入推进数字化转型', '省工业和信息化厅、省发展改革委、省通信管理局', PROVINCE_ONLY),
  item(
    '九',
    '加快绿色低碳发展',
    '省工业和信息化厅、省发展改革委、省生态环境厅',
    '原文未写市县承担的内容；同类工作由市行动计划第4至14项部署。',
  ),
  item('十', '培育特色集群品牌', '省工业和信息化厅、省市场监管局', PROVINCE_ONLY),
  item(
    '十一',
    '加强生产性服务业供给',
    '省发展改革委、省工业和信息化厅、省市场监管局、省交通厅、省商务厅',
    PROVINCE_ONLY,
  ),
  item(
    '十二',
    '促进专业人才集聚',
    '省委组织部、省教育厅、省人力资源和社会保障厅、省科技厅、省工业和信息化厅',
    '原文“市域”指产教融合载体的类型，未写市县承担的内容。',
  ),
  item(
    '十三',
    '增强金融服务质效',
    '省国资委、省地方金融管理局、江西金融监管局、江西证监局、中国人民银行江西省分行、省工业和信息化厅',
    '原文要求省、市产业引导基金加大投入，市级基金由本市承担。',
    '市现代化产业引导基金加大对先进集群、重点集群项目的投入，配合省市产业基金直接投资。',
  ),
  item('十四', '提升专业化治理水平', '省工业和信息化厅、省科技厅、省科学院', PROVINCE_ONLY),
  item(
    '十五',
    '构建集群发展支撑机制',
    '省工业和信息化厅、省自然资源厅、省发展改革委、省财政厅、省直有关部门',
    '原文写要素和资金统筹及集群机制全覆盖，未指明由市县承担。',
  ),
];

/** Targets the province's plan sets for each city, by item; ids as in server/rules/subsidies/policies/jiangxi.ts. */
const CITY_TARGETS: Readonly<Record<string, readonly string[]>> = {
  '（五）': ['jiangxi-city-clusters-100bn'],
  '（六）': ['jiangxi-city-advanced-clusters'],
};

/** The items of the province's plan with a part for the city; who does it in the city is for the bureau to say. */
export const PROVINCE_TASKS: readonly SeedTask[] = PROVINCE_ITEMS.flatMap(
  ({ number, title, departments, cityPart, note }, index) =>
    cityPart === null
      ? []
      : [
          {
            id: `province-${index + 1}`,
            document: PROVINCE_DOCUMENT,
            campaign: '重点工作',
            number,
            title,
            summary: `${cityPart}（列入依据：${note.replace(/。$/, '')}）`,
            clause: `二、${number}`,
            departments,
            printed: CITY_TARGETS[number] ?? [],
            belonging: [],
          },
        ],
);

/** The ledger of tasks (任务台账), in its order. */
export const TASKS: readonly SeedTask[] = [...PLAN_TASKS, ...PROVINCE_TASKS];
