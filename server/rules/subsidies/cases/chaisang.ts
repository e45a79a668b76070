import type { AwardCases, DocumentCases } from './case.ts';

const FIRM = { applicant: 'enterprise', unit: '360404' };
const INDUSTRIAL = { ...FIRM, isIndustrial: true };
const CLUSTER = { ...FIRM, inMetalCluster: true, resourceRecycling: true };
const FUTURE = { ...FIRM, futureIndustry: true, enteredStatistics: true };
const NOT_A_FIRM = '不符合：申报主体为企业';
const NOT_CLUSTER = '不符合：属于柴桑区新材料（金属）产业集群企业';
const NOT_RECYCLING = '不符合：属于资源循环利用生产型企业';

const RETROFIT_CASES: AwardCases = {
  award: 'chaisang-1',
  clause: '第1条',
  base: {
    ...FIRM,
    retrofitAccepted: true,
    acceptanceReportFiled: true,
    energyLevelReached: 'benchmark',
    improvementPct: '4',
  },
  cases: [
    ['4 % is the first tier', {}, '15万元（最高）'],
    [
      'just below 3 %',
      { improvementPct: '2.9999' },
      '不符合：单位产品综合能耗较改造前提升幅度达到最低档“3%—5%（含5%）”（现为2.99%）',
    ],
    ['exactly 3 %', { improvementPct: '3' }, '15万元（最高）'],
    ['exactly 5 %', { improvementPct: '5' }, '15万元（最高）'],
    ['just above 5 %', { improvementPct: '5.0001' }, '30万元（最高）'],
    ['exactly 8 %', { improvementPct: '8' }, '30万元（最高）'],
    ['just above 8 %', { improvementPct: '8.0001' }, '50万元（最高）'],
    [
      'neither level reached',
      { energyLevelReached: 'neither' },
      '不符合：单位产品综合能耗水平达到行业标杆或行业先进值',
    ],
    ['not accepted', { retrofitAccepted: false }, '不符合：绿色低碳改造项目已完工并通过节能验收'],
    [
      'report not filed',
      { acceptanceReportFiled: false },
      '不符合：节能验收报告已在节能审查机关和相关主管部门备案',
    ],
    ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ['completed on the first day', { completionDate: '2026-01-30' }, '15万元（最高）'],
    [
      'completed the day before',
      { completionDate: '2026-01-29' },
      '未施行：2026-01-29尚未施行（自2026-01-30起）',
    ],
    ['completed on the last day', { completionDate: '2028-01-29' }, '15万元（最高）'],
    [
      'completed the day after',
      { completionDate: '2028-01-30' },
      '未施行：2028-01-30已过有效期（至2028-01-29止）',
    ],
  ],
};

