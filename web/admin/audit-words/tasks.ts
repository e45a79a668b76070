import type { FeatureWords } from './words.ts';

/** Tasks of the plan and reports of them (任务). */
export const TASKS_WORDS: FeatureWords = {
  actions: {
    'task.set_goal': '任务年度分解',
    'task.set_departments': '明确市级落实单位',
    'task.remind': '任务催报',
    'task.set_silent_months': '设定任务未报告提示',
    'task_report.create': '起草任务进展报告',
    'task_report.edit': '修改任务进展报告',
    'task_report.submit': '提交任务进展报告',
    'task_report.withdraw': '撤回任务进展报告',
    'task_report.accept': '采纳任务进展报告',
    'task_report.return': '退回任务进展报告',
    'task_report.file': '上传任务进展佐证',
  },
  entities: {
    task: '任务',
    task_report: '任务进展报告',
  },
  fields: {
    taskStage: '进展报告阶段',
    taskId: '任务编号',
    department: '部门',
    departments: '责任单位',
    asOf: '截至日期',
    judgement: '进展判断',
    indicatorId: '指标',
    words: '文字目标',
    silentMonths: '未报告提示（月）',
  },
};
