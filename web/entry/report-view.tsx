import type { ReactNode } from 'react';
import type { ReportDetail, Revision } from '../../server/reports/schema.ts';
import { FIGURE_FIELDS, FIGURE_SPECS } from '../../server/rules/figures.ts';
import { formatDateTime, MISSING, minus } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { checkContextOf } from './check-context.ts';
import styles from './entry.module.css';
import { ResultPanel } from './result-panel.tsx';
import { scopeWords } from './scope-fields.tsx';

interface ReportViewProps {
  detail: ReportDetail;
  revision: Revision;
  /** starts a new draft from these figures; absent where this person may not write */
  onRevise?: (() => void) | undefined;
}

/** A report that is submitted or approved: as it stands, who did what, what happens next. */
export function ReportView({ detail, revision, onRevise }: ReportViewProps) {
  const { figures, decision } = revision;
  return (
    <div className={styles.columns}>
      <Card
        title={`第${revision.revision}次报送 · ${formatDateTime(revision.submittedAt)} · ${revision.submittedBy}`}
        note={nextWords(detail)}
      >
        <table className={styles.figures}>
          <caption className="visuallyHidden">已报送的数据</caption>
          <tbody>
            {FIGURE_FIELDS.map((field) => (
              <tr key={field}>
                <th scope="row">{FIGURE_SPECS[field].label}</th>
                <td className="num">
                  <strong>{minus(figures[field] ?? MISSING)}</strong>
                </td>
                <td className={styles.unitCell}>{FIGURE_SPECS[field].unit}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <dl className={styles.facts}>
          <Fact term="口径">{scopeWords(figures)}</Fact>
          {revision.flags.length > 0 ? (
            <Fact term="提示">
              {revision.flags.map((flag) => (
                <span key={flag.message} className={styles.flag}>
                  ▲ {flag.message}
                </span>
              ))}
            </Fact>
          ) : null}
          <Fact term="说明">{figures.note || '无'}</Fact>
          {decision ? (
            <Fact term="审核">
              {decision.decidedBy} {formatDateTime(decision.decidedAt)}{' '}
              {decision.outcome === 'approved' ? '审核通过' : `退回：${decision.reason ?? ''}`}
            </Fact>
          ) : null}
        </dl>
        {onRevise ? (
          <div className={styles.foot}>
            <button type="button" className="button" onClick={onRevise}>
              修订
            </button>
          </div>
        ) : null}
      </Card>
      <ResultPanel figures={figures} context={checkContextOf(detail)} title="本期结果" />
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function nextWords(detail: ReportDetail): string {
  if (detail.status === 'submitted') {
    return '市工信局审核通过后计入总览。审核期间不能修改，如需修改请联系市工信局退回；退回意见会显示在本页。';
  }
  if (detail.status === 'returned') return '已退回，等待填报单位修改后重新提交。';
  if (detail.status === 'draft') return '填报单位正在修订，重新提交前以已审核的版本为准。';
  if (detail.releasedAt !== null)
    return `已于${formatDateTime(detail.releasedAt)}公布。数据如有变化，可发起修订，修订稿审核通过前仍以本稿为准。`;
  return '已审核通过，尚未公布，请按内部资料管理。数据如有变化，可发起修订，修订稿审核通过前仍以本稿为准。';
}
