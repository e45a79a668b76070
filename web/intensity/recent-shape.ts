import type { TrajectoryReply } from '../../server/progress/schema.ts';
import { shortPeriodLabel } from '../../server/rules/periods.ts';
import type { CardFile } from '../ui/card-file.ts';

/** Where a figure stands, so that the line to its neighbours does not run through it. */
export type LabelSide = 'top' | 'bottom';

/** Below where the line comes down to the point from its neighbours, above elsewhere. */
function sideOf(values: readonly number[], index: number): LabelSide {
  const own = values[index] ?? 0;
  const neighbours = [values[index - 1], values[index + 1]].filter((value) => value !== undefined);
  const mean = neighbours.reduce((sum, value) => sum + value, 0) / Math.max(1, neighbours.length);
  return neighbours.length > 0 && mean > own ? 'bottom' : 'top';
}

/** The last periods in a row with their trend line. */
export interface RecentShape {
  /** month on the axis, counted from 0; a turn of the year leaves its gap */
  points: { month: number; label: string; actualPct: number; side: LabelSide }[];
  /** ends of the trend line */
  trend: [month: number, pct: number][];
}

const monthOf = (period: string) => Number(period.slice(0, 4)) * 12 + Number(period.slice(5));

/** '1–10月', in January's turn with the year: '2025年1–12月'. */
function labelOf(period: string, newest: string): string {
  const year = period.slice(0, 4);
  return year === newest.slice(0, 4) ? shortPeriodLabel(period) : `${year}年${shortPeriodLabel(period)}`;
}

/** Points and trend line of the last periods; null where there are too few in a row. For drawing only. */
export function shapeRecent({
  slope,
  period,
}: Pick<TrajectoryReply, 'slope' | 'period'>): RecentShape | null {
  const first = slope?.points[0];
  if (!slope || first === undefined) return null;
  const start = monthOf(first.period);
  const values = slope.points.map(({ actualPct }) => actualPct);
  const points = slope.points.map((point, index) => ({
    month: monthOf(point.period) - start,
    label: labelOf(point.period, period),
    actualPct: point.actualPct,
    side: sideOf(values, index),
  }));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centre = [mean(points.map(({ month }) => month)), mean(points.map(({ actualPct }) => actualPct))];
  const at = (month: number): [number, number] => [
    month,
    (centre[1] ?? 0) + slope.pointsPerMonth * (month - (centre[0] ?? 0)),
  ];
  return { points, trend: [at(0), at(points.at(-1)?.month ?? 0)] };
}

/** The values of the chart as a table. */
export function recentTable(shape: RecentShape): NonNullable<CardFile['table']> {
  return {
    columns: [
      { label: '报告期', kind: 'text' },
      { label: '累计同比（%）', kind: 'number', decimals: 2 },
    ],
    rows: shape.points.map(({ label, actualPct }) => [label, actualPct]),
  };
}
