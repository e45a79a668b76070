import type { TaskJudgement, TaskReportStage } from '../../server/rules/task-steps.ts';
import { COUNTIES_DEPARTMENT } from '../../server/rules/task-steps.ts';
import { PLAN_TASKS } from '../tasks.ts';
import { countyUsername, ENDORSER, HANDLER } from './accounts.ts';
import { addDays, workdayOnOrAfter } from './calendar.ts';

/**
 * Progress of the tasks in the demo (invented): the leading department of each reports three times, the others once;
 * one task is behind, one silent, one done, some reports wait, one was sent back, one is still a draft.
 */

export interface DemoTaskReport {
  taskId: string;
  department: string | null;
  unitCode: string | null;
  asOf: string;
  body: string;
  judgement: TaskJudgement;
  stage: TaskReportStage;
  /** user names */
  writer: string;
  decider: string | null;
  /** Shanghai business dates of the steps */
  submittedOn: string | null;
  decidedOn: string | null;
  note: string | null;
  hasFile: boolean;
}

/** What the leading department last said, task by task. */
const NEWS: Readonly<Record<number, string>> = {
  1: '完成自备燃煤机组摸底，两处园区分布式光伏配储项目并网，天然气保供协议已续签。',
  2: '技改项目节能审查已全部纳入联审，限额标准核查按年度常态开展，任务要求的制度均已建立。',
  3: '化工园区规范化建设已完成4家现场核查，其余2家正在整改封闭管理短板。',
  4: '千吨标准煤以上企业改造按清单推进，电机更换进度慢于计划，已约谈两家企业。',
  5: '本年申报国家级绿色工厂的企业已报省厅，省级名单待公布。',
  6: '石化化工、电子信息两条产业链已有绿色供应链管理企业，其余产业链正在辅导。',
  7: '国家级绿色园区申报材料已报省厅，省级园区按计划培育。',
  8: '组织三场能效水效对标，两家企业启动领跑者申报。',
  9: '节能环保装备产业招商在谈项目五个，签约两个。',
  10: '氢能应用示范方案已印发，钒电池项目完成备案。',
  11: '动力电池回收利用规范条件申报一家，退役光伏组件回收布点方案征求意见。',
  12: '再生金属深加工项目建成投产一个，废钢准入申报材料已上报。',
  13: '大宗固废综合利用协同项目开工两个，园区资源耦合方案形成初稿。',
  14: '尾矿利用示范项目因资金未落实推迟开工，利用率低于年度安排。',
  15: '技术服务商遴选结果已公布，正按县（市、区）落实包挂。',
  16: '公共服务平台完成需求调研，建设方案待审。',
  17: '产业研究院共建协议在商议，完成技术路演两场。',
  18: '重点用能单位诊断按批次进行，已出具诊断报告并对接改造需求。',
  19: '数字化转型试点企业完成能耗在线监测改造一批。',
  20: '绿色技术列入本年度市级科技计划指南，立项两项。',
  21: '组织绿色建材、家电下乡活动两场，绿色采购目录已更新。',
};

const WRITERS: Readonly<Record<string, string>> = { 市发改委: 'dept-fgw', 市商务局: 'dept-swj' };
const writerOf = (department: string) => WRITERS[department] ?? HANDLER;
/** Four eyes: the other of the bureau's two where the first wrote it. */
const deciderOf = (writer: string) => (writer === HANDLER ? ENDORSER : HANDLER);

type Told = Pick<DemoTaskReport, 'asOf' | 'body' | 'judgement'> & Partial<DemoTaskReport>;

function departmentReport(taskId: string, department: string, told: Told): DemoTaskReport {
  const writer = writerOf(department);
  const stage = told.stage ?? 'accepted';
  const submittedOn = stage === 'draft' ? null : workdayOnOrAfter(addDays(told.asOf, 6));
  const isDecided = stage === 'accepted' || stage === 'returned';
  const decidedOn = isDecided && submittedOn !== null ? workdayOnOrAfter(addDays(submittedOn, 2)) : null;
  return {
    taskId,
    department,
    unitCode: null,
    stage,
    writer,
    decider: isDecided ? deciderOf(writer) : null,
    submittedOn,
    decidedOn,
    note: null,
    hasFile: false,
    ...told,
  };
}

function unitReport(taskId: string, unitCode: string, told: Told): DemoTaskReport {
  const report = departmentReport(taskId, '', told);
  const writer = countyUsername(unitCode);
  return { ...report, department: null, unitCode, writer, decider: report.decider && HANDLER };
}

const DONE_TASK = 2;
const BEHIND_TASK = 14;
const SILENT_TASK = 16;

/** The days up to which the leading department reported; of task 16 only the first. */
function daysOf(number: number, leads: boolean): string[] {
  if (number === SILENT_TASK) return leads ? ['2025-12-31', '2026-06-30'] : [];
  return leads ? ['2025-12-31', '2026-06-30', '2026-09-30'] : ['2026-09-30'];
}

function bodyOf(number: number, leads: boolean, isLast: boolean, title: string): string {
  if (leads && isLast) return `${NEWS[number] ?? ''}（演示数据）`;
  return leads
    ? `已制定“${title}”工作安排并明确责任处室，按安排推进。（演示数据）`
    : `按职责分工配合推进“${title}”，本季度工作已按牵头单位安排完成。（演示数据）`;
}

function routineReports(): DemoTaskReport[] {
  return PLAN_TASKS.flatMap(({ id, number, title, departments }) => {
    const task = Number(number);
    const own = departments.filter((name) => name !== COUNTIES_DEPARTMENT);
    return own.flatMap((department, index) => {
      const leads = index === 0;
      const days = daysOf(task, leads);
      return days.map((asOf, at) => {
        const isLast = at === days.length - 1;
        const isBehind = task === BEHIND_TASK && leads && isLast;
        const judgement = task === DONE_TASK && isLast ? 'done' : isBehind ? 'behind' : 'onCourse';
        return departmentReport(id, department, {
          asOf,
          judgement,
          body: bodyOf(task, leads, isLast, title),
        });
      });
    });
  });
}

