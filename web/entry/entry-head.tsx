import type { ReportDetail } from '../../server/reports/schema.ts';
import { periodLabel } from '../../server/rules/periods.ts';
import { useSession } from '../app/session.ts';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import styles from './entry.module.css';
import { dueBasisWords, type EntryStage, extensionWords, headWords } from './head-words.ts';
import { dueWords } from './shape-entry.ts';

interface EntryHeadProps {
  detail: ReportDetail;
  stage: EntryStage;
  onPeriod: (period: string) => void;
  onUnit: (unit: string) => void;
}

/** Unit, period, deadline, and in the headline what there is to do. */
export function EntryHead({ detail, stage, onPeriod, onUnit }: EntryHeadProps) {
  const isReturned = detail.status === 'returned' && detail.today <= detail.dueOn;
  const due = dueWords(detail.dueOn, detail.today, detail.revisions.length > 0 && !isReturned);
  const newest = detail.revisions.at(-1)?.revision ?? null;
  const isWriting = stage !== 'viewing';
  const { before, after, keys } = headWords(detail, stage);
  const basis = dueBasisWords(detail);
  const extension = extensionWords(detail);
  return (
    <>
      <PageHead
        eyebrow={
          <>
            {detail.unitName} · {periodLabel(detail.period)} ·{' '}
            <span className={due.overdue ? styles.overdue : undefined}>{due.text}</span>
            {basis === '' ? null : `（${basis}）`}
          </>
        }
        title={
          <>
            {before}
            {keys ? BY_KEYS : null}
            {after}
          </>
        }
        internal={detail.periodState !== 'notYet' && (isWriting || detail.releasedRevision !== newest)}
        actions={
          <>
            <UnitSelect value={detail.unitCode} onChange={onUnit} />
            <PeriodSelect value={detail.period} onChange={onPeriod} />
          </>
        }
      />
      {extension === null ? null : <p className={styles.extension}>{extension}</p>}
    </>
  );
}

/** The keys that submit; not shown on a phone, which has none. */
const BY_KEYS = (
  <span className={styles.keys}>
    按 <kbd className={styles.key}>Ctrl</kbd>＋<kbd className={styles.key}>Enter</kbd>{' '}
  </span>
);

/** For an officer who holds more than one unit. */
function UnitSelect({ value, onChange }: { value: string; onChange: (unit: string) => void }) {
  const { user } = useSession();
  if (user.units.length < 2) return null;
  return (
    <select
      className="field"
      aria-label="单位"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {user.units.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
