import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { quotaPaceQuery } from '../api/queries.ts';
import type { QuotasSearch } from '../app/search.ts';
import { useCan } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { LampMark } from '../ui/lamp.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { Batches } from './batches.tsx';
import { matrixFinding, quotaHeadline } from './findings.ts';
import { Matrix, type RosterChoice } from './matrix.tsx';
import styles from './quotas-page.module.css';
import { Roster } from './roster.tsx';

const route = getRouteApi('/quotas');

function Legend() {
  return (
    <ul className={styles.legend} aria-label="图例">
      <li>
        <i className={styles.stock} /> 存量
      </li>
      <li>
        <i className={styles.tick} /> 按已公布批次应达
      </li>
      <li>
        <span aria-hidden="true">
          <LampMark lamp="green" />
        </span>{' '}
        达标或达到进度
      </li>
      <li>
        <span aria-hidden="true">
          <LampMark lamp="red" />
        </span>{' '}
        落后整数个
      </li>
      <li>
        <span aria-hidden="true">
          <LampMark lamp="none" />
        </span>{' '}
        待公布或缺基数
      </li>
    </ul>
  );
}

interface SectionsProps {
  pace: QuotaPaceReply;
  chosen: RosterChoice;
  onChoose: (choice: RosterChoice) => void;
}

function Sections({ pace, chosen, onChoose }: SectionsProps) {
  const mayWrite = useCan('roster.write');
  const hasChoice = chosen.unit !== undefined || chosen.column !== undefined;
  return (
    <div className={styles.layout}>
      <Card
        title={matrixFinding(pace)}
        note={
          <>
            每格为“存量/{pace.year}年目标”。附件2任务数按{pace.year}
            年总量理解（总量口径，待市工信局确认）；附件2空白的为“无任务”，不是0。合计按全市总数计算，各县取整后相加可能小于合计。选择一格看名单。
          </>
        }
      >
        <Legend />
        <Matrix pace={pace} chosen={chosen} onChoose={onChoose} />
      </Card>
      <aside className={styles.side} aria-label="名单与批次">
        {hasChoice ? (
          <Roster
            key={`${chosen.unit ?? ''}-${chosen.column ?? ''}`}
            pace={pace}
            chosen={chosen}
            mayWrite={mayWrite}
            onClear={() => onChoose({})}
          />
        ) : null}
        <Batches pace={pace} mayWrite={mayWrite} />
      </aside>
    </div>
  );
}

function searchOf(choice: RosterChoice): QuotasSearch {
  return {
    ...(choice.column === undefined ? {} : { column: choice.column }),
    ...(choice.unit === undefined ? {} : { unit: choice.unit }),
  };
}

/** 绿色标杆: the quota matrix of 14 units × 7 columns, its pace by batches and the roster behind each number. */
export function QuotasPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(quotaPaceQuery());
  const choose = (choice: RosterChoice) => {
    void navigate({ search: searchOf(choice), resetScroll: false });
  };
  return (
    <>
      <PageHead
        eyebrow={`绿色制造标杆 · 截至${query.data ? formatFullDate(query.data.asOf) : '—'} · 对照2027年目标`}
        title={query.data ? quotaHeadline(query.data) : '绿色标杆'}
        actions={
          <button type="button" className="button" onClick={() => window.print()}>
            打印
          </button>
        }
      />
      <QueryView query={query} height={640}>
        {(pace) => <Sections pace={pace} chosen={search} onChoose={choose} />}
      </QueryView>
    </>
  );
}
