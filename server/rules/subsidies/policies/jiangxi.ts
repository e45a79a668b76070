import { clausesOf, ledBy, target } from '../define.ts';
import type { Departments, Policy } from '../model.ts';

/**
 * 江西省产业集群提能升级实施方案: the province's targets for clusters, no amounts. Issued 2025-08-28, no end stated. The file
 * holds the text twice (a repost with a news lead); the lead is not part of the document.
 */

/** Departments as printed in this document. */
function by(...responsible: string[]): Departments {
  return ledBy([], ...responsible);
}

const MIIT = '省工业和信息化厅';

const TARGET_CLAUSES = clausesOf('jiangxi', [
  {
    id: 'jiangxi-preamble',
    number: '',
    cite: '序言',
    kind: 'organisational',
    paraphrase: '说明目的：实施“1269”行动计划，以产业集群提能升级带动工业高质量发展。',
  },
  {
    id: 'jiangxi-1',
    number: '一',
    cite: '一',
    kind: 'target',
    paraphrase:
      '三年左右的目标：集群营业收入每年增长10%左右，总规模过5万亿元；省级先进集群20个，国家级集群取得新突破；优布局、育载体、促升级、建生态、强保障。',
    targets: [
      target({
        id: 'jiangxi-revenue-growth',
        indicator: '全省集群营业收入年均增长',
        value: '10',
        unit: '%',
        sense: 'about',
        dueYear: 2028,
        timing: '三年左右',
      }),
      target({
        id: 'jiangxi-revenue',
        indicator: '全省集群营业收入规模',
        value: '5',
        unit: '万亿元',
        sense: 'exceed',
        dueYear: 2028,
        timing: '三年左右',
      }),
      target({
        id: 'jiangxi-provincial-clusters',
        indicator: '省级先进集群',
        value: '20',
        unit: '个',
        dueYear: 2028,
        timing: '三年左右',
      }),
      target({
        id: 'jiangxi-national-clusters',
        indicator: '国家级集群建设新突破',
        dueYear: 2028,
        timing: '三年左右',
      }),
    ],
  },
  {
    id: 'jiangxi-2-1',
    number: '（一）',
    section: '二',
    cite: '二（一）',
    kind: 'organisational',
    paraphrase: '编制“十五五”新型工业化规划，统筹市县集群布局，支持各地制定集群方案和图谱。',
    departments: by(MIIT),
  },
  {
    id: 'jiangxi-2-2',
    number: '（二）',
    section: '二',
    cite: '二（二）',
    kind: 'target',
    paraphrase: '编制招商册和“招商一张图”平台；集群重点项目每年跟踪100个以上；规模化技改试点集群累计40个。',
    departments: by(MIIT, '省商务厅', '省政务服务办'),
    targets: [
      target({
        id: 'jiangxi-key-projects',
        indicator: '跟踪推进集群重点项目',
        value: '100',
        unit: '个',
        sense: 'atLeast',
        timing: '每年',
      }),
      target({
        id: 'jiangxi-retrofit-pilots',
        indicator: '企业规模化技改试点集群（累计）',
        value: '40',
        unit: '个',
        timing: '累计，未写年份',
      }),
    ],
  },
  {
    id: 'jiangxi-2-3',
    number: '（三）',
    section: '二',
    cite: '二（三）',
    kind: 'target',
    paraphrase: '培育链主企业和中小企业梯队；2028年目标：高新技术企业9000家，专精特新7000家。',
    departments: by(MIIT, '省科技厅'),
    targets: [
      target({
        id: 'jiangxi-high-tech',
        indicator: '高新技术企业',
        value: '9000',
        unit: '家',
        dueYear: 2028,
      }),
      target({
        id: 'jiangxi-specialised',
        indicator: '专精特新中小企业',
        value: '7000',
        unit: '家',
        dueYear: 2028,
      }),
    ],
  },
  {
    id: 'jiangxi-2-4',
    number: '（四）',
    section: '二',
    cite: '二（四）',
    kind: 'organisational',
    paraphrase: '以“产业集群+特色产业园”集聚企业，建设产业合作园区、未来产业先导试验区和科技园试点。',
    departments: by(MIIT, '省发展改革委', '省商务厅', '省科技厅'),
  },
  {
    id: 'jiangxi-2-5',
    number: '（五）',
    section: '二',
    cite: '二（五）',
    kind: 'target',
    paraphrase:
      '分类梯度培育；各设区市瞄准优势领域打造1—2个过千亿元集群，县区培育500亿元集群；到2028年全省过千亿元10个、500亿元30个左右。',
    departments: by(MIIT),
    targets: [
      target({
        id: 'jiangxi-clusters-100bn',
        indicator: '营业收入过千亿元集群',
        value: '10',
        unit: '个',
        dueYear: 2028,
      }),
      target({
        id: 'jiangxi-clusters-50bn',
        indicator: '营业收入500亿元集群',
        value: '30',
        unit: '个',
        sense: 'about',
        dueYear: 2028,
      }),
      target({
        id: 'jiangxi-city-clusters-100bn',
        indicator: '每个设区市过千亿元集群',
        value: '1',
        valueTo: '2',
        unit: '个',
        timing: '未写年份',
      }),
    ],
  },
  {
    id: 'jiangxi-2-6',
    number: '（六）',
    section: '二',
    cite: '二（六）',
    kind: 'target',
    paraphrase:
      '支持赣州稀土、鹰饶抚昌铜基、江西航空等国家级集群；指导各设区市创建1—2个省级先进制造业集群和一批市级集群。',
    departments: by(MIIT),
    targets: [
      target({
        id: 'jiangxi-city-advanced-clusters',
        indicator: '每个设区市创建省级先进制造业集群',
        value: '1',
        valueTo: '2',
        unit: '个',
        timing: '未写年份',
      }),
    ],
  },
  {
    id: 'jiangxi-2-7',
    number: '（七）',
    section: '二',
    cite: '二（七）',
    kind: 'organisational',
    paraphrase: '布局创新中心、中试平台、概念验证中心，建立“发布—攻关—转化”机制和专利池，推进成果转化。',
    departments: by('省科技厅', MIIT),
  },
  {
    id: 'jiangxi-2-8',
    number: '（八）',
    section: '二',
    cite: '二（八）',
    kind: 'target',
    paraphrase: '推进集群规上企业数字化改造全覆盖，梯次培育数智工厂等标杆，建设“产业大脑”和数字化园区。',
    departments: by(MIIT, '省发展改革委', '省通信管理局'),
    targets: [
      target({
        id: 'jiangxi-digital-coverage',
        indicator: '集群规上企业数字化改造全覆盖',
        timing: '加快推进，未写年份',
      }),
    ],
  },
  {
    id: 'jiangxi-2-9',
    number: '（九）',
    section: '二',
    cite: '二（九）',
    kind: 'organisational',
    paraphrase:
      '钢铁、建材、石化有序达峰，打造零碳工厂、零碳园区，碳足迹认证，绿色制造梯度培育，固废综合利用。',
    departments: by(MIIT, '省发展改革委', '省生态环境厅'),
  },
]);

