import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { periodsQuery, quotaPaceQuery, warningsQuery } from '../api/queries.ts';
import { useCan, useSession } from '../app/session.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { QueryView } from '../ui/states.tsx';
import styles from './next-card.module.css';
import { type NextLine, nextFinding, shapeNext, whenWords } from './next-shape.ts';

function Lines({ lines, today }: { lines: readonly NextLine[]; today: string }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.key} className={styles.line}>
          <span className={line.isOverdue ? styles.overdue : styles.when}>{whenWords(line, today)}</span>
          {line.warning === undefined ? (
            <span>{line.text}</span>
          ) : (
            <Link to="/warnings" search={{ warning: String(line.warning) }}>
              {line.text}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The lines of 下一步 as of today, from what this reader may see; undefined while the reads are on their way. */
export function useNext(): { lines: NextLine[] | undefined; query: UseQueryResult<QuotaPaceReply> } {
  const { today } = useSession();
  const quotas = useQuery(quotaPaceQuery());
  const periods = useQuery(periodsQuery);
  const warnings = useQuery({ ...warningsQuery, enabled: useCan('warnings.read') });
  const isWaiting = quotas.data === undefined || periods.isLoading || warnings.isLoading;
  const lines = isWaiting
    ? undefined
    : shapeNext({
        today,
        periods: periods.data?.periods ?? [],
        batches: quotas.data.batches,
        warnings: warnings.data?.warnings ?? [],
      });
  return { lines, query: quotas };
}

/** 下一步: what is overdue and what is due next: reports, lists, answers to warnings. */
export function NextCard() {
  const { today } = useSession();
  const asOf = useAsOf();
  const { lines, query } = useNext();
  return (
    <Card
      title={lines ? nextFinding(lines, today) : '下一步'}
      note={
        <>
          {asOf === undefined ? null : <strong>按今天的数据，不随截至日期回看。</strong>}
          来源：报送期限、名单批次预计公布日期和预警督办台账。
        </>
      }
    >
      <QueryView query={query} height={110}>
        {() => <Lines lines={lines ?? []} today={today} />}
      </QueryView>
    </Card>
  );
}
