import type { TaskListReply, TaskRow } from '../../server/tasks/schema.ts';
import { isDue, tasksOf } from './shape-tasks.ts';
import { STATUS_ORDER, statusWord } from './words.ts';

/** The findings of 任务台账 in words. */

/** '按进度12项，滞后2项，已完成1项，久未报告6项'; statuses that none has are left out. */
function statusCounts(tasks: readonly TaskRow[]): string {
  return STATUS_ORDER.map(
    (status) => [status, tasks.filter((task) => task.status === status).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${statusWord(status)}${count}项`)
    .join('，');
}

/** Tasks one's own department (or units) is responsible for. */
export const ownTasks = (tasks: readonly TaskRow[]): TaskRow[] =>
  tasks.filter(({ departments }) => departments.some(({ mine }) => mine));

/** '21项任务：按进度12项，滞后2项，已完成1项，久未报告6项；另有省级方案4项'. */
export function tasksFinding(tasks: readonly TaskRow[]): string {
  if (tasks.length === 0) return '没有任务';
  const city = tasks.filter(({ level }) => level === 'city');
  const others = tasks.length - city.length;
  if (city.length === 0) return `省级方案${others}项任务：${statusCounts(tasks)}`;
  return `${city.length}项任务：${statusCounts(city)}${others === 0 ? '' : `；另有省级方案${others}项`}`;
}

/**
 * Headline of the page: the city's own plan; of a department its own tasks, the province's among them. Their status
 * is that of all responsible together, so what the department itself owes is told beside it.
 */
export function tasksHeadline({ tasks }: Pick<TaskListReply, 'tasks'>, department: string | null): string {
  const own = ownTasks(tasks);
  if (department !== null && own.length > 0) {
    const due = tasksOf(own, department).filter(isDue).length;
    const owed = due === 0 ? '没有应报未报' : `应报未报${due}项`;
    return `${department}承担${own.length}项任务：${statusCounts(own)}；本单位${owed}`;
  }
  return tasksFinding(tasks.filter(({ level }) => level === 'city'));
}

/** What one department is responsible for, and what of it is due. */
export function departmentFinding(department: string, tasks: readonly TaskRow[], due: number): string {
  if (tasks.length === 0) return `${department}没有任务`;
  return `${department}承担${tasks.length}项任务，${due === 0 ? '没有应报未报' : `${due}项应报未报`}`;
}
