import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import type { BulletinSnapshot } from '../../server/bulletins/schema.ts';
import { COURSE_FIGURE_TITLE, INDICATOR, unitsFigureTitle } from '../../server/rules/bulletin-text/titles.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import { formatNumber, formatPct } from '../format.ts';
import { Chart } from '../ui/chart.tsx';
import { type BarRow, barRange, barRows, type CourseShape, courseShape } from './chart-shape.ts';
import styles from './print.module.css';

/** On paper, whatever the theme of the screen; the light values of tokens.css. */
const PAPER = { ink: '#1e2a27', ink2: '#56635f', rule: '#e3e6e1', brand: '#17624f' };
const LAMPS: Readonly<Record<Lamp, string>> = {
  green: '#24734a',
  yellow: '#8a5d00',
  red: '#b3372b',
  none: '#616e69',
};
const SHAPES: Readonly<Record<Lamp, string>> = { green: '●三级', yellow: '▲二级', red: '■一级', none: '○' };
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", SimHei, sans-serif';
const ROW_HEIGHT = 23;
const COURSE_HEIGHT = 250;

const textStyle = { fontFamily: FONT, color: PAPER.ink };
const axisLabel = { color: PAPER.ink, fontSize: 12, fontFamily: FONT };
const quiet = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };

function barLabel(row: BarRow): string {
  if (row.actualPct === null) return row.missing ?? '没有数据';
  return `${formatPct(row.actualPct, row.decimals)}　${SHAPES[row.lamp]}`;
}

/** Falls to the right: the longer the bar, the larger the fall. */
function barOption(rows: readonly BarRow[]): EChartsOption {
  return {
    animation: false,
    textStyle,
    grid: { left: 74, right: 96, top: 6, bottom: 22 },
    xAxis: {
      type: 'value',
      inverse: true,
      ...barRange(rows),
      interval: 2,
      axisLabel: { ...axisLabel, formatter: (value: number) => formatPct(value, 0) },
      axisLine: { show: false },
      splitLine: { lineStyle: { color: PAPER.rule } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLabel,
      ...quiet,
      axisLine: { show: false, onZero: false },
    },
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: 11,
        data: rows.map((row) => ({ value: row.actualPct ?? 0, itemStyle: { color: LAMPS[row.lamp] } })),
      },
      {
        type: 'scatter',
        silent: true,
        symbol: 'rect',
        symbolSize: [2, 19],
        itemStyle: { color: PAPER.ink, opacity: 1 },
        data: rows.map(({ targetPct }, i) => (targetPct === null ? [null, i] : [targetPct, i])) as never,
      },
      {
        // right of bar and tick, so that neither runs through the words
        type: 'scatter',
        silent: true,
        symbolSize: 0,
        itemStyle: { opacity: 1 },
        data: rows.map((row, i) => ({
          value: [Math.min(0, row.actualPct ?? 0, row.actualPct === null ? 0 : (row.targetPct ?? 0)), i],
          label: {
            show: true,
            position: 'right' as const,
            distance: 7,
            formatter: barLabel(row),
            color: row.actualPct === null ? PAPER.ink2 : LAMPS[row.lamp],
            fontSize: 12,
          },
        })),
      },
    ],
  };
}

/** 图1: actual of each unit against its target. */
export function BarChart({ snapshot }: { snapshot: BulletinSnapshot }) {
  const rows = useMemo(() => barRows(snapshot), [snapshot]);
  const option = useMemo(() => barOption(rows), [rows]);
  const words = rows.map(
    ({ name, actualPct, missing }) => `${name}${missing ?? `${formatPct(actualPct, 2)}%`}`,
  );
  return (
    <figure className={styles.figure}>
      <Chart
        option={option}
        height={rows.length * ROW_HEIGHT + 30}
        label={`各县（市、区）${INDICATOR}同比与年度目标：${words.join('，')}`}
      />
      <figcaption>
        {unitsFigureTitle(snapshot.period)}
        <small>单位：%；横条为实际，竖线为年度目标。来源：附表1。</small>
      </figcaption>
    </figure>
  );
}

function courseOption(shape: CourseShape): EChartsOption {
  const label = {
    show: true,
    fontSize: 12,
    formatter: ({ value }: { value: unknown }) => formatNumber((value as [number, number])[1], 1),
  };
  const line = { type: 'line' as const, silent: true, symbol: 'circle', symbolSize: 6 };
  return {
    animation: false,
    textStyle,
    grid: { left: 46, right: 100, top: 30, bottom: 24 },
    xAxis: {
      type: 'value',
      min: 2023.8,
      max: 2027,
      interval: 1,
      ...quiet,
      axisLabel: {
        ...axisLabel,
        formatter: (value: number) => (Number.isInteger(value) ? `${value}年` : ''),
      },
    },
    yAxis: {
      type: 'value',
      min: shape.min,
      max: shape.max,
      interval: 5,
      axisLabel,
      splitLine: { lineStyle: { color: PAPER.rule } },
    },
    series: [
      {
        ...line,
        symbol: 'none',
        data: shape.target,
        lineStyle: { color: PAPER.ink2, type: 'dashed', width: 1.5 },
        endLabel: {
          show: true,
          formatter: `目标 ${formatNumber(shape.target.at(-1)?.[1] ?? null, 1)}`,
          color: PAPER.ink2,
        },
      },
      {
        ...line,
        data: shape.estimated.map((value, i) => ({ value, label: { show: i > 0 } })),
        lineStyle: { color: PAPER.brand, type: 'dotted', width: 2 },
        itemStyle: { color: '#fff', borderColor: PAPER.brand, borderWidth: 1.8 },
        label: { ...label, position: 'top', color: PAPER.brand },
      },
      {
        ...line,
        data: shape.closed,
        lineStyle: { color: PAPER.brand, width: 2.4 },
        itemStyle: { color: PAPER.brand },
        label: { ...label, position: 'top', color: PAPER.brand },
      },
      {
        type: 'scatter',
        silent: true,
        symbol: 'rect',
        symbolSize: [18, 2.5],
        itemStyle: { color: PAPER.ink, opacity: 1 },
        data: shape.headline === null ? [] : [[2027, shape.headline]],
        label: {
          show: true,
          position: 'right',
          distance: 4,
          offset: [0, 14],
          color: PAPER.ink,
          fontWeight: 700,
          formatter: `总目标 ${formatNumber(shape.headline, 1)}`,
        },
      },
    ],
  };
}

/** 图2: the city's course 2024–2027 as an index. */
export function CourseChart({ snapshot }: { snapshot: BulletinSnapshot }) {
  const shape = useMemo(() => courseShape(snapshot), [snapshot]);
  const option = useMemo(() => courseOption(shape), [shape]);
  const points = snapshot.trajectory.actual.map(
    ({ year, index, estimated }) => `${year}年${formatNumber(index, 1)}${estimated ? '（推算）' : ''}`,
  );
  return (
    <figure className={styles.figure}>
      <Chart
        option={option}
        height={COURSE_HEIGHT}
        label={`全市${INDICATOR}指数，2024年为100：${points.join('，')}`}
      />
      <figcaption>
        {COURSE_FIGURE_TITLE}
        <small>
          指数，2024年＝100；实线为已结束年度，点线为本年推算，虚线为年度目标连乘。来源：各年附表1数据逐年连乘。
        </small>
      </figcaption>
    </figure>
  );
}