/** 30 national, 15 provincial. */
function titleOf(award: AwardCases['award'], fact: string, label: string): AwardCases {
  return {
    award,
    clause: '第2条',
    base: { ...INDUSTRIAL, [fact]: 'national' },
    cases: [
      ['national', {}, '30万元（定额）'],
      ['provincial', { [fact]: 'provincial' }, '15万元（定额）'],
      ['none', { [fact]: 'none' }, `不符合：${label}为国家级、省级之一（现为无）`],
      ['not an industrial enterprise', { isIndustrial: false }, '不符合：属于工业企业'],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  };
}

const PLATFORM_CASES: readonly AwardCases[] = [
  {
    award: 'chaisang-3-platform',
    clause: '第3条',
    base: { ...FIRM, internetPlatformLevel: 'provincial', internetPlatformBuilder: true },
    cases: [
      ['provincial platform', {}, '30万元（定额）'],
      ['platform of a national ministry', { internetPlatformLevel: 'national' }, '50万元（定额）'],
      [
        'not recognised',
        { internetPlatformLevel: 'none' },
        '不符合：工业互联网平台认定为国家部委认定的专业平台、特色平台、省级认定之一（现为未认定）',
      ],
      ['not the builder', { internetPlatformBuilder: false }, '不符合：为该工业互联网平台的建设单位'],
      ['a park cannot apply', { applicant: 'park' }, '不符合：申报主体为企业或公共服务平台、研究院'],
    ],
  },
  {
    award: 'chaisang-3-use',
    clause: '第3条',
    base: { ...FIRM, platformUseInvestYuan: '50000', platformUsePaidYuan: '0' },
    cases: [
      ['80 % of 5万元', {}, '4万元（测算）'],
      ['80 % of 6.25万元 meets the cap', { platformUseInvestYuan: '62500' }, '5万元（测算）'],
      ['one 分 less stays below the cap', { platformUseInvestYuan: '62499.99' }, '4.999999万元（测算）'],
      ['above the cap', { platformUseInvestYuan: '80000' }, '5万元（测算）'],
      ['2万元 were paid before', { platformUsePaidYuan: '20000' }, '3万元（测算）'],
      [
        'the cap is used up',
        { platformUsePaidYuan: '50000' },
        '不符合：每家最高5万元，此前已得5万元，尚余0万元，额度已用完',
      ],
      ['nothing invested', { platformUseInvestYuan: 0 }, '不符合：应用工业互联网平台核定投入额大于0'],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
];

const CLUSTER_CASES: readonly AwardCases[] = [
  {
    award: 'chaisang-5',
    clause: '第5条',
    base: { ...CLUSTER, outputYuan: '150000000' },
    cases: [
      ['1.5亿元 at 1.4 %', {}, '210万元（测算）'],
      [
        'just below 1亿元',
        { outputYuan: '99999999.99' },
        '不符合：实际产值达到最低档“1亿元（含）以上”（现为99999999.99元）',
      ],
      ['exactly 1亿元', { outputYuan: '100000000' }, '140万元（测算）'],
      ['just below 2亿元', { outputYuan: '199999999.99' }, '279.999999万元（测算）'],
      ['exactly 2亿元 at 1.7 %', { outputYuan: '200000000' }, '340万元（测算）'],
      ['just below 3亿元', { outputYuan: '299999999' }, '509.999998万元（测算）'],
      ['exactly 3亿元 at 2 %', { outputYuan: '300000000' }, '600万元（测算）'],
      ['far above', { outputYuan: '1000000000' }, '2000万元（测算）'],
      ['not in the cluster', { inMetalCluster: false }, NOT_CLUSTER],
      ['not a recycling producer', { resourceRecycling: false }, NOT_RECYCLING],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'chaisang-6',
    clause: '第6条',
    base: { ...CLUSTER, attractedFirms: 3, attractionPaidYuan: '0' },
    cases: [
      ['three firms', {}, '6万元（测算）'],
      ['ten firms meet the cap', { attractedFirms: 10 }, '20万元（测算）'],
      ['eleven do not exceed it', { attractedFirms: 11 }, '20万元（测算）'],
      ['16万元 were paid before', { attractionPaidYuan: '160000' }, '4万元（测算）'],
      [
        'the cap of the party is used up',
        { attractionPaidYuan: '200000' },
        '不符合：单家招引方最高20万元，此前已得20万元，尚余0万元，额度已用完',
      ],
      ['none grew above scale', { attractedFirms: 0 }, '不符合：本次引进且升规成功的上下游企业大于0'],
      ['not in the cluster', { inMetalCluster: false }, NOT_CLUSTER],
      ['not a recycling producer', { resourceRecycling: false }, NOT_RECYCLING],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'chaisang-7',
    clause: '第7条',
    base: { ...CLUSTER, innovationPlatformKind: 'keyLaboratory', innovationPlatformLevel: 'national' },
    cases: [
      ['national', {}, '50万元（定额）'],
      ['provincial', { innovationPlatformLevel: 'provincial' }, '20万元（定额）'],
      ['municipal', { innovationPlatformLevel: 'municipal' }, '5万元（定额）'],
      [
        'none',
        { innovationPlatformLevel: 'none' },
        '不符合：科技创新平台认定级别为国家级、省级、市级之一（现为未认定）',
      ],
      ['an industrial design centre', { innovationPlatformKind: 'industrialDesignCentre' }, '50万元（定额）'],
      [
        'a kind the clause does not name',
        { innovationPlatformKind: 'other' },
        '不符合：属于第7条列明的六类科技创新平台',
      ],
      ['not in the cluster', { inMetalCluster: false }, NOT_CLUSTER],
      ['not a recycling producer', { resourceRecycling: false }, NOT_RECYCLING],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'chaisang-7-other',
    clause: '第7条',
    base: { ...CLUSTER, innovationPlatformKind: 'other' },
    cases: [
      ['“等” is for a human', {}, '一事一议'],
      [
        'a named kind is not',
        { innovationPlatformKind: 'engineeringCentre' },
        '不符合：属于第7条未列明的科技创新平台',
      ],
      ['not in the cluster', { inMetalCluster: false }, NOT_CLUSTER],
      ['not a recycling producer', { resourceRecycling: false }, NOT_RECYCLING],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
];

const FUTURE_CASES: readonly AwardCases[] = [
  {
    award: 'chaisang-9',
    clause: '第9条',
    base: FUTURE,
    cases: [
      ['10万元 over three years', {}, '10万元（定额）'],
      ['not a future industry', { futureIndustry: false }, '不符合：属于未来产业'],
      ['not in the statistics', { enteredStatistics: false }, '不符合：进规并纳入统计库的工业企业'],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'chaisang-9-strategic',
    clause: '第9条',
    base: { ...FUTURE, strategicEmerging: true },
    cases: [
      ['5万元 on top', {}, '5万元（定额）'],
      ['not recognised', { strategicEmerging: false }, '不符合：已认定为战略性新兴企业'],
      ['not a future industry', { futureIndustry: false }, '不符合：属于未来产业'],
      ['not in the statistics', { enteredStatistics: false }, '不符合：进规并纳入统计库的工业企业'],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'chaisang-11-concept',
    clause: '第11条',
    base: { ...FIRM, conceptCentre: true },
    cases: [
      ['provincial concept-verification centre', {}, '20万元（定额）'],
      ['not recognised', { conceptCentre: false }, '不符合：已认定为省级概念验证中心'],
      ['a platform is no enterprise', { applicant: 'platform' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'chaisang-11-pilot-base',
    clause: '第11条',
    base: { ...FIRM, pilotBase: true },
    cases: [
      ['provincial pilot base', {}, '20万元（定额）'],
      ['not recognised', { pilotBase: false }, '不符合：已认定为省级中试基地'],
      ['a platform is no enterprise', { applicant: 'platform' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'chaisang-12',
    clause: '第12条',
    base: { applicant: 'organiser', unit: '360404', futureEvent: true, futureEventApproved: true },
    cases: [
      ['between 5 and 10万元', {}, '5万元至10万元（最高）'],
      [
        'not a national event',
        { futureEvent: false },
        '不符合：承办区内企业举办的未来产业领域全国性峰会、博览会或展览会',
      ],
      ['not reported beforehand', { futureEventApproved: false }, '不符合：该活动已报备并获同意'],
      ['a park cannot apply', { applicant: 'park' }, '不符合：申报主体为活动承办单位或企业'],
    ],
  },
];

export const CHAISANG_CASES: DocumentCases = {
  policy: 'chaisang',
  date: '2026-03-01',
  asIf: false,
  elsewhere: '360402',
  awards: [
    RETROFIT_CASES,
    titleOf('chaisang-2-green-factory', 'greenFactoryLevel', '绿色工厂'),
    titleOf('chaisang-2-green-supply-chain', 'greenSupplyChainLevel', '绿色供应链'),
    titleOf('chaisang-2-green-design-product', 'greenDesignProductLevel', '绿色设计产品'),
    {
      award: 'chaisang-2-water-saving',
      clause: '第2条',
      base: { ...INDUSTRIAL, waterSavingLevel: 'provincial' },
      cases: [
        ['provincial', {}, '5万元（定额）'],
        ['municipal', { waterSavingLevel: 'municipal' }, '3万元（定额）'],
        ['none', { waterSavingLevel: 'none' }, '不符合：节水型企业为省级、市级之一（现为无）'],
        ['not an industrial enterprise', { isIndustrial: false }, '不符合：属于工业企业'],
        ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
      ],
    },
    ...PLATFORM_CASES,
    ...CLUSTER_CASES,
    ...FUTURE_CASES,
  ],
};
