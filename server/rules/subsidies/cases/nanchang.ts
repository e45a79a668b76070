import type { AwardCases, DocumentCases } from './case.ts';

const FIRM = { applicant: 'enterprise', unit: '360100' };
const EXISTING = { ...FIRM, existingFirm: true };
const NOT_A_FIRM = '不符合：申报主体为企业';
const NOT_EXISTING = '不符合：属于现有企业（非新引进）';

/** A flag that earns one sum. */
function flagOf(
  award: AwardCases['award'],
  clause: string,
  fact: string,
  label: string,
  expected: string,
): AwardCases {
  return {
    award,
    clause,
    base: { ...FIRM, [fact]: true },
    cases: [
      ['newly recognised', {}, expected],
      ['not recognised', { [fact]: false }, `不符合：${label}`],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  };
}

/** Two levels that earn two sums. */
function levelsOf(
  award: AwardCases['award'],
  clause: string,
  fact: string,
  label: string,
  sums: readonly [string, string],
): AwardCases {
  return {
    award,
    clause,
    base: { ...FIRM, [fact]: 'national' },
    cases: [
      ['national', {}, `${sums[0]}万元（定额）`],
      ['provincial', { [fact]: 'provincial' }, `${sums[1]}万元（定额）`],
      ['none', { [fact]: 'none' }, `不符合：${label}为国家级、省级之一（现为无）`],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  };
}

/** A title that only the national level earns. */
function nationalOnly(award: AwardCases['award'], fact: string, label: string): AwardCases {
  return {
    award,
    clause: '第3条',
    base: { ...FIRM, [fact]: 'national' },
    cases: [
      ['national', {}, '30万元（定额）'],
      ['provincial earns nothing', { [fact]: 'provincial' }, `不符合：${label}为国家级之一（现为省级）`],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  };
}

/** A ceiling of which lower grades already paid are deducted (晋档补差). */
function gradedOf(
  award: AwardCases['award'],
  facts: readonly [flag: string, paid: string],
  label: string,
  ceilingWan: number,
): AwardCases {
  const [flag, paid] = facts;
  return {
    award,
    clause: '第9条',
    base: { ...FIRM, [flag]: true, [paid]: '0' },
    cases: [
      ['no lower grade before', {}, `${ceilingWan}万元（最高）`],
      ['8万元 for a lower grade before', { [paid]: '80000' }, `${ceilingWan - 8}万元（最高）`],
      [
        'the ceiling is used up',
        { [paid]: `${ceilingWan}0000` },
        `不符合：最高${ceilingWan}万元，此前已得${ceilingWan}万元，尚余0万元，额度已用完`,
      ],
      ['not recognised', { [flag]: false }, `不符合：${label}`],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  };
}

/** A kind of centre whose sum other rules of the city decide. */
function centreOf(award: AwardCases['award'], clause: string, kind: string, label: string): AwardCases {
  return {
    award,
    clause,
    base: { ...FIRM, innovationPlatformKind: kind, innovationPlatformLevel: 'national' },
    cases: [
      ['left to other rules, no number invented', {}, '一事一议'],
      ['another kind', { innovationPlatformKind: 'keyLaboratory' }, `不符合：属于${label}`],
      ['municipal', { innovationPlatformLevel: 'municipal' }, '不符合：认定级别为国家级或省级'],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  };
}

const INVESTMENT_CASES: readonly AwardCases[] = [
  {
    award: 'nanchang-1',
    clause: '第1条',
    base: { applicant: 'organiser', unit: '360100', outsideFirmsLanded: 1 },
    cases: [
      ['one firm', {}, '50万元（测算）'],
      ['two firms meet the cap', { outsideFirmsLanded: 2 }, '100万元（测算）'],
      ['three do not exceed it', { outsideFirmsLanded: 3 }, '100万元（测算）'],
      ['none', { outsideFirmsLanded: 0 }, '不符合：活动引入落地并纳入工业在线统计的外地企业大于0'],
      ['a firm cannot apply', { applicant: 'enterprise' }, '不符合：申报主体为活动承办单位'],
    ],
  },
  {
    award: 'nanchang-2',
    clause: '第2条',
    base: { ...EXISTING, expansionInvestYuan: '100000000' },
    cases: [
      ['5 % of 1亿元', {}, '500万元（最高）'],
      ['5 % of 1.6亿元 meets the cap', { expansionInvestYuan: '160000000' }, '800万元（最高）'],
      ['above the cap', { expansionInvestYuan: '160000001' }, '800万元（最高）'],
      ['nothing invested', { expansionInvestYuan: '0' }, '不符合：增资扩产项目固定资产投资额大于0'],
      ['a newly attracted firm', { existingFirm: false }, NOT_EXISTING],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'nanchang-4',
    clause: '第4条',
    base: { ...FIRM, firstAboveScale: true, aboveScalePaidYuan: '0' },
    cases: [
      ['first time above scale', {}, '20万元（最高）'],
      ['12万元 were paid before', { aboveScalePaidYuan: '120000' }, '8万元（最高）'],
      [
        'the total is used up',
        { aboveScalePaidYuan: '200000' },
        '不符合：最高20万元，此前已得20万元，尚余0万元，额度已用完',
      ],
      ['not the first time', { firstAboveScale: false }, '不符合：首次升规的规模以上工业企业'],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  flagOf('nanchang-4-matching', '第4条', 'firstAboveScale', '首次升规的规模以上工业企业', '一事一议'),
];

const UPGRADE_CASES: readonly AwardCases[] = [
  flagOf(
    'nanchang-5-pilot',
    '第5条',
    'digitalPilot',
    '列入国家中小企业或省级产业集群、中小企业数字化转型试点',
    '一事一议',
  ),
  {
    award: 'nanchang-5-smart-factory',
    clause: '第5条',
    base: {
      ...EXISTING,
      smartFactory: true,
      smartFactoryInvoiceYuan: '6000000',
      smartFactoryPaidYuan: '0',
    },
    cases: [
      ['50 % of 600万元', {}, '300万元（测算）'],
      ['50 % of 1000万元 meets the cap', { smartFactoryInvoiceYuan: '10000000' }, '500万元（测算）'],
      ['above the cap', { smartFactoryInvoiceYuan: '10000000.02' }, '500万元（测算）'],
      ['400万元 were paid before', { smartFactoryPaidYuan: '4000000' }, '100万元（测算）'],
      [
        'the total is used up',
        { smartFactoryPaidYuan: '5000000' },
        '不符合：累计最高500万元，此前已得500万元，尚余0万元，额度已用完',
      ],
      ['no invoices', { smartFactoryInvoiceYuan: '0' }, '不符合：智慧工厂软、硬件设备发票额大于0'],
      ['no smart factory', { smartFactory: false }, '不符合：建设“5G+智慧工厂”实施数字化、智能化转型'],
      ['a newly attracted firm', { existingFirm: false }, NOT_EXISTING],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'nanchang-6',
    clause: '第6条',
    base: {
      ...EXISTING,
      techUpgradePlanYuan: '8000000',
      techUpgradePolicyFit: true,
      techUpgradeInvoiceYuan: '6000000',
      techUpgradePaidYuan: '0',
    },
    cases: [
      ['10 % of 600万元', {}, '60万元（测算）'],
      ['a plan of exactly 500万元 is enough', { techUpgradePlanYuan: '5000000' }, '60万元（测算）'],
      [
        'just below 500万元 is not',
        { techUpgradePlanYuan: '4999999.99' },
        '不符合：计划投资额不低于500万元（含）',
      ],
      ['10 % of 5000万元 meets the cap', { techUpgradeInvoiceYuan: '50000000' }, '500万元（测算）'],
      ['above the cap', { techUpgradeInvoiceYuan: '60000000' }, '500万元（测算）'],
      [
        '30万元 were paid this year',
        { techUpgradeInvoiceYuan: '60000000', techUpgradePaidYuan: '300000' },
        '470万元（测算）',
      ],
      [
        'the year is used up',
        { techUpgradePaidYuan: '5000000' },
        '不符合：最高500万元，此前已得500万元，尚余0万元，额度已用完',
      ],
      ['no invoices', { techUpgradeInvoiceYuan: '0' }, '不符合：技术改造年度软、硬件设备发票额大于0'],
      ['against the industrial policy', { techUpgradePolicyFit: false }, '不符合：技术改造符合产业政策导向'],
      ['a newly attracted firm', { existingFirm: false }, NOT_EXISTING],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
];

export const NANCHANG_CASES: DocumentCases = {
  policy: 'nanchang',
  date: '2025-06-01',
  asIf: false,
  elsewhere: '360402',
  awards: [
    ...INVESTMENT_CASES,
    flagOf(
      'nanchang-3-management-demo',
      '第3条',
      'managementDemo',
      '新获评省级管理创新示范企业',
      '20万元（定额）',
    ),
    flagOf(
      'nanchang-3-management-project',
      '第3条',
      'managementProject',
      '新获评省级领航企业管理创新项目',
      '20万元（定额）',
    ),
    levelsOf('nanchang-3-green-factory', '第3条', 'greenFactoryLevel', '绿色工厂', ['50', '20']),
    levelsOf('nanchang-3-green-supply-chain', '第3条', 'greenSupplyChainLevel', '绿色供应链', ['50', '20']),
    nationalOnly('nanchang-3-green-design', 'greenDesignLevel', '工业产品绿色设计示范'),
    nationalOnly('nanchang-3-energy-leader', 'energyLeaderLevel', '能效领跑者'),
    ...UPGRADE_CASES,
    centreOf('nanchang-7-centre', '第7条', 'manufacturingInnovationCentre', '制造业创新中心'),
    levelsOf(
      'nanchang-7-new-material',
      '第7条',
      'newMaterialLevel',
      '产品首次列入重点新材料首批次应用示范指导目录',
      ['30', '20'],
    ),
    {
      award: 'nanchang-8-service',
      clause: '第8条',
      base: { ...FIRM, serviceManufacturingLevel: 'national' },
      cases: [
        ['national', {}, '30万元（定额）'],
        ['provincial', { serviceManufacturingLevel: 'provincial' }, '20万元（定额）'],
        ['a platform may be one too', { applicant: 'platform' }, '30万元（定额）'],
        [
          'none',
          { serviceManufacturingLevel: 'none' },
          '不符合：服务型制造示范企业（平台）为国家级、省级之一（现为无）',
        ],
        ['a park cannot apply', { applicant: 'park' }, '不符合：申报主体为企业或公共服务平台、研究院'],
      ],
    },
    centreOf('nanchang-8-design-centre', '第8条', 'industrialDesignCentre', '工业设计中心'),
    gradedOf(
      'nanchang-9-certificate',
      ['standardCertificate', 'standardCertificatePaidYuan'],
      '获得两化融合管理体系、数字化转型成熟度或工业互联网平台贯标国家认定证书',
      30,
    ),
    gradedOf('nanchang-9-dcmm', ['dcmmFirstPass', 'dcmmPaidYuan'], '首次通过DCMM评估认证', 30),
    gradedOf('nanchang-9-demo', ['integrationDemo', 'integrationDemoPaidYuan'], '获评省级“两化”融合示范', 20),
    {
      award: 'nanchang-11',
      clause: '第11条',
      base: { applicant: 'county', unit: '360100', investmentOutstanding: true },
      cases: [
        ['“appropriate”, no number invented', {}, '一事一议'],
        ['not outstanding', { investmentOutstanding: false }, '不符合：抓项目促投资成效显著的县区'],
        ['a firm cannot apply', { applicant: 'enterprise' }, '不符合：申报主体为县（市、区）政府'],
      ],
    },
  ],
};
