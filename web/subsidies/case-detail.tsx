import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { caseQuery } from '../api/queries.ts';
import { formatDate, formatDateTime, formatFullDate, formatWan } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { QueryView } from '../ui/states.tsx';
import styles from './case-detail.module.css';
import { CaseFiles } from './case-files.tsx';
import { StageBadge } from './case-list.tsx';
import { shapeLife } from './case-shape.ts';
import { CaseSteps } from './case-steps.tsx';
import { CaseTrace } from './case-trace.tsx';
import { eventWord, expectedWord, PAYER_WORDS, placeWord } from './words.ts';

function Amounts({ detail }: { detail: CaseDetail }) {
  const { expectedFen, approvedFen, paidFen } = detail;
  const figure = (word: string, fen: number | null, missing: string, note?: string) => (
    <div>
      <dt>{word}</dt>
      <dd>
        {fen === null ? (
          <span className={styles.missing}>{missing}</span>
        ) : (
          <>
            <strong>{formatWan(fen)}</strong> <small>万元</small>
          </>
        )}
        {note ? <small className={styles.under}>{note}</small> : null}
      </dd>
    </div>
  );
  const left =
    approvedFen === null || approvedFen <= paidFen
      ? undefined
      : `待拨付${formatWan(approvedFen - paidFen)}万元`;
  return (
    <dl className={styles.amounts}>
      {figure(expectedWord(detail), expectedFen, '未写金额，由人工议定')}
      {figure('审定', approvedFen, '未审定', detail.approvalDocument ?? undefined)}
      {figure('已拨付', paidFen === 0 ? null : paidFen, '尚未拨付', left)}
    </dl>
  );
}

/** The life of a case as a track: what is behind it, what comes next. */
function LifeTrack({ detail }: { detail: CaseDetail }) {
  return (
    <ol className={styles.track} aria-label="办理进度">
      {shapeLife(detail).map((node) => (
        <li
          key={node.word}
          className={styles[node.state]}
          aria-current={node.state === 'next' ? 'step' : undefined}
        >
          <b>{node.word}</b>
          <small title={node.at === null ? undefined : `${formatDateTime(node.at)} ${node.by ?? ''}`}>
            {node.at === null ? (node.state === 'next' ? '下一步' : '') : formatDate(node.at)}
          </small>
        </li>
      ))}
    </ol>
  );
}

function Warnings({ detail }: { detail: CaseDetail }) {
  const { flag, sameMatter, noticeFrom, noticeTo, stage, amountReason } = detail;
  return (
    <>
      {flag ? (
        <p className={styles.warning}>
          <b className={styles.warningWord}>待核实</b>
          {flag}
        </p>
      ) : null}
      {sameMatter.length > 0 ? (
        <div className={styles.warning}>
          <b className={styles.warningWord}>同一事项</b>
          <span>
            该主体另有同一事项未了结，就高不重复，请核对：
            {sameMatter.map((other) => (
              <Link
                key={other.id}
                to="/subsidies"
                search={{ tab: 'cases', case: String(other.id) }}
                className={styles.other}
              >
                {placeWord(other.policyId)}
                {other.clause} {other.awardTitle}
                {other.expectedFen === null ? '' : `（${formatWan(other.expectedFen)}万元）`}
              </Link>
            ))}
          </span>
        </div>
      ) : null}
      {noticeFrom && noticeTo ? (
        <p className={styles.fact}>
          <span>公示</span>
          {formatFullDate(noticeFrom)}至{formatFullDate(noticeTo)}
          {stage === 'publicNotice' ? '，期满后方可审定' : ''}
        </p>
      ) : null}
      {amountReason ? (
        <p className={styles.fact}>
          <span>金额调整</span>
          {amountReason}
        </p>
      ) : null}
      {detail.funding && detail.funding.length > 0 ? (
        <p className={styles.fact}>
          <span>资金来源</span>
          {detail.funding.map(({ payer, fen }) => `${PAYER_WORDS[payer]}${formatWan(fen)}万元`).join('，')}
        </p>
      ) : null}
    </>
  );
}

function Payments({ detail }: { detail: CaseDetail }) {
  if (detail.payments.length === 0) return null;
  return (
    <section className={styles.section} aria-label="拨付记录">
      <h3>拨付</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">拨付日期</th>
            <th scope="col">凭证号</th>
            <th scope="col">登记人</th>
            <th scope="col" className="num">
              金额（万元）
            </th>
          </tr>
        </thead>
        <tbody>
          {detail.payments.map((payment) => (
            <tr key={payment.id}>
              <td>{formatFullDate(payment.paidOn)}</td>
              <td>{payment.voucher}</td>
              <td>{payment.recordedBy}</td>
              <td className="num">{formatWan(payment.amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Events({ detail }: { detail: CaseDetail }) {
  return (
    <section className={styles.section} aria-label="办理记录">
      <h3>办理记录</h3>
      <ol className={styles.events}>
        {[...detail.events].reverse().map((event) => (
          <li key={event.id}>
            <time>{formatDateTime(event.at)}</time>
            <b>{eventWord(event.step)}</b>
            <span>
              {event.by ?? '系统'}
              {event.note ? `：${event.note}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Detail({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const origin = detail.origin === 'automatic' ? '免申即享' : '申报';
  return (
    <Card
      title={`${detail.beneficiaryName}：${detail.awardTitle}`}
      actions={
        <button type="button" className="linkButton noPrint" onClick={onClose}>
          返回列表
        </button>
      }
    >
      <p className={styles.line}>
        <StageBadge entry={detail} />
        <Link to="/policies" search={{ policy: detail.policyId }}>
          {placeWord(detail.policyId)}
          {detail.clause}
        </Link>
        <span>{origin}</span>
        <span>{detail.unitName}兑现</span>
        <span>事项日期 {formatFullDate(detail.eventDate)}</span>
        <span>编号 {detail.id}</span>
      </p>
      <Amounts detail={detail} />
      <CaseSteps detail={detail} />
      <LifeTrack detail={detail} />
      <Warnings detail={detail} />
      <CaseTrace detail={detail} />
      <Payments detail={detail} />
      <CaseFiles detail={detail} />
      <Events detail={detail} />
    </Card>
  );
}

/** One case: its amounts and their trace, its life, files, payments, and the steps this viewer may take. */
export function CaseDetailCard({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery(caseQuery(id));
  return (
    <QueryView query={query} height={700}>
      {(detail) => <Detail detail={detail} onClose={onClose} />}
    </QueryView>
  );
}
