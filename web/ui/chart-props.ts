import type { EChartsOption } from 'echarts';

/** What a chart is made of. */
export interface ChartProps {
  option: EChartsOption;
  /** pixels, held from the first paint */
  height: number;
  /** what the chart shows, in one sentence, for those who cannot see it */
  label: string;
  /** ECharts events by name, e.g. click */
  onEvents?: Record<string, (params: unknown) => void>;
}
