import type { AwardCases, DocumentCases } from './case.ts';
import { EQUIPMENT_CASES, SERVICE_CASES } from './jiujiang-services.ts';

const FIRM = { applicant: 'enterprise', unit: '360429' };
const PARK = { applicant: 'park', unit: 'JKQ' };
const RETROFIT = {
  ...FIRM,
  retrofitAccepted: true,
  acceptanceReportFiled: true,
  energyLevelReached: 'benchmark',
  improvementPct: '4',
};
const NOT_A_FIRM = '不符合：申报主体为企业';

const RETROFIT_CASES: AwardCases = {
  award: 'jiujiang-2-retrofit',
  clause: '措施二',
  base: RETROFIT,
  cases: [
    ['4 % is the first tier', {}, '50万元（最高）'],
    [
      'just below 3 % earns nothing',
      { improvementPct: '2.99' },
      '不符合：单位产品综合能耗较改造前提升幅度达到最低档“3%—5%（含5%）”（现为2.99%）',
    ],
    ['exactly 3 % is in the first tier', { improvementPct: '3' }, '50万元（最高）'],
    ['exactly 5 % stays in the first tier', { improvementPct: '5' }, '50万元（最高）'],
    ['just above 5 % is the second tier', { improvementPct: '5.01' }, '70万元（最高）'],
    ['exactly 8 % stays in the second tier', { improvementPct: '8' }, '70万元（最高）'],
    ['just above 8 % is the third tier', { improvementPct: '8.00000001' }, '100万元（最高）'],
    [
      '0.4 → 0.38 is exactly 5 %, not a hair more',
      { improvementPct: null, unitEnergyBefore: '0.4', unitEnergyAfter: '0.38' },
      '50万元（最高）',
    ],
    [
      '0.4 → 0.3799 is above 5 %',
      { improvementPct: null, unitEnergyBefore: '0.4', unitEnergyAfter: '0.3799' },
      '70万元（最高）',
    ],
    [
      '0.5 → 0.46 is exactly 8 %',
      { improvementPct: null, unitEnergyBefore: '0.5', unitEnergyAfter: '0.46' },
      '70万元（最高）',
    ],
    [
      '100 → 97 is exactly 3 %',
      { improvementPct: null, unitEnergyBefore: 100, unitEnergyAfter: 97 },
      '50万元（最高）',
    ],
    [
      'a rise earns nothing',
      { improvementPct: null, unitEnergyBefore: '0.38', unitEnergyAfter: '0.4' },
      '不符合：单位产品综合能耗较改造前提升幅度达到最低档“3%—5%（含5%）”（现为-5.26%）',
    ],
    ['the advanced value is enough', { energyLevelReached: 'advanced' }, '50万元（最高）'],
    [
      'neither level is not enough',
      { energyLevelReached: 'neither' },
      '不符合：单位产品综合能耗水平达到行业标杆或行业先进值',
    ],
    ['not accepted yet', { retrofitAccepted: false }, '不符合：绿色低碳改造项目已完工并通过节能验收'],
    [
      'acceptance report not filed',
      { acceptanceReportFiled: false },
      '不符合：节能验收报告已在节能审查机关和相关主管部门备案',
    ],
    [
      'only the value before is known',
      { improvementPct: null, unitEnergyBefore: '0.4' },
      '缺：改造后单位产品综合能耗',
    ],
    [
      'only the value after is known',
      { improvementPct: null, unitEnergyAfter: '0.4' },
      '缺：改造前单位产品综合能耗',
    ],
    [
      'no improvement known',
      { improvementPct: null },
      '缺：改造前单位产品综合能耗、改造后单位产品综合能耗、单位产品综合能耗较改造前提升幅度',
    ],
    ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    [
      'completed the day before the measures',
      { completionDate: '2025-06-29' },
      '未施行：2025-06-29尚未施行（自2025-06-30起）',
    ],
    [
      'completed on the last day, claimed afterwards',
      { completionDate: '2027-12-31' },
      '50万元（最高）',
      '2028-03-01',
    ],
    [
      'completed the day after the measures',
      { completionDate: '2028-01-01' },
      '未施行：2028-01-01已过有效期（至2027-12-31止）',
      '2028-03-01',
    ],
  ],
};

const LEADER_CASES: readonly AwardCases[] = [
  {
    award: 'jiujiang-3-energy-leader',
    clause: '措施三',
    base: { ...FIRM, energyLeaderLevel: 'national', energyLeaderFirstTime: true },
    cases: [
      ['first national energy leader', {}, '50万元（定额）'],
      ['a park may be one too', { applicant: 'park' }, '50万元（定额）'],
      ['the second time earns nothing', { energyLeaderFirstTime: false }, '不符合：首次获得国家能效领跑者'],
      [
        'a provincial leader earns nothing',
        { energyLeaderLevel: 'provincial' },
        '不符合：获得国家级能效领跑者',
      ],
      ['a platform cannot apply', { applicant: 'platform' }, '不符合：申报主体为企业或园区'],
    ],
  },
  {
    award: 'jiujiang-3-water-leader',
    clause: '措施三',
    base: { ...FIRM, waterLeaderLevel: 'national', waterLeaderFirstTime: true },
    cases: [
      ['first national water leader', {}, '50万元（定额）'],
      ['the second time earns nothing', { waterLeaderFirstTime: false }, '不符合：首次获得国家水效领跑者'],
      ['no leader', { waterLeaderLevel: 'none' }, '不符合：获得国家级水效领跑者'],
      ['an organiser cannot apply', { applicant: 'organiser' }, '不符合：申报主体为企业或园区'],
    ],
  },
];

