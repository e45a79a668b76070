import { formatPoints } from '../format.ts';
import type { HeatCell, HeatRow, HeatTable } from '../intensity/heat-shape.ts';

/** One unit's course through the periods of a year, beside the year before. */
export interface CourseShape {
  year: number;
  labels: string[];
  targetPct: number | null;
  /** one per label; null = no figure, never 0 */
  actual: (HeatCell | null)[];
  lastYear: (number | null)[];
}

const figureOf = (cell: HeatCell | undefined): HeatCell | null =>
  cell === undefined || cell.actualPct === null ? null : cell;

function rowOf(table: HeatTable | null, code: string): HeatRow | undefined {
  return table?.rows.find((row) => row.code === code);
}

/** Lines of the monthly course; `before` is the table of the year before, null in the first year of the plan. */
export function shapeCourse(table: HeatTable, before: HeatTable | null, code: string): CourseShape {
  const row = rowOf(table, code);
  const rowBefore = rowOf(before, code);
  return {
    year: table.year,
    labels: table.columns.map((column) => column.label),
    targetPct: row?.targetPct ?? null,
    actual: table.columns.map((_column, index) => figureOf(row?.cells[index])),
    lastYear: table.columns.map((_column, index) => rowBefore?.cells[index]?.actualPct ?? null),
  };
}

/** Period at which the line of the year before is furthest from this year's, so that its label is clear; −1 for none. */
export function labelIndex(course: CourseShape): number {
  let best = -1;
  let widest = -1;
  for (const [index, value] of course.lastYear.entries()) {
    const actual = course.actual[index]?.actualPct;
    if (value === null || actual === null || actual === undefined) continue;
    const distance = Math.abs(value - actual);
    if (distance > widest) [best, widest] = [index, distance];
  }
  return best >= 0 ? best : course.lastYear.findIndex((value) => value !== null);
}

function metWords(met: number, all: number): string {
  if (met === 0) return `${all}期均未达到年度目标`;
  return met === all ? `${all}期均达到年度目标` : `${all}期中${met}期达到年度目标`;
}

/** Title: how the newest figure moved since the period before it, and how many periods met the target. */
export function courseFinding(course: CourseShape): string {
  const known = course.actual.flatMap((cell, index) =>
    cell === null ? [] : [{ cell, label: course.labels[index] ?? '' }],
  );
  const last = known.at(-1);
  if (last === undefined) return `${course.year}年各期：尚无数据`;
  const met = known.filter(({ cell }) => cell.lamp === 'green').length;
  const start = `${course.year}年${metWords(met, known.length)}`;
  const previous = known.at(-2);
  if (previous === undefined) return start;
  const move = (last.cell.actualPct ?? 0) - (previous.cell.actualPct ?? 0);
  const decimals = Math.max(last.cell.decimals, previous.cell.decimals, 1);
  const size = formatPoints(Math.abs(move), decimals);
  if (Number(size) === 0) return `${start}，${last.label}与${previous.label}持平`;
  return `${start}，${last.label}比${previous.label}${move < 0 ? '好转' : '转差'}${size}个百分点`;
}
