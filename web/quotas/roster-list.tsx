import type { Certificate } from '../../server/quotas/schema.ts';
import { certificateColumn } from '../../server/rules/quota-columns.ts';
import { formatFullDate } from '../format.ts';
import styles from './roster-list.module.css';
import type { RosterEntry } from './roster-shape.ts';

interface RosterListProps {
  entries: RosterEntry[];
  /** what to say beside the holder where the list covers more than one unit or column */
  showUnit: boolean;
  showColumn: boolean;
  /** given to those who may change the roster */
  onRemove?: (certificate: Certificate) => void;
}

function stateWords(entry: RosterEntry): string {
  const { certificate } = entry;
  if (entry.state === 'removed') {
    const reason = certificate.removalReason ? `：${certificate.removalReason}` : '';
    return `${formatFullDate(certificate.removedOn)}退出${reason}`;
  }
  if (entry.state === 'future') return `${formatFullDate(certificate.publishedOn)}起计入`;
  return entry.inBase ? '含在2024年底存量内' : `${formatFullDate(certificate.publishedOn)}公布`;
}

function Entry({
  entry,
  showUnit,
  showColumn,
  onRemove,
}: { entry: RosterEntry } & Omit<RosterListProps, 'entries'>) {
  const { certificate } = entry;
  const place = [
    showUnit ? certificate.unitName : null,
    showColumn ? certificateColumn(certificate.column).label : null,
    `${certificate.listYear}年名单`,
  ].filter(Boolean);
  return (
    <li className={entry.state === 'removed' ? styles.removed : undefined}>
      <span className={styles.holder}>{certificate.holder}</span>
      <span className={styles.facts}>
        {place.join(' · ')} · {stateWords(entry)}
      </span>
      {onRemove && certificate.removedOn === null ? (
        <button
          type="button"
          className={`linkButton noPrint ${styles.remove}`}
          aria-label={`${certificate.holder}退出名单`}
          onClick={() => onRemove(certificate)}
        >
          退出…
        </button>
      ) : null}
    </li>
  );
}

/** Named certificates, those that left the list struck through with day and reason. */
export function RosterList({ entries, ...rest }: RosterListProps) {
  return (
    <ul className={styles.list}>
      {entries.map((entry) => (
        <Entry key={entry.certificate.id} entry={entry} {...rest} />
      ))}
    </ul>
  );
}
