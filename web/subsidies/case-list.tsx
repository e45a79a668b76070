import { Link } from '@tanstack/react-router';
import type { CaseSummary } from '../../server/cases/schema.ts';
import { awaitsViewer, groupOf } from '../../server/rules/case-groups.ts';
import type { SubsidiesSearch } from '../app/search.ts';
import { formatWan } from '../format.ts';
import styles from './case-list.module.css';
import { wanDecimals } from './wan-text.ts';
import { placeWord, STAGE_WORDS } from './words.ts';

/** Stage of a case as a badge; no lamp colours, they belong to lamps. */
export function StageBadge({ entry }: { entry: Pick<CaseSummary, 'stage'> }) {
  return (
    <span className={`${styles.badge} ${styles[groupOf(entry.stage)]}`}>{STAGE_WORDS[entry.stage]}</span>
  );
}

interface CaseListProps {
  cases: readonly CaseSummary[];
  chosenId: number | null;
  /** a case stands beside the list: fewer columns */
  isNarrow: boolean;
  searchOf: (id: number) => SubsidiesSearch;
}

function Expected({ entry, decimals }: { entry: CaseSummary; decimals: number }) {
  if (entry.expectedFen === null) return <span className="muted">待议定</span>;
  return (
    <>
      {entry.amountKind === 'ceiling' ? <small className={styles.ceiling}>最高</small> : null}
      {formatWan(entry.expectedFen, decimals)}
    </>
  );
}

function Row({
  entry,
  chosenId,
  searchOf,
  decimals,
}: { entry: CaseSummary; decimals: number } & Omit<CaseListProps, 'cases' | 'isNarrow'>) {
  return (
    <tr className={entry.id === chosenId ? styles.chosen : undefined}>
      <th scope="row">
        <Link
          to="/subsidies"
          search={searchOf(entry.id)}
          resetScroll={false}
          aria-current={entry.id === chosenId ? 'true' : undefined}
          activeProps={{}}
        >
          {entry.beneficiaryName}
        </Link>
        {entry.flag ? <span className={styles.flag}>待核实</span> : null}
        <small>
          {placeWord(entry.policyId)}
          {entry.clause} · {entry.awardTitle}
        </small>
      </th>
      <td className={styles.wide}>{entry.unitName}</td>
      <td className={styles.wide}>{entry.origin === 'automatic' ? '免申即享' : '申报'}</td>
      <td className={styles.stage}>
        <StageBadge entry={entry} />
        {awaitsViewer(entry) ? <span className={styles.waits} title="待我办理" /> : null}
      </td>
      <td className={`num ${entry.approvedFen === null ? styles.expected : styles.past}`}>
        <Expected entry={entry} decimals={decimals} />
      </td>
      <td className={`num ${styles.wide}`}>{formatWan(entry.approvedFen, decimals)}</td>
      <td className={`num ${styles.wide}`}>
        {entry.paidFen === 0 ? '—' : formatWan(entry.paidFen, decimals)}
      </td>
    </tr>
  );
}

/** Cases as a table; each row opens its case. */
export function CaseList({ cases, isNarrow, ...rest }: CaseListProps) {
  const decimals = wanDecimals(
    cases.flatMap(({ expectedFen, approvedFen, paidFen }) => [expectedFen ?? 0, approvedFen ?? 0, paidFen]),
  );
  return (
    <table className={isNarrow ? `${styles.table} ${styles.narrow}` : styles.table}>
      <caption className="visuallyHidden">奖补事项，金额单位万元</caption>
      <thead>
        <tr>
          <th scope="col">主体与事项</th>
          <th scope="col" className={styles.wide}>
            兑现单位
          </th>
          <th scope="col" className={styles.wide}>
            来源
          </th>
          <th scope="col">阶段</th>
          <th scope="col" className="num">
            预计可得
          </th>
          <th scope="col" className={`num ${styles.wide}`}>
            审定
          </th>
          <th scope="col" className={`num ${styles.wide}`}>
            已拨付
          </th>
        </tr>
      </thead>
      <tbody>
        {cases.map((entry) => (
          <Row key={entry.id} entry={entry} decimals={decimals} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
