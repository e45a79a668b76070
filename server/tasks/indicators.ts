import type { taskGoal, taskIndicator } from '../../db/schema.ts';
import { indicatorStanding } from '../rules/task-status.ts';
import type { Indicator } from '../targets/schema.ts';
import type { TaskIndicator } from './schema.ts';

export type GoalRow = typeof taskGoal.$inferSelect;

export interface LinkedIndicator {
  indicator: Indicator;
  /** its figure is printed in the task itself */
  printed: boolean;
}

/** Indicators by task, in the order of the plan. */
export function linkedIndicators(
  indicators: readonly Indicator[],
  links: readonly (typeof taskIndicator.$inferSelect)[],
): Map<string, LinkedIndicator[]> {
  const byTask = new Map<string, LinkedIndicator[]>();
  for (const indicator of indicators) {
    for (const { taskId, indicatorId, printed } of links) {
      if (indicatorId !== indicator.id) continue;
      byTask.set(taskId, [...(byTask.get(taskId) ?? []), { indicator, printed }]);
    }
  }
  return byTask;
}

/** The newest figure: what the platform computes where it does, else the last one entered. */
function actualOf({ computed, actuals }: Indicator, thisYear: number): TaskIndicator['actual'] {
  if (computed) return { value: computed.value, year: thisYear, source: computed.source, computed: true };
  const entered = actuals.findLast(({ year }) => year <= thisYear);
  return entered
    ? { value: entered.value, year: entered.year, source: entered.source, computed: false }
    : null;
}

/** An indicator of a task with its figure and how it stands against the breakdown. */
export function taskIndicatorOf(
  { indicator, printed }: LinkedIndicator,
  goals: readonly GoalRow[],
  thisYear: number,
): TaskIndicator {
  const { id, name, target, targetUpper, unit, direction, dueYear } = indicator;
  const own = goals.flatMap(({ indicatorId, year, value }) =>
    indicatorId === id && value !== null ? [{ year, value }] : [],
  );
  const actual = actualOf(indicator, thisYear);
  const evidence = { name, direction, unit, target, targetUpper, actual, goals: own };
  const stands = indicatorStanding(evidence, thisYear);
  return { id, name, target, targetUpper, unit, direction, dueYear, printed, actual, ...stands };
}
