import type { TaskReport, TaskResponsible, TaskRow } from '../../server/tasks/schema.ts';
import { formatFullDate } from '../format.ts';

type Status = TaskRow['status'];

/** Statuses in the order people ask about them. */
export const STATUS_ORDER: readonly Status[] = ['onCourse', 'behind', 'done', 'silent', 'notStarted'];

/** A status as a word; who has been silent how long is told beside it. */
export function statusWord(status: Status): string {
  const words: Readonly<Record<Status, string>> = {
    onCourse: '按进度',
    behind: '滞后',
    done: '已完成',
    silent: '久未报告',
    notStarted: '未启动',
  };
  return words[status];
}

/** What an event of a report was, in one word. */
export function eventWord(step: string): string {
  const words: Readonly<Record<string, string>> = {
    create: '填写',
    draft: '填写',
    edit: '修改',
    change: '修改',
    submit: '提交',
    withdraw: '撤回',
    accept: '采纳',
    return: '退回',
    file: '上传佐证',
  };
  return words[step] ?? step;
}

/** '二、（一）4' in its document: one line of citation. */
export const citationOf = ({ document, clause }: Pick<TaskRow, 'document' | 'clause'>): string =>
  `${document}${clause === '' ? '' : `　${clause}`}`;

/** When a department last reported on a task, and whether that is too long ago. */
export function lastReportText(of: TaskResponsible): string {
  if (!of.reports) return '省级部门，不在本平台报告';
  if (of.units !== null) {
    const all = `近期已报告${of.units.reported}个，共${of.units.of}个`;
    if (!of.mine) return all;
    return `本单位${of.lastReportOn === null ? '未报告' : `截至${formatFullDate(of.lastReportOn)}`}；${all}`;
  }
  if (of.lastReportOn === null) return '未报告';
  const since = of.silentMonths ?? 0;
  return `截至${formatFullDate(of.lastReportOn)}${of.silent && since > 0 ? `，${since}个月未报告` : ''}`;
}

/** Newest day anybody responsible has reported up to; null where nobody has. */
export function newestReport(task: Pick<TaskRow, 'departments'>): TaskResponsible | null {
  const reported = task.departments.filter(({ lastReportOn }) => lastReportOn !== null);
  return [...reported].sort((a, b) => (b.lastReportOn ?? '').localeCompare(a.lastReportOn ?? ''))[0] ?? null;
}

/** Who handed a report in and when it was decided on, for its head. */
export function reportByline(report: TaskReport): string {
  return report.recorded ? `代录：${report.createdBy}` : `填报：${report.createdBy}`;
}
