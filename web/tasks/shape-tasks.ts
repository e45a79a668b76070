import type { TaskIndicator, TaskResponsible, TaskRow } from '../../server/tasks/schema.ts';
import type { TasksSearch } from '../app/search.ts';
import { minus } from '../format.ts';

/** Tasks that stand together under one heading. */
export interface TaskGroup {
  heading: string;
  /** small print beside it */
  note: string;
  tasks: TaskRow[];
}

/** Rows that match the filters of the address. */
export function filtered(tasks: readonly TaskRow[], search: TasksSearch): TaskRow[] {
  return tasks.filter(
    ({ campaign, status, departments }) =>
      (search.campaign === undefined || campaign === search.campaign) &&
      (search.status === undefined || status === search.status) &&
      (search.department === undefined ||
        departments.some(({ department }) => department === search.department)),
  );
}

const isMine = ({ departments }: TaskRow) => departments.some(({ mine }) => mine);

/**
 * The plan's tasks by campaign (攻坚行动), then the province's.
 * @param ownFirst heading of the group that stands before the others, with the viewer's own tasks; null = none
 */
export function groupsOf(tasks: readonly TaskRow[], ownFirst: string | null): TaskGroup[] {
  const own = ownFirst === null ? [] : tasks.filter(isMine);
  const groups: TaskGroup[] = own.length > 0 ? [{ heading: ownFirst ?? '', note: '', tasks: own }] : [];
  const keys = new Map<string, TaskGroup>();
  for (const task of tasks.filter((one) => !own.includes(one))) {
    const key = task.level === 'city' ? task.campaign : task.document;
    const group = keys.get(key) ?? {
      heading: task.level === 'city' ? task.campaign : '省级方案，市里有任务的部分',
      note: task.level === 'city' ? '' : task.document,
      tasks: [],
    };
    group.tasks.push(task);
    keys.set(key, group);
  }
  return [...groups, ...keys.values()];
}

/** One task of a department's page. */
export interface DepartmentTask {
  task: TaskRow;
  own: TaskResponsible;
}

/** What a department is responsible for, in the order of the plans. */
export function tasksOf(tasks: readonly TaskRow[], department: string): DepartmentTask[] {
  return tasks.flatMap((task) => {
    const own = task.departments.find((one) => one.department === department);
    return own ? [{ task, own }] : [];
  });
}

/**
 * A report is due: not within the months set, counted by the server, and the task is not done. Of the counties
 * together nothing is; a county officer's own line is that of the own units.
 */
export function isDue({ task, own }: DepartmentTask): boolean {
  if (!own.reports || task.status === 'done') return false;
  return own.silent && (own.units === null || own.mine);
}

/** What a row tells of the reasons of a status: all where they are few, else the first, and how many more. */
export function shownReasons(reasons: readonly string[]): { shown: readonly string[]; more: number } {
  const shown = reasons.length <= 3 ? reasons : reasons.slice(0, 2);
  return { shown, more: reasons.length - shown.length };
}

const withUnit = (value: string, unit: string) => `${minus(value)}${unit}`;

/** '≥ 25%', '10—20家', '目标待下达'. */
export function targetText({ target, targetUpper, unit, direction }: TaskIndicator): string {
  if (target === null) return '目标待下达';
  if (targetUpper !== null) return withUnit(`${target}—${targetUpper}`, unit);
  return `${direction === 'atLeast' ? '≥' : '≤'} ${withUnit(target, unit)}`;
}

/** '18.5%（2025年）', '3家（2026年，平台统计）', '暂无数据'. */
export function actualText({ actual, unit }: TaskIndicator): string {
  if (actual === null) return '暂无数据';
  return `${withUnit(actual.value, unit)}（${actual.year}年${actual.computed ? '，平台统计' : ''}）`;
}

/** What is to be reached this year: figures first, then words; [] where nothing is set. */
export function goalTexts(task: Pick<TaskRow, 'goals' | 'indicators'>): string[] {
  const figures = task.goals.flatMap(({ indicatorId, value }) => {
    const indicator = task.indicators.find(({ id }) => id === indicatorId);
    if (!indicator || value === null) return [];
    return [`${indicator.name}${withUnit(value, indicator.unit)}`];
  });
  const words = task.goals.flatMap((goal) => (goal.words === null ? [] : [goal.words]));
  return [...figures, ...words];
}

/** One point of a sparkline, both from 0 (left, bottom) to 1. */
export interface SparkPoint {
  x: number;
  y: number;
}

/** Yearly values with the target's height among them, for a small line; null where no line can be drawn. */
export function shapeSpark(
  actuals: readonly { year: number; value: string }[],
  target: string | null,
): { points: SparkPoint[]; target: number | null } | null {
  const read = actuals.map(({ year, value }) => ({ year, value: Number(value) }));
  const first = read[0];
  const last = read.at(-1);
  if (!first || !last || read.length < 2 || read.some(({ value }) => Number.isNaN(value))) return null;
  const goal = target === null ? null : Number(target);
  const heights = [...read.map(({ value }) => value), ...(goal === null ? [] : [goal])];
  const least = Math.min(...heights);
  const span = Math.max(...heights) - least || 1;
  const height = (value: number) => (value - least) / span;
  return {
    points: read.map(({ year, value }) => ({
      x: (year - first.year) / (last.year - first.year),
      y: height(value),
    })),
    target: goal === null ? null : height(goal),
  };
}
