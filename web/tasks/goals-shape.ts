import type { TaskDetail, TaskGoalsChange } from '../../server/tasks/schema.ts';

/** Years of the plan: 2025 to 2027, and on to the latest year an indicator is due. */
export function goalYears({ indicators, goals }: Pick<TaskDetail, 'indicators' | 'goals'>): number[] {
  const last = Math.max(
    2027,
    ...indicators.map(({ dueYear }) => dueYear ?? 0),
    ...goals.map(({ year }) => year),
  );
  return Array.from({ length: last - 2024 }, (_, index) => 2025 + index);
}

/** What one year is to reach, as typed: a value of each indicator, and words. */
export interface GoalsDraft {
  values: Readonly<Record<string, string>>;
  words: string;
}

const goalOf = ({ goals }: Pick<TaskDetail, 'goals'>, year: number, indicatorId: string | null) =>
  goals.find((goal) => goal.year === year && goal.indicatorId === indicatorId) ?? null;

/** The breakdown of one year as it is saved; '' where nothing is set. */
export function goalsDraft(task: Pick<TaskDetail, 'goals' | 'indicators'>, year: number): GoalsDraft {
  return {
    values: Object.fromEntries(task.indicators.map(({ id }) => [id, goalOf(task, year, id)?.value ?? ''])),
    words: goalOf(task, year, null)?.words ?? '',
  };
}

const written = (text: string): string | null => {
  const plain = text.trim().replaceAll('−', '-');
  return plain === '' ? null : plain;
};

/** What was changed, as the API takes it; what is empty is taken away. */
export function goalsChange(
  task: Pick<TaskDetail, 'goals' | 'indicators'>,
  year: number,
  draft: GoalsDraft,
): TaskGoalsChange {
  const figures = task.indicators.map(({ id }) => ({
    indicatorId: id,
    value: written(draft.values[id] ?? ''),
    words: null,
    version: goalOf(task, year, id)?.version ?? 0,
    was: goalOf(task, year, id)?.value ?? null,
  }));
  const words = draft.words.trim() === '' ? null : draft.words.trim();
  const line = {
    indicatorId: null,
    value: null,
    words,
    version: goalOf(task, year, null)?.version ?? 0,
    was: goalOf(task, year, null)?.words ?? null,
  };
  const changed = [...figures, line].filter((goal) => (goal.value ?? goal.words) !== goal.was);
  return { year, goals: changed.map(({ was: _was, ...goal }) => goal) };
}
