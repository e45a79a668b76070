import type { EChartsOption } from 'echarts';
import { spreadLabels } from '../intensity/label-spread.ts';
import { Chart, type ChartColours, chartColours } from '../ui/chart.tsx';
import type { CompareShape } from './compare-shape.ts';

const GRID = { left: 34, right: 112, top: 14, bottom: 26 };
const LABEL_HEIGHT = 18;
const SYMBOLS = ['circle', 'diamond', 'emptyCircle'] as const;

/** Told apart by colour, by the mark on the line and by the name at its end. */
function inkOf(rank: number, colours: ChartColours): string {
  return [colours.brand, colours.water, colours.ink][rank] ?? colours.ink2;
}

function seriesOf(shape: CompareShape, colours: ChartColours, height: number) {
  const plot = height - GRID.top - GRID.bottom;
  const perIndex = plot / (shape.axis.max - shape.axis.min);
  const wanted = shape.courses.map(({ end }) => (shape.axis.max - (end?.index ?? shape.axis.min)) * perIndex);
  const placed = spreadLabels(wanted, LABEL_HEIGHT, { min: 0, max: plot });
  return shape.courses.flatMap((course, rank) => {
    const colour = inkOf(rank, colours);
    const line = {
      type: 'line' as const,
      silent: true,
      symbol: SYMBOLS[rank] ?? 'circle',
      symbolSize: 8,
      itemStyle: { color: colour },
    };
    return [
      {
        ...line,
        symbol: 'none',
        data: course.target.map(({ year, index }) => [year, index]),
        lineStyle: { color: colour, width: 1.2, type: 'dashed' as const, opacity: 0.7 },
      },
      {
        ...line,
        data: course.estimated.map(({ year, index }) => [year, index]),
        lineStyle: { color: colour, width: 1.8, type: 'dotted' as const },
      },
      {
        ...line,
        data: course.closed.map(({ year, index }) => [year, index]),
        lineStyle: { color: colour, width: 2.4 },
      },
      {
        type: 'scatter' as const,
        silent: true,
        symbolSize: 0,
        data: course.end ? [[course.end.year, course.end.index]] : [],
        label: {
          show: true,
          position: 'right' as const,
          distance: 10,
          offset: [0, (placed[rank] ?? 0) - (wanted[rank] ?? 0)],
          formatter: course.end?.label ?? '',
          color: colour,
          fontWeight: 700,
          fontSize: 12,
        },
      },
    ];
  });
}

function optionOf(shape: CompareShape, colours: ChartColours, height: number): EChartsOption {
  const axisLabel = { color: colours.ink3, fontSize: 11 };
  const bare = { axisLine: { show: false }, axisTick: { show: false } };
  return {
    textStyle: { fontFamily: colours.sans },
    grid: GRID,
    xAxis: {
      type: 'value',
      min: 2024,
      max: 2027,
      interval: 1,
      ...bare,
      splitLine: { show: false },
      axisLabel: { ...axisLabel, formatter: (value: number) => String(value) },
    },
    yAxis: {
      type: 'value',
      ...shape.axis,
      interval: 5,
      ...bare,
      axisLabel,
      splitLine: { lineStyle: { color: colours.rule } },
    },
    series: seriesOf(shape, colours, height) as EChartsOption['series'] & object,
  };
}

/** Courses of two or three units as an index, 2024 = 100, each named at its end. */
export function CompareChart({ shape, height }: { shape: CompareShape; height: number }) {
  const ends = shape.courses.map(({ end, name }) => end?.label ?? `${name}数据不全`).join('，');
  return (
    <Chart
      option={optionOf(shape, chartColours(), height)}
      height={height}
      label={`单位工业增加值能耗指数，2024年为100，虚线为年度目标；线末：${ends}`}
    />
  );
}
