import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import type { QuotasSearch } from '../app/search.ts';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { LampMark } from '../ui/lamp.tsx';
import { Batches } from './batches.tsx';
import { CountsCard } from './counts-card.tsx';
import { matrixFinding } from './findings.ts';
import { Matrix, type RosterChoice } from './matrix.tsx';
import styles from './matrix-tab.module.css';
import { matrixTable } from './matrix-table.ts';
import { Roster } from './roster.tsx';

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

interface MatrixTabProps {
  pace: QuotaPaceReply;
  search: QuotasSearch;
  mayWrite: boolean;
  onSearch: (search: QuotasSearch) => void;
}

/** The address with another choice; what is absent goes from it. */
function withChoice({ year }: QuotasSearch, { column, unit }: RosterChoice): QuotasSearch {
  return {
    ...(column === undefined ? {} : { column }),
    ...(unit === undefined ? {} : { unit }),
    ...(year === undefined ? {} : { year }),
  };
}

function withYear({ year: _, ...rest }: QuotasSearch, year: string | undefined): QuotasSearch {
  return year === undefined ? rest : { ...rest, year };
}

/** The quota matrix with the roster behind a number, the calendar of lists, and what came and went. */
export function MatrixTab({ pace, search, mayWrite, onSearch }: MatrixTabProps) {
  const hasChoice = search.unit !== undefined || search.column !== undefined;
  return (
    <div className={styles.layout}>
      <div className={styles.main}>
        <Card
          title={matrixFinding(pace)}
          actions={
            <span className="noPrint">
              <ExportButton table={() => matrixTable(pace)} />
            </span>
          }
          note={
            <>
              每格为“存量/{pace.year}年目标”。附件2任务数按{pace.year}
              年总量理解（总量口径，待市工信局确认）；附件2空白的为“无任务”，不是0。合计按全市总数计算，各县取整后相加可能小于合计。选择一格看名单。
            </>
          }
        >
          <Legend />
          <Matrix pace={pace} chosen={search} onChoose={(choice) => onSearch(withChoice(search, choice))} />
        </Card>
        <CountsCard year={search.year} onYear={(year) => onSearch(withYear(search, year))} />
      </div>
      <aside className={styles.side} aria-label="名单与批次">
        {hasChoice ? (
          <Roster
            key={`${search.unit ?? ''}-${search.column ?? ''}`}
            pace={pace}
            chosen={search}
            mayWrite={mayWrite}
            onClear={() => onSearch(withChoice(search, {}))}
          />
        ) : null}
        <Batches pace={pace} mayWrite={mayWrite} />
      </aside>
    </div>
  );
}
