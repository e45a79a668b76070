import type { TrajectoryReply } from '../../server/progress/schema.ts';
import { formatNumber, formatPct } from '../format.ts';
import styles from './scenario-list.module.css';
import { type ScenarioRow, shapeProgress, shapeScenarios } from './trajectory-shape.ts';

/** The stroke of a scenario in the chart. */
function Stroke({ id }: { id: ScenarioRow['id'] }) {
  return (
    <svg className={`${styles.stroke} ${styles[id]}`} viewBox="0 0 26 10" aria-hidden="true">
      <line x1="1" x2="25" y1="5" y2="5" />
    </svg>
  );
}

/** Where 2027 lands under each scenario, with the distance to the target in a sentence. */
export function ScenarioList({ trajectory }: { trajectory: TrajectoryReply }) {
  const rows = shapeScenarios(trajectory);
  if (rows.length === 0) return null;
  return (
    <dl className={styles.list} aria-label="2027年落点，2024年为100">
      {rows.map((row) => (
        <div key={row.id}>
          <dt>
            <Stroke id={row.id} />
            <span className={styles.label}>{row.label}</span>
            <span className={styles.index}>{formatNumber(row.index, 1)}</span>
            <span className={styles.change}>{formatPct(row.changePct, 1, { sign: true })}%</span>
          </dt>
          <dd>{row.sentence}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How much of the target is done (完成进度): a bullet bar with a tick where the years are, and the sentence. */
export function ProgressBullet({ trajectory }: { trajectory: TrajectoryReply }) {
  const shape = shapeProgress(trajectory);
  return (
    <div className={styles.progress}>
      {shape === null ? null : (
        <div className={styles.bar} aria-hidden="true">
          <i className={styles.done} style={{ width: `${shape.done * 100}%` }} />
          <i className={styles.tick} style={{ left: `${shape.tick * 100}%` }} />
        </div>
      )}
      <p>{trajectory.progressSentence}</p>
    </div>
  );
}