/** What is on the desks now. */
const OPEN_REPORTS: readonly DemoTaskReport[] = [
  departmentReport('plan-18', '市发改委', {
    asOf: '2026-10-31',
    body: '第二批重点用能单位诊断完成12家，形成一企一策方案9份，附诊断进度表。（演示数据）',
    judgement: 'onCourse',
    stage: 'submitted',
    hasFile: true,
  }),
  departmentReport('plan-9', '市商务局', {
    asOf: '2026-10-31',
    body: '新签约节能环保装备项目一个，另有两个项目进入用地审批。（演示数据）',
    judgement: 'onCourse',
    stage: 'submitted',
  }),
  departmentReport('plan-5', '市工信局', {
    asOf: '2026-10-31',
    body: '组织申报企业完成第三方评价，材料已报省厅。（演示数据）',
    judgement: 'onCourse',
    stage: 'submitted',
  }),
  departmentReport('plan-1', '市发改委', {
    asOf: '2026-10-31',
    body: '自备机组改造方案正在论证。（演示数据）',
    judgement: 'onCourse',
    stage: 'returned',
    note: '请补充自备燃煤机组改造的时间安排和责任企业。',
  }),
  departmentReport('plan-11', '市商务局', {
    asOf: '2026-11-15',
    body: '回收布点方案修改中，拟于12月定稿。（演示数据）',
    judgement: 'onCourse',
    stage: 'draft',
  }),
  departmentReport('province-5', '市工信局', {
    asOf: '2026-09-30',
    body: '已确定重点培育的两个集群，集群发展方案完成初稿。（演示数据）',
    judgement: 'onCourse',
  }),
  unitReport('plan-13', '360429', {
    asOf: '2026-09-30',
    body: '冶炼渣综合利用项目投产，协同处置试点按期推进。（演示数据）',
    judgement: 'onCourse',
  }),
  unitReport('plan-11', '360481', {
    asOf: '2026-09-30',
    body: '废旧动力电池回收项目完成选址，环评办理中。（演示数据）',
    judgement: 'onCourse',
  }),
  unitReport('plan-14', '360404', {
    asOf: '2026-09-30',
    body: '尾矿建材项目受市场影响推迟，已调整计划。（演示数据）',
    judgement: 'behind',
  }),
  unitReport('plan-4', '360430', {
    asOf: '2026-10-31',
    body: '千吨标准煤以上企业改造清单已全部建档，三家企业在改造中。（演示数据）',
    judgement: 'onCourse',
    stage: 'submitted',
  }),
];

/** Oldest first by the day of writing. */
export function demoTaskReports(): DemoTaskReport[] {
  return [...routineReports(), ...OPEN_REPORTS];
}

export interface DemoTaskGoal {
  taskId: string;
  year: number;
  indicatorId: string | null;
  value: string | null;
  words: string | null;
}

const yearly = (taskId: string, indicatorId: string, ...values: [string, string, string]): DemoTaskGoal[] =>
  values.map((value, index) => ({ taskId, year: 2025 + index, indicatorId, value, words: null }));
const inWords = (taskId: string, year: number, words: string): DemoTaskGoal => ({
  taskId,
  year,
  indicatorId: null,
  value: null,
  words,
});

/** The yearly breakdown the demo's bureau has set. */
export const DEMO_TASK_GOALS: readonly DemoTaskGoal[] = [
  ...yearly('plan-3', 'chemicalParks', '2', '4', '6'),
  ...yearly('plan-4', 'retrofitCoverage', '10', '50', '100'),
  ...yearly('plan-4', 'efficientMotors', '18', '21', '25'),
  ...yearly('plan-5', 'greenFactoryNationalGain', '8', '19', '30'),
  ...yearly('plan-5', 'greenFactoryProvincialGain', '24', '52', '80'),
  ...yearly('plan-7', 'greenParkNationalGain', '1', '2', '4'),
  ...yearly('plan-8', 'efficiencyLeaders', '1', '3', '5'),
  ...yearly('plan-15', 'serviceProviders', '5', '10', '10'),
  inWords('plan-1', 2026, '完成自备燃煤机组摸底和改造论证，新增分布式光伏配储项目2个。'),
  inWords('plan-16', 2026, '公共服务平台建设方案获批并上线试运行。'),
  inWords('plan-18', 2026, '完成重点用能单位诊断30家，方案转化率不低于一半。'),
];

/** Figures the demo's bureau has entered for an indicator of task 4. */
export const DEMO_TASK_ACTUALS = [
  { indicatorId: 'efficientMotors', year: 2025, value: '18.2', source: '市工信局调度（演示）' },
  { indicatorId: 'efficientMotors', year: 2026, value: '20.3', source: '市工信局三季度调度（演示）' },
] as const;

/** The city's department for one of the province's tasks; the others are still to be assigned. */
export const DEMO_ASSIGNED = [{ taskId: 'province-5', department: '市工信局' }] as const;

export interface DemoTaskReminder {
  taskId: string;
  departments: readonly string[];
  on: string;
  note: string;
}

export const DEMO_TASK_REMINDERS: readonly DemoTaskReminder[] = [
  {
    taskId: 'plan-16',
    departments: ['市国资委', '市工发集团'],
    on: '2026-11-10',
    note: '请于11月25日前报送平台建设进展。',
  },
  { taskId: 'plan-10', departments: ['市商务局'], on: '2026-11-16', note: '请补报四季度项目招引情况。' },
];
