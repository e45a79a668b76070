import { Fragment } from 'react';
import type { ReportDetail, Revision } from '../../server/reports/schema.ts';
import { MISSING, minus } from '../format.ts';
import styles from './comparison.module.css';
import { type ComparedRow, comparedRows, lastApprovedBefore } from './shape-review.ts';

/** Side by side: this submission, the last approved one, the fed-back figures, before and a year ago. */
export function Comparison({ detail, revision }: { detail: ReportDetail; revision: Revision }) {
  const approved = lastApprovedBefore(detail, revision.revision);
  const rows = comparedRows(detail, revision);
  const columns: [heading: string, key: 'approved' | 'fedBack' | 'previous' | 'lastYear'][] = [
    ...(approved ? [[`已审第${approved.revision}稿`, 'approved'] as [string, 'approved']] : []),
    ...(detail.feedback ? [['统计反馈', 'fedBack'] as [string, 'fedBack']] : []),
    ['上期', 'previous'],
    ['上年同期', 'lastYear'],
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={`${styles.scroll} sideways`} aria-label="数据对比" tabIndex={0}>
        <table className={styles.comparison}>
          <caption className="visuallyHidden">与已审版本、统计反馈、上期和上年同期比较</caption>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col" className="num">
                本稿
              </th>
              {columns.map(([heading, key]) => (
                <th key={key} scope="col" className="num">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.field} row={row} columns={columns.map(([, key]) => key)} />
            ))}
          </tbody>
        </table>
      </section>
      <Legend rows={rows} feedback={detail.feedback} hasApproved={approved !== null} />
    </>
  );
}

function Line({
  row,
  columns,
}: {
  row: ComparedRow;
  columns: readonly ('approved' | 'fedBack' | 'previous' | 'lastYear')[];
}) {
  return (
    <Fragment>
      <tr className={row.changed ? styles.changedRow : undefined}>
        <th scope="row">
          {row.label} <small>{row.unit}</small>
        </th>
        <td className="num">
          <b>{minus(row.now ?? MISSING)}</b>
        </td>
        {columns.map((key) => (
          <td key={key} className={key === 'fedBack' && row.differs ? `num ${styles.differs}` : 'num'}>
            {key === 'fedBack' && row.differs ? '≠ ' : ''}
            {minus(row[key] ?? MISSING)}
          </td>
        ))}
      </tr>
      {row.remarks.length > 0 ? (
        <tr className={row.changed ? styles.changedRow : undefined}>
          <td colSpan={columns.length + 2} className={styles.remarks}>
            {row.remarks.join('；')}
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

function Legend({
  rows,
  feedback,
  hasApproved,
}: {
  rows: readonly ComparedRow[];
  feedback: ReportDetail['feedback'];
  hasApproved: boolean;
}) {
  const changed = rows.filter((row) => row.changed).length;
  const differing = rows.filter((row) => row.differs).length;
  const parts = [
    ...(hasApproved
      ? [changed > 0 ? `与已审版本相比改了${changed}项（底色标出）` : '各项与已审版本相同']
      : []),
    ...(feedback
      ? [
          `${differing > 0 ? `${differing}项与反馈不一致（≠）` : '与反馈一致'}，反馈文件：${feedback.document}`,
        ]
      : ['本期没有录入统计反馈']),
  ];
  return <p className={styles.legend}>{parts.join('；')}。</p>;
}
