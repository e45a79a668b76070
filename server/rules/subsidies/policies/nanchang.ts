import { atLeast, holds } from '../conditions.ts';
import {
  award,
  cap,
  ceiling,
  clausesOf,
  discretionary,
  each,
  fixed,
  fixedBy,
  ledBy,
  percent,
  upToPercent,
} from '../define.ts';
import type { Award, Departments, Policy } from '../model.ts';
import { INNOVATION_CLAUSES, SERVICE_CLAUSES } from './nanchang-innovation.ts';

/**
 * 南昌市关于加快先进制造业项目建设 推进数字化转型升级的若干措施: another city's measures, a benchmark. Dated 2023-12-26,
 * valid to 2025-12-31; money prorated where the yearly total exceeds the budget; highest of city-level kinds by choice.
 */

/** Departments as printed in this document. */
function by(...lead: string[]): Departments {
  return ledBy(lead, '各有关县区（开发区、湾里管理局）');
}

/** 第3条: titles, once, for the newly recognised. */
const TITLES: readonly Award[] = [
  award({
    id: 'nanchang-3-management-demo',
    title: '省级管理创新示范企业',
    conditions: [holds('managementDemo')],
    amount: fixed('20', 'title'),
    oneOff: true,
  }),
  award({
    id: 'nanchang-3-management-project',
    title: '省级领航企业管理创新项目',
    conditions: [holds('managementProject')],
    amount: fixed('20', 'project'),
    oneOff: true,
  }),
  award({
    id: 'nanchang-3-green-factory',
    title: '绿色工厂',
    amount: fixedBy('greenFactoryLevel', { national: '50', provincial: '20' }, 'title'),
    oneOff: true,
    readings: ['upgrade'],
  }),
  award({
    id: 'nanchang-3-green-supply-chain',
    title: '绿色供应链',
    amount: fixedBy('greenSupplyChainLevel', { national: '50', provincial: '20' }, 'title'),
    oneOff: true,
    readings: ['upgrade'],
  }),
  award({
    id: 'nanchang-3-green-design',
    title: '国家工业产品绿色设计示范企业',
    amount: fixedBy('greenDesignLevel', { national: '30' }, 'title'),
    oneOff: true,
  }),
  award({
    id: 'nanchang-3-energy-leader',
    title: '国家重点用能行业能效“领跑者”',
    amount: fixedBy('energyLeaderLevel', { national: '30' }, 'title'),
    oneOff: true,
  }),
];

const CHAIN_CLAUSES = clausesOf('nanchang', [
  {
    id: 'nanchang-preamble',
    number: '',
    cite: '序言',
    kind: 'organisational',
    paraphrase: '说明目的：以产业链项目带动制造业数字化、绿色化、融合化。',
  },
  {
    id: 'nanchang-1',
    number: '1',
    section: '一',
    cite: '第1条',
    kind: 'monetary',
    paraphrase:
      '产业链活动引来的外地企业已落地、已进工业在线统计的，每家奖承办单位50万元，合计不超过100万元；并以政府投资基金引项目。',
    departments: by('市商务局', '市工信局', '市财政局', '市产投集团'),
    awards: [
      award({
        id: 'nanchang-1',
        title: '产业链招商活动承办奖励',
        beneficiaries: ['organiser'],
        amount: each('outsideFirmsLanded', '50', cap('100', 'event', '承办单位不超过100万元'), 'event'),
        dateBasis: 'completion',
        readings: ['organiserCap'],
      }),
    ],
  },
  {
    id: 'nanchang-2',
    number: '2',
    section: '一',
    cite: '第2条',
    kind: 'monetary',
    paraphrase: '现有企业增资扩产项目，补助不超过固定资产投资额5%，最高800万元。',
    departments: by('市工信局', '市发改委', '市财政局'),
    awards: [
      award({
        id: 'nanchang-2',
        title: '增资扩产投资补助',
        conditions: [holds('existingFirm')],
        amount: upToPercent('expansionInvestYuan', '5', cap('800', 'project', '最高800万元'), 'project'),
        dateBasis: 'completion',
      }),
    ],
  },
  {
    id: 'nanchang-3',
    number: '3',
    section: '一',
    cite: '第3条',
    kind: 'monetary',
    paraphrase:
      '新获评：省级管理创新示范企业20万、省级领航企业管理创新项目20万；国家级、省级绿色工厂（或绿色供应链）50万、20万；国家绿色设计示范企业、国家能效“领跑者”30万元；均一次性。',
    departments: by('市工信局', '市财政局'),
    awards: TITLES,
  },
  {
    id: 'nanchang-4',
    number: '4',
    section: '一',
    cite: '第4条',
    kind: 'monetary',
    paraphrase: '首次升规的工业企业，市级财政累计奖励不超过20万元；县区、开发区、湾里管理局给予配套。',
    departments: by('市中小企业局', '市财政局'),
    awards: [
      award({
        id: 'nanchang-4',
        title: '首次升规奖励（市级）',
        conditions: [holds('firstAboveScale')],
        amount: ceiling('20', 'enterpriseLifetime', 'aboveScalePaidYuan'),
        firstTime: true,
      }),
      award({
        id: 'nanchang-4-matching',
        title: '首次升规奖励（县区配套）',
        conditions: [holds('firstAboveScale')],
        amount: discretionary('县区、开发区、湾里管理局给予相应配套，未写金额。'),
        firstTime: true,
      }),
    ],
  },
]);

