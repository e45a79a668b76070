import type { ProgressHistoryReply } from '../../server/progress/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import { periodLabel, periodsOfYear, shortPeriodLabel } from '../../server/rules/periods.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';

/** What stands in one cell: a figure, a provisional one, nothing although it is due, or nothing yet. */
export type HeatState = 'final' | 'provisional' | 'missing' | 'notDue';

/** One unit in one period. */
export interface HeatCell {
  period: string;
  state: HeatState;
  /** change of intensity, percent */
  actualPct: number | null;
  decimals: number;
  /** computed from the two growth rates, not fed back by the statistics bureau (测算) */
  computed: boolean;
  lamp: Lamp;
}

/** One unit of the heat table, the city first, then in the order of Attachment 2. */
export interface HeatRow {
  code: string;
  name: string;
  isCity: boolean;
  /** target of the year shown, percent */
  targetPct: number | null;
  /** full-year figures of the plan years before the one shown */
  closed: HeatCell[];
  cells: HeatCell[];
}

export interface HeatColumn {
  period: string;
  label: string;
  /** the period is over, a figure can be there */
  due: boolean;
}

export interface HeatTable {
  year: number;
  closedYears: number[];
  columns: HeatColumn[];
  rows: HeatRow[];
}

type HistoryUnit = ProgressHistoryReply['units'][number];

function cellOf(unit: HistoryUnit, periods: readonly string[], period: string): HeatCell {
  const index = periods.indexOf(period);
  const point = index < 0 ? null : (unit.points[index] ?? null);
  if (point === null) {
    const state = index < 0 ? 'notDue' : 'missing';
    return { period, state, actualPct: null, decimals: 0, computed: false, lamp: 'none' };
  }
  return {
    period,
    state: point.provisional ? 'provisional' : 'final',
    actualPct: point.actualPct,
    decimals: point.actualDecimals,
    computed: point.basis === 'computed',
    lamp: point.lamp,
  };
}

function targetOf(targets: IntensityTargetsReply, code: string, year: number): number | null {
  const unit = targets.units.find((candidate) => candidate.code === code);
  if (unit === undefined) return null;
  return Object.entries(unit.targets).find(([key]) => key === String(year))?.[1] ?? null;
}

/** Plan years that have at least one period in the history, oldest first. */
export function yearsOf(history: ProgressHistoryReply): number[] {
  return [...new Set(history.periods.map((period) => Number(period.slice(0, 4))))].sort((a, b) => a - b);
}

/** Newest period in which any unit has a figure this viewer may see; null where there is none. */
export function newestKnown(history: ProgressHistoryReply): string | null {
  const index = history.periods.findLastIndex((_period, position) =>
    history.units.some((unit) => (unit.points[position] ?? null) !== null),
  );
  return history.periods[index] ?? null;
}

/** Heat table of one year: units × the 11 cumulative periods, with the closed years and the year's target before them. */
export function shapeHeat(
  history: ProgressHistoryReply,
  targets: IntensityTargetsReply,
  year: number,
): HeatTable {
  const columns = periodsOfYear(year).map((period) => ({
    period,
    label: shortPeriodLabel(period),
    due: history.periods.includes(period),
  }));
  const closedYears = yearsOf(history).filter((candidate) => candidate < year);
  const ordered = [...history.units].sort((a, b) => Number(b.isCity) - Number(a.isCity));
  const rows = ordered.map((unit) => ({
    code: unit.code,
    name: unit.name,
    isCity: unit.isCity,
    targetPct: targetOf(targets, unit.code, year),
    closed: closedYears.map((closed) => cellOf(unit, history.periods, `${closed}-12`)),
    cells: columns.map((column) => cellOf(unit, history.periods, column.period)),
  }));
  return { year, closedYears, columns, rows };
}

/** Which cells are computed (测算), for the sources of the exported table, where no superscript can stand. */
export function computedLine({ rows }: HeatTable): string {
  const cells = rows.flatMap(({ name, closed, cells: own }) =>
    [...closed, ...own]
      .filter(({ computed }) => computed)
      .map(({ period }) => `${name}${periodLabel(period)}`),
  );
  return cells.length === 0 ? '各单元格均为统计反馈值。' : `以下为按两项增速测算的值：${cells.join('、')}。`;
}
