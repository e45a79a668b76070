import { lazy, Suspense } from 'react';
import styles from './chart.module.css';
import type { ChartProps } from './chart-props.ts';

const loadCanvas = () => import('./chart-canvas.tsx');
const PlainCanvas = lazy(async () => ({ default: (await loadCanvas()).ChartCanvas }));
const FullCanvas = lazy(async () => {
  const [canvas] = await Promise.all([loadCanvas(), import('./chart-extras.ts')]);
  return { default: canvas.ChartCanvas };
});

/** Does the chart need the parts of ECharts that the overview does without (chart-extras.ts)? */
function needsExtras({ tooltip, series = [] }: ChartProps['option']): boolean {
  if (tooltip !== undefined) return true;
  return [series].flat().some((one) => one.type === 'bar' || 'markLine' in one);
}

/** Starts loading the chart code while the figures are still on their way. */
export function preloadCharts(): void {
  void loadCanvas();
}

/** An ECharts chart as SVG. Its code loads lazily: figures paint before charts. */
export function Chart(props: ChartProps) {
  const Canvas = needsExtras(props.option) ? FullCanvas : PlainCanvas;
  return (
    <div
      role="img"
      data-chart
      aria-label={props.label}
      className={styles.chart}
      style={{ height: props.height }}
    >
      <Suspense fallback={null}>
        <Canvas {...props} />
      </Suspense>
    </div>
  );
}

const COLOUR_NAMES = [
  'paper',
  'card',
  'ink',
  'ink2',
  'ink3',
  'rule',
  'rule2',
  'brand',
  'brand-soft',
  'on-brand',
  'water',
  'water-soft',
  'ok',
  'ok-soft',
  'warn',
  'warn-soft',
  'bad',
  'bad-soft',
  'none',
  'none-soft',
] as const;

export type ChartColours = Record<(typeof COLOUR_NAMES)[number] | 'sans', string>;

/** The tokens of tokens.css as plain colours, for ECharts; read at each call, so a theme switch counts. */
export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const pairs = [...COLOUR_NAMES, 'sans' as const].map((name) => [
    name,
    style.getPropertyValue(`--${name}`).trim(),
  ]);
  return Object.fromEntries(pairs) as ChartColours;
}

/** Makes a name safe inside the HTML of an ECharts tooltip. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
