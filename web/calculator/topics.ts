import { AWARDS, factsOf } from '../../server/rules/subsidies/catalogue.ts';
import type { Applicant } from '../../server/rules/subsidies/model.ts';
import type { FactName, Facts } from '../../server/rules/subsidies/vocabulary.ts';

/** One question of the calculator: a fact, in plain words where the vocabulary's label is stiff. */
export interface Question {
  fact: FactName;
  ask?: string;
  /** A follow-up, asked only when what comes before makes sense of it. */
  when?: (facts: Facts) => boolean;
}

export interface Topic {
  id: string;
  /** What the firm has or plans, in its own words. */
  title: string;
  questions: readonly Question[];
  /** Asked by 南昌 or 昌江 only. */
  comparisonOnly?: boolean;
}

const isNational = (name: FactName) => (facts: Facts) => facts[name] === 'national';
const isGiven = (name: FactName) => (facts: Facts) => facts[name] !== undefined;

/** Who asks: always open. `received` has its own place. */
export const IDENTITY: readonly Question[] = [
  { fact: 'applicant', ask: '谁来申报' },
  { fact: 'unit', ask: '由哪里的财政兑现' },
];

/** What qualifies an applicant: asked when some award found depends on it. */
export const QUALIFYING: readonly Question[] = [
  { fact: 'isIndustrial', ask: '是工业企业吗' },
  { fact: 'inMetalCluster', ask: '是柴桑区新材料（金属）产业集群企业吗' },
  { fact: 'resourceRecycling', ask: '是资源循环利用生产型企业吗' },
  { fact: 'futureIndustry', ask: '属于未来产业吗' },
  { fact: 'existingFirm', ask: '是现有企业（非新引进）吗' },
  { fact: 'restrictedIndustry', ask: '主营业务属于国家限制或淘汰的领域吗' },
  { fact: 'socialResponsibility', ask: '积极履行社会责任吗' },
  { fact: 'majorAccident3Years', ask: '近三年发生过重大安全或环境事故吗' },
  { fact: 'seriousViolation', ask: '有重大违法违规或严重失信吗' },
];

