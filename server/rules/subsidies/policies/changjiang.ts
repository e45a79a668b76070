import { Decimal } from '../../../analytics/decimal.ts';
import { holds, holdsNot, oneOf } from '../conditions.ts';
import {
  award,
  clausesOf,
  discretionary,
  each,
  fixed,
  fixedBy,
  ledBy,
  percent,
  upToEach,
} from '../define.ts';
import type { Amount, Award, Measure, Policy } from '../model.ts';

/**
 * 进一步推动昌江区经济高质量发展的若干措施（试行）（征求意见稿）: a draft of 景德镇市昌江区, never in force, a benchmark. The
 * closing paragraph sets general conditions for every enterprise.
 */

/** 第3条: platforms and stations; district matching (区级配套). */
const PLATFORMS: readonly Award[] = [
  award({
    id: 'changjiang-3-platform',
    title: '科技创新平台认定配套奖励',
    amount: fixedBy(
      'innovationPlatformLevel',
      { national: '30', provincial: '10', municipal: '5' },
      'platform',
    ),
  }),
  award({
    id: 'changjiang-3-alliance',
    title: '科技协同创新体资助',
    conditions: [holds('innovationAlliance')],
    amount: fixed('3', 'platform'),
  }),
  award({
    id: 'changjiang-3-academician',
    title: '院士工作站配套奖励',
    conditions: [holds('academicianStation')],
    amount: fixed('20', 'platform'),
  }),
  award({
    id: 'changjiang-3-expert',
    title: '专家工作站配套奖励',
    conditions: [holds('expertStation')],
    amount: fixed('5', 'platform'),
  }),
  award({
    id: 'changjiang-3-haizhi',
    title: '海智工作站配套奖励',
    conditions: [holds('haizhiStation')],
    amount: fixed('5', 'platform'),
  }),
  award({
    id: 'changjiang-3-postdoc',
    title: '博士后站（基地）建站补贴',
    amount: fixedBy('postdocStation', { mobile: '10', workstation: '10', base: '5' }, 'platform'),
  }),
];

const INVESTED: Measure = {
  label: '当年实际利用外资',
  unit: '万美元',
  facts: ['foreignInvestWanUsd'],
  read: ({ foreignInvestWanUsd }) =>
    foreignInvestWanUsd === undefined
      ? { missing: ['foreignInvestWanUsd'] }
      : new Decimal(foreignInvestWanUsd),
};

/** Foreign investment in 元: 万美元 × 10 000 × rate. The document names no rate: it is a fact. */
const INVESTED_YUAN: Measure = {
  label: '引资额',
  unit: '元',
  facts: ['foreignInvestWanUsd', 'yuanPerUsd'],
  read: ({ foreignInvestWanUsd, yuanPerUsd }) => {
    if (foreignInvestWanUsd === undefined) return { missing: ['foreignInvestWanUsd'] };
    if (yuanPerUsd === undefined) return { missing: ['yuanPerUsd'] };
    return new Decimal(foreignInvestWanUsd).times(10_000).times(yuanPerUsd);
  },
};

/** 第6条: 1 % from 50, 1.5 % from 200, 2 % from 500 万美元, each lower edge included as printed. */
const FOREIGN_INVESTMENT: Amount = {
  type: 'rateTiers',
  measure: INVESTED,
  base: INVESTED_YUAN,
  tiers: [
    {
      label: '50—200万美元（含50万）',
      from: { at: '50', included: true },
      to: { at: '200', included: false },
      grants: { ratePct: '1' },
    },
    {
      label: '200—500万美元（含200万）',
      from: { at: '200', included: true },
      to: { at: '500', included: false },
      grants: { ratePct: '1.5' },
    },
    {
      label: '500万美元以上（含500万）',
      from: { at: '500', included: true },
      to: null,
      grants: { ratePct: '2' },
    },
  ],
  per: 'project',
};

