import { minus } from '../format.ts';
import { shapeSpark } from './shape-tasks.ts';
import styles from './tasks.module.css';

const WIDTH = 96;
const HEIGHT = 26;

interface SparklineProps {
  name: string;
  actuals: readonly { year: number; value: string }[];
  target: string | null;
  unit: string;
}

/** Yearly actual values as a small line, the target dashed; nothing where there are fewer than two. */
export function Sparkline({ name, actuals, target, unit }: SparklineProps) {
  const shape = shapeSpark(actuals, target);
  if (shape === null) return null;
  const y = (height: number) => 2 + (1 - height) * (HEIGHT - 4);
  const points = shape.points.map(({ x, y: height }) => ({ x: 2 + x * (WIDTH - 4), y: y(height) }));
  const said = actuals.map(({ year, value }) => `${year}年${minus(value)}${unit}`).join('，');
  const last = points.at(-1);
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${name}历年实际：${said}`}
    >
      {shape.target === null ? null : <line x1="0" x2={WIDTH} y1={y(shape.target)} y2={y(shape.target)} />}
      <polyline points={points.map((point) => `${point.x},${point.y}`).join(' ')} />
      {last ? <circle cx={last.x} cy={last.y} r="2.4" /> : null}
    </svg>
  );
}
