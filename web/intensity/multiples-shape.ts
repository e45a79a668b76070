import type { ProgressReply, UnitProgress } from '../../server/progress/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';
import type { CardFile } from '../ui/card-file.ts';
import { lampWord } from '../ui/lamp.tsx';
import type { HeatTable } from './heat-shape.ts';
import type { IndexPoint } from './trajectory-shape.ts';

/** One small picture: a unit's course since 2024 against its compounded targets (2024 = 100). */
export interface Multiple {
  code: string;
  name: string;
  planLamp: Lamp;
  cumulativePct: number | null;
  cumulativeTargetPct: number | null;
  /** closed years, then this year's estimate as the last point; only 2024 where the chain has a hole */
  actual: IndexPoint[];
  targetPath: IndexPoint[];
}

const BASE: IndexPoint = { year: 2024, index: 100 };

/** Compounds yearly changes into indices; used for drawing only, the deciding figures come from the server. */
function pathOf(yearly: readonly { year: number; pct: number | null }[]): IndexPoint[] {
  const points = [BASE];
  let index = BASE.index;
  for (const { year, pct } of yearly) {
    if (pct === null) break;
    index *= 1 + pct / 100;
    points.push({ year, index });
  }
  return points;
}

function actualOf(unit: UnitProgress, table: HeatTable): IndexPoint[] {
  const row = table.rows.find((candidate) => candidate.code === unit.code);
  const closed = (row?.closed ?? []).map((cell, index) => ({
    year: table.closedYears[index] ?? table.year,
    pct: cell.actualPct,
  }));
  const points = pathOf(closed);
  if (points.length <= closed.length || unit.cumulativePct === null) return points;
  return [...points, { year: table.year, index: BASE.index + unit.cumulativePct }];
}

/** The 14 units in the order of the reply. */
export function shapeMultiples(
  progress: ProgressReply,
  targets: IntensityTargetsReply,
  table: HeatTable,
): Multiple[] {
  return progress.units
    .filter((unit) => !unit.isCity)
    .map((unit) => {
      const yearly = targets.units.find((candidate) => candidate.code === unit.code)?.targets;
      const steps = Object.entries(yearly ?? {}).map(([year, pct]) => ({ year: Number(year), pct }));
      return {
        code: unit.code,
        name: unit.name,
        planLamp: unit.planLamp,
        cumulativePct: unit.cumulativePct,
        cumulativeTargetPct: unit.cumulativeTargetPct,
        actual: actualOf(unit, table),
        targetPath: pathOf(steps),
      };
    });
}

/** Title: how many keep to the plan's path, and who is furthest behind. */
export function multiplesFinding(multiples: readonly Multiple[]): string {
  const known = multiples.filter((unit) => unit.planLamp !== 'none');
  if (known.length === 0) return '规划期累计：年度数据不全，暂无等级';
  const onPath = known.filter((unit) => unit.planLamp === 'green').length;
  const start = `规划期累计：${known.length}个单位中${onPath}个跟上目标路径`;
  const gapOf = (unit: Multiple) => (unit.cumulativePct ?? 0) - (unit.cumulativeTargetPct ?? 0);
  const worst = [...known].filter((unit) => unit.planLamp !== 'green').sort((a, b) => gapOf(b) - gapOf(a))[0];
  return worst === undefined ? start : `${start}，${worst.name}离得最远`;
}

/** Common scale of all pictures, whole numbers. */
export function scaleOf(multiples: readonly Multiple[]): { min: number; max: number } {
  const all = multiples.flatMap((unit) => [...unit.actual, ...unit.targetPath]).map((point) => point.index);
  return {
    min: Math.floor(Math.min(99, ...all)),
    max: Math.ceil(Math.max(100, ...all)),
  };
}

/** The figures of all pictures as a table. */
export function multiplesTable(multiples: readonly Multiple[]): NonNullable<CardFile['table']> {
  return {
    columns: [
      { label: '单位', kind: 'text' },
      { label: '规划期累计（%）', kind: 'number', decimals: 2 },
      { label: '应达数（%）', kind: 'number', decimals: 2 },
      { label: '规划期等级', kind: 'text' },
    ],
    rows: multiples.map((unit) => [
      unit.name,
      unit.cumulativePct,
      unit.cumulativeTargetPct,
      lampWord(unit.planLamp),
    ]),
  };
}
