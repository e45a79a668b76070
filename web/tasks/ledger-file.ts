import type { TaskRow } from '../../server/tasks/schema.ts';
import { formatFullDate } from '../format.ts';
import type { CardFile } from '../ui/card-file.ts';
import { actualText, goalTexts, targetText } from './shape-tasks.ts';
import { newestReport, statusWord } from './words.ts';

const HEADS = [
  '序号',
  '行动（部分）',
  '任务',
  '责任单位',
  '指标',
  '状态',
  '状态依据',
  '本年目标',
  '最近报告',
];

function lastOf(task: TaskRow): string {
  const newest = newestReport(task);
  return newest === null ? '未报告' : `${newest.department}截至${formatFullDate(newest.lastReportOn)}`;
}

/** The ledger as a file: one line a task, in the order shown. */
export function ledgerFile(tasks: readonly TaskRow[]): CardFile {
  return {
    title: '任务台账',
    sources: [
      ...new Set(tasks.map(({ document }) => document)),
      '状态由指标、年度分解和各部门进展报告推算。',
    ],
    internal: false,
    table: {
      columns: HEADS.map((label) => ({ label, kind: 'text' as const })),
      rows: tasks.map((task) => [
        task.number,
        task.campaign,
        task.title,
        task.departments.map(({ department }) => department).join('、'),
        task.indicators
          .map((one) => `${one.name}：目标${targetText(one)}，实际${actualText(one)}`)
          .join('；'),
        statusWord(task.status),
        task.reasons.join(''),
        goalTexts(task).join('；'),
        lastOf(task),
      ]),
    },
  };
}
