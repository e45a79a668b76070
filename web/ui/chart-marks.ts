import type { CustomSeriesOption } from 'echarts';
import type { Lamp } from '../../server/rules/grading.ts';
import type { ChartColours } from './chart.tsx';

export type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;
export type DrawnItem = ReturnType<RenderItem>;

/** Colour of a lamp in charts, strong enough for shapes and text. */
export function lampColour(lamp: Lamp, colours: ChartColours): string {
  return { green: colours.ok, yellow: colours.warn, red: colours.bad, none: colours.ink3 }[lamp];
}

/** ● ▲ ■ ○ as shapes of a custom series, about 2 × `size` pixels wide; hollow where `fill` is the background. */
export function lampShape(
  lamp: Lamp,
  at: { x: number; y: number; size: number },
  paint: { fill: string; stroke: string },
): DrawnItem {
  const { x, y, size } = at;
  const style = { ...paint, lineWidth: 1.5 };
  if (lamp === 'red') {
    return { type: 'rect', shape: { x: x - size, y: y - size, width: 2 * size, height: 2 * size }, style };
  }
  if (lamp === 'yellow') {
    const top = [x, y - size * 1.2];
    const points = [top, [x + size * 1.2, y + size], [x - size * 1.2, y + size]];
    return { type: 'polygon', shape: { points }, style };
  }
  return { type: 'circle', shape: { cx: x, cy: y, r: size }, style };
}
