import { Link } from '@tanstack/react-router';
import type { QuotaKey } from '../../server/analytics/quota-keys.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import type { QuotaTargetsReply } from '../../server/targets/schema.ts';
import { formatCount } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { citationSource, Sourced } from '../ui/source-card.tsx';
import { CitationLine, citationLines } from './citation-line.tsx';
import { quotaTargetsFinding } from './findings.ts';
import styles from './targets.module.css';

function Cell({ count, targets }: { count: number | null; targets: QuotaTargetsReply }) {
  if (count === null) {
    return (
      <td className={`num ${styles.blank}`}>
        <span className="visuallyHidden">无任务</span>
      </td>
    );
  }
  return (
    <td className="num">
      <Sourced source={citationSource(targets.citation)}>{formatCount(count)}</Sourced>
    </td>
  );
}

function Row({ name, code, counts, targets }: RowProps) {
  return (
    <tr className={code === null ? styles.city : undefined}>
      <th scope="row">
        {code === null ? (
          name
        ) : (
          <Link to="/counties/$code" params={{ code }}>
            {name}
          </Link>
        )}
      </th>
      {QUOTA_COLUMNS.map((column) => (
        <Cell key={column.key} count={counts[column.key]} targets={targets} />
      ))}
    </tr>
  );
}

interface RowProps {
  name: string;
  /** null for the line of totals */
  code: string | null;
  counts: Record<QuotaKey, number | null>;
  targets: QuotaTargetsReply;
}

/** Attachment 2, table 2: seven kinds of titles by 2027. Blank is no task (无任务), not 0. */
export function QuotaTargetsCard({ targets }: { targets: QuotaTargetsReply }) {
  return (
    <Card
      title={quotaTargetsFinding(targets)}
      file={{
        title: '附件2表二 绿色制造标杆目标',
        sources: citationLines(targets.citation),
        internal: false,
      }}
      note={
        <>
          <CitationLine citation={targets.citation} />
          斜线格为附件空白，即无任务；按{targets.year}年总量理解，待市工信局确认。
        </>
      }
    >
      <div className={`${styles.scroll} sideways`}>
        <table className={styles.table}>
          <caption className="visuallyHidden">附件2表二：绿色制造标杆任务</caption>
          <thead>
            <tr>
              <th scope="col">单位</th>
              {QUOTA_COLUMNS.map((column) => (
                <th key={column.key} scope="col" className={styles.column}>
                  {column.levelLabel}
                  <br />
                  {column.kindLabel}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row name="合计" code={null} counts={targets.totals} targets={targets} />
            {targets.units.map((unit) => (
              <Row key={unit.code} name={unit.name} code={unit.code} counts={unit} targets={targets} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
