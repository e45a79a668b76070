import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import type { Effects } from '../../../server/causes/schema.ts';
import { formatPoints } from '../../format.ts';
import { Chart, type ChartColours, chartColours, escapeHtml } from '../../ui/chart.tsx';
import { type EffectRow, effectRange, shapeEffects } from './causes-shape.ts';

const ROW_HEIGHT = 32;
const AXIS_HEIGHT = 24;
const BAR = 11;

function barSeries(
  name: string,
  rows: readonly EffectRow[],
  key: 'intensity' | 'structure',
  paint: { colour: string; ink: string },
) {
  return {
    type: 'bar' as const,
    name,
    barWidth: BAR,
    barGap: '15%',
    itemStyle: { color: paint.colour },
    data: rows.map((row) => ({
      value: row[key],
      label: {
        show: true,
        position: row[key] < 0 ? ('left' as const) : ('right' as const),
        distance: 3,
        fontSize: 11,
        color: paint.ink,
        formatter: formatPoints(row[key], 2, { sign: true }),
      },
    })),
  };
}

function tooltipOf(rows: readonly EffectRow[]) {
  return (items: unknown): string => {
    const [first] = items as { dataIndex: number }[];
    const row = first ? rows[first.dataIndex] : undefined;
    if (!row) return '';
    const points = (value: number) => `${formatPoints(value, 3, { sign: true })}个百分点`;
    return `<b>${escapeHtml(row.name)}</b><br>强度效应 ${points(row.intensity)}<br>结构效应 ${points(row.structure)}`;
  };
}

function optionOf(rows: readonly EffectRow[], colours: ChartColours): EChartsOption {
  const { min, max } = effectRange(rows);
  return {
    textStyle: { fontFamily: colours.sans },
    grid: { left: 104, right: 44, top: 2, bottom: AXIS_HEIGHT },
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'none' },
      backgroundColor: colours.card,
      borderColor: colours.rule2,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: tooltipOf(rows),
    },
    xAxis: {
      type: 'value',
      min,
      max,
      axisLabel: {
        color: colours.ink3,
        fontSize: 11,
        hideOverlap: true,
        formatter: (value: number) => formatPoints(value, 1, { sign: true }),
      },
      splitLine: { lineStyle: { color: colours.rule } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      // left of the figures of the longest bars
      axisLabel: { color: colours.ink, fontSize: 12, interval: 0, margin: 40 },
    },
    series: [
      barSeries('强度效应', rows, 'intensity', { colour: colours.brand, ink: colours.ink }),
      barSeries('结构效应', rows, 'structure', { colour: colours.water, ink: colours.ink2 }),
    ],
  };
}

/** Additive LMDI: what each unit's own intensity and its place in the city's value added did, percentage points. */
export function EffectsChart({ effects }: { effects: Effects }) {
  const rows = useMemo(() => shapeEffects(effects), [effects]);
  const points = (value: number) => formatPoints(value, 2, { sign: true });
  const said = rows.map((row) => `${row.name}${points(row.intensity)}、${points(row.structure)}`);
  return (
    <Chart
      option={optionOf(rows, chartColours())}
      height={rows.length * ROW_HEIGHT + AXIS_HEIGHT}
      label={`各单位强度效应、结构效应（百分点）：${said.join('，')}`}
    />
  );
}
