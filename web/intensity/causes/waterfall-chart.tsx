import type { EChartsOption } from 'echarts';
import { formatPct, formatPoints } from '../../format.ts';
import { Chart, type ChartColours, chartColours, escapeHtml } from '../../ui/chart.tsx';
import type { DrawnItem, RenderItem } from '../../ui/chart-marks.ts';
import { type Waterfall, type WaterfallBar, waterfallWords } from './causes-shape.ts';

const ROW_HEIGHT = 25;
const AXIS_HEIGHT = 24;
const BAR = 14;
const HATCH_STEP = 5;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Diagonal strokes within a box (斜线填充), for what is a rest and not a measurement. */
function hatch({ x, y, width, height }: Box, stroke: string): DrawnItem[] {
  const lines: DrawnItem[] = [];
  for (let at = -height + HATCH_STEP / 2; at < width; at += HATCH_STEP) {
    const from = Math.max(0, at);
    const to = Math.min(width, at + height);
    lines.push({
      type: 'line',
      shape: { x1: x + from, y1: y + height - (from - at), x2: x + to, y2: y + height - (to - at) },
      style: { stroke, lineWidth: 1 },
    });
  }
  return lines;
}

function colourOf(bar: WaterfallBar, colours: ChartColours): string {
  if (bar.kind === 'unit') return bar.points <= 0 ? colours.brand : colours.water;
  return bar.kind === 'rest' ? colours.ink3 : colours.ink;
}

/** The bar itself: solid, hollow where its figure waits for approval, hatched where it is the rest. */
function barOf(bar: WaterfallBar, box: Box, colours: ChartColours): DrawnItem[] {
  const colour = colourOf(bar, colours);
  const isHollow = bar.kind === 'rest' || bar.provisional;
  const rect: DrawnItem = {
    type: 'rect',
    shape: box,
    style: { fill: isHollow ? colours.card : colour, stroke: colour, lineWidth: isHollow ? 1.2 : 0 },
  };
  return bar.kind === 'rest' ? [rect, ...hatch(box, colour)] : [rect];
}

/** The figure of a bar: within a sum, which has room for it; else beside the bar, on the side where there is more. */
function labelOf(bar: WaterfallBar, box: Box, isLeft: boolean, colours: ChartColours): DrawnItem {
  const isSum = bar.kind === 'rollUp' || bar.kind === 'city';
  const isInside = isSum && box.width > 60;
  const left = isInside ? box.x + 5 : box.x + box.width + 5;
  const isBefore = isLeft && !isInside;
  return {
    type: 'text',
    style: {
      text: formatPoints(bar.points, bar.decimals, { sign: true }),
      x: isBefore ? box.x - 5 : left,
      y: box.y + box.height / 2,
      align: isBefore ? 'right' : 'left',
      verticalAlign: 'middle',
      fill: isInside && !bar.provisional ? colours.card : colours.ink,
      font: `${bar.kind === 'unit' ? 400 : 700} 12px ${colours.sans}`,
    },
  };
}

function renderBar({ bars, max, min }: Waterfall, colours: ChartColours): RenderItem {
  return (params, api) => {
    const bar = bars[params.dataIndex];
    if (!bar) return { type: 'group', children: [] };
    const at = (value: number, row: number) => {
      const [x = 0, y = 0] = api.coord([value, row]);
      return { x, y };
    };
    const from = at(bar.from, params.dataIndex);
    const to = at(bar.to, params.dataIndex);
    const left = Math.min(from.x, to.x);
    const box = { x: left, y: from.y - BAR / 2, width: Math.max(1, Math.abs(to.x - from.x)), height: BAR };
    const children = barOf(bar, box, colours);
    if (bar.kind === 'unit' || bar.kind === 'rest') {
      // the level goes on to the next bar
      const y2 = from.y + ROW_HEIGHT - BAR / 2;
      const style = { stroke: colours.rule2, lineWidth: 1 };
      children.push({ type: 'line', shape: { x1: to.x, y1: from.y + BAR / 2, x2: to.x, y2 }, style });
    }
    children.push(labelOf(bar, box, (bar.from + bar.to) / 2 > (max + min) / 2, colours));
    return { type: 'group', children: children as never };
  };
}

function tooltipOf({ bars }: Waterfall) {
  return (params: unknown): string => {
    const index =
      typeof params === 'object' && params !== null && 'dataIndex' in params ? params.dataIndex : -1;
    const bar = bars[Number(index)];
    if (!bar) return '';
    const points = `${formatPoints(bar.points, bar.kind === 'city' ? bar.decimals : 3, { sign: true })}个百分点`;
    const level = bar.kind === 'unit' ? `<br>累计至${formatPct(bar.to, 2)}%` : '';
    return `<b>${escapeHtml(bar.name)}</b>${bar.provisional ? '（待审核）' : ''}<br>${points}${level}`;
  };
}

function optionOf(waterfall: Waterfall, colours: ChartColours): EChartsOption {
  const { bars, min, max } = waterfall;
  return {
    textStyle: { fontFamily: colours.sans },
    grid: { left: 70, right: 12, top: 2, bottom: AXIS_HEIGHT },
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: colours.card,
      borderColor: colours.rule2,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: tooltipOf(waterfall),
    },
    xAxis: {
      type: 'value',
      min,
      max,
      interval: max - min > 6 ? 2 : 1,
      axisLabel: {
        color: colours.ink3,
        fontSize: 11,
        formatter: (value: number) => formatPoints(value, 0, { sign: true }),
      },
      splitLine: { lineStyle: { color: colours.rule } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colours.ink, fontSize: 12, interval: 0 },
    },
    series: [
      {
        type: 'custom',
        renderItem: renderBar(waterfall, colours),
        encode: { x: [1, 2], y: 0 },
        data: bars.map(({ from, to }, index) => [index, from, to]),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: colours.ink3, type: 'solid', width: 1 },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  };
}

/** Waterfall (瀑布图) of the contributions: unit by unit to their sum, then the rest to the city's own figure. */
export function WaterfallChart({ waterfall }: { waterfall: Waterfall }) {
  return (
    <Chart
      option={optionOf(waterfall, chartColours())}
      height={waterfall.bars.length * ROW_HEIGHT + AXIS_HEIGHT}
      label={waterfallWords(waterfall)}
    />
  );
}
