import { MATTERS, type MatterId } from './matters.ts';

/**
 * The vocabulary of facts (事实): every question the five documents ask about an applicant, once, with its type and
 * unit. A fact that is not given is missing, never false and never 0.
 */
export type FactType = 'boolean' | 'integer' | 'decimal' | 'date' | 'choice' | 'receipts';

export interface FactDefinition {
  type: FactType;
  /** Chinese label, a noun phrase or a statement that is true or false. */
  label: string;
  /** Unit as shown; null where there is none. */
  unit: string | null;
  /** Permitted values of a choice, value → Chinese label. */
  values?: Readonly<Record<string, string>>;
  /** Least and greatest value accepted (both included), plain decimals. */
  min?: string;
  max?: string;
  /** `min` itself is refused. */
  minExcluded?: boolean;
  /** Decimals accepted. */
  places?: number;
}

const flag = (label: string) => ({ type: 'boolean', label, unit: null }) as const;
const day = (label: string) => ({ type: 'date', label, unit: null }) as const;
const count = (label: string, unit: string) =>
  ({ type: 'integer', label, unit, min: '0', max: '100000' }) as const;
/** Money in 元, to the 分, up to 1 万亿元. */
const yuan = (label: string) =>
  ({ type: 'decimal', label, unit: '元', min: '0', max: '1000000000000', places: 2 }) as const;
const measure = (label: string, unit: string, max: string) =>
  ({ type: 'decimal', label, unit, min: '0', max, places: 8 }) as const;
const positive = (label: string, unit: string, max: string) =>
  ({ type: 'decimal', label, unit, min: '0', minExcluded: true, max, places: 8 }) as const;
const choice = <const V extends Readonly<Record<string, string>>>(label: string, values: V) =>
  ({ type: 'choice', label, unit: null, values }) as const;
/** National, provincial or no title. */
const level = (label: string) => choice(label, { national: '国家级', provincial: '省级', none: '无' });

/** The 14 units of 九江 (GB/T 2260; JKQ = 九江经开区), and the places of the two benchmark documents. */
const UNIT_VALUES = {
  '360402': '濂溪区',
  '360403': '浔阳区',
  JKQ: '经开区',
  '360404': '柴桑区',
  '360423': '武宁县',
  '360424': '修水县',
  '360425': '永修县',
  '360426': '德安县',
  '360428': '都昌县',
  '360429': '湖口县',
  '360430': '彭泽县',
  '360481': '瑞昌市',
  '360482': '共青城市',
  '360483': '庐山市',
  '360100': '南昌市（对照）',
  '360202': '景德镇市昌江区（对照）',
} as const;

