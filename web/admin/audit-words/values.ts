import { STAGE_LABELS } from '../../../server/rules/case-steps.ts';
import { COLLECTION_ITEMS, FREQUENCY_LABELS, WAY_IN_LABELS } from '../../../server/rules/collection.ts';
import { CULTIVATION_STAGE_LABELS } from '../../../server/rules/cultivation-stages.ts';
import { NEED_KIND_LABELS, NEED_STAGE_LABELS } from '../../../server/rules/need-steps.ts';
import { PROJECT_KIND_LABELS } from '../../../server/rules/project-kinds.ts';
import { PROJECT_STAGE_LABELS } from '../../../server/rules/project-stages.ts';
import { ENERGY_LEVEL_LABELS } from '../../../server/rules/project-steps.ts';
import { CERTIFICATE_COLUMNS } from '../../../server/rules/quota-columns.ts';
import { TASK_JUDGEMENT_LABELS, TASK_REPORT_STAGE_LABELS } from '../../../server/rules/task-steps.ts';
import { WEIGHT_BASIS_LABELS, WEIGHT_MEASURE_LABELS } from '../../../server/rules/value-added.ts';
import { WARNING_CAUSE_LABELS } from '../../../server/rules/warning-causes.ts';
import { WARNING_STAGE_LABELS } from '../../../server/rules/warning-steps.ts';

import type { Words } from './words.ts';

/* Values of fields: what the log holds as a code. */

/** Each kind of title (称号) by its key: '国家级绿色园区'. */
export const COLUMN_WORDS: Words = {
  ...Object.fromEntries(CERTIFICATE_COLUMNS.map(({ key, label }) => [key, label])),
  efficiencyLeader: '能效水效领跑者',
};

const ITEM_WORDS: Words = Object.fromEntries(COLLECTION_ITEMS.map(({ id, label }) => [id, label]));

/** Settings of the platform, and what is collected, by their key. */
export const SETTING_WORDS: Words = {
  password_days: '密码有效期',
  deadlines: '期限规则',
  task_silent_months: '任务未报告提示',
  ...ITEM_WORDS,
};

/** Indicators of the action plan (行动计划) by their key, as seed/indicators.ts names them. */
export const INDICATOR_WORDS: Words = {
  energyIntensity: '规上单位工业增加值能耗',
  carbonIntensity: '规上工业碳排放强度',
  waterIntensity: '单位工业增加值用水量',
  greenParkNationalGain: '新增国家级绿色园区',
  greenParkNationalTotal: '国家级绿色园区总量',
  greenParkProvincialGain: '新增省级绿色园区',
  greenParkProvincialCoverage: '省级绿色园区覆盖率',
  greenFactoryNationalGain: '新增国家级绿色工厂',
  greenFactoryProvincialGain: '新增省级绿色工厂',
  benchmarkDoubling: '绿色制造标杆数量与2024年之比',
  circularRevenue: '规上节能环保、循环经济等绿色低碳产业营业收入',
  greenRevenueGrowth: '规上绿色低碳产业营业收入年均增速',
  chemicalParks: '规范化建设的化工园区',
  retrofitCoverage: '年耗千吨标准煤以上企业绿色低碳技术改造覆盖率',
  efficientMotors: '在役高效节能电机占比',
  supplyChainPerKeyChain: '每条重点产业链的绿色供应链管理企业',
  efficiencyLeaders: '全国行业能效水效领跑者',
  serviceProviders: '遴选绿色低碳技术服务商',
  researchInstitutes: '培育或引进绿色低碳产业研究院',
};

export const VALUE_WORDS: Words = {
  draft: '草稿',
  submitted: '已提交',
  approved: '审核通过',
  returned: '已退回',
  signing: '待签核',
  statistics: '统计反馈',
  enterprises: '企业汇总',
  own: '自行测算',
  calorific: '当量值',
  equivalent: '等价值',
  unstated: '未注明',
  yes: '已扣除',
  no: '未扣除',
  flash: '快报',
  final: '年报',
  reference: '基础数据',
  demo: '演示数据',
  enterprise: '企业',
  park: '园区',
  serviceProvider: '服务商',
  platform: '平台',
  declaration: '企业申报',
  acceptance: '验收报告',
  energy: '能效',
  water: '水效',
  ...NEED_KIND_LABELS,
  ...WARNING_CAUSE_LABELS,
};

/** Values that mean something else under one field than elsewhere ('approved' of a case is not 审核通过). */
export const VALUE_WORDS_OF: Readonly<Record<string, Words>> = {
  role: {
    county: '县区填报员',
    bureau: '市工信局',
    leader: '领导',
    department: '市直部门',
    admin: '系统管理员',
    auditor: '审计员',
  },
  stage: { ...CULTIVATION_STAGE_LABELS, ...STAGE_LABELS },
  basis: WEIGHT_BASIS_LABELS,
  measure: WEIGHT_MEASURE_LABELS,
  itemId: ITEM_WORDS,
  frequency: FREQUENCY_LABELS,
  warningStage: WARNING_STAGE_LABELS,
  projectStage: PROJECT_STAGE_LABELS,
  ofStage: PROJECT_STAGE_LABELS,
  kinds: PROJECT_KIND_LABELS,
  energyLevel: ENERGY_LEVEL_LABELS,
  needStage: NEED_STAGE_LABELS,
  trigger: { red: '一级', yellowTwice: '连续两期二级' },
  taskStage: TASK_REPORT_STAGE_LABELS,
  judgement: TASK_JUDGEMENT_LABELS,
  indicatorId: INDICATOR_WORDS,
  bulletinStage: { draft: '拟稿', review: '送审', signed: '已签发', withdrawn: '作废' },
  wayIn: WAY_IN_LABELS,
  yellowKind: { shareOfTarget: '按目标值的百分比', points: '按百分点', anyFall: '按升降' },
  payer: { province: '省级', city: '市级', district: '县（市、区）级' },
};
