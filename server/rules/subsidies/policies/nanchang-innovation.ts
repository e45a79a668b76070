import { holds, oneOf } from '../conditions.ts';
import { award, ceiling, clausesOf, discretionary, fixedBy, ledBy, target } from '../define.ts';
import type { Departments } from '../model.ts';

/** 南昌若干措施, 三 and 四: clauses 7 to 11 and the closing paragraphs. */

/** Departments as printed in this document. */
function by(...lead: string[]): Departments {
  return ledBy(lead, '各有关县区（开发区、湾里管理局）');
}

/** 三: innovation and integration, clauses 7 to 9. */
export const INNOVATION_CLAUSES = clausesOf('nanchang', [
  {
    id: 'nanchang-7',
    number: '7',
    section: '三',
    cite: '第7条',
    kind: 'monetary',
    paraphrase:
      '新认定国家级、省级制造业创新中心按市有关规定奖励；产品首次列入国家、省首批次新材料目录的，一次性30万、20万元。',
    departments: by('市工信局', '市科技局', '市财政局'),
    awards: [
      award({
        id: 'nanchang-7-centre',
        title: '制造业创新中心',
        conditions: [
          oneOf('innovationPlatformKind', ['manufacturingInnovationCentre'], '属于制造业创新中心'),
          oneOf('innovationPlatformLevel', ['national', 'provincial'], '认定级别为国家级或省级'),
        ],
        amount: discretionary('按市有关规定奖励，本文件未写金额。'),
      }),
      award({
        id: 'nanchang-7-new-material',
        title: '首批次新材料奖励',
        amount: fixedBy('newMaterialLevel', { national: '30', provincial: '20' }, 'enterprise'),
        oneOff: true,
        firstTime: true,
      }),
    ],
  },
  {
    id: 'nanchang-8',
    number: '8',
    section: '三',
    cite: '第8条',
    kind: 'monetary',
    paraphrase:
      '新认定的服务型制造示范（企业或平台），国家级一次性30万、省级20万元；工业设计中心按市有关规定奖励。',
    departments: by('市工信局', '市发改委', '市财政局'),
    awards: [
      award({
        id: 'nanchang-8-service',
        title: '服务型制造示范奖励',
        beneficiaries: ['enterprise', 'platform'],
        amount: fixedBy('serviceManufacturingLevel', { national: '30', provincial: '20' }, 'title'),
        oneOff: true,
        readings: ['upgrade'],
      }),
      award({
        id: 'nanchang-8-design-centre',
        title: '工业设计中心',
        conditions: [
          oneOf('innovationPlatformKind', ['industrialDesignCentre'], '属于工业设计中心'),
          oneOf('innovationPlatformLevel', ['national', 'provincial'], '认定级别为国家级或省级'),
        ],
        amount: discretionary('按市有关规定奖励，本文件未写金额。'),
      }),
    ],
  },
  {
    id: 'nanchang-9',
    number: '9',
    section: '三',
    cite: '第9条',
    kind: 'monetary',
    paraphrase:
      '两化融合等贯标获国家认定证书，一次性分档最高30万元；首次通过DCMM最高30万元；省级“两化”融合示范最高20万元；均晋档补差，档次未列。',
    departments: by('市工信局', '市财政局'),
    awards: [
      award({
        id: 'nanchang-9-certificate',
        title: '贯标证书奖励',
        conditions: [holds('standardCertificate')],
        amount: ceiling('30', 'enterpriseLifetime', 'standardCertificatePaidYuan'),
        oneOff: true,
      }),
      award({
        id: 'nanchang-9-dcmm',
        title: 'DCMM评估认证奖励',
        conditions: [holds('dcmmFirstPass')],
        amount: ceiling('30', 'enterpriseLifetime', 'dcmmPaidYuan'),
        oneOff: true,
        firstTime: true,
      }),
      award({
        id: 'nanchang-9-demo',
        title: '省级“两化”融合示范奖励',
        conditions: [holds('integrationDemo')],
        amount: ceiling('20', 'enterpriseLifetime', 'integrationDemoPaidYuan'),
        oneOff: true,
      }),
    ],
  },
]);

/** 四: services, clauses 10 and 11, and the closing paragraphs. */
export const SERVICE_CLAUSES = clausesOf('nanchang', [
  {
    id: 'nanchang-10',
    number: '10',
    section: '四',
    cite: '第10条',
    kind: 'organisational',
    paraphrase: '围绕产业链配置资金链、人才链；每年政银企对接活动不少于1次；产业投资人才按市人才政策保障。',
    departments: by(
      '市金融办',
      '市发改委',
      '市工信局',
      '市中小企业局',
      '市财政局',
      '市委人才办',
      '市产投集团',
    ),
    targets: [
      target({
        id: 'nanchang-matchmaking',
        indicator: '政银企产融对接活动',
        value: '1',
        unit: '次',
        sense: 'atLeast',
        timing: '每年',
      }),
    ],
  },
  {
    id: 'nanchang-11',
    number: '11',
    section: '四',
    cite: '第11条',
    kind: 'monetary',
    paraphrase:
      '容缺审批加承诺、绿色通道、“标准地”供应；工业投资列入考核并定期通报，成效显著的县区由市财政适当奖励，未写金额。',
    departments: by('市发改委', '市工信局', '市生态环境局', '市自然资源和规划局', '市应急局'),
    awards: [
      award({
        id: 'nanchang-11',
        title: '抓项目促投资奖励',
        beneficiaries: ['county'],
        conditions: [holds('investmentOutstanding')],
        amount: discretionary('市财政给予适当奖励，未写金额。'),
        dateBasis: 'assessment',
      }),
    ],
  },
  {
    id: 'nanchang-closing-1',
    number: '',
    cite: '结尾第一段',
    kind: 'organisational',
    paraphrase:
      '除明确由市级负担的外，由各级受益财政按现行体制分担；年度兑现不超过专项资金预算，超过按比例折算；试点资金列中央、省专项；市级同类就高、自行选择、不重复。',
  },
  {
    id: 'nanchang-closing-2',
    number: '',
    cite: '结尾第二段',
    kind: 'organisational',
    paraphrase: '发布当日施行，2025年12月31日到期；与此前市级政策不一致的，以此为准。',
  },
]);