/** 20 national, 10 provincial, of one title of an enterprise. */
function titleOf(award: AwardCases['award'], fact: string, label: string): AwardCases {
  return {
    award,
    clause: '措施三',
    base: { ...FIRM, [fact]: 'national' },
    cases: [
      ['national', {}, '20万元（定额）'],
      ['provincial', { [fact]: 'provincial' }, '10万元（定额）'],
      ['none', { [fact]: 'none' }, `不符合：${label}为国家级、省级之一（现为无）`],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
      ['recognised on the first day', { recognitionDate: '2025-06-30' }, '20万元（定额）'],
      [
        'recognised the day before',
        { recognitionDate: '2025-06-29' },
        '未施行：2025-06-29尚未施行（自2025-06-30起）',
      ],
    ],
  };
}

/** 50 national, 20 provincial, of one title of a park. */
function parkTitleOf(award: AwardCases['award'], fact: string, label: string): AwardCases {
  return {
    award,
    clause: '措施三',
    base: { ...PARK, [fact]: 'national' },
    cases: [
      ['national', {}, '50万元（定额）'],
      ['provincial', { [fact]: 'provincial' }, '20万元（定额）'],
      ['none', { [fact]: 'none' }, `不符合：${label}为国家级、省级之一（现为无）`],
      ['an enterprise cannot apply', { applicant: 'enterprise' }, '不符合：申报主体为园区'],
    ],
  };
}

export const JIUJIANG_CASES: DocumentCases = {
  policy: 'jiujiang',
  date: '2026-03-01',
  asIf: false,
  elsewhere: '360100',
  awards: [
    {
      award: 'jiujiang-1',
      clause: '措施一',
      base: {
        applicant: 'serviceProvider',
        unit: '360429',
        diagnosedFirmIndustrial: true,
        diagnosedFirmTce: '8000',
        diagnosisDelivered: true,
        ndrcDiagnosed: false,
      },
      cases: [
        ['a diagnosed firm of 8000 tce', {}, '1万元（最高）'],
        ['exactly 5000 tce is enough', { diagnosedFirmTce: '5000' }, '1万元（最高）'],
        [
          'just below 5000 tce is not',
          { diagnosedFirmTce: '4999.99' },
          '不符合：被诊断企业年耗标准煤不低于5000吨（含）',
        ],
        [
          'already diagnosed by 发改',
          { ndrcDiagnosed: true },
          '不符合：发改部门未对该企业开展过深度节能诊断',
        ],
        ['not an industrial firm', { diagnosedFirmIndustrial: false }, '不符合：被诊断单位为工业企业'],
        ['no report yet', { diagnosisDelivered: false }, '不符合：已出具节能降碳诊断报告和改造提升方案'],
        [
          'the money goes to the provider, not the firm',
          { applicant: 'enterprise' },
          '不符合：申报主体为服务商（诊断、改造服务）',
        ],
      ],
    },
    RETROFIT_CASES,
    {
      award: 'jiujiang-2-green-loan',
      clause: '措施二',
      base: { ...FIRM, greenLoanRetrofit: true },
      cases: [
        ['one project', {}, '100万元（最高）'],
        ['no such loan', { greenLoanRetrofit: false }, '不符合：使用“绿色贷”项目贷款实施绿色低碳改造'],
        ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
      ],
    },
    ...LEADER_CASES,
    titleOf('jiujiang-3-green-factory', 'greenFactoryLevel', '绿色工厂'),
    titleOf('jiujiang-3-green-supply-chain', 'greenSupplyChainLevel', '绿色供应链'),
    titleOf('jiujiang-3-green-design', 'greenDesignLevel', '工业产品绿色设计示范'),
    titleOf('jiujiang-3-zero-carbon-factory', 'zeroCarbonFactoryLevel', '零碳工厂'),
    {
      award: 'jiujiang-3-other-title',
      clause: '措施三',
      base: { ...FIRM, otherGreenTitleLevel: 'national' },
      cases: [
        ['“等” is for a human', {}, '一事一议'],
        ['no such title', { otherGreenTitleLevel: 'none' }, '不符合：获得国家级或省级绿色制造称号'],
        ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
      ],
    },
    parkTitleOf('jiujiang-3-green-park', 'greenParkLevel', '绿色园区'),
    parkTitleOf('jiujiang-3-zero-carbon-park', 'zeroCarbonParkLevel', '零碳园区'),
    {
      award: 'jiujiang-4',
      clause: '措施四',
      base: { ...FIRM, pilotLevel: 'national' },
      cases: [
        ['national pilot', {}, '50万元（最高）'],
        ['provincial pilot', { pilotLevel: 'provincial' }, '20万元（最高）'],
        ['a park’s project', { applicant: 'park' }, '50万元（最高）'],
        [
          'no pilot',
          { pilotLevel: 'none' },
          '不符合：工信系统绿色低碳转型等领域专项试点为国家级、省级之一（现为无）',
        ],
        [
          'an organiser cannot apply',
          { applicant: 'organiser' },
          '不符合：申报主体为企业或园区或公共服务平台、研究院',
        ],
      ],
    },
    ...SERVICE_CASES,
    ...EQUIPMENT_CASES,
    {
      award: 'jiujiang-8',
      clause: '措施八',
      base: { applicant: 'platform', unit: 'JKQ', caseByCaseMatter: true },
      cases: [
        ['case by case, no number invented', {}, '一事一议'],
        [
          'not such a matter',
          { caseByCaseMatter: false },
          '不符合：属于可一事一议的重大事项（研究院、共享服务平台或中心等）',
        ],
        [
          'an organiser cannot apply',
          { applicant: 'organiser' },
          '不符合：申报主体为企业或公共服务平台、研究院或服务商（诊断、改造服务）或园区',
        ],
      ],
    },
  ],
};
