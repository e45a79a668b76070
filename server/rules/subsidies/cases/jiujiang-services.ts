import type { AwardCases } from './case.ts';

/** 九江措施五 and 措施六: platforms, systems, equipment. */
const FIRM = { applicant: 'enterprise', unit: '360429' };
const NOT_A_FIRM = '不符合：申报主体为企业';

const SYSTEM = {
  ...FIRM,
  energySystemBuilt: true,
  energySystemConnected: true,
  energySystemContractYuan: '900000',
  energySystemPaidYuan: '0',
};

export const SERVICE_CASES: readonly AwardCases[] = [
  {
    award: 'jiujiang-5-platform',
    clause: '措施五',
    base: {
      applicant: 'platform',
      unit: 'JKQ',
      seniorEngineers: 2,
      platformServesManufacturing: true,
      plansLandedPerYear: 25,
      platformRecognised: true,
    },
    cases: [
      ['two engineers, 25 plans', {}, '50万元（最高）'],
      ['exactly 20 plans are enough', { plansLandedPerYear: 20 }, '50万元（最高）'],
      ['19 plans are not', { plansLandedPerYear: 19 }, '不符合：年推动20个以上方案落地'],
      ['one engineer is not enough', { seniorEngineers: 1 }, '不符合：节能降碳高级工程师不少于2人（含）'],
      [
        'does not serve manufacturing',
        { platformServesManufacturing: false },
        '不符合：平台面向制造业提供绿色低碳技术服务并制定改造方案',
      ],
      ['not recognised', { platformRecognised: false }, '不符合：绿色低碳公共服务平台已经认定'],
      ['an enterprise cannot apply', { applicant: 'enterprise' }, '不符合：申报主体为公共服务平台、研究院'],
    ],
  },
  {
    award: 'jiujiang-5-energy-system',
    clause: '措施五',
    base: SYSTEM,
    cases: [
      ['30 % of 90万元', {}, '27万元（最高）'],
      ['30 % of 100万元 meets the cap', { energySystemContractYuan: '1000000' }, '30万元（最高）'],
      ['one 元 less stays below the cap', { energySystemContractYuan: '999999' }, '29.99997万元（最高）'],
      ['above the cap', { energySystemContractYuan: '1200000' }, '30万元（最高）'],
      ['what is below one 分 is dropped', { energySystemContractYuan: '0.05' }, '0.000001万元（最高）'],
      ['12万元 were paid for an earlier system', { energySystemPaidYuan: '120000' }, '18万元（最高）'],
      [
        'the cap of the enterprise is used up',
        { energySystemPaidYuan: '300000' },
        '不符合：单个企业不超过30万元，此前已得30万元，尚余0万元，额度已用完',
      ],
      ['no contract sum', { energySystemContractYuan: '0' }, '不符合：能源管理系统产品合同价大于0'],
      ['not connected', { energySystemConnected: false }, '不符合：能源管理系统已按要求接入省、市工作平台'],
      ['nothing built', { energySystemBuilt: false }, '不符合：新建或提升数字化能源管理系统'],
      [
        'contract and earlier payments unknown',
        { energySystemContractYuan: null, energySystemPaidYuan: null },
        '缺：能源管理系统产品合同价、本企业此前已得能源管理系统奖补',
      ],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'jiujiang-5-energy-contract',
    clause: '措施五',
    base: { applicant: 'serviceProvider', unit: 'JKQ', energyContractService: true },
    cases: [
      ['by the rules of 绿色贷, no number invented', {}, '一事一议'],
      ['no such service', { energyContractService: false }, '不符合：提供合同能源管理等改造服务'],
      [
        'a park cannot apply',
        { applicant: 'park' },
        '不符合：申报主体为服务商（诊断、改造服务）或企业或公共服务平台、研究院',
      ],
    ],
  },
];

export const EQUIPMENT_CASES: readonly AwardCases[] = [
  {
    award: 'jiujiang-6-rating',
    clause: '措施六',
    base: { ...FIRM, equipmentRating: 'third' },
    cases: [
      ['third class', {}, '10万元（最高）'],
      ['second class', { equipmentRating: 'second' }, '20万元（最高）'],
      ['first class', { equipmentRating: 'first' }, '50万元（最高）'],
      ['special class', { equipmentRating: 'special' }, '100万元（最高）'],
      [
        'not rated',
        { equipmentRating: 'none' },
        '不符合：节能环保装备企业年度评选等次为三等、二等、一等、特等之一（现为未获评）',
      ],
      ['a park cannot apply', { applicant: 'park' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'jiujiang-6-catalogue',
    clause: '措施六',
    base: { ...FIRM, catalogueName: 'energyStar', catalogueCategories: 1 },
    cases: [
      ['one category', {}, '20万元（最高）'],
      ['three categories, each by itself', { catalogueCategories: 3 }, '60万元（最高）'],
      [
        'only series of rewarded products',
        { catalogueCategories: 0 },
        '不符合：尚未奖励过的列入产品类别（同一产品的系列产品计一类）大于0',
      ],
      ['resource-use catalogue', { catalogueName: 'resourceUse' }, '20万元（最高）'],
      ['energy-saving catalogue', { catalogueName: 'energySaving' }, '20万元（最高）'],
      ['water-saving catalogue', { catalogueName: 'waterSaving' }, '20万元（最高）'],
      ['environmental catalogue', { catalogueName: 'environmental' }, '20万元（最高）'],
      ['remanufactured-products catalogue', { catalogueName: 'remanufactured' }, '20万元（最高）'],
      ['another catalogue is for a human', { catalogueName: 'other' }, '不符合：产品列入措施六列明的目录'],
      ['a platform cannot apply', { applicant: 'platform' }, NOT_A_FIRM],
    ],
  },
  {
    award: 'jiujiang-6-other-catalogue',
    clause: '措施六',
    base: { ...FIRM, catalogueName: 'other' },
    cases: [
      ['“等” is for a human', {}, '一事一议'],
      ['a named catalogue is not', { catalogueName: 'energyStar' }, '不符合：产品列入措施六未列明的国家目录'],
      ['a platform cannot apply', { applicant: 'platform' }, NOT_A_FIRM],
    ],
  },
];