export const TOPICS: readonly Topic[] = [
  {
    id: 'titles',
    title: '获得了绿色制造称号',
    questions: [
      { fact: 'greenFactoryLevel' },
      { fact: 'greenSupplyChainLevel' },
      { fact: 'greenDesignLevel' },
      { fact: 'greenDesignProductLevel' },
      { fact: 'zeroCarbonFactoryLevel' },
      { fact: 'greenParkLevel' },
      { fact: 'zeroCarbonParkLevel' },
      { fact: 'energyLeaderLevel' },
      {
        fact: 'energyLeaderFirstTime',
        ask: '能效领跑者是首次获得吗',
        when: isNational('energyLeaderLevel'),
      },
      { fact: 'waterLeaderLevel' },
      { fact: 'waterLeaderFirstTime', ask: '水效领跑者是首次获得吗', when: isNational('waterLeaderLevel') },
      { fact: 'waterSavingLevel' },
      { fact: 'otherGreenTitleLevel', ask: '其他绿色制造称号' },
      { fact: 'pilotLevel', ask: '绿色低碳转型等专项试点' },
      { fact: 'recognitionDate', ask: '哪一天认定' },
    ],
  },
  {
    id: 'retrofit',
    title: '做了节能降碳改造',
    questions: [
      { fact: 'retrofitAccepted', ask: '改造完工并通过节能验收了吗' },
      { fact: 'acceptanceReportFiled', ask: '节能验收报告备案了吗' },
      { fact: 'energyLevelReached', ask: '改造后达到的单耗水平' },
      { fact: 'unitEnergyBefore', ask: '改造前单位产品综合能耗' },
      { fact: 'unitEnergyAfter', ask: '改造后单位产品综合能耗' },
      { fact: 'improvementPct', ask: '或直接填提升幅度' },
      { fact: 'greenLoanRetrofit', ask: '用“绿色贷”实施的吗' },
      { fact: 'energyContractService', ask: '提供合同能源管理等改造服务吗' },
      { fact: 'completionDate', ask: '哪一天完工验收' },
    ],
  },
  {
    id: 'diagnosis',
    title: '为企业做了节能诊断',
    questions: [
      { fact: 'diagnosedFirmTce', ask: '被诊断企业一年耗标准煤' },
      { fact: 'diagnosedFirmIndustrial', ask: '被诊断的是工业企业吗' },
      { fact: 'diagnosisDelivered', ask: '诊断报告和改造方案都出了吗' },
      { fact: 'ndrcDiagnosed', ask: '发改部门做过深度节能诊断吗' },
    ],
  },
  {
    id: 'energySystem',
    title: '上了能源管理系统',
    questions: [
      { fact: 'energySystemBuilt', ask: '新建或提升了数字化能源管理系统吗' },
      { fact: 'energySystemConnected', ask: '接入省、市工作平台了吗' },
      { fact: 'energySystemContractYuan', ask: '系统产品合同价' },
      { fact: 'energySystemPaidYuan', ask: '以前已得能源管理系统奖补' },
    ],
  },
  {
    id: 'equipment',
    title: '生产节能环保装备',
    questions: [
      { fact: 'equipmentRating' },
      { fact: 'catalogueName', ask: '产品列入哪个国家目录' },
      {
        fact: 'catalogueCategories',
        ask: '列入目录、还没奖励过的产品有几类',
        when: isGiven('catalogueName'),
      },
    ],
  },
  {
    id: 'platform',
    title: '运营绿色低碳公共服务平台',
    questions: [
      { fact: 'platformRecognised', ask: '平台已经认定了吗' },
      { fact: 'platformServesManufacturing', ask: '为制造业提供服务并制定改造方案吗' },
      { fact: 'seniorEngineers', ask: '有几名节能降碳高级工程师' },
      { fact: 'plansLandedPerYear', ask: '一年推动多少个方案落地' },
      { fact: 'caseByCaseMatter', ask: '有研究院、共享中心等可一事一议的重大事项吗' },
    ],
  },
  {
    id: 'internet',
    title: '建设或应用工业互联网',
    questions: [
      { fact: 'internetPlatformLevel', ask: '平台认定级别' },
      { fact: 'internetPlatformBuilder', ask: '是平台的建设单位吗' },
      { fact: 'platformUseInvestYuan', ask: '应用平台的核定投入' },
      {
        fact: 'platformUsePaidYuan',
        ask: '以前已得应用平台补助',
        when: isGiven('platformUseInvestYuan'),
      },
    ],
  },
  {
    id: 'cluster',
    title: '在产业集群里做大、引来企业',
    questions: [
      { fact: 'outputYuan', ask: '一年实际产值' },
      { fact: 'attractedFirms', ask: '引来并升规的上下游企业有几家' },
      { fact: 'attractionPaidYuan', ask: '以前已得招引奖励', when: isGiven('attractedFirms') },
    ],
  },
  {
    id: 'innovation',
    title: '设立科技创新平台',
    questions: [
      { fact: 'innovationPlatformLevel', ask: '认定级别' },
      { fact: 'innovationPlatformKind', ask: '平台类别' },
      { fact: 'conceptCentre', ask: '认定为省级概念验证中心了吗' },
      { fact: 'pilotBase', ask: '认定为省级中试基地了吗' },
    ],
  },
  {
    id: 'future',
    title: '新进规、属未来产业或办活动',
    questions: [
      { fact: 'enteredStatistics', ask: '进规并纳入统计库了吗' },
      { fact: 'strategicEmerging', ask: '认定为战略性新兴企业了吗' },
      { fact: 'futureEvent', ask: '承办未来产业全国性峰会、展会了吗' },
      { fact: 'futureEventApproved', ask: '活动报备并获同意了吗', when: isGiven('futureEvent') },
    ],
  },
  {
    id: 'nanchang',
    title: '南昌文件另外所问',
    comparisonOnly: true,
    questions: [
      { fact: 'outsideFirmsLanded' },
      { fact: 'expansionInvestYuan' },
      { fact: 'managementDemo' },
      { fact: 'managementProject' },
      { fact: 'firstAboveScale' },
      { fact: 'aboveScalePaidYuan', when: isGiven('firstAboveScale') },
      { fact: 'digitalPilot' },
      { fact: 'smartFactory' },
      { fact: 'smartFactoryInvoiceYuan', when: isGiven('smartFactory') },
      { fact: 'smartFactoryPaidYuan', when: isGiven('smartFactory') },
      { fact: 'techUpgradePlanYuan' },
      { fact: 'techUpgradePolicyFit', when: isGiven('techUpgradePlanYuan') },
      { fact: 'techUpgradeInvoiceYuan', when: isGiven('techUpgradePlanYuan') },
      { fact: 'techUpgradePaidYuan', when: isGiven('techUpgradePlanYuan') },
      { fact: 'newMaterialLevel' },
      { fact: 'serviceManufacturingLevel' },
      { fact: 'standardCertificate' },
      { fact: 'standardCertificatePaidYuan', when: isGiven('standardCertificate') },
      { fact: 'dcmmFirstPass' },
      { fact: 'dcmmPaidYuan', when: isGiven('dcmmFirstPass') },
      { fact: 'integrationDemo' },
      { fact: 'integrationDemoPaidYuan', when: isGiven('integrationDemo') },
      { fact: 'investmentOutstanding' },
    ],
  },
  {
    id: 'changjiang',
    title: '昌江文件另外所问',
    comparisonOnly: true,
    questions: [
      { fact: 'equipmentRenewal' },
      { fact: 'majorProject' },
      { fact: 'innovationAlliance' },
      { fact: 'academicianStation' },
      { fact: 'expertStation' },
      { fact: 'haizhiStation' },
      { fact: 'postdocStation' },
      { fact: 'growthTitle' },
      { fact: 'provincialGrowthRewardYuan', when: isGiven('growthTitle') },
      { fact: 'ecommerceEvents' },
      { fact: 'foreignInvestWanUsd' },
      { fact: 'yuanPerUsd', when: isGiven('foreignInvestWanUsd') },
      { fact: 'manufacturingProject', when: isGiven('foreignInvestWanUsd') },
      { fact: 'exhibitionAttended' },
      { fact: 'exhibitionPaidYuan', when: isGiven('exhibitionAttended') },
      { fact: 'factoryCompletedM2' },
      { fact: 'factoryDestockedM2' },
      {
        fact: 'districtOwnedFactory',
        when: (facts) => facts.factoryCompletedM2 !== undefined || facts.factoryDestockedM2 !== undefined,
      },
    ],
  },
];

