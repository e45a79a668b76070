import { Decimal } from '../../../analytics/decimal.ts';
import { claimedInYearOfRecognition, holds, oneOf, under } from '../conditions.ts';
import { award, cap, clausesOf, discretionary, each, fixed, fixedBy } from '../define.ts';
import type { Amount, Award, Measure } from '../model.ts';
import { wan } from '../money.ts';

/** 柴桑若干意见, 二（二） new-materials (metal) cluster and 二（三） future industries: clauses 5 to 12. */

/** 二（二）, opening paragraph: clauses 5 to 7 support resource-recycling producers inside the cluster. */
const CLUSTER = [
  holds('inMetalCluster'),
  under({ reading: 'clusterScope', when: 'recyclingOnly' }, holds('resourceRecycling')),
];

const OUTPUT: Measure = {
  label: '实际产值',
  unit: '元',
  facts: ['outputYuan'],
  read: ({ outputYuan }) =>
    outputYuan === undefined ? { missing: ['outputYuan'] } : new Decimal(outputYuan),
};

/** 第5条: 1.4 %, 1.7 % and 2 % of the output from 1, 2 and 3 亿元, each edge included as printed. */
const OUTPUT_SUPPORT: Amount = {
  type: 'rateTiers',
  measure: OUTPUT,
  base: OUTPUT,
  tiers: [
    {
      label: '1亿元（含）以上',
      from: { at: '100000000', included: true },
      to: { at: '200000000', included: false },
      grants: { ratePct: '1.4' },
    },
    {
      label: '2亿元（含）以上',
      from: { at: '200000000', included: true },
      to: { at: '300000000', included: false },
      grants: { ratePct: '1.7' },
    },
    {
      label: '3亿元（含）以上',
      from: { at: '300000000', included: true },
      to: null,
      grants: { ratePct: '2' },
    },
  ],
  per: 'enterpriseYear',
};

const INNOVATION_KINDS = [
  'keyLaboratory',
  'enterpriseTechCentre',
  'manufacturingInnovationCentre',
  'techInnovationCentre',
  'engineeringCentre',
  'industrialDesignCentre',
] as const;

const INNOVATION: readonly Award[] = [
  award({
    id: 'chaisang-7',
    title: '科技创新平台认定奖励',
    conditions: [
      ...CLUSTER,
      claimedInYearOfRecognition,
      oneOf('innovationPlatformKind', INNOVATION_KINDS, '属于第7条列明的六类科技创新平台'),
    ],
    amount: fixedBy(
      'innovationPlatformLevel',
      { national: '50', provincial: '20', municipal: '5' },
      'platform',
    ),
    oneOff: true,
    readings: ['clusterScope', 'currentYear', 'upgrade', 'openList'],
  }),
  award({
    id: 'chaisang-7-other',
    title: '其他科技创新平台',
    conditions: [
      ...CLUSTER,
      claimedInYearOfRecognition,
      oneOf('innovationPlatformKind', ['other'], '属于第7条未列明的科技创新平台'),
    ],
    amount: discretionary('列举之后写有“等”，未列明的平台是否适用50万、20万、5万元由人工认定。'),
    oneOff: true,
    readings: ['clusterScope', 'openList'],
  }),
];

/** 二（二）: clauses 5 to 7. */
export const CLUSTER_CLAUSES = clausesOf('chaisang', [
  {
    id: 'chaisang-cluster',
    number: '（二）',
    section: '二',
    cite: '二（二）首段',
    kind: 'organisational',
    paraphrase: '限定第5—7条的支持对象：新材料（金属）这一省级集群里从事资源循环利用生产的企业。',
  },
  {
    id: 'chaisang-5',
    number: '5',
    section: '二（二）',
    cite: '第5条',
    kind: 'monetary',
    paraphrase: '实际产值达到1亿、2亿、3亿元（均含本数）的集群企业，分别按产值1.4%、1.7%、2%给予产业扶持。',
    departments: { lead: [], responsible: ['沙城工业园区管委会', '区财政局', '区商务局', '区工信局'] },
    awards: [
      award({
        id: 'chaisang-5',
        title: '产值扶持',
        conditions: CLUSTER,
        amount: OUTPUT_SUPPORT,
        dateBasis: 'assessment',
        readings: ['clusterScope', 'outputWhole'],
        remarks: [
          {
            kind: 'risk',
            words: '公平竞争审查风险：按产值比例给予特定企业扶持，兑现前应完成公平竞争审查。',
          },
          { kind: 'risk', words: '跨过2亿元、3亿元时全额适用更高比例，扶持额在临界点跳升，请核实产值口径。' },
        ],
      }),
    ],
  },
  {
    id: 'chaisang-6',
    number: '6',
    section: '二（二）',
    cite: '第6条',
    kind: 'monetary',
    paraphrase: '集群内企业引入上下游企业且升规成功的，每家奖励招引方2万元，单家招引方最高20万元。',
    departments: { lead: [], responsible: ['区工信局', '区商务局', '区统计局', '沙城工业园区管委会'] },
    awards: [
      award({
        id: 'chaisang-6',
        title: '引入上下游企业奖励',
        conditions: CLUSTER,
        amount: each(
          'attractedFirms',
          '2',
          cap('20', 'provider', '单家招引方最高20万元', 'attractionPaidYuan'),
          'enterprise',
        ),
        dateBasis: 'recognition',
        readings: ['clusterScope', 'attractionCap'],
      }),
    ],
  },
  {
    id: 'chaisang-7',
    number: '7',
    section: '二（二）',
    cite: '第7条',
    kind: 'monetary',
    paraphrase: '当年认定的科技创新平台（列明六类，后接“等”），国家级一次性50万、省级20万、市级5万元。',
    departments: { lead: [], responsible: ['区工信局'] },
    awards: INNOVATION,
  },
]);

