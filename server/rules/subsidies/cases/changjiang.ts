import type { AwardCases, Case, DocumentCases } from './case.ts';

const FIRM = {
  applicant: 'enterprise',
  unit: '360202',
  restrictedIndustry: false,
  socialResponsibility: true,
  majorAccident3Years: false,
  seriousViolation: false,
};
const PARK = { applicant: 'park', unit: '360202' };
const NOT_A_FIRM = '不符合：申报主体为企业';
const NOT_A_PARK = '不符合：申报主体为园区';

/** The closing paragraph's conditions on every enterprise. */
const GENERAL: readonly Case[] = [
  [
    'main business restricted',
    { restrictedIndustry: true },
    '不符合：主营业务不属于国家明确限制和淘汰的产业领域',
  ],
  ['social responsibility not met', { socialResponsibility: false }, '不符合：积极履行社会责任'],
  [
    'an accident within three years',
    { majorAccident3Years: true },
    '不符合：近三年未发生重大安全生产事故和环境污染事故',
  ],
  ['a serious violation', { seriousViolation: true }, '不符合：无重大违规违法行为和严重失信行为'],
];

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
      ['met', {}, expected],
      ['not met', { [fact]: false }, `不符合：${label}`],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
      ...GENERAL,
    ],
  };
}

const PLATFORM_CASES: readonly AwardCases[] = [
  {
    award: 'changjiang-3-platform',
    clause: '第3条',
    base: { ...FIRM, innovationPlatformLevel: 'national' },
    cases: [
      ['national', {}, '30万元（定额）'],
      ['provincial', { innovationPlatformLevel: 'provincial' }, '10万元（定额）'],
      ['municipal', { innovationPlatformLevel: 'municipal' }, '5万元（定额）'],
      [
        'none',
        { innovationPlatformLevel: 'none' },
        '不符合：科技创新平台认定级别为国家级、省级、市级之一（现为未认定）',
      ],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
      ...GENERAL,
    ],
  },
  flagOf(
    'changjiang-3-alliance',
    '第3条',
    'innovationAlliance',
    '推荐上报战略性新兴产业科技协同创新体',
    '3万元（定额）',
  ),
  flagOf('changjiang-3-academician', '第3条', 'academicianStation', '设立获批院士工作站', '20万元（定额）'),
  flagOf('changjiang-3-expert', '第3条', 'expertStation', '设立获批专家工作站', '5万元（定额）'),
  flagOf('changjiang-3-haizhi', '第3条', 'haizhiStation', '设立获批海智工作站', '5万元（定额）'),
  {
    award: 'changjiang-3-postdoc',
    clause: '第3条',
    base: { ...FIRM, postdocStation: 'mobile' },
    cases: [
      ['mobile station', {}, '10万元（定额）'],
      ['workstation', { postdocStation: 'workstation' }, '10万元（定额）'],
      ['practice base', { postdocStation: 'base' }, '5万元（定额）'],
      [
        'none',
        { postdocStation: 'none' },
        '不符合：新增博士后站（基地）为博士后科研流动站、博士后科研工作站、博士后创新实践基地之一（现为无）',
      ],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
      ...GENERAL,
    ],
  },
  {
    award: 'changjiang-4',
    clause: '第4条',
    base: { ...FIRM, growthTitle: 'unicorn', provincialGrowthRewardYuan: '1000000' },
    cases: [
      ['half of the province’s 100万元', {}, '50万元（测算）'],
      ['a gazelle', { growthTitle: 'gazelle', provincialGrowthRewardYuan: '200000' }, '10万元（测算）'],
      ['half a 分 is dropped', { provincialGrowthRewardYuan: '0.03' }, '0.000001万元（测算）'],
      ['no provincial reward', { provincialGrowthRewardYuan: '0' }, '不符合：高成长企业省级奖励资金大于0'],
      ['neither', { growthTitle: 'none' }, '不符合：认定为独角兽或瞪羚企业'],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
      ...GENERAL,
    ],
  },
];

const INVESTMENT = {
  ...PARK,
  manufacturingProject: true,
  foreignInvestWanUsd: '100',
  yuanPerUsd: '7.1',
};

