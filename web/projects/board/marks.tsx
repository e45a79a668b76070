import type { ProjectRow } from '../../../server/projects/schema.ts';
import { PROJECT_STAGE_LABELS } from '../../../server/rules/project-stages.ts';
import { formatFullDate } from '../../format.ts';
import styles from './board.module.css';

/** Longer in its stage than the platform's own reminder limit; a shape and words beside the colour. */
export function StallMark({ project, full = false }: { project: ProjectRow; full?: boolean }) {
  const { stalled } = project;
  if (stalled === null) return null;
  return (
    <span className={styles.stall} title={stalled.words}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M6 .8 11.6 10.8H.4Z" fill="currentColor" />
      </svg>
      {full ? stalled.words : project.overdue ? '逾期未完工' : '超过提醒时限'}
    </span>
  );
}

/** Stage as a badge; one given up says so. No lamp colours, they belong to lamps. */
export function StageBadge({ project }: { project: Pick<ProjectRow, 'stage' | 'stoppedOn'> }) {
  const { stage, stoppedOn } = project;
  return (
    <>
      <span className={`${styles.badge} ${styles[stage]}`}>{PROJECT_STAGE_LABELS[stage]}</span>
      {stoppedOn === null ? null : (
        <span className={styles.stoppedMark} title={`${formatFullDate(stoppedOn)}终止`}>
          已终止
        </span>
      )}
    </>
  );
}