export const FACTS = {
  // who, where, when
  applicant: choice('申报主体', {
    enterprise: '企业',
    park: '园区',
    serviceProvider: '服务商（诊断、改造服务）',
    platform: '公共服务平台、研究院',
    organiser: '活动承办单位',
    county: '县（市、区）政府',
  }),
  unit: choice('兑现财政所在县（市、区）', UNIT_VALUES),
  recognitionDate: day('称号、试点、平台等的认定（入库）日期'),
  completionDate: day('项目完工并通过验收日期'),
  received: { type: 'receipts', label: '此前就同一事项已得的奖补', unit: '元' },
  isIndustrial: flag('属于工业企业'),
  existingFirm: flag('属于现有企业（非新引进）'),

  // diagnosis, retrofit
  diagnosedFirmTce: measure('被诊断企业年耗标准煤', '吨标准煤', '100000000'),
  diagnosedFirmIndustrial: flag('被诊断单位为工业企业'),
  diagnosisDelivered: flag('已出具节能降碳诊断报告和改造提升方案'),
  ndrcDiagnosed: flag('发改部门已对该企业开展深度节能诊断'),
  retrofitAccepted: flag('绿色低碳改造项目已完工并通过节能验收'),
  acceptanceReportFiled: flag('节能验收报告已在节能审查机关和相关主管部门备案'),
  energyLevelReached: choice('改造后单位产品综合能耗水平', {
    benchmark: '达到行业标杆',
    advanced: '达到行业先进值',
    neither: '两者均未达到',
  }),
  unitEnergyBefore: positive('改造前单位产品综合能耗', '同一计量单位', '1000000000'),
  unitEnergyAfter: measure('改造后单位产品综合能耗', '同一计量单位', '1000000000'),
  improvementPct: {
    type: 'decimal',
    label: '单位产品综合能耗较改造前提升幅度',
    unit: '%',
    min: '-100000',
    max: '100',
    places: 8,
  },
  greenLoanRetrofit: flag('使用“绿色贷”项目贷款实施绿色低碳改造'),

  // titles
  energyLeaderLevel: level('能效领跑者'),
  energyLeaderFirstTime: flag('首次获得国家能效领跑者'),
  waterLeaderLevel: level('水效领跑者'),
  waterLeaderFirstTime: flag('首次获得国家水效领跑者'),
  greenFactoryLevel: level('绿色工厂'),
  greenSupplyChainLevel: level('绿色供应链'),
  greenDesignLevel: level('工业产品绿色设计示范'),
  greenDesignProductLevel: level('绿色设计产品'),
  zeroCarbonFactoryLevel: level('零碳工厂'),
  otherGreenTitleLevel: level('其他绿色制造称号（措施三未列明）'),
  greenParkLevel: level('绿色园区'),
  zeroCarbonParkLevel: level('零碳园区'),
  waterSavingLevel: choice('节水型企业', { provincial: '省级', municipal: '市级', none: '无' }),
  pilotLevel: level('工信系统绿色低碳转型等领域专项试点'),

  // platforms, systems, equipment
  platformRecognised: flag('绿色低碳公共服务平台已经认定'),
  platformServesManufacturing: flag('平台面向制造业提供绿色低碳技术服务并制定改造方案'),
  seniorEngineers: count('平台节能降碳高级工程师', '人'),
  plansLandedPerYear: count('平台年推动落地的方案', '个'),
  energySystemBuilt: flag('新建或提升数字化能源管理系统'),
  energySystemConnected: flag('能源管理系统已按要求接入省、市工作平台'),
  energySystemContractYuan: yuan('能源管理系统产品合同价'),
  energySystemPaidYuan: yuan('本企业此前已得能源管理系统奖补'),
  energyContractService: flag('提供合同能源管理等改造服务'),
  equipmentRating: choice('节能环保装备企业年度评选等次', {
    special: '特等',
    first: '一等',
    second: '二等',
    third: '三等',
    none: '未获评',
  }),
  catalogueName: choice('产品列入的国家目录', {
    resourceUse: '国家工业资源综合利用先进适用工艺技术设备目录',
    energySaving: '国家工业节能技术装备推荐目录',
    energyStar: '“能效之星”产品目录',
    waterSaving: '国家工业节水工艺技术装备目录',
    environmental: '国家重大环保技术装备目录',
    remanufactured: '再制造产品目录',
    other: '其他国家目录',
    none: '未列入',
  }),
  catalogueCategories: count('尚未奖励过的列入产品类别（同一产品的系列产品计一类）', '类'),
  caseByCaseMatter: flag('属于可一事一议的重大事项（研究院、共享服务平台或中心等）'),

  // 柴桑
  internetPlatformLevel: choice('工业互联网平台认定', {
    national: '国家部委认定的专业平台、特色平台',
    provincial: '省级认定',
    none: '未认定',
  }),
  internetPlatformBuilder: flag('为该工业互联网平台的建设单位'),
  platformUseInvestYuan: yuan('应用工业互联网平台核定投入额'),
  platformUsePaidYuan: yuan('本企业此前已得应用工业互联网平台补助'),
  inMetalCluster: flag('属于柴桑区新材料（金属）产业集群企业'),
  resourceRecycling: flag('属于资源循环利用生产型企业'),
  outputYuan: yuan('实际产值（年度）'),
  attractedFirms: count('本次引进且升规成功的上下游企业', '家'),
  attractionPaidYuan: yuan('招引方此前已得招引奖励'),
  innovationPlatformLevel: choice('科技创新平台认定级别', {
    national: '国家级',
    provincial: '省级',
    municipal: '市级',
    none: '未认定',
  }),
  innovationPlatformKind: choice('科技创新平台类别', {
    keyLaboratory: '重点实验室',
    enterpriseTechCentre: '企业技术中心',
    manufacturingInnovationCentre: '制造业创新中心',
    techInnovationCentre: '技术创新中心',
    engineeringCentre: '工程技术研究中心',
    industrialDesignCentre: '工业设计中心',
    other: '其他科技创新平台',
    none: '无',
  }),
  futureIndustry: flag('属于未来产业'),
  enteredStatistics: flag('进规并纳入统计库的工业企业'),
  strategicEmerging: flag('已认定为战略性新兴企业'),
  conceptCentre: flag('已认定为省级概念验证中心'),
  pilotBase: flag('已认定为省级中试基地'),
  futureEvent: flag('承办区内企业举办的未来产业领域全国性峰会、博览会或展览会'),
  futureEventApproved: flag('该活动已报备并获同意'),

  // 南昌 (benchmark)
  outsideFirmsLanded: count('活动引入落地并纳入工业在线统计的外地企业', '家'),
  expansionInvestYuan: yuan('增资扩产项目固定资产投资额'),
  managementDemo: flag('新获评省级管理创新示范企业'),
  managementProject: flag('新获评省级领航企业管理创新项目'),
  firstAboveScale: flag('首次升规的规模以上工业企业'),
  aboveScalePaidYuan: yuan('此前已得市级升规奖励'),
  digitalPilot: flag('列入国家中小企业或省级产业集群、中小企业数字化转型试点'),
  smartFactory: flag('建设“5G+智慧工厂”实施数字化、智能化转型'),
  smartFactoryInvoiceYuan: yuan('智慧工厂软、硬件设备发票额'),
  smartFactoryPaidYuan: yuan('此前累计已得智慧工厂补助'),
  techUpgradePlanYuan: yuan('技术改造计划投资额'),
  techUpgradePolicyFit: flag('技术改造符合产业政策导向'),
  techUpgradeInvoiceYuan: yuan('技术改造年度软、硬件设备发票额'),
  techUpgradePaidYuan: yuan('本年度已得技术改造补助'),
  newMaterialLevel: level('产品首次列入重点新材料首批次应用示范指导目录'),
  serviceManufacturingLevel: level('服务型制造示范企业（平台）'),
  standardCertificate: flag('获得两化融合管理体系、数字化转型成熟度或工业互联网平台贯标国家认定证书'),
  standardCertificatePaidYuan: yuan('此前低档次贯标奖励已得金额'),
  dcmmFirstPass: flag('首次通过DCMM评估认证'),
  dcmmPaidYuan: yuan('此前低档次DCMM奖励已得金额'),
  integrationDemo: flag('获评省级“两化”融合示范'),
  integrationDemoPaidYuan: yuan('此前低档次“两化”融合示范奖励已得金额'),
  investmentOutstanding: flag('抓项目促投资成效显著的县区'),

  // 昌江 (benchmark)
  equipmentRenewal: flag('实施设备更新和数字化改造项目'),
  majorProject: flag('战略性新兴产业或未来产业领域的重特大制造业项目'),
  innovationAlliance: flag('推荐上报战略性新兴产业科技协同创新体'),
  academicianStation: flag('设立获批院士工作站'),
  expertStation: flag('设立获批专家工作站'),
  haizhiStation: flag('设立获批海智工作站'),
  postdocStation: choice('新增博士后站（基地）', {
    mobile: '博士后科研流动站',
    workstation: '博士后科研工作站',
    base: '博士后创新实践基地',
    none: '无',
  }),
  growthTitle: choice('高成长企业认定', {
    unicorn: '独角兽（潜在、种子）企业',
    gazelle: '瞪羚（潜在）企业',
    none: '无',
  }),
  provincialGrowthRewardYuan: yuan('高成长企业省级奖励资金'),
  ecommerceEvents: count('线上产销对接、电商培训等活动', '场'),
  manufacturingProject: flag('属于制造业项目'),
  foreignInvestWanUsd: measure('当年实际利用外资', '万美元', '100000000'),
  yuanPerUsd: positive('汇率（1美元合人民币）', '元', '100'),
  exhibitionAttended: flag('参加国内外知名重大会展活动'),
  exhibitionPaidYuan: yuan('本年度已得参展补助'),
  districtOwnedFactory: flag('属于区属工业标准厂房'),
  factoryCompletedM2: measure('当年新增竣工工业标准厂房', '平方米', '100000000'),
  factoryDestockedM2: measure('当年新增去化工业标准厂房', '平方米', '100000000'),
  restrictedIndustry: flag('主营业务属于国家明确限制或淘汰的产业领域'),
  socialResponsibility: flag('积极履行社会责任'),
  majorAccident3Years: flag('近三年发生过重大安全生产事故或环境污染事故'),
  seriousViolation: flag('有重大违规违法行为或严重失信行为'),
} as const satisfies Record<string, FactDefinition>;