/** 第8条: 200 元 and up to 600 元 a square metre, to the park. */
const FACTORIES: readonly Award[] = [
  award({
    id: 'changjiang-8-completed',
    title: '新增竣工标准厂房奖励',
    beneficiaries: ['park'],
    conditions: [holds('districtOwnedFactory')],
    amount: each('factoryCompletedM2', '0.02', null, 'unit'),
    dateBasis: 'completion',
    readings: ['changjiangGeneral'],
  }),
  award({
    id: 'changjiang-8-destocked',
    title: '新增去化标准厂房奖励',
    beneficiaries: ['park'],
    conditions: [holds('districtOwnedFactory')],
    amount: upToEach('factoryDestockedM2', '0.06', null, 'unit'),
    dateBasis: 'completion',
    readings: ['changjiangGeneral'],
  }),
];

const EQUIPMENT_CLAUSES = clausesOf('changjiang', [
  {
    id: 'changjiang-preamble',
    number: '',
    cite: '序言',
    kind: 'organisational',
    paraphrase: '说明目的：按“1+2+N”产业体系推动传统、新兴、未来产业。',
  },
  {
    id: 'changjiang-1',
    number: '1',
    section: '一',
    cite: '第1条',
    kind: 'monetary',
    paraphrase:
      '帮助企业争取国债、中央预算内投资、制造业贷款贴息，对设备更新和数字化改造给予资金支持；未写金额。',
    departments: ledBy(['区发改委', '区工信局'], '昌江产业园管委会', '区财政局'),
    awards: [
      award({
        id: 'changjiang-1',
        title: '设备更新和数字化改造支持',
        conditions: [holds('equipmentRenewal')],
        amount: discretionary('以财政补助、贷款贴息等方式支持，未写金额。'),
        dateBasis: 'completion',
      }),
    ],
  },
  {
    id: 'changjiang-2',
    number: '2',
    section: '一',
    cite: '第2条',
    kind: 'monetary',
    paraphrase: '围绕“1+2+N”引进优质制造业项目，对战略性新兴、未来产业重特大项目可重点支持；未写金额。',
    departments: ledBy(['区商务局', '昌江产业园管委会'], '区发改委', '区工信局', '区财政局'),
    awards: [
      award({
        id: 'changjiang-2',
        title: '重特大项目重点支持',
        conditions: [holds('majorProject')],
        amount: discretionary('可给予重点支持，未写金额。'),
        dateBasis: 'assessment',
      }),
    ],
  },
]);

const INNOVATION_CLAUSES = clausesOf('changjiang', [
  {
    id: 'changjiang-3',
    number: '3',
    section: '二',
    cite: '第3条',
    kind: 'monetary',
    paraphrase:
      '新认定的技术创新中心等平台，国家级配套30万、省级10万、市级5万元；推荐上报科技协同创新体3万元；院士工作站20万元；专家、海智工作站5万元；博士后流动站、工作站、实践基地10万、10万、5万元。',
    departments: ledBy(['区科技局', '区人社局'], '区发改委', '区工信局', '昌江产业园管委会', '区财政局'),
    awards: PLATFORMS,
  },
  {
    id: 'changjiang-4',
    number: '4',
    section: '二',
    cite: '第4条',
    kind: 'monetary',
    paraphrase: '认定为独角兽（潜在、种子）、瞪羚（潜在）企业的，按省级奖励资金50%配套。',
    departments: ledBy(['区科技局'], '昌江产业园管委会', '区财政局'),
    awards: [
      award({
        id: 'changjiang-4',
        title: '独角兽、瞪羚企业配套奖励',
        conditions: [oneOf('growthTitle', ['unicorn', 'gazelle'], '认定为独角兽或瞪羚企业')],
        amount: percent('provincialGrowthRewardYuan', '50', null, 'title'),
      }),
    ],
  },
]);

