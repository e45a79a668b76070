import type { TaskRow } from '../../server/tasks/schema.ts';
import styles from './tasks.module.css';
import { statusWord } from './words.ts';

type Status = TaskRow['status'];

/** Shapes of their own: a tick, an arrow, a step back, three dots, an empty box; lamps keep theirs. */
const PATHS: Readonly<Record<Status, string>> = {
  done: 'M1.5 6.5 4.8 9.8 10.5 2.5',
  onCourse: 'M1 6H10.4M6.8 2.2 10.6 6 6.8 9.8',
  behind: 'M6 1.5V10.4M2.2 6.8 6 10.6 9.8 6.8',
  silent: 'M1.5 6H2.7M5.4 6H6.6M9.3 6H10.5',
  notStarted: 'M2 2H10V10H2Z',
};

/** A task's status: shape and word, in the neutral colours; lamp colours belong to lamps. */
export function StatusMark({ status }: { status: Status }) {
  return (
    <span className={styles.status} data-status={status}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={PATHS[status]} fill="none" stroke="currentColor" strokeWidth="1.8" />
      </svg>
      {statusWord(status)}
    </span>
  );
}
