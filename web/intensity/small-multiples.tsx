import { formatPct } from '../format.ts';
import { LampMark } from '../ui/lamp.tsx';
import { type Multiple, scaleOf } from './multiples-shape.ts';
import styles from './small-multiples.module.css';
import type { IndexPoint } from './trajectory-shape.ts';

const WIDTH = 150;
const HEIGHT = 76;
const EDGE = 5;
const YEARS = { first: 2024, span: 3 };

interface Scale {
  min: number;
  max: number;
}

const xOf = (year: number): number => EDGE + ((year - YEARS.first) / YEARS.span) * (WIDTH - 2 * EDGE);
const yOf = (index: number, scale: Scale): number =>
  EDGE + ((scale.max - index) / (scale.max - scale.min)) * (HEIGHT - 2 * EDGE);

function lineOf(points: readonly IndexPoint[], scale: Scale): string {
  return points
    .map((point) => `${xOf(point.year).toFixed(1)},${yOf(point.index, scale).toFixed(1)}`)
    .join(' ');
}

function Picture({ unit, scale, year }: { unit: Multiple; scale: Scale; year: number }) {
  const closed = unit.actual.filter((point) => point.year < year);
  const last = unit.actual.at(-1);
  const isEstimated = last !== undefined && last.year === year;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.picture} aria-hidden="true">
      <line className={styles.base} x1={EDGE} x2={WIDTH - EDGE} y1={yOf(100, scale)} y2={yOf(100, scale)} />
      <polyline className={styles.path} points={lineOf(unit.targetPath, scale)} />
      <polyline className={styles.closed} points={lineOf(closed, scale)} />
      {isEstimated ? (
        <polyline className={styles.estimated} points={lineOf(unit.actual.slice(-2), scale)} />
      ) : null}
      {isEstimated ? (
        <circle className={styles.end} cx={xOf(last.year)} cy={yOf(last.index, scale)} r="3" />
      ) : null}
    </svg>
  );
}

interface SmallMultiplesProps {
  multiples: Multiple[];
  /** year of the period shown; its point is an estimate */
  year: number;
  chosen: string;
  onChoose: (unit: string) => void;
}

/** Fourteen small trajectories on one scale: each unit's course against its own target path. */
export function SmallMultiples({ multiples, year, chosen, onChoose }: SmallMultiplesProps) {
  const scale = scaleOf(multiples);
  return (
    <ul className={styles.grid} data-chart>
      {multiples.map((unit) => (
        <li key={unit.code}>
          <button
            type="button"
            className={unit.code === chosen ? `${styles.tile} ${styles.chosen}` : styles.tile}
            aria-pressed={unit.code === chosen}
            onClick={() => onChoose(unit.code)}
          >
            <span className={styles.name}>
              <LampMark lamp={unit.planLamp} /> {unit.name}
            </span>
            <Picture unit={unit} scale={scale} year={year} />
            <span className={styles.figures}>
              <strong>{formatPct(unit.cumulativePct, 1, { sign: true })}</strong>
              <span>应{formatPct(unit.cumulativeTargetPct)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
