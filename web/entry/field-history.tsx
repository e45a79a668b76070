import { useQuery } from '@tanstack/react-query';
import type { FieldChange, ReportDetail } from '../../server/reports/schema.ts';
import type { FigureField } from '../../server/rules/figures.ts';
import { periodLabel } from '../../server/rules/periods.ts';
import { reportChangesQuery } from '../api/queries.ts';
import { formatDateTime, MISSING, minus } from '../format.ts';
import { QueryView } from '../ui/states.tsx';
import { changeWords } from './change-words.ts';
import styles from './field-panels.module.css';
import { FIELD_LABELS } from './field-words.ts';
import { historyValues } from './shape-entry.ts';

interface FieldHistoryProps {
  id: string;
  field: FigureField;
  detail: ReportDetail;
}

/** The last twelve approved values of a field, and who changed it in this period. */
export function FieldHistory({ id, field, detail }: FieldHistoryProps) {
  const changes = useQuery(reportChangesQuery(detail.unitCode, detail.period));
  const values = historyValues(detail, field);
  return (
    <section className={styles.history} id={id} aria-label={`${FIELD_LABELS[field]}的历史`}>
      <h3>{values.length > 0 ? `近${values.length}期已审核数` : '还没有已审核的历史数据'}</h3>
      <ul className={styles.values}>
        {values.map(({ period, text }) => (
          <li key={period}>
            <span>{periodLabel(period)}</span>
            {text === null ? MISSING : minus(text)}
          </li>
        ))}
      </ul>
      <h3>本期修改记录</h3>
      <QueryView query={changes} height={24}>
        {(reply) => <Log changes={reply.changes.filter((change) => change.field === field)} />}
      </QueryView>
    </section>
  );
}

function Log({ changes }: { changes: readonly FieldChange[] }) {
  if (changes.length === 0) return <p>本期还没有修改。</p>;
  return (
    <ol className={styles.log}>
      {changes.map((change) => (
        <li key={`${change.at} ${change.aspect} ${change.revision}`}>
          <time dateTime={change.at}>{formatDateTime(change.at)}</time>
          <span>{change.by}</span>
          <span>{changeWords(change)}</span>
        </li>
      ))}
    </ol>
  );
}
