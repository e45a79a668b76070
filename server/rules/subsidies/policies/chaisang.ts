import { claimedInYearOfRecognition, holds } from '../conditions.ts';
import { award, cap, clausesOf, fixedBy, percent, target } from '../define.ts';
import type { Award, Policy } from '../model.ts';
import { RETROFIT_CONDITIONS, retrofitTiers } from '../retrofit.ts';
import { CLUSTER_CLAUSES, FUTURE_CLAUSES } from './chaisang-industry.ts';

/**
 * 柴桑区关于支持企业绿色转型推动产业集群发展的若干意见（试行）: district measures, clauses 1 to 12. Dated 2025-12-31, in
 * force from 2026-01-30 for two years. Money within the yearly budget total; highest of province, city and district.
 */

/** 第2条: 30 for national, 15 for provincial, once, for industrial enterprises. */
const TITLES: readonly Award[] = [
  award({
    id: 'chaisang-2-green-factory',
    title: '绿色工厂',
    conditions: [holds('isIndustrial')],
    amount: fixedBy('greenFactoryLevel', { national: '30', provincial: '15' }, 'title'),
    oneOff: true,
    readings: ['separateTitles', 'upgrade'],
  }),
  award({
    id: 'chaisang-2-green-supply-chain',
    title: '绿色供应链',
    conditions: [holds('isIndustrial')],
    amount: fixedBy('greenSupplyChainLevel', { national: '30', provincial: '15' }, 'title'),
    oneOff: true,
    readings: ['separateTitles', 'upgrade'],
  }),
  award({
    id: 'chaisang-2-green-design-product',
    title: '绿色设计产品',
    conditions: [holds('isIndustrial')],
    amount: fixedBy('greenDesignProductLevel', { national: '30', provincial: '15' }, 'title'),
    oneOff: true,
    readings: ['separateTitles', 'upgrade'],
  }),
  award({
    id: 'chaisang-2-water-saving',
    title: '节水型企业',
    conditions: [holds('isIndustrial'), claimedInYearOfRecognition],
    amount: fixedBy('waterSavingLevel', { provincial: '5', municipal: '3' }, 'title'),
    oneOff: true,
    readings: ['currentYear'],
  }),
];

