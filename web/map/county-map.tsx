import type { EChartsOption } from 'echarts';
import { MapChart } from 'echarts/charts';
import { GeoComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import type { UnitProgress } from '../../server/progress/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import { formatPct } from '../format.ts';
import { Chart, type ChartColours, chartColours } from '../ui/chart.tsx';
import { type DrawnItem, lampColour, lampShape, type RenderItem } from '../ui/chart-marks.ts';
import { statusWord } from '../ui/status-words.ts';
import counties from './jiujiang-counties.json';
import { LABEL_PLACES } from './label-places.ts';

const MAP_NAME = 'jiujiang';
/** Windows narrower than this get a smaller map with smaller labels. */
const NARROW = 600;

echarts.use([MapChart, GeoComponent]);
echarts.registerMap(MAP_NAME, JSON.stringify(counties));

function softColour(lamp: Lamp, colours: ChartColours): string {
  const soft = { green: 'ok-soft', yellow: 'warn-soft', red: 'bad-soft', none: 'none-soft' } as const;
  return colours[soft[lamp]];
}

function regionOf(unit: UnitProgress, colours: ChartColours) {
  const areaColor = softColour(unit.annualLamp, colours);
  return {
    name: unit.name,
    itemStyle: { areaColor, borderColor: lampColour(unit.annualLamp, colours), borderWidth: 0.8 },
    label: { show: false },
    emphasis: { itemStyle: { areaColor, borderWidth: 2 }, label: { show: false } },
  };
}

/** Name over shape and figure, with a leader line where the label stands beside its unit. */
function labelItems(
  unit: UnitProgress,
  point: [number, number],
  scale: number,
  colours: ChartColours,
): DrawnItem[] {
  const [offsetX, offsetY] = LABEL_PLACES[unit.code]?.offset ?? [0, 0];
  const [dx, dy] = [offsetX * scale, offsetY * scale];
  const [px, py] = point;
  const [x, y] = [px + dx, py + dy];
  const line = 15 * scale;
  const colour = lampColour(unit.annualLamp, colours);
  const figure =
    unit.actualPct === null
      ? statusWord(unit.status)
      : formatPct(unit.actualPct, unit.actualDecimals ?? 1, { sign: true });
  const text = (words: string, at: [number, number], bold: boolean): DrawnItem => ({
    type: 'text',
    style: {
      text: words,
      x: at[0],
      y: at[1],
      align: 'center',
      verticalAlign: 'middle',
      fill: colours.ink,
      font: `${bold ? 700 : 400} ${Math.round(12 * scale)}px ${colours.sans}`,
    },
  });
  const hollow = unit.annualLamp === 'none' || unit.provisional;
  const items: DrawnItem[] = [
    text(unit.name, [x, y - line / 2], false),
    lampShape(
      unit.annualLamp,
      { x: x - 18 * scale, y: y + line / 2, size: 4 * scale },
      { fill: hollow ? colours.card : colour, stroke: colour },
    ),
    text(figure, [x + 6 * scale, y + line / 2], true),
  ];
  if (dx === 0 && dy === 0) return items;
  const end = dy < 0 ? y + line + 2 : y - line - 2;
  const style = { stroke: colours.ink3, lineWidth: 1, fill: 'none' };
  const dot: DrawnItem = { type: 'circle', shape: { cx: px, cy: py, r: 2.2 }, style: { fill: colours.ink2 } };
  return [{ type: 'line', shape: { x1: px, y1: py, x2: x, y2: end }, style }, dot, ...items];
}

function renderLabels(units: readonly UnitProgress[], scale: number, colours: ChartColours): RenderItem {
  return (params, api) => {
    const unit = units[params.dataIndex];
    const place = unit && LABEL_PLACES[unit.code];
    if (!unit || !place) return { type: 'group', children: [] };
    const [x = 0, y = 0] = api.coord(place.point);
    return { type: 'group', children: labelItems(unit, [x, y], scale, colours) as never };
  };
}

function optionOf(units: readonly UnitProgress[], narrow: boolean, colours: ChartColours): EChartsOption {
  const placed = units.filter((unit) => LABEL_PLACES[unit.code] !== undefined);
  return {
    textStyle: { fontFamily: colours.sans },
    geo: {
      map: MAP_NAME,
      roam: false,
      layoutCenter: ['50%', '52%'],
      layoutSize: narrow ? '99%' : '112%',
      regions: units.map((unit) => regionOf(unit, colours)),
    },
    series: [
      {
        type: 'custom',
        coordinateSystem: 'geo',
        renderItem: renderLabels(placed, narrow ? 0.8 : 1, colours),
        data: placed.map((unit) => ({ name: unit.name, value: LABEL_PLACES[unit.code]?.point ?? [] })),
      },
    ],
  };
}

interface CountyMapProps {
  units: readonly UnitProgress[];
  height: number;
  /** a unit was pressed */
  onSelect: (code: string) => void;
}

/** Geographic sketch (示意图) of the 13 county-level units, coloured by lamp, with 经开区 as a mark. */
export function CountyMap({ units, height, onSelect }: CountyMapProps) {
  const select = (params: unknown) => {
    const name = typeof params === 'object' && params !== null && 'name' in params ? params.name : null;
    const unit = units.find((candidate) => candidate.name === name);
    if (unit) onSelect(unit.code);
  };
  return (
    <Chart
      option={optionOf(units, window.innerWidth < NARROW, chartColours())}
      height={height}
      label="各县（市、区）预警等级示意图，数值见排序表"
      onEvents={{ click: select }}
    />
  );
}
