import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReportDetail, Revision } from '../../server/reports/schema.ts';
import { isReferenceOnly } from '../../server/rules/periods.ts';
import { liveResult } from '../../server/rules/report-checks.ts';
import { reportQuery } from '../api/queries.ts';
import { checkContextOf } from '../entry/check-context.ts';
import {
  agreementWords,
  cumulativeWords,
  decisiveText,
  formulaWords,
  gapWords,
  targetText,
} from '../entry/result-words.ts';
import { scopeWords } from '../entry/scope-fields.tsx';
import { formatDateTime, MISSING, minus } from '../format.ts';
import { Lamp } from '../ui/lamp.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import styles from './review.module.css';
import { comparedRows, lastApprovedBefore, scopeChanges } from './shape-review.ts';

interface ReportPanelProps {
  unit: string;
  period: string;
  busy: boolean;
  onApprove: () => void;
  onReturn: () => void;
}

/** One report in full: result, comparison, doubts, note, and the decision. */
export function ReportPanel({ unit, period, busy, onApprove, onReturn }: ReportPanelProps) {
  const query = useQuery(reportQuery(unit, period));
  return (
    <QueryView query={query} height={420}>
      {(detail) => {
        const revision = detail.revisions.at(-1);
        if (!revision) {
          return (
            <Empty
              title={`${detail.unitName}还没有报送${detail.label}数据`}
              next={
                detail.status === 'draft'
                  ? '填报人员正在填写，尚未提交。'
                  : '可提醒填报人员在“数据填报”中提交。'
              }
            />
          );
        }
        return (
          <>
            <Submission detail={detail} revision={revision} />
            {detail.status === 'submitted' ? (
              <div className={styles.decide}>
                <Button onClick={onReturn} disabled={busy} danger>
                  退回
                </Button>
                <Button type="primary" onClick={onApprove} loading={busy}>
                  通过
                </Button>
              </div>
            ) : null}
          </>
        );
      }}
    </QueryView>
  );
}

function Submission({ detail, revision }: { detail: ReportDetail; revision: Revision }) {
  const { figures, decision } = revision;
  const before = lastApprovedBefore(detail, revision.revision)?.figures ?? detail.previous?.figures ?? null;
  const changes = scopeChanges(figures, before);
  return (
    <div className={styles.submission}>
      <header>
        <h2>
          {detail.unitName} <span>第{revision.revision}稿</span>
        </h2>
        <p>
          {revision.submittedBy} {formatDateTime(revision.submittedAt)}提交
          {decision
            ? `；${decision.decidedBy} ${formatDateTime(decision.decidedAt)}${decision.outcome === 'approved' ? '审核通过' : '退回'}`
            : ''}
        </p>
      </header>
      <Result detail={detail} revision={revision} />
      {revision.flags.length > 0 ? (
        <ul className={styles.flags} aria-label="提示">
          {revision.flags.map((flag) => (
            <li key={flag.message}>{flag.message}</li>
          ))}
        </ul>
      ) : null}
      <dl className={styles.facts}>
        <dt>说明</dt>
        <dd>{figures.note || '无'}</dd>
        {decision?.outcome === 'returned' ? (
          <>
            <dt>退回意见</dt>
            <dd>{decision.reason}</dd>
          </>
        ) : null}
        <dt>口径</dt>
        <dd>
          {scopeWords(figures)}
          {changes.length > 0 ? <span className={styles.changed}>（{changes.join('；')}）</span> : null}
        </dd>
      </dl>
      <Comparison detail={detail} revision={revision} />
    </div>
  );
}

function Result({ detail, revision }: { detail: ReportDetail; revision: Revision }) {
  const context = checkContextOf(detail);
  const result = liveResult(revision.figures, context);
  const formula = formulaWords(revision.figures);
  return (
    <div className={styles.result}>
      <p className={styles.figure}>
        <Lamp lamp={result.annualLamp} />
        <strong>{decisiveText(revision.figures, result) ?? MISSING}</strong>
        <span>%</span>
        <span>目标 {targetText(context.targetPct)}</span>
        <span>
          {gapWords(result, context.targetPct)}
          {result.mayFlip ? <b className={styles.flip}> 舍入内可能翻转</b> : null}
        </span>
      </p>
      {formula !== null && result.computedPct !== null ? (
        <p>
          {formula} = {minus(result.computedPct.toFixed(2))}%{agreementWords(revision.figures, result)}
        </p>
      ) : null}
      <p>
        规划期 <Lamp lamp={result.planLamp} /> {cumulativeWords(result)}
        {isReferenceOnly(detail.period) ? '；1–2月仅供参考，不列入通报' : ''}
      </p>
    </div>
  );
}

function Comparison({ detail, revision }: { detail: ReportDetail; revision: Revision }) {
  const approved = lastApprovedBefore(detail, revision.revision);
  return (
    <div className={styles.scroll}>
      <table className={styles.comparison}>
        <caption className="visuallyHidden">与已审版本、上期和上年同期比较</caption>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col" className="num">
              本稿
            </th>
            {approved ? (
              <th scope="col" className="num">
                已审第{approved.revision}稿
              </th>
            ) : null}
            <th scope="col" className="num">
              上期
            </th>
            <th scope="col" className="num">
              上年同期
            </th>
          </tr>
        </thead>
        <tbody>
          {comparedRows(detail, revision).map((row) => (
            <tr key={row.label} className={row.changed ? styles.changedRow : undefined}>
              <th scope="row">
                {row.label} <small>{row.unit}</small>
              </th>
              <td className="num">
                <b>{minus(row.now ?? MISSING)}</b>
              </td>
              {approved ? <td className="num">{minus(row.approved ?? MISSING)}</td> : null}
              <td className="num">{minus(row.previous ?? MISSING)}</td>
              <td className="num">{minus(row.lastYear ?? MISSING)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
