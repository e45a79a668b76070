import type { EChartsOption } from 'echarts';
import { memo, useMemo } from 'react';
import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatPct } from '../format.ts';
import { Chart, type ChartColours, chartColours } from '../ui/chart.tsx';
import { type DrawnItem, lampColour, lampShape, type RenderItem } from '../ui/chart-marks.ts';
import { AXIS_HEIGHT, ROW_HEIGHT, rankingRange } from './ranking-shape.ts';

const line = (from: [number, number], to: [number, number], style: object): DrawnItem => ({
  type: 'line',
  shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
  style,
});

/** One row: its part of the zero line, hairline, the gap as a bar, the target as a tick, the actual as the lamp's shape. */
function renderRow(
  rows: readonly UnitProgress[],
  colours: ChartColours,
  range: { min: number; max: number },
) {
  const render: RenderItem = (params, api) => {
    const unit = rows[params.dataIndex];
    if (!unit) return { type: 'group', children: [] };
    const at = (value: number): [number, number] => {
      const [x = 0, y = 0] = api.coord([value, params.dataIndex]);
      return [x, y];
    };
    const [zero, middle] = at(0);
    const half = ROW_HEIGHT / 2;
    const children: DrawnItem[] = [
      line([zero, middle - half], [zero, middle + half], { stroke: colours.rule2, lineWidth: 1 }),
      line(at(range.min), at(range.max), { stroke: colours.rule, lineWidth: 1 }),
    ];
    if (unit.targetPct !== null && unit.actualPct !== null) {
      const stroke = lampColour(unit.annualLamp, colours);
      children.push(line(at(unit.targetPct), at(unit.actualPct), { stroke, lineWidth: 2, opacity: 0.55 }));
    }
    if (unit.targetPct !== null) {
      const [x, y] = at(unit.targetPct);
      children.push(
        line([x, y - 7], [x, y + 7], { stroke: colours.ink, lineWidth: 1.3, lineDash: [2.5, 2] }),
      );
    }
    if (unit.actualPct !== null) {
      const [x, y] = at(unit.actualPct);
      const colour = lampColour(unit.annualLamp, colours);
      const fill = unit.provisional ? colours.card : colour;
      children.push(lampShape(unit.annualLamp, { x, y, size: 4.5 }, { fill, stroke: colour }));
    }
    return { type: 'group', children: children as never };
  };
  return render;
}

function optionOf(rows: readonly UnitProgress[], colours: ChartColours): EChartsOption {
  const range = rankingRange(rows);
  const interval = range.max - range.min > 10 ? 4 : 2;
  return {
    textStyle: { fontFamily: colours.sans },
    grid: { left: 8, right: 8, top: 0, bottom: AXIS_HEIGHT },
    xAxis: {
      type: 'value',
      ...range,
      interval,
      axisLabel: {
        color: colours.ink3,
        fontSize: 11,
        margin: 5,
        formatter: (value: number) => formatPct(value, 0, { sign: true }),
      },
      splitLine: { show: false },
    },
    yAxis: { type: 'category', inverse: true, data: rows.map((unit) => unit.code), show: false },
    series: [
      {
        type: 'custom',
        renderItem: renderRow(rows, colours, range),
        encode: { x: [1, 2], y: 0 },
        data: rows.map((unit, index) => [index, unit.targetPct ?? 0, unit.actualPct ?? unit.targetPct ?? 0]),
      },
    ],
  };
}

/**
 * Dots against this year's target, one row a unit; the names and figures stand in the table around it. Draws again only
 * for other rows, not when another unit is pointed at.
 */
export const RankingChart = memo(function RankingChart({ rows }: { rows: readonly UnitProgress[] }) {
  const option = useMemo(() => optionOf(rows, chartColours()), [rows]);
  return (
    <Chart
      option={option}
      height={rows.length * ROW_HEIGHT + AXIS_HEIGHT}
      label="各单位单位工业增加值能耗同比与年度目标的差距，数值见表"
    />
  );
});
