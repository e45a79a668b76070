import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/* The least a page with one chart can be: what the time of our pages is compared with. */
use([BarChart, GridComponent, SVGRenderer]);

const chart = init(document.querySelector<HTMLElement>('#chart'));
const units = Array.from({ length: 14 }, (_, index) => `单位${index + 1}`);
chart.setOption({
  animation: false,
  xAxis: { type: 'category', data: units },
  yAxis: { type: 'value' },
  series: [{ type: 'bar', data: units.map((_, index) => -1 - (index % 5)) }],
});