const PARK_CASES: readonly AwardCases[] = [
  {
    award: 'changjiang-6',
    clause: '第6条',
    base: INVESTMENT,
    cases: [
      ['100万美元 at 1 % and 7.1', {}, '7.1万元（测算）'],
      [
        'just below 50万美元',
        { foreignInvestWanUsd: '49.99' },
        '不符合：当年实际利用外资达到最低档“50—200万美元（含50万）”（现为49.99万美元）',
      ],
      ['exactly 50万美元', { foreignInvestWanUsd: '50' }, '3.55万元（测算）'],
      ['just below 200万美元', { foreignInvestWanUsd: '199.99' }, '14.19929万元（测算）'],
      ['exactly 200万美元 at 1.5 %', { foreignInvestWanUsd: '200' }, '21.3万元（测算）'],
      ['just below 500万美元', { foreignInvestWanUsd: '499.99' }, '53.248935万元（测算）'],
      ['exactly 500万美元 at 2 %', { foreignInvestWanUsd: '500' }, '71万元（测算）'],
      ['another rate', { foreignInvestWanUsd: '500', yuanPerUsd: '6.8123' }, '68.123万元（测算）'],
      ['not a manufacturing project', { manufacturingProject: false }, '不符合：属于制造业项目'],
      ['rate unknown', { yuanPerUsd: null }, '缺：汇率（1美元合人民币）'],
      ['the park is rewarded, not the firm', { ...FIRM }, NOT_A_PARK],
    ],
  },
  {
    award: 'changjiang-8-completed',
    clause: '第8条',
    base: { ...PARK, districtOwnedFactory: true, factoryCompletedM2: '12345.5' },
    cases: [
      ['200 元 a square metre', {}, '246.91万元（测算）'],
      ['nothing completed', { factoryCompletedM2: '0' }, '不符合：当年新增竣工工业标准厂房大于0'],
      ['not owned by the district', { districtOwnedFactory: false }, '不符合：属于区属工业标准厂房'],
      ['the park is rewarded, not the firm', { ...FIRM }, NOT_A_PARK],
    ],
  },
  {
    award: 'changjiang-8-destocked',
    clause: '第8条',
    base: { ...PARK, districtOwnedFactory: true, factoryDestockedM2: '10000' },
    cases: [
      ['up to 600 元 a square metre', {}, '600万元（最高）'],
      ['nothing let or sold', { factoryDestockedM2: '0' }, '不符合：当年新增去化工业标准厂房大于0'],
      ['not owned by the district', { districtOwnedFactory: false }, '不符合：属于区属工业标准厂房'],
      ['the park is rewarded, not the firm', { ...FIRM }, NOT_A_PARK],
    ],
  },
];

export const CHANGJIANG_CASES: DocumentCases = {
  policy: 'changjiang',
  date: '2026-03-01',
  asIf: true,
  elsewhere: '360402',
  awards: [
    flagOf('changjiang-1', '第1条', 'equipmentRenewal', '实施设备更新和数字化改造项目', '一事一议'),
    flagOf(
      'changjiang-2',
      '第2条',
      'majorProject',
      '战略性新兴产业或未来产业领域的重特大制造业项目',
      '一事一议',
    ),
    ...PLATFORM_CASES,
    {
      award: 'changjiang-5',
      clause: '第5条',
      base: { ...FIRM, ecommerceEvents: 3 },
      cases: [
        ['up to 1万元 an event', {}, '3万元（最高）'],
        [
          'the general conditions bind enterprises, not an organiser',
          { applicant: 'organiser', seriousViolation: true },
          '3万元（最高）',
        ],
        ['none', { ecommerceEvents: 0 }, '不符合：线上产销对接、电商培训等活动大于0'],
        [
          'a county cannot apply',
          { applicant: 'county' },
          '不符合：申报主体为企业或活动承办单位或公共服务平台、研究院',
        ],
        ...GENERAL,
      ],
    },
    {
      award: 'changjiang-7',
      clause: '第7条',
      base: { ...FIRM, exhibitionAttended: true, exhibitionPaidYuan: '0' },
      cases: [
        ['1万元 a year', {}, '1万元（定额）'],
        [
          'already paid this year',
          { exhibitionPaidYuan: '10000' },
          '不符合：定额1万元，此前已得1万元，尚余0万元，额度已用完',
        ],
        ['did not attend', { exhibitionAttended: false }, '不符合：参加国内外知名重大会展活动'],
        ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
        ...GENERAL,
      ],
    },
    ...PARK_CASES,
  ],
};