const SUPPORT_CLAUSES = clausesOf('jiangxi', [
  {
    id: 'jiangxi-2-10',
    number: '（十）',
    section: '二',
    cite: '二（十）',
    kind: 'organisational',
    paraphrase: '实施“赣出精品”，注册集体商标、创建区域品牌，参与标准制修订，培育企业标准“领跑者”。',
    departments: by(MIIT, '省市场监管局'),
  },
  {
    id: 'jiangxi-2-11',
    number: '（十一）',
    section: '二',
    cite: '二（十一）',
    kind: 'organisational',
    paraphrase: '发展研发设计、检验检测、工业软件等服务业，衔接物流枢纽，培育共享工厂、共享车间。',
    departments: by('省发展改革委', MIIT, '省市场监管局', '省交通厅', '省商务厅'),
  },
  {
    id: 'jiangxi-2-12',
    number: '（十二）',
    section: '二',
    cite: '二（十二）',
    kind: 'organisational',
    paraphrase: '建设产业学院、实训基地等，实施制造业人才支持计划和“科技副总”计划，引进高水平人才团队。',
    departments: by('省委组织部', '省教育厅', '省人力资源和社会保障厅', '省科技厅', MIIT),
  },
  {
    id: 'jiangxi-2-13',
    number: '（十三）',
    section: '二',
    cite: '二（十三）',
    kind: 'organisational',
    paraphrase: '引导基金加大投入先进集群和重点项目，开发特色金融产品和专属授信；未写金额。',
    departments: by(
      '省国资委',
      '省地方金融管理局',
      '江西金融监管局',
      '江西证监局',
      '中国人民银行江西省分行',
      MIIT,
    ),
  },
  {
    id: 'jiangxi-2-14',
    number: '（十四）',
    section: '二',
    cite: '二（十四）',
    kind: 'organisational',
    paraphrase: '培育集群促进组织、产业联盟，成立专家委员会，健全产业特派团、科技特派员机制。',
    departments: by(MIIT, '省科技厅', '省科学院'),
  },
  {
    id: 'jiangxi-2-15',
    number: '（十五）',
    section: '二',
    cite: '二（十五）',
    kind: 'target',
    paraphrase:
      '向集群汇聚用地、用能要素，统筹现有资金支持集群培育（未写金额）；用一年左右实现“六个一”机制省级以上集群全覆盖。',
    departments: by(MIIT, '省自然资源厅', '省发展改革委', '省财政厅', '省直有关部门'),
    targets: [
      target({
        id: 'jiangxi-six-ones',
        indicator: '“六个一”机制覆盖省级以上集群',
        value: '100',
        unit: '%',
        dueYear: 2026,
        timing: '一年左右',
      }),
    ],
  },
  {
    id: 'jiangxi-3',
    number: '三',
    cite: '三',
    kind: 'organisational',
    paraphrase:
      '省工业强省建设工作领导小组统筹，省工信厅具体指导，市县落实主体责任，健全集群统计监测和评价。',
    departments: by(MIIT, '省统计局', '省委宣传部', '省直有关部门'),
  },
]);

export const JIANGXI: Policy = {
  id: 'jiangxi',
  title: '江西省产业集群提能升级实施方案',
  shortTitle: '江西集群方案',
  issuer: '江西省工业强省建设工作领导小组',
  level: 'province',
  jurisdiction: '江西省',
  units: [],
  documentNumber: null,
  issuedOn: '2025-08-28',
  stage: 'issued',
  validFrom: '2025-08-28',
  validTo: null,
  dateReadings: {},
  stacking: { rule: 'notStated', words: '未设奖补金额', clause: '二（十五）' },
  budget: null,
  generalConditions: [],
  clauses: [...TARGET_CLAUSES, ...SUPPORT_CLAUSES],
};
