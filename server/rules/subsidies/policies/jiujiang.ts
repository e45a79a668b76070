import { atLeast, holds, holdsNot, oneOf } from '../conditions.ts';
import {
  award,
  cap,
  ceiling,
  ceilingBy,
  clausesOf,
  discretionary,
  fixed,
  fixedBy,
  upToEach,
  upToPercent,
} from '../define.ts';
import type { Award, Policy, Remark } from '../model.ts';
import { RETROFIT_CONDITIONS, retrofitTiers } from '../retrofit.ts';

/**
 * 九江市支持制造业绿色低碳高质量发展的若干措施: the city's subsidy measures, 一 to 八 and two closing paragraphs. In force
 * 2025-06-30 to 2027-12-31, both days included. No departments and no document number are printed.
 */

/** 措施二: support is by interest subsidy or award; which of the two is not fixed by the text. */
const BY_SUBSIDY_OR_AWARD: Remark = { kind: 'reference', words: '兑现方式为贴息或奖补，由主管部门确定。' };

const LEADERS: readonly Award[] = [
  award({
    id: 'jiujiang-3-energy-leader',
    title: '国家能效领跑者',
    beneficiaries: ['enterprise', 'park'],
    conditions: [
      oneOf('energyLeaderLevel', ['national'], '获得国家级能效领跑者'),
      holds('energyLeaderFirstTime'),
    ],
    amount: fixed('50', 'title', null),
    firstTime: true,
    automatic: true,
    readings: ['automaticGrant', 'leaderFirstTime', 'headings'],
  }),
  award({
    id: 'jiujiang-3-water-leader',
    title: '国家水效领跑者',
    beneficiaries: ['enterprise', 'park'],
    conditions: [
      oneOf('waterLeaderLevel', ['national'], '获得国家级水效领跑者'),
      holds('waterLeaderFirstTime'),
    ],
    amount: fixed('50', 'title', null),
    firstTime: true,
    automatic: true,
    readings: ['automaticGrant', 'leaderFirstTime', 'headings'],
  }),
];

/** 措施三: 20 for national, 10 for provincial; 国家级 and 省级 of one title are one matter. */
const ENTERPRISE_TITLES: readonly Award[] = [
  award({
    id: 'jiujiang-3-green-factory',
    title: '绿色工厂',
    amount: fixedBy('greenFactoryLevel', { national: '20', provincial: '10' }, 'title'),
    automatic: true,
    readings: ['automaticGrant', 'separateTitles', 'upgrade', 'headings'],
  }),
  award({
    id: 'jiujiang-3-green-supply-chain',
    title: '绿色供应链',
    amount: fixedBy('greenSupplyChainLevel', { national: '20', provincial: '10' }, 'title'),
    automatic: true,
    readings: ['automaticGrant', 'separateTitles', 'upgrade', 'headings'],
  }),
  award({
    id: 'jiujiang-3-green-design',
    title: '工业产品绿色设计示范',
    amount: fixedBy('greenDesignLevel', { national: '20', provincial: '10' }, 'title'),
    automatic: true,
    readings: ['automaticGrant', 'separateTitles', 'upgrade', 'headings'],
  }),
  award({
    id: 'jiujiang-3-zero-carbon-factory',
    title: '零碳工厂',
    amount: fixedBy('zeroCarbonFactoryLevel', { national: '20', provincial: '10' }, 'title'),
    automatic: true,
    readings: ['automaticGrant', 'separateTitles', 'upgrade', 'headings'],
  }),
  award({
    id: 'jiujiang-3-other-title',
    title: '其他绿色制造称号',
    conditions: [oneOf('otherGreenTitleLevel', ['national', 'provincial'], '获得国家级或省级绿色制造称号')],
    amount: discretionary('列举之后写有“等”，未列明的称号是否适用国家级20万元、省级10万元由人工认定。'),
    readings: ['openList'],
  }),
];

/** 措施三: parks, 50 for national, 20 for provincial. */
const PARK_TITLES: readonly Award[] = [
  award({
    id: 'jiujiang-3-green-park',
    title: '绿色园区',
    beneficiaries: ['park'],
    amount: fixedBy('greenParkLevel', { national: '50', provincial: '20' }, 'title'),
    automatic: true,
    readings: ['upgrade'],
  }),
  award({
    id: 'jiujiang-3-zero-carbon-park',
    title: '零碳园区',
    beneficiaries: ['park'],
    amount: fixedBy('zeroCarbonParkLevel', { national: '50', provincial: '20' }, 'title'),
    automatic: true,
    readings: ['upgrade'],
  }),
];