const UPGRADE_CLAUSES = clausesOf('nanchang', [
  {
    id: 'nanchang-5',
    number: '5',
    section: '二',
    cite: '第5条',
    kind: 'monetary',
    paraphrase:
      '列入国家或省级数字化转型试点的按成效补助；现有企业建设“5G+智慧工厂”的，按软、硬件设备发票额50%，累计最高500万元。',
    departments: by('市工信局', '市中小企业局', '市财政局'),
    awards: [
      award({
        id: 'nanchang-5-pilot',
        title: '数字化转型试点补助',
        conditions: [holds('digitalPilot')],
        amount: discretionary('按改造成效补助，未写金额；资金由中央、省财政专项补助安排（结尾第一段）。'),
      }),
      award({
        id: 'nanchang-5-smart-factory',
        title: '“5G+智慧工厂”补助',
        conditions: [holds('existingFirm'), holds('smartFactory')],
        amount: percent(
          'smartFactoryInvoiceYuan',
          '50',
          cap('500', 'enterpriseLifetime', '累计最高500万元', 'smartFactoryPaidYuan'),
          'enterprise',
        ),
        dateBasis: 'completion',
      }),
    ],
  },
  {
    id: 'nanchang-6',
    number: '6',
    section: '二',
    cite: '第6条',
    kind: 'monetary',
    paraphrase:
      '现有企业计划投资500万元及以上、符合产业政策的技改，按年度软、硬件设备发票额10%，最高500万元。',
    departments: by('市工信局', '市财政局'),
    awards: [
      award({
        id: 'nanchang-6',
        title: '技术改造补助',
        conditions: [
          holds('existingFirm'),
          atLeast('techUpgradePlanYuan', '5000000', true, '计划投资额不低于500万元（含）'),
          holds('techUpgradePolicyFit'),
        ],
        amount: percent(
          'techUpgradeInvoiceYuan',
          '10',
          cap('500', 'enterpriseYear', '最高500万元', 'techUpgradePaidYuan'),
          'enterpriseYear',
        ),
        dateBasis: 'assessment',
        readings: ['nanchangUpgradeCap'],
      }),
    ],
  },
]);

export const NANCHANG: Policy = {
  id: 'nanchang',
  title: '南昌市关于加快先进制造业项目建设 推进数字化转型升级的若干措施',
  shortTitle: '南昌若干措施',
  issuer: '南昌市人民政府办公室',
  level: 'city',
  jurisdiction: '南昌市',
  units: ['360100'],
  documentNumber: null,
  issuedOn: '2023-12-26',
  stage: 'issued',
  validFrom: '2023-12-26',
  validTo: '2025-12-31',
  dateReadings: { validFrom: 'nanchangFirstDay' },
  stacking: {
    rule: 'highestByChoice',
    words: '同时符合市级同类条件的就高、自行选择、不重复',
    clause: '结尾第一段',
  },
  budget: {
    rule: 'prorated',
    words: '年度兑现不超过专项资金预算安排，超过的按相应比例折算',
    clause: '结尾第一段',
  },
  generalConditions: [],
  clauses: [...CHAIN_CLAUSES, ...UPGRADE_CLAUSES, ...INNOVATION_CLAUSES, ...SERVICE_CLAUSES],
};
