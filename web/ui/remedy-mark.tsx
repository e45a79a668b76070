import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatDate } from '../format.ts';
import styles from './remedy-mark.module.css';

/** What `RemedyMark` says, for titles and tables: '整改中（至12月20日）'; '' where nothing is being put right. */
export function remedyText(remedy: UnitProgress['remedy']): string {
  return remedy === null ? '' : `整改中（至${formatDate(remedy.until)}）`;
}

/**
 * 整改中（至M月D日）, beside a lamp, never instead of it: a warning notice is out and its time to put things right runs.
 * `short` leaves out the day, for dense tables; the title has it.
 */
export function RemedyMark({ remedy, short = false }: { remedy: UnitProgress['remedy']; short?: boolean }) {
  if (remedy === null) return null;
  const title = `预警通知已发出，整改期限${remedy.until}，不改变预警等级`;
  return (
    <span className={styles.mark} title={title}>
      {short ? '整改中' : remedyText(remedy)}
    </span>
  );
}