const CLAUSES = clausesOf('jiujiang', [
  {
    id: 'jiujiang-preamble',
    number: '',
    cite: '序言',
    kind: 'organisational',
    paraphrase: '说明目的：围绕转型升级和节能降碳，培育领跑者，创建国家级、省级绿色工厂、园区、供应链。',
  },
  {
    id: 'jiujiang-1',
    number: '一',
    cite: '措施一',
    kind: 'monetary',
    paraphrase:
      '年耗标准煤5000吨及以上的工业企业接受诊断、形成诊断报告和改造方案的，按每家最高1万元补助诊断服务商；发改部门已做深度节能诊断的不重复。',
    awards: [
      award({
        id: 'jiujiang-1',
        title: '绿色低碳诊断服务补助',
        beneficiaries: ['serviceProvider'],
        conditions: [
          holds('diagnosedFirmIndustrial'),
          atLeast('diagnosedFirmTce', '5000', true, '被诊断企业年耗标准煤不低于5000吨（含）'),
          holds('diagnosisDelivered'),
          holdsNot('ndrcDiagnosed', '发改部门未对该企业开展过深度节能诊断'),
        ],
        amount: ceiling('1', 'enterprise'),
        dateBasis: 'completion',
        remarks: [{ kind: 'reference', words: '按被诊断企业家数计，每家一次判定。' }],
      }),
    ],
  },
  {
    id: 'jiujiang-2',
    number: '二',
    cite: '措施二',
    kind: 'monetary',
    paraphrase:
      '绿色低碳改造项目完工并通过节能验收、单耗达到行业标杆或先进值的，按提升3%—5%（含）、5%—8%（含）、8%以上分别最高50万、70万、100万元；用“绿色贷”改造的单个项目最高100万元；单耗以备案的节能验收报告为准。',
    awards: [
      award({
        id: 'jiujiang-2-retrofit',
        title: '绿色低碳改造项目奖补',
        conditions: RETROFIT_CONDITIONS,
        amount: retrofitTiers('50', '70', '100'),
        dateBasis: 'completion',
        readings: ['threePercent', 'eightPercent', 'headings'],
        remarks: [BY_SUBSIDY_OR_AWARD],
      }),
      award({
        id: 'jiujiang-2-green-loan',
        title: '“绿色贷”改造项目贴息或奖补',
        conditions: [holds('greenLoanRetrofit')],
        amount: ceiling('100', 'project'),
        dateBasis: 'completion',
        readings: ['headings'],
        remarks: [BY_SUBSIDY_OR_AWARD],
      }),
    ],
  },
  {
    id: 'jiujiang-3',
    number: '三',
    cite: '措施三',
    kind: 'monetary',
    paraphrase:
      '能效、水效领跑者（国家级、首次，企业或园区均可）50万元；企业的绿色工厂、供应链、设计示范、零碳工厂等称号，国家级20万、省级10万元；园区的绿色、零碳称号，国家级50万、省级20万元；免申即享。',
    awards: [...LEADERS, ...ENTERPRISE_TITLES, ...PARK_TITLES],
  },
  {
    id: 'jiujiang-4',
    number: '四',
    cite: '措施四',
    kind: 'monetary',
    paraphrase:
      '工信系统绿色低碳转型等专项试点任务，国家级最高50万、省级最高20万元，奖给承担的企业或项目；资金用途限于建设、创新和节能降碳改造。',
    awards: [
      award({
        id: 'jiujiang-4',
        title: '绿色低碳转型试点奖补',
        beneficiaries: ['enterprise', 'park', 'platform'],
        amount: ceilingBy('pilotLevel', { national: '50', provincial: '20' }, 'project'),
        readings: ['pilotCandidate', 'upgrade'],
        remarks: [{ kind: 'duty', words: '资金须全部用于平台或项目建设、创新发展、企业节能降碳改造。' }],
      }),
    ],
  },
  {
    id: 'jiujiang-5',
    number: '五',
    cite: '措施五',
    kind: 'monetary',
    paraphrase:
      '公共服务平台有高级工程师2人及以上、面向制造业服务并制定方案、每年落地方案20个以上的，认定后最高50万元；企业新建或提升数字化能源管理系统并接入省、市平台的，最高按合同价30%，单个企业不超过30万元；合同能源管理等服务按“绿色贷”规定。',
    awards: [
      award({
        id: 'jiujiang-5-platform',
        title: '绿色低碳公共服务平台奖励',
        beneficiaries: ['platform'],
        conditions: [
          atLeast('seniorEngineers', '2', true, '节能降碳高级工程师不少于2人（含）'),
          holds('platformServesManufacturing'),
          atLeast(
            'plansLandedPerYear',
            '20',
            { reading: 'orMore', when: 'included' },
            '年推动20个以上方案落地',
          ),
          holds('platformRecognised'),
        ],
        amount: ceiling('50', 'platform'),
        readings: ['orMore'],
      }),
      award({
        id: 'jiujiang-5-energy-system',
        title: '数字化能源管理系统奖补',
        conditions: [holds('energySystemBuilt'), holds('energySystemConnected')],
        amount: upToPercent(
          'energySystemContractYuan',
          '30',
          cap('30', 'enterpriseLifetime', '单个企业不超过30万元', 'energySystemPaidYuan'),
          'project',
        ),
        dateBasis: 'completion',
        readings: ['energySystemCap'],
      }),
      award({
        id: 'jiujiang-5-energy-contract',
        title: '合同能源管理等改造服务贴息或奖补',
        beneficiaries: ['serviceProvider', 'enterprise', 'platform'],
        conditions: [holds('energyContractService')],
        amount: discretionary('依照“绿色贷”相关规定，本措施未写金额，该规定不在所收文件之内。'),
        dateBasis: 'completion',
      }),
    ],
  },
  {
    id: 'jiujiang-6',
    number: '六',
    cite: '措施六',
    kind: 'monetary',
    paraphrase:
      '节能环保装备企业年度综合评选获三等、二等、一等、特等的，一次性最高10万、20万、50万、100万元；产品列入国家有关目录的，按产品类别（系列产品不重复）一次性最高20万元。',
    awards: [
      award({
        id: 'jiujiang-6-rating',
        title: '节能环保装备企业评选奖励',
        amount: ceilingBy(
          'equipmentRating',
          { third: '10', second: '20', first: '50', special: '100' },
          'enterprise',
        ),
        oneOff: true,
        readings: ['equipmentRatingYears'],
      }),
      award({
        id: 'jiujiang-6-catalogue',
        title: '产品列入国家目录奖励',
        conditions: [
          oneOf(
            'catalogueName',
            ['resourceUse', 'energySaving', 'energyStar', 'waterSaving', 'environmental', 'remanufactured'],
            '产品列入措施六列明的目录',
          ),
        ],
        amount: upToEach('catalogueCategories', '20', null, 'productCategory'),
        oneOff: true,
        readings: ['openList'],
        remarks: [{ kind: 'reference', words: '同一产品的系列产品计一类，已奖励过的类别不再计。' }],
      }),
      award({
        id: 'jiujiang-6-other-catalogue',
        title: '产品列入其他国家目录',
        conditions: [oneOf('catalogueName', ['other'], '产品列入措施六未列明的国家目录')],
        amount: discretionary('列举之后写有“等”，未列明的目录是否适用每类最高20万元由人工认定。'),
        oneOff: true,
        readings: ['openList'],
      }),
    ],
  },
  {
    id: 'jiujiang-7',
    number: '七',
    cite: '措施七',
    kind: 'organisational',
    paraphrase:
      '支持固废综合利用评价、再生资源骨干企业培育和行业规范准入，依法享受国家财税政策；未设市级金额。',
  },
  {
    id: 'jiujiang-8',
    number: '八',
    cite: '措施八',
    kind: 'monetary',
    paraphrase:
      '绿色低碳产业研究院、服务全市及以上的共享服务平台或中心等鼓励事项，可一事一议奖补；未写金额。',
    awards: [
      award({
        id: 'jiujiang-8',
        title: '重大事项一事一议',
        beneficiaries: ['enterprise', 'platform', 'serviceProvider', 'park'],
        conditions: [holds('caseByCaseMatter')],
        amount: discretionary('一事一议，由市级研究确定，文件未写金额。'),
      }),
    ],
  },
  {
    id: 'jiujiang-closing-1',
    number: '',
    cite: '结尾第一段',
    kind: 'organisational',
    paraphrase:
      '资金每年在市级工信专项资金中统筹，择优兑现并评价绩效；一个项目同时符合几条的，只按最高一条。',
  },
  {
    id: 'jiujiang-closing-2',
    number: '',
    cite: '结尾第二段',
    kind: 'organisational',
    paraphrase: '施行首日2025年6月30日，末日2027年12月31日。',
  },
]);

export const JIUJIANG: Policy = {
  id: 'jiujiang',
  title: '九江市支持制造业绿色低碳高质量发展的若干措施',
  shortTitle: '九江若干措施',
  issuer: '九江市人民政府',
  level: 'city',
  jurisdiction: '九江市（含九江经开区）',
  units: [
    '360402',
    '360403',
    'JKQ',
    '360404',
    '360423',
    '360424',
    '360425',
    '360426',
    '360428',
    '360429',
    '360430',
    '360481',
    '360482',
    '360483',
  ],
  documentNumber: null,
  issuedOn: null,
  stage: 'issued',
  validFrom: '2025-06-30',
  validTo: '2027-12-31',
  dateReadings: {},
  stacking: { rule: 'highestOnly', words: '同一项目符合多个奖补条件的就高、不重复', clause: '结尾第一段' },
  budget: {
    rule: 'selective',
    words: '市级工业和信息化高质量发展专项资金，择优兑现',
    clause: '结尾第一段',
  },
  generalConditions: [],
  clauses: CLAUSES,
};
