import { BarChart } from 'echarts/charts';
import { MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';

/** Loaded before the first chart with a tooltip, bars or a marked line (chart.tsx); the overview does without. */
echarts.use([BarChart, MarkLineComponent, TooltipComponent]);