export type FactName = keyof typeof FACTS;

/** Who paid: 省、市、区（县）. */
export type PayerLevel = 'province' | 'city' | 'district';

export const PAYER_LABELS: Readonly<Record<PayerLevel, string>> = {
  province: '省级',
  city: '市级',
  district: '县（市、区）级',
};

/** Money already received for a matter (此前已得): who paid, for what, how much, and for which level of title. */
export interface Receipt {
  from: PayerLevel;
  matter: MatterId;
  /** 元, plain decimal text, at most two decimals. */
  amountYuan: string;
  /** Level of the title it was paid for, where there is one: tells an upgrade from a repetition. */
  level?: 'national' | 'provincial' | 'municipal';
}

export const RECEIPT_LEVELS = { national: '国家级', provincial: '省级', municipal: '市级' } as const;

type ValueOf<D> = D extends { type: 'boolean' }
  ? boolean
  : D extends { type: 'integer' }
    ? number
    : D extends { type: 'choice'; values: infer V }
      ? keyof V & string
      : D extends { type: 'receipts' }
        ? readonly Receipt[]
        : string;

/** Facts as evaluated: decimals are plain decimal text, dates 'YYYY-MM-DD'. What is absent is missing. */
export type Facts = { readonly [N in FactName]?: ValueOf<(typeof FACTS)[N]> };

type NamesOfType<T extends FactType> = {
  [N in FactName]: (typeof FACTS)[N] extends { type: T } ? N : never;
}[FactName];

export type FlagName = NamesOfType<'boolean'>;
export type ChoiceName = NamesOfType<'choice'>;
export type DecimalName = NamesOfType<'decimal'>;
export type NumericName = NamesOfType<'decimal' | 'integer'>;
export type ChoiceValue<N extends ChoiceName> = keyof (typeof FACTS)[N]['values'] & string;

/** Every fact's name, in the order of the vocabulary. */
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}

export function factDefinition(name: FactName): FactDefinition {
  return FACTS[name];
}

/** Chinese label of a fact. */
export function factLabel(name: FactName): string {
  return FACTS[name].label;
}

export function isMatterId(text: string): text is MatterId {
  return Object.hasOwn(MATTERS, text);
}
