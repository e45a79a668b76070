import type { ReactNode } from 'react';
import type { ReportDetail, Revision } from '../../server/reports/schema.ts';
import type { Figures } from '../../server/rules/figures.ts';
import { FIGURE_FIELDS, FIGURE_SPECS } from '../../server/rules/figures.ts';
import { formatDateTime, MISSING, minus } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { checkContextOf } from './check-context.ts';
import styles from './entry.module.css';
import { ReportActions } from './report-actions.tsx';
import { ResultPanel } from './result-panel.tsx';
import { scopeWords } from './scope-words.ts';
import { changedFields } from './signing-shape.ts';

interface ReportViewProps {
  detail: ReportDetail;
  revision: Revision;
  onMoved: (newest: ReportDetail) => void;
}

/** A report that is submitted or approved: as it stands, who did what, what happens next. */
export function ReportView({ detail, revision, onMoved }: ReportViewProps) {
  const { figures, decision } = revision;
  const signed = revision.signedOffBy === null ? '' : `（${revision.signedOffBy}签核）`;
  return (
    <div className={styles.columns}>
      <Card
        title={`第${revision.revision}稿 · ${formatDateTime(revision.submittedAt)} · ${revision.submittedBy}${signed}`}
        note={nextWords(detail)}
      >
        <FiguresTable figures={figures} caption="已报送的数据" />
        <dl className={styles.facts}>
          <Fact term="口径">{scopeWords(figures)}</Fact>
          {revision.feedbackId === null ? null : <Fact term="方式">确认统计反馈数，未作修改</Fact>}
          {revision.flags.length > 0 ? (
            <Fact term="提示">
              {revision.flags.map((flag) => (
                <span key={flag.message} className={flag.severity === 'hint' ? styles.hint : styles.flag}>
                  {flag.severity === 'hint' ? '○' : '▲'} {flag.message}
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
        {detail.feedback?.differs ? (
          <p className={styles.differing}>
            ▲ 与最新的统计反馈数（{detail.feedback.document}）不一致，请与市工信局沟通或更正。
          </p>
        ) : null}
        <ReportActions detail={detail} onMoved={onMoved} />
      </Card>
      <ResultPanel figures={figures} context={checkContextOf(detail)} title="本期结果" />
    </div>
  );
}

interface FiguresTableProps {
  figures: Figures;
  caption: string;
  /** a version to compare with, in a column of its own; changed rows are marked */
  before?: { heading: string; figures: Figures } | undefined;
}

/** The numbers of a report with their remarks; optional ones without anything are left out. */
export function FiguresTable({ figures, caption, before }: FiguresTableProps) {
  const versions = before === undefined ? [figures] : [figures, before.figures];
  const fields = FIGURE_FIELDS.filter(
    (field) =>
      FIGURE_SPECS[field].requiredAtSubmit ||
      versions.some((version) => version[field] !== null || version.absent[field] !== undefined),
  );
  const changed = before === undefined ? null : changedFields(figures, before.figures);
  return (
    <table className={styles.figures}>
      <caption className="visuallyHidden">{caption}</caption>
      {before === undefined ? null : (
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col" className="num">
              {before.heading}
            </th>
            <th scope="col" className="num">
              本稿
            </th>
            <th scope="col">
              <span className="visuallyHidden">单位</span>
            </th>
          </tr>
        </thead>
      )}
      <tbody>
        {fields.map((field) => (
          <tr key={field} className={changed?.has(field) ? styles.changedRow : undefined}>
            <th scope="row">
              {FIGURE_SPECS[field].label}
              {changed?.has(field) ? <span className="visuallyHidden">（有变化）</span> : null}
              {figures.comments[field] ? <small>备注：{figures.comments[field]}</small> : null}
              {figures.absent[field] ? <small>无数据：{figures.absent[field]}</small> : null}
            </th>
            {before === undefined ? null : <td className="num">{minus(before.figures[field] ?? MISSING)}</td>}
            <td className="num">
              <strong>{minus(figures[field] ?? MISSING)}</strong>
            </td>
            <td className={styles.unitCell}>{FIGURE_SPECS[field].unit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function nextWords(detail: ReportDetail): string {
  if (detail.status === 'submitted') {
    return '市工信局审核通过后计入总览。审核前如需修改，可以撤回；退回意见会显示在本页。';
  }
  if (detail.status === 'returned') return '已退回，等待填报单位修改后重新提交。';
  if (detail.status === 'draft') return '填报单位正在修改，重新提交前以已审核的版本为准。';
  if (detail.releasedAt !== null)
    return `已于${formatDateTime(detail.releasedAt)}公布。数据如有变化，可申请更正，更正稿审核通过前仍以本稿为准。`;
  return '已审核通过，尚未公布，请按内部资料管理。数据如有变化，可申请更正，更正稿审核通过前仍以本稿为准。';
}
