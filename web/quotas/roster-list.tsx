import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import { certificateColumn } from '../../server/rules/quota-columns.ts';
import { formatFullDate } from '../format.ts';
import styles from './roster-list.module.css';
import type { RosterEntry } from './roster-shape.ts';

interface RosterListProps {
  entries: RosterEntry[];
  /** what to say beside the holder where the list covers more than one unit or column */
  showUnit: boolean;
  showColumn: boolean;
  /** shows one entry with its evidence */
  onOpen: (certificate: Certificate) => void;
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
  onOpen,
}: { entry: RosterEntry } & Omit<RosterListProps, 'entries'>) {
  const { certificate } = entry;
  const files = certificate.files?.length ?? 0;
  const place = [
    showUnit ? certificate.unitName : null,
    showColumn ? certificateColumn(certificate.column).label : null,
    `${certificate.listYear}年名单`,
    stateWords(entry),
    files > 0 ? `佐证${files}份` : null,
  ].filter(Boolean);
  return (
    <li className={entry.state === 'removed' ? styles.removed : undefined}>
      <button type="button" className={styles.holder} onClick={() => onOpen(certificate)}>
        {certificate.holder}
      </button>
      <span className={styles.facts}>{place.join(' · ')}</span>
    </li>
  );
}

/** Named certificates, those that left the list struck through with day and reason; each opens its entry. */
export function RosterList({ entries, ...rest }: RosterListProps) {
  return (
    <ul className={styles.list}>
      {entries.map((entry) => (
        <Entry key={entry.certificate.id} entry={entry} {...rest} />
      ))}
    </ul>
  );
}
