import type { EChartsOption } from 'echarts';
import { formatPct } from '../format.ts';
import type { HeatCell } from '../intensity/heat-shape.ts';
import { Chart, type ChartColours, chartColours, escapeHtml } from '../ui/chart.tsx';
import { type CourseShape, labelIndex } from './course-shape.ts';

const SYMBOLS = { green: 'circle', yellow: 'triangle', red: 'rect', none: 'emptyCircle' } as const;

function lampColour(cell: HeatCell, colours: ChartColours): string {
  const byLamp = { green: colours.ok, yellow: colours.warn, red: colours.bad, none: colours.none };
  return byLamp[cell.lamp];
}

function pointOf(course: CourseShape, index: number, isLast: boolean, colours: ChartColours) {
  const cell = course.actual[index] ?? null;
  if (cell === null) return { value: null };
  const colour = lampColour(cell, colours);
  return {
    value: cell.actualPct,
    symbol: SYMBOLS[cell.lamp],
    symbolSize: cell.lamp === 'yellow' ? 10 : 8,
    itemStyle:
      cell.state === 'provisional'
        ? { color: colours.card, borderColor: colour, borderWidth: 1.8 }
        : { color: colour },
    label: {
      show: isLast,
      position: (cell.actualPct ?? 0) > (course.targetPct ?? 0) ? ('top' as const) : ('bottom' as const),
      distance: 8,
      backgroundColor: colours.card,
      padding: [1, 3],
      formatter: `${formatPct(cell.actualPct, cell.decimals, { sign: true })}%`,
      color: colours.ink,
      fontWeight: 700,
      fontSize: 13,
    },
  };
}

/** The year before, named once where it is furthest from this year's line. */
function lastYearPoints(course: CourseShape, colours: ChartColours) {
  const named = labelIndex(course);
  return course.lastYear.map((value, index) => {
    if (value === null || index !== named) return { value };
    const isAbove = value > (course.actual[index]?.actualPct ?? 0);
    const label = {
      show: true,
      position: isAbove ? ('top' as const) : ('bottom' as const),
      formatter: `${course.year - 1}年`,
      color: colours.ink3,
      fontSize: 12,
    };
    return { value, symbol: 'circle', symbolSize: 1, itemStyle: { color: colours.none }, label };
  });
}

function targetLine(course: CourseShape, colours: ChartColours) {
  if (course.targetPct === null) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: colours.ink2, type: 'dashed' as const, width: 1.4 },
      label: {
        position: 'end' as const,
        formatter: `目标 ${formatPct(course.targetPct)}`,
        color: colours.ink2,
        fontSize: 12,
      },
      data: [{ yAxis: course.targetPct }],
    },
  };
}

function tooltipOf(course: CourseShape, index: number): string {
  const cell = course.actual[index] ?? null;
  const before = course.lastYear[index] ?? null;
  const lines = [`<b>${course.year}年${escapeHtml(course.labels[index] ?? '')}</b>`];
  const marks = cell
    ? `${cell.computed ? '（测算）' : ''}${cell.state === 'provisional' ? '（待审核）' : ''}`
    : '';
  lines.push(cell ? `同比 ${formatPct(cell.actualPct, cell.decimals)}%${marks}` : '暂无数据');
  if (before !== null) lines.push(`上年同期 ${formatPct(before)}%`);
  return lines.join('<br>');
}

function rangeOf(course: CourseShape): { min: number; max: number } {
  const values = [
    ...course.actual.map((cell) => cell?.actualPct ?? null),
    ...course.lastYear,
    course.targetPct,
    0,
  ];
  const known = values.filter((value): value is number => value !== null);
  return { min: Math.floor(Math.min(...known) - 0.5), max: Math.ceil(Math.max(...known)) };
}

function optionOf(course: CourseShape, colours: ChartColours): EChartsOption {
  const lastIndex = course.actual.findLastIndex((cell) => cell !== null);
  const axisLabel = { color: colours.ink3, fontSize: 11 };
  return {
    textStyle: { fontFamily: colours.sans },
    grid: { left: 34, right: 74, top: 14, bottom: 26, containLabel: false },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colours.card,
      borderColor: colours.rule2,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: (items: unknown) => {
        const [first] = items as { dataIndex: number }[];
        return first ? tooltipOf(course, first.dataIndex) : '';
      },
    },
    xAxis: {
      type: 'category',
      data: course.labels,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: colours.rule2 } },
      axisLabel: { ...axisLabel, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      ...rangeOf(course),
      axisLabel: { ...axisLabel, formatter: (value: number) => formatPct(value, 0) },
      splitLine: { lineStyle: { color: colours.rule } },
    },
    series: [
      {
        type: 'line',
        data: lastYearPoints(course, colours),
        symbol: 'none',
        silent: true,
        lineStyle: { color: colours.none, width: 1.4 },
      },
      {
        type: 'line',
        data: course.actual.map((_cell, index) => pointOf(course, index, index === lastIndex, colours)),
        lineStyle: { color: colours.brand, width: 2.2 },
        ...targetLine(course, colours),
      },
    ],
  };
}

/** Course of the year's cumulative figures against the target, the year before in grey behind it. */
export function CourseChart({ course, name, height }: { course: CourseShape; name: string; height: number }) {
  const spoken = course.actual.flatMap((cell, index) =>
    cell ? [`${course.labels[index]}${formatPct(cell.actualPct, cell.decimals)}%`] : [],
  );
  const target = course.targetPct === null ? '' : `，年度目标${formatPct(course.targetPct)}%`;
  return (
    <Chart
      option={optionOf(course, chartColours())}
      height={height}
      label={`${name}${course.year}年各期单位工业增加值能耗累计同比：${spoken.join('，') || '尚无数据'}${target}`}
    />
  );
}
