import type { EChartsType } from 'echarts';
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import ReactEChartsCore from 'echarts-for-react/esm/core';
import type { ChartProps } from './chart-props.ts';

echarts.use([CustomChart, LineChart, ScatterChart, GridComponent, SVGRenderer]);

/**
 * Gives the drawing its own size as view box: the same on screen, and on paper, where columns are narrower and nothing
 * draws again, the CSS can fit it into its column (chart.module.css).
 */
function keepViewBox(chart: EChartsType): void {
  const fitBox = () => {
    const svg = chart.getDom().querySelector('svg');
    svg?.setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    svg?.setAttribute('preserveAspectRatio', 'xMidYMid meet');
  };
  // the first drawing is done before anybody can listen
  fitBox();
  chart.on('rendered', fitBox);
}

/** Draws at once: the original draws an empty chart first and waits for its end to measure it. */
class DirectChart extends ReactEChartsCore {
  override initEchartsInstance() {
    return Promise.resolve(this.echarts.init(this.ele, this.props.theme, this.props.opts));
  }
}

/** The drawing half of Chart; loaded lazily, with the ECharts parts used and no others. */
export function ChartCanvas({ option, height, onEvents }: ChartProps) {
  return (
    <DirectChart
      echarts={echarts}
      option={{ animation: false, ...option }}
      notMerge
      onChartReady={keepViewBox}
      opts={{ renderer: 'svg' }}
      style={{ height, width: '100%' }}
      {...(onEvents ? { onEvents } : {})}
    />
  );
}
