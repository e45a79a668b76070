import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import type { TrajectoryReply } from '../../server/progress/schema.ts';
import { formatNumber } from '../format.ts';
import { Chart, type ChartColours, chartColours } from '../ui/chart.tsx';
import { spreadLabels } from './label-spread.ts';
import {
  type IndexPoint,
  type Landing,
  type ScenarioLine,
  shapeTrajectory,
  type TrajectoryShape,
} from './trajectory-shape.ts';

const GRID = { left: 34, right: 94, top: 14, bottom: 26 };
const LABEL_HEIGHT = 17;
const FIRST_YEAR = 2024;
const LAST_YEAR = 2027;

const pair = (point: IndexPoint): [number, number] => [point.year, point.index];
const oneDecimal = (index: number): string => formatNumber(index, 1);

/** Stroke of the ways to 2027; the list beside the chart has the same strokes. */
function scenarioStyle(id: ScenarioLine['id'], colours: ChartColours) {
  return id === 'hitTargets'
    ? { color: colours.water, type: [7, 3, 1.5, 3] }
    : { color: colours.ink, type: [1.5, 2.5] };
}

function lineSeries(shape: TrajectoryShape, colours: ChartColours) {
  const base = { type: 'line' as const, silent: true };
  return [
    {
      ...base,
      data: shape.targetPath.map(pair),
      symbol: 'none',
      lineStyle: { color: colours.ink2, width: 1.4, type: 'dashed' as const },
    },
    ...shape.scenarios.map((line) => ({
      ...base,
      data: line.points.map(pair),
      symbol: 'none',
      lineStyle: { ...scenarioStyle(line.id, colours), width: 1.4 },
    })),
    {
      ...base,
      data: shape.estimated.map(pair),
      symbol: 'circle',
      symbolSize: 7,
      itemStyle: { color: colours.card, borderColor: colours.brand, borderWidth: 1.8 },
      lineStyle: { color: colours.brand, width: 1.8, type: 'dotted' as const },
    },
    {
      ...base,
      data: shape.closed.map(pair),
      symbol: 'circle',
      symbolSize: 7,
      itemStyle: { color: colours.brand },
      lineStyle: { color: colours.brand, width: 2.4 },
    },
  ];
}

/** Values at the points of the actual course, left of 2027. */
function valueSeries(shape: TrajectoryShape, colours: ChartColours) {
  const years = new Set<number>();
  const points = [...shape.closed, ...shape.estimated].filter((point) => {
    const fresh = point.year > FIRST_YEAR && point.year < LAST_YEAR && !years.has(point.year);
    years.add(point.year);
    return fresh;
  });
  return {
    type: 'scatter' as const,
    silent: true,
    symbolSize: 0,
    data: points.map(pair),
    label: {
      show: true,
      position: 'top' as const,
      distance: 6,
      offset: [12, 0],
      color: colours.brand,
      fontWeight: 600,
      fontSize: 12,
      formatter: (item: { value: unknown }) => oneDecimal((item.value as [number, number])[1]),
    },
  };
}

function colourOf(landing: Landing, colours: ChartColours): string {
  if (landing.id === 'headline') return colours.ink;
  if (landing.id === 'hitTargets') return colours.water;
  return landing.id === 'path' ? colours.ink2 : colours.brand;
}

/** The ends in 2027 with their labels, moved apart where they would overlap. */
function landingSeries(shape: TrajectoryShape, colours: ChartColours, height: number) {
  const plot = height - GRID.top - GRID.bottom;
  const perIndex = plot / (shape.axis.max - shape.axis.min);
  const wanted = shape.landings.map((landing) => (shape.axis.max - landing.index) * perIndex);
  const placed = spreadLabels(wanted, LABEL_HEIGHT, { min: 0, max: plot });
  return {
    type: 'scatter' as const,
    silent: true,
    data: shape.landings.map((landing, index) => ({
      value: [LAST_YEAR, landing.index],
      symbol: landing.id === 'headline' ? 'rect' : 'circle',
      symbolSize: landing.id === 'headline' ? [22, 2.5] : landing.id === 'keepPace' ? 0 : 5,
      itemStyle: { color: colourOf(landing, colours) },
      label: {
        show: true,
        position: 'right' as const,
        distance: landing.id === 'headline' ? 4 : 12,
        offset: [0, (placed[index] ?? 0) - (wanted[index] ?? 0)],
        formatter: `${landing.label} ${oneDecimal(landing.index)}`,
        color: colourOf(landing, colours),
        fontWeight: landing.id === 'path' ? 400 : 700,
        fontSize: 12,
      },
    })),
  };
}

function optionOf(shape: TrajectoryShape, colours: ChartColours, height: number): EChartsOption {
  const axisLabel = { color: colours.ink3, fontSize: 11 };
  return {
    textStyle: { fontFamily: colours.sans },
    grid: { ...GRID, containLabel: false },
    xAxis: {
      type: 'value',
      min: FIRST_YEAR,
      max: LAST_YEAR,
      interval: 1,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { ...axisLabel, formatter: (value: number) => String(value) },
    },
    yAxis: {
      type: 'value',
      min: shape.axis.min,
      max: shape.axis.max,
      interval: 5,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel,
      splitLine: { lineStyle: { color: colours.rule } },
    },
    series: [
      ...lineSeries(shape, colours),
      valueSeries(shape, colours),
      landingSeries(shape, colours, height),
    ] as EChartsOption['series'] & object,
  };
}

function describe(trajectory: TrajectoryReply, shape: TrajectoryShape): string {
  const course = trajectory.actual.map(
    (point) => `${point.year}年${oneDecimal(point.index)}${point.estimated ? '（推算）' : ''}`,
  );
  const ends = shape.landings.map((landing) => `${landing.label}${oneDecimal(landing.index)}`);
  return `${trajectory.name}单位工业增加值能耗走势，2024年为100：${course.join('，')}；2027年：${ends.join('，')}`;
}

interface TrajectoryChartProps {
  trajectory: TrajectoryReply;
  height: number;
  /** draws the other ways to 2027 beside the present pace */
  withScenarios?: boolean;
}

/** Course of one unit 2024–2027 against the compounded targets of Attachment 2, as an index (2024 = 100). */
export function TrajectoryChart({ trajectory, height, withScenarios = false }: TrajectoryChartProps) {
  const shape = useMemo(() => shapeTrajectory(trajectory, withScenarios), [trajectory, withScenarios]);
  return (
    <Chart
      option={optionOf(shape, chartColours(), height)}
      height={height}
      label={describe(trajectory, shape)}
    />
  );
}
