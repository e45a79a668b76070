import { useQuery } from '@tanstack/react-query';
import type { QuotaCostsReply, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { quotaCostsQuery, type UnitsAsked } from '../api/queries.ts';
import type { QuotasSearch } from '../app/search.ts';
import { useCan } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { LampMark } from '../ui/lamp.tsx';
import { Batches } from './batches.tsx';
import { CountsCard } from './counts-card.tsx';
import { matrixFinding } from './findings.ts';
import { Matrix, type RosterChoice } from './matrix.tsx';
import styles from './matrix-tab.module.css';
import { matrixFile } from './matrix-table.ts';
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
  /** those that `pace` is of */
  units: UnitsAsked;
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

/** How 预计完成年 and 补足所需奖补 come about, for who wants to know. */
function Method({ costs }: { costs: QuotaCostsReply | null | undefined }) {
  return (
    <details className={styles.method}>
      <summary>预计完成年{costs === undefined ? '' : '和所需奖补'}怎么算的</summary>
      <ul>
        <li>
          预计完成年：2024年底以来的净增除以已公布批次，为每批净增；以后每年一批，按此进度存量达到目标数的名单年度。净增为零或减少的，按现有批次进度无法完成；首批名单公布前不推算。
        </li>
        {costs?.assumptions.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {costs ? <li>奖补标准：九江措施三；柴桑第2条（补足差额）。金额单位为万元。</li> : null}
      </ul>
    </details>
  );
}

/** The quota matrix with the roster behind a number, the calendar of lists, and what came and went. */
export function MatrixTab({ pace, units, search, mayWrite, onSearch }: MatrixTabProps) {
  const maySeeMoney = useCan('cases.read');
  const money = useQuery({ ...quotaCostsQuery, enabled: maySeeMoney });
  const costs = maySeeMoney ? (money.data ?? null) : undefined;
  const hasChoice = search.unit !== undefined || search.column !== undefined;
  return (
    <div className={styles.layout}>
      <div className={styles.main}>
        <Card
          title={matrixFinding(pace)}
          file={matrixFile(pace, costs)}
          note={
            <>
              单位：园区为个，企业为家；每格为“存量/{pace.year}
              年目标”。来源：目标出自附件2表二，存量为2024年底存量加以后公布、减除名的称号名单，截至
              {formatFullDate(pace.asOf)}。附件2任务数按{pace.year}
              年总量理解（总量口径，待市工信局确认）；附件2空白的为“无任务”，不是0。合计按全市总数计算，各县取整后相加可能小于合计。选择一格看名单。
              {costs === undefined
                ? null
                : '补足奖补单位为万元，为补足尚缺称号的预计可得（待审定）区间，不构成兑现承诺。'}
            </>
          }
        >
          <Legend />
          <Matrix
            pace={pace}
            costs={costs}
            chosen={search}
            onChoose={(choice) => onSearch(withChoice(search, choice))}
          />
          <Method costs={costs} />
        </Card>
        <CountsCard year={search.year} units={units} onYear={(year) => onSearch(withYear(search, year))} />
      </div>
      <aside className={styles.side} aria-label="名单与批次">
        {hasChoice ? (
          <Roster
            key={`${search.unit ?? ''}-${search.column ?? ''}`}
            pace={pace}
            costs={costs}
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
