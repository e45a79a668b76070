import type { BulletinSnapshot } from '../../server/bulletins/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';

/* What the two charts of a printed bulletin show. Pure, no pixels. */

export interface BarRow {
  name: string;
  /** null = nothing is drawn but the words */
  actualPct: number | null;
  /** as published, or 2 for a computed figure */
  decimals: number;
  targetPct: number | null;
  lamp: Lamp;
  /** 未报送, 未公布 */
  missing: string | null;
}

/** 图1: the units with figures by how far they are ahead of their target, then those without. */
export function barRows({ city, units }: BulletinSnapshot): BarRow[] {
  const row = (unit: BulletinSnapshot['units'][number]): BarRow => ({
    name: unit.name,
    actualPct: unit.actualPct,
    decimals: unit.actualDecimals ?? 2,
    targetPct: unit.targetPct,
    lamp: unit.annualLamp,
    missing: unit.missing === null ? null : unit.missing === 'unreleased' ? '未公布' : '未报送',
  });
  const known = units.filter(({ actualPct }) => actualPct !== null);
  const unknown = units.filter(({ actualPct }) => actualPct === null);
  const gapOf = ({ gapPct }: { gapPct: number | null }) => gapPct ?? Number.POSITIVE_INFINITY;
  return [city, ...known.sort((a, b) => gapOf(a) - gapOf(b)), ...unknown].map(row);
}

/** Ends of the bars' axis, whole steps of 2 percent with 0 among them. */
export function barRange(rows: readonly BarRow[]): { min: number; max: number } {
  const known = rows.flatMap(({ actualPct, targetPct }) => [actualPct ?? 0, targetPct ?? 0]);
  return { min: Math.floor(Math.min(0, ...known) / 2) * 2, max: Math.ceil(Math.max(0, ...known) / 2) * 2 };
}

export interface CourseShape {
  /** year and index, 2024 = 100 */
  target: [number, number][];
  closed: [number, number][];
  /** from the last closed year on, dotted */
  estimated: [number, number][];
  headline: number | null;
  min: number;
  max: number;
}

/** 图2: the city's course against the compounded targets. */
export function courseShape({ trajectory }: BulletinSnapshot): CourseShape {
  const pair = ({ year, index }: { year: number; index: number }): [number, number] => [year, index];
  const closed = trajectory.actual.filter(({ estimated }) => !estimated);
  const open = trajectory.actual.filter(({ estimated }) => estimated);
  const last = closed.at(-1);
  const values = [...trajectory.targetPath, ...trajectory.actual].map(({ index }) => index);
  if (trajectory.headlineIndex !== null) values.push(trajectory.headlineIndex);
  return {
    target: trajectory.targetPath.map(pair),
    closed: closed.map(pair),
    estimated: open.length === 0 || !last ? [] : [last, ...open].map(pair),
    headline: trajectory.headlineIndex,
    min: Math.floor(Math.min(...values) / 5) * 5,
    max: Math.max(100, Math.ceil(Math.max(...values) / 5) * 5),
  };
}