const GREEN_CLAUSES = clausesOf('chaisang', [
  {
    id: 'chaisang-preamble',
    number: '',
    cite: '序言',
    kind: 'organisational',
    paraphrase: '说明依据与目的：推动绿色转型，构建绿色循环制造枢纽和现代化产业体系。',
  },
  {
    id: 'chaisang-general',
    number: '一',
    cite: '一、总体要求',
    kind: 'organisational',
    paraphrase: '以科技创新驱动传统、新兴、未来三类产业，用政策和要素支持智能化、绿色化、融合化。',
  },
  {
    id: 'chaisang-green',
    number: '（一）',
    section: '二',
    cite: '二（一）首段',
    kind: 'target',
    paraphrase: '落实省级绿色转型若干措施，推动企业绿色化，争创省级零碳园区。',
    targets: [target({ id: 'chaisang-zero-carbon-park', indicator: '争创省级零碳园区' })],
  },
  {
    id: 'chaisang-1',
    number: '1',
    section: '二（一）',
    cite: '第1条',
    kind: 'monetary',
    paraphrase:
      '以贴息或奖补支持绿色低碳改造；完工并通过节能验收、单耗达到行业标杆或先进值，提升3%—5%（含）、5%—8%（含）、8%以上的，最高15万、30万、50万元；单耗以备案的节能验收报告为准。',
    departments: { lead: [], responsible: ['区工信局', '区水利局'] },
    awards: [
      award({
        id: 'chaisang-1',
        title: '绿色低碳改造项目奖补',
        conditions: RETROFIT_CONDITIONS,
        amount: retrofitTiers('15', '30', '50'),
        dateBasis: 'completion',
        readings: ['threePercent', 'eightPercent'],
        remarks: [{ kind: 'reference', words: '兑现方式为贴息或奖补，由主管部门确定。' }],
      }),
    ],
  },
  {
    id: 'chaisang-2',
    number: '2',
    section: '二（一）',
    cite: '第2条',
    kind: 'monetary',
    paraphrase:
      '工业企业的绿色工厂、绿色供应链或绿色设计产品，国家级一次性30万、省级15万元；当年评为节水型的，省级一次性5万、市级3万元。',
    departments: { lead: [], responsible: ['区工信局', '区水利局'] },
    awards: TITLES,
  },
  {
    id: 'chaisang-3',
    number: '3',
    section: '二（一）',
    cite: '第3条',
    kind: 'monetary',
    paraphrase:
      '工业互联网平台建设单位：省级认定一次性30万元，国家部委认定的专业、特色平台一次性50万元；应用平台的企业按核定投入额80%补助，每家最高5万元。',
    departments: { lead: [], responsible: ['区工信局', '沙城工业园区管委会'] },
    awards: [
      award({
        id: 'chaisang-3-platform',
        title: '工业互联网平台建设奖励',
        beneficiaries: ['enterprise', 'platform'],
        conditions: [holds('internetPlatformBuilder')],
        amount: fixedBy('internetPlatformLevel', { national: '50', provincial: '30' }, 'platform'),
        oneOff: true,
        readings: ['nationalPlatform', 'upgrade'],
      }),
      award({
        id: 'chaisang-3-use',
        title: '应用工业互联网平台补助',
        amount: percent(
          'platformUseInvestYuan',
          '80',
          cap('5', 'enterpriseLifetime', '每家最高5万元', 'platformUsePaidYuan'),
          'enterprise',
        ),
        dateBasis: 'completion',
      }),
    ],
  },
  {
    id: 'chaisang-4',
    number: '4',
    section: '二（一）',
    cite: '第4条',
    kind: 'organisational',
    paraphrase:
      '以金融工具引导资源，统筹资金建设物流体系、培育规上货运企业，形成金融与物流长效机制；未写金额。',
    departments: { lead: [], responsible: ['区发改委', '区商务局', '区金融发展服务中心', '区产投公司'] },
  },
]);

const SAFEGUARDS = clausesOf('chaisang', [
  {
    id: 'chaisang-coordination',
    number: '（一）',
    section: '三',
    cite: '三（一）',
    kind: 'organisational',
    paraphrase: '区工信局牵头协调，各责任部门共享信息、协同推进。',
    departments: { lead: ['区工信局'], responsible: [] },
  },
  {
    id: 'chaisang-publicity',
    number: '（二）',
    section: '三',
    cite: '三（二）',
    kind: 'organisational',
    paraphrase: '多渠道宣传解读政策，提高知晓度和覆盖面。',
  },
  {
    id: 'chaisang-budget',
    number: '（三）',
    section: '三',
    cite: '三（三）',
    kind: 'organisational',
    paraphrase: '资金在年度预算总额内安排，申报、审核、兑现须规范，审计监督。',
  },
  {
    id: 'chaisang-closing',
    number: '',
    cite: '结尾段',
    kind: 'organisational',
    paraphrase:
      '自2026年1月30日施行两年；由区工信局等解释；与省、市同类政策之间只享受最高一项；上级出台新政策的从其规定。',
    departments: { lead: [], responsible: ['区工信局'] },
  },
]);

export const CHAISANG: Policy = {
  id: 'chaisang',
  title: '柴桑区关于支持企业绿色转型推动产业集群发展的若干意见（试行）',
  shortTitle: '柴桑若干意见',
  issuer: '九江市柴桑区人民政府',
  level: 'district',
  jurisdiction: '九江市柴桑区',
  units: ['360404'],
  documentNumber: null,
  issuedOn: '2025-12-31',
  stage: 'issued',
  validFrom: '2026-01-30',
  validTo: '2028-01-29',
  dateReadings: { validTo: 'chaisangLastDay' },
  stacking: { rule: 'highestAcrossLevels', words: '省、市、区同类政策就高、不重复', clause: '结尾段' },
  budget: { rule: 'capped', words: '纳入年度财政预算总额控制', clause: '三（三）' },
  generalConditions: [],
  clauses: [...GREEN_CLAUSES, ...CLUSTER_CLAUSES, ...FUTURE_CLAUSES, ...SAFEGUARDS],
};