/** 二（三）: clauses 8 to 12. */
export const FUTURE_CLAUSES = clausesOf('chaisang', [
  {
    id: 'chaisang-future',
    number: '（三）',
    section: '二',
    cite: '二（三）首段',
    kind: 'organisational',
    paraphrase: '未来产业的方向：北斗惯导（时空信息）、脑机接口（未来健康）、智能终端等。',
  },
  {
    id: 'chaisang-8',
    number: '8',
    section: '二（三）',
    cite: '第8条',
    kind: 'inKind',
    paraphrase: 'E类（博士）及以上人才来区创办或合资创办企业的，提供物理空间支持。',
    departments: {
      lead: [],
      responsible: ['区委组织部（人才办）', '区工信局', '沙城工业园区管委会', '区产投公司'],
    },
  },
  {
    id: 'chaisang-9',
    number: '9',
    section: '二（三）',
    cite: '第9条',
    kind: 'monetary',
    paraphrase:
      '未来产业中进规的工业企业自入库年起分三年奖励10万元（3:3:4）；认定为战略性新兴企业的再奖励5万元。',
    departments: { lead: [], responsible: ['区工信局', '区商务局', '区财政局等'] },
    awards: [
      award({
        id: 'chaisang-9',
        title: '未来产业企业升规入统奖励',
        conditions: [holds('futureIndustry'), holds('enteredStatistics')],
        amount: { type: 'instalments', totalFen: wan('10'), parts: [3, 3, 4], per: 'enterprise' },
        readings: ['instalmentsAfterEnd'],
      }),
      award({
        id: 'chaisang-9-strategic',
        title: '战略性新兴企业再奖励',
        conditions: [holds('futureIndustry'), holds('enteredStatistics'), holds('strategicEmerging')],
        amount: fixed('5', 'enterprise'),
      }),
    ],
  },
  {
    id: 'chaisang-10',
    number: '10',
    section: '二（三）',
    cite: '第10条',
    kind: 'organisational',
    paraphrase: '以未来产业科创基金和各类金融产品支持企业孵化、成长；未写金额。',
    departments: { lead: [], responsible: ['产投公司', '区金融发展服务中心', '区财政局', '区工信局'] },
  },
  {
    id: 'chaisang-11',
    number: '11',
    section: '二（三）',
    cite: '第11条',
    kind: 'monetary',
    paraphrase: '企业当年获省级概念验证中心或中试基地认定的，一次性20万元。',
    departments: { lead: [], responsible: ['区工信局'] },
    awards: [
      award({
        id: 'chaisang-11-concept',
        title: '省级概念验证中心',
        conditions: [holds('conceptCentre'), claimedInYearOfRecognition],
        amount: fixed('20', 'platform'),
        oneOff: true,
        readings: ['currentYear'],
      }),
      award({
        id: 'chaisang-11-pilot-base',
        title: '省级中试基地',
        conditions: [holds('pilotBase'), claimedInYearOfRecognition],
        amount: fixed('20', 'platform'),
        oneOff: true,
        readings: ['currentYear'],
      }),
    ],
  },
  {
    id: 'chaisang-12',
    number: '12',
    section: '二（三）',
    cite: '第12条',
    kind: 'monetary',
    paraphrase:
      '区内企业举办的未来产业全国性峰会、博览会或展览会（须报备同意），一次性补贴承办单位5万至10万元。',
    departments: { lead: [], responsible: ['区商务局', '区财政局', '区工信局'] },
    awards: [
      award({
        id: 'chaisang-12',
        title: '未来产业全国性活动承办补贴',
        beneficiaries: ['organiser', 'enterprise'],
        conditions: [holds('futureEvent'), holds('futureEventApproved')],
        amount: { type: 'range', floorFen: wan('5'), ceilingFen: wan('10'), per: 'event' },
        dateBasis: 'completion',
        oneOff: true,
      }),
    ],
  },
]);
