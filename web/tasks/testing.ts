import type { TaskIndicator, TaskReport, TaskResponsible, TaskRow } from '../../server/tasks/schema.ts';

/** Rows for the tests of this folder. */

export const responsible = (change: Partial<TaskResponsible> = {}): TaskResponsible => ({
  department: '市发改委',
  printed: true,
  note: null,
  reports: true,
  lastReportOn: '2026-10-31',
  silentMonths: 0,
  silent: false,
  units: null,
  mine: false,
  ...change,
});

export const indicator = (change: Partial<TaskIndicator> = {}): TaskIndicator => ({
  id: 'efficientMotors',
  name: '在役高效节能电机占比',
  target: '25',
  targetUpper: null,
  unit: '%',
  direction: 'atLeast',
  dueYear: 2027,
  printed: true,
  actual: { value: '18.5', year: 2025, source: '市工信局调度', computed: false },
  standing: 'onCourse',
  words: '',
  isToCome: false,
  ...change,
});

export const task = (change: Partial<TaskRow> = {}): TaskRow => ({
  id: 'plan-4',
  document: '行动方案',
  level: 'city',
  campaign: '绿色低碳转型攻坚行动',
  number: '4',
  title: '大力实施绿色低碳改造',
  summary: '',
  clause: '二、（一）4',
  departments: [responsible()],
  indicators: [],
  status: 'onCourse',
  reasons: [],
  waiting: 0,
  goals: [],
  ...change,
});

export const report = (change: Partial<TaskReport> = {}): TaskReport => ({
  id: 1,
  department: '市发改委',
  unitCode: null,
  who: '市发改委',
  recorded: false,
  asOf: '2026-10-31',
  body: '完成两项改造。',
  judgement: 'onCourse',
  stage: 'draft',
  submittedAt: null,
  submittedBy: null,
  decidedAt: null,
  decidedBy: null,
  decisionNote: null,
  createdBy: '张三',
  files: [],
  events: [],
  version: 1,
  steps: [],
  mayEdit: true,
  ...change,
});
