import type { ReactNode } from 'react';
import type { ReportDetail, Revision } from '../../server/reports/schema.ts';
import { EDITION_LABELS } from '../../server/rules/figures.ts';
import { isReferenceOnly } from '../../server/rules/periods.ts';
import { liveResult } from '../../server/rules/report-checks.ts';
import { checkContextOf } from '../entry/check-context.ts';
import {
  agreementWords,
  computedText,
  cumulativeWords,
  decisiveText,
  formulaWords,
  gapWords,
  targetText,
} from '../entry/result-words.ts';
import { scopeWords } from '../entry/scope-words.ts';
import { formatDate, formatDateTime, MISSING } from '../format.ts';
import { Lamp } from '../ui/lamp.tsx';
import { Comparison } from './comparison.tsx';
import styles from './review.module.css';
import { lastApprovedBefore, lateWords, scopeChanges } from './shape-review.ts';

interface SubmissionProps {
  detail: ReportDetail;
  revision: Revision;
  /** why it stands where it does in the queue */
  risk: readonly string[];
  /** stands between the result and the details */
  children: ReactNode;
}

/** What was handed in: result, doubts, note, scope and the figures side by side. */
export function Submission({ detail, revision, risk, children }: SubmissionProps) {
  return (
    <div className={styles.submission}>
      <Head detail={detail} revision={revision} />
      <Result detail={detail} revision={revision} />
      {risk.length > 0 ? <p className={styles.risk}>审核重点：{risk.join('；')}</p> : null}
      {revision.flags.length > 0 ? (
        <ul className={styles.flags} aria-label="提示">
          {revision.flags.map((flag) => (
            <li key={flag.message} data-severity={flag.severity}>
              {flag.message}
            </li>
          ))}
        </ul>
      ) : null}
      {children}
      <Facts detail={detail} revision={revision} />
      <Comparison detail={detail} revision={revision} />
    </div>
  );
}

function Head({ detail, revision }: { detail: ReportDetail; revision: Revision }) {
  const { decision } = revision;
  const late = lateWords(detail);
  const isReopened = detail.status === 'draft' && detail.approvedRevision !== null;
  return (
    <header>
      <h2>
        {detail.unitName}{' '}
        <span>
          第{revision.revision}稿 · {EDITION_LABELS[revision.figures.edition]}
        </span>
      </h2>
      <p>
        {revision.submittedBy} {formatDateTime(revision.submittedAt)}提交
        {revision.signedOffBy ? `，${revision.signedOffBy}签核` : ''}
        {revision.feedbackId === null ? '' : '，按统计反馈数确认'}
        {decision
          ? `；${decision.decidedBy} ${formatDateTime(decision.decidedAt)}${decision.outcome === 'approved' ? '审核通过' : '退回'}`
          : ''}
      </p>
      <p>
        {formatDate(detail.dueOn)}截止
        {detail.extension ? `（延期：${detail.extension.reason}）` : ''}
        {late ? <b className={styles.late}>，{late}</b> : ''}
        {isReopened ? `；已重新打开正在更正，第${detail.approvedRevision}稿继续有效` : ''}
        {detail.status === 'signing' ? '；新一稿正等本单位签核' : ''}
      </p>
    </header>
  );
}

function Facts({ detail, revision }: { detail: ReportDetail; revision: Revision }) {
  const { figures, decision } = revision;
  const approved = lastApprovedBefore(detail, revision.revision)?.figures ?? null;
  const changes = scopeChanges(figures, approved ?? detail.previous?.figures ?? null);
  const noteChanged = approved !== null && approved.note !== figures.note;
  return (
    <dl className={styles.facts}>
      <dt>说明</dt>
      <dd>
        {figures.note || '无'}
        {noteChanged ? <span className={styles.changed}>（已审稿：{approved.note || '无'}）</span> : null}
      </dd>
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
  );
}

function Result({ detail, revision }: { detail: ReportDetail; revision: Revision }) {
  const context = checkContextOf(detail);
  const result = liveResult(revision.figures, context);
  const formula = formulaWords(revision.figures);
  const computed = computedText(result);
  const fedBack = context.feedback?.publishedIntensityPct ?? null;
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
      {formula !== null && computed !== null ? (
        <p>
          {formula} = {computed}
          {agreementWords(revision.figures, result, fedBack)}
        </p>
      ) : null}
      <p>
        规划期 <Lamp lamp={result.planLamp} /> {cumulativeWords(result)}
        {isReferenceOnly(detail.period) ? '；1–2月仅供参考，不列入通报' : ''}
      </p>
    </div>
  );
}
