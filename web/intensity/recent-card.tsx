import { useQuery } from '@tanstack/react-query';
import type { EChartsOption } from 'echarts';
import { trajectoryQuery } from '../api/queries.ts';
import { formatPct } from '../format.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { Chart, type ChartColours, chartColours } from '../ui/chart.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { type RecentShape, recentTable, shapeRecent } from './recent-shape.ts';

const HEIGHT = 300;

function rangeOf(shape: RecentShape) {
  const values = [...shape.points.map(({ actualPct }) => actualPct), ...shape.trend.map(([, pct]) => pct)];
  // half points, with room for the figures above and below the line
  return {
    min: Math.floor((Math.min(...values) - 0.15) * 2) / 2,
    max: Math.ceil((Math.max(...values) + 0.1) * 2) / 2,
  };
}

function optionOf(shape: RecentShape, colours: ChartColours): EChartsOption {
  const axisLabel = { color: colours.ink3, fontSize: 11 };
  const labels = new Map(shape.points.map(({ month, label }) => [month, label]));
  return {
    textStyle: { fontFamily: colours.sans },
    grid: { left: 34, right: 30, top: 22, bottom: 26 },
    xAxis: {
      type: 'value',
      min: -0.3,
      max: (shape.points.at(-1)?.month ?? 0) + 0.3,
      interval: 1,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...axisLabel,
        hideOverlap: true,
        customValues: shape.points.map(({ month }) => month),
        formatter: (value: number) => labels.get(value) ?? '',
      },
    },
    yAxis: {
      type: 'value',
      ...rangeOf(shape),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, formatter: (value: number) => formatPct(value, 1) },
      splitLine: { lineStyle: { color: colours.rule } },
    },
    series: [
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        data: shape.trend,
        lineStyle: { color: colours.ink3, width: 1.2 },
      },
      {
        type: 'line',
        silent: true,
        symbol: 'circle',
        symbolSize: 7,
        data: shape.points.map(({ month, actualPct, side }) => ({
          value: [month, actualPct],
          label: { position: side },
        })),
        itemStyle: { color: colours.brand },
        lineStyle: { color: colours.brand, width: 2.2 },
        label: {
          show: true,
          color: colours.ink,
          // the lines stop before the figures
          textBorderColor: colours.card,
          textBorderWidth: 3,
          fontSize: 12,
          formatter: ({ dataIndex }) => formatPct(shape.points[dataIndex]?.actualPct ?? null, 1),
        },
      },
    ],
  };
}

/** 近期走势: the last periods in a row with their trend, in points a month. */
export function RecentCard({ unit, period }: { unit: string; period: string }) {
  const query = useQuery(trajectoryQuery(unit, period, useAsOf()));
  const shape = query.data ? shapeRecent(query.data) : null;
  const name = query.data?.name ?? '';
  return (
    <Card
      title={query.data ? `${name}：${query.data.slopeSentence.replace(/。$/, '')}` : '近期走势'}
      note="单位：%。各期为1月起累计同比，灰线为按最小二乘拟合的走势；中间缺报的，只取缺报以后各期，1–2月（参考）不取。数据来自各单位上报并审核的单位工业增加值能耗。"
      {...(query.data && shape
        ? {
            file: {
              title: `${name}近${shape.points.length}期单位工业增加值能耗累计同比`,
              sources: [
                '各单位上报并审核的数；有统计反馈数的以反馈数为准，否则按两项增速测算。',
                query.data.slopeSentence,
              ],
              internal: true,
              unit: '%',
              definition: '单位工业增加值能耗1月起累计同比；斜率为最小二乘，单位为百分点/月。',
              table: recentTable(shape),
            },
          }
        : {})}
    >
      <QueryView query={query} height={HEIGHT}>
        {() =>
          shape === null ? (
            <Empty title="连续有数的期数不足3期" next="再报送几期后在此显示走势。" />
          ) : (
            <Chart
              option={optionOf(shape, chartColours())}
              height={HEIGHT}
              label={`${name}近期单位工业增加值能耗累计同比：${shape.points.map(({ label, actualPct }) => `${label}${formatPct(actualPct, 2)}%`).join('，')}`}
            />
          )
        }
      </QueryView>
    </Card>
  );
}