const OPENING_CLAUSES = clausesOf('changjiang', [
  {
    id: 'changjiang-5',
    number: '5',
    section: '三',
    cite: '第5条',
    kind: 'monetary',
    paraphrase: '打造消费新场景；线上产销对接、电商培训等活动，单场支持不超过1万元。',
    departments: ledBy(['区商务局'], '区财政局'),
    awards: [
      award({
        id: 'changjiang-5',
        title: '电商活动支持',
        beneficiaries: ['enterprise', 'organiser', 'platform'],
        amount: upToEach('ecommerceEvents', '1', null, 'event'),
        dateBasis: 'completion',
        readings: ['changjiangGeneral'],
      }),
    ],
  },
  {
    id: 'changjiang-6',
    number: '6',
    section: '三',
    cite: '第6条',
    kind: 'monetary',
    paraphrase:
      '制造业项目当年实际利用外资50—200万（含50万）、200—500万（含200万）、500万美元以上（含）的，按引资额1%、1.5%、2%奖励所在园区；鼓励园区自行出台措施。',
    departments: ledBy(['区财政局', '昌江产业园管委会'], '区商务局'),
    awards: [
      award({
        id: 'changjiang-6',
        title: '引进外资奖励',
        beneficiaries: ['park'],
        conditions: [holds('manufacturingProject')],
        amount: FOREIGN_INVESTMENT,
        dateBasis: 'assessment',
        readings: ['foreignWhole', 'changjiangGeneral'],
      }),
    ],
  },
  {
    id: 'changjiang-7',
    number: '7',
    section: '三',
    cite: '第7条',
    kind: 'monetary',
    paraphrase: '支持外贸新业态和招商；企业参加国内外知名重大会展的，每家每年补助1万元。',
    departments: ledBy(['区商务局'], '区财政局'),
    awards: [
      award({
        id: 'changjiang-7',
        title: '参展补助',
        conditions: [holds('exhibitionAttended')],
        amount: fixed('1', 'enterpriseYear', 'exhibitionPaidYuan'),
        dateBasis: 'completion',
      }),
    ],
  },
]);

const RESOURCE_CLAUSES = clausesOf('changjiang', [
  {
    id: 'changjiang-8',
    number: '8',
    section: '四',
    cite: '第8条',
    kind: 'monetary',
    paraphrase:
      '每年对区属新增竣工工业标准厂房奖励园区200元/平方米，对新增去化的不超过600元/平方米；鼓励园区自行出台措施。',
    departments: ledBy(['区财政局', '昌江产业园管委会'], '区国资公司', '昌发公司'),
    awards: FACTORIES,
  },
  {
    id: 'changjiang-9',
    number: '9',
    section: '四',
    cite: '第9条',
    kind: 'inKind',
    paraphrase: '主导产业项目申报省、市重点项目，按规定给予用地指标支持。',
    departments: ledBy(['自然资源和规划局昌江分局'], '区发改委', '区工信局', '昌江产业园管委会', '区财政局'),
  },
  {
    id: 'changjiang-10',
    number: '10',
    section: '四',
    cite: '第10条',
    kind: 'inKind',
    paraphrase:
      '落实人才八条举措，对重点产业全职引进人才在生活补贴、安居、职级等方面给予支持；本条未写金额。',
    departments: ledBy(['区委组织部'], '区科技局', '区人社局', '区住建局', '区国资公司'),
  },
  {
    id: 'changjiang-closing',
    number: '',
    cite: '结尾段',
    kind: 'organisational',
    paraphrase:
      '适用于辖区内企业，须非限制、淘汰类主业，履行社会责任，近三年无重大安全和环境事故，无重大违法和严重失信；牵头单位实施，纪检监察、审计监督；与国家政策不符的以国家政策为准。',
  },
]);

export const CHANGJIANG: Policy = {
  id: 'changjiang',
  title: '进一步推动昌江区经济高质量发展的若干措施（试行）（征求意见稿）',
  shortTitle: '昌江若干措施（征求意见稿）',
  issuer: '景德镇市昌江区人民政府',
  level: 'district',
  jurisdiction: '景德镇市昌江区',
  units: ['360202'],
  documentNumber: null,
  issuedOn: null,
  stage: 'draft',
  validFrom: null,
  validTo: null,
  dateReadings: {},
  stacking: { rule: 'notStated', words: '未规定就高不重复；多处写为区级配套', clause: '结尾段' },
  budget: null,
  generalConditions: [
    holdsNot('restrictedIndustry', '主营业务不属于国家明确限制和淘汰的产业领域'),
    holds('socialResponsibility'),
    holdsNot('majorAccident3Years', '近三年未发生重大安全生产事故和环境污染事故'),
    holdsNot('seriousViolation', '无重大违规违法行为和严重失信行为'),
  ],
  clauses: [...EQUIPMENT_CLAUSES, ...INNOVATION_CLAUSES, ...OPENING_CLAUSES, ...RESOURCE_CLAUSES],
};