const APPLICANTS_BY_FACT: ReadonlyMap<FactName, ReadonlySet<Applicant>> = (() => {
  const map = new Map<FactName, Set<Applicant>>();
  for (const entry of AWARDS) {
    for (const fact of factsOf(entry)) {
      const applicants = map.get(fact) ?? new Set<Applicant>();
      for (const applicant of entry.award.beneficiaries) applicants.add(applicant);
      map.set(fact, applicants);
    }
  }
  return map;
})();

/** Whether any award for this applicant asks for the fact; without an applicant every question stands. */
export function concerns(fact: FactName, applicant: Applicant | undefined): boolean {
  return applicant === undefined || APPLICANTS_BY_FACT.get(fact)?.has(applicant) === true;
}

/** The questions of a topic to show now. What was answered always shows, so that it can be taken back. */
export function shownQuestions(topic: Topic, facts: Facts): Question[] {
  return topic.questions.filter(
    ({ fact, when }) =>
      facts[fact] !== undefined || (concerns(fact, facts.applicant) && (when === undefined || when(facts))),
  );
}

/** Dates are asked by every topic's awards and speak for none. */
const DATES: ReadonlySet<FactName> = new Set<FactName>(['recognitionDate', 'completionDate']);

/** Topics that can bring this applicant anything. */
export function topicsFor(applicant: Applicant | undefined): Topic[] {
  return TOPICS.filter(({ questions }) =>
    questions.some(({ fact }) => !DATES.has(fact) && concerns(fact, applicant)),
  );
}

const TOPIC_OF: ReadonlyMap<FactName, string> = new Map(
  TOPICS.flatMap(({ id, questions }) => questions.map(({ fact }): [FactName, string] => [fact, id])),
);

/** The topic a fact is asked in; null for who, where and qualifications. */
export function topicOf(fact: FactName): string | null {
  return TOPIC_OF.get(fact) ?? null;
}

/** Plain words of the question about a fact; null where the vocabulary's label is asked. */
export function askedAs(fact: FactName): string | null {
  const all = [...IDENTITY, ...QUALIFYING, ...TOPICS.flatMap(({ questions }) => questions)];
  return all.find((question) => question.fact === fact)?.ask ?? null;
}
