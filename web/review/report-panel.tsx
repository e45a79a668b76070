import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReportDetail, ReportSummary, Revision } from '../../server/reports/schema.ts';
import { reportQuery } from '../api/queries.ts';
import { ChangeLog } from '../entry/change-log.tsx';
import { Conversation } from '../entry/conversation.tsx';
import { formatDate } from '../format.ts';
import { Empty, QueryView } from '../ui/states.tsx';
import { ImpactCard } from './impact-card.tsx';
import { ReopenForm } from './reopen-form.tsx';
import styles from './review.module.css';
import { Submission } from './submission.tsx';

interface ReportPanelProps {
  unit: string;
  period: string;
  /** as the queue has it; undefined while the list lacks it */
  summary: ReportSummary | undefined;
  busy: boolean;
  onApprove: () => void;
  onReturn: () => void;
}

/** One report in full: result, what approving changes, comparison, doubts, note, conversation, and the decision. */
export function ReportPanel(props: ReportPanelProps) {
  const { unit, period } = props;
  const query = useQuery(reportQuery(unit, period));
  return (
    <QueryView query={query} height={420}>
      {(detail) => {
        const revision = detail.revisions.at(-1);
        return (
          <>
            {revision ? (
              <Reviewed {...props} detail={detail} revision={revision} />
            ) : (
              <NotReported detail={detail} />
            )}
            <Aside detail={detail} />
          </>
        );
      }}
    </QueryView>
  );
}

const NEXT_STEP: Readonly<Partial<Record<NonNullable<ReportDetail['status']>, string>>> = {
  draft: '填报人员正在填写，尚未提交。',
  signing: '已填完，正等本单位另一人签核。',
};

function NotReported({ detail }: { detail: ReportDetail }) {
  const next = detail.status === null ? null : NEXT_STEP[detail.status];
  const due = `${formatDate(detail.dueOn)}截止${detail.extension ? `（已延期：${detail.extension.reason}）` : ''}`;
  return (
    <Empty
      title={`${detail.unitName}还没有报送${detail.label}数据，${due}`}
      next={next ?? '可在下方留言提醒；确有困难的，可在“报送管理”中批准延期。'}
    />
  );
}

function Reviewed({
  detail,
  revision,
  summary,
  ...props
}: ReportPanelProps & { detail: ReportDetail; revision: Revision }) {
  return (
    <>
      <Submission detail={detail} revision={revision} risk={summary?.risk.reasons ?? []}>
        {detail.status === 'submitted' ? <ImpactCard unit={detail.unitCode} period={detail.period} /> : null}
      </Submission>
      {detail.status === 'submitted' && detail.mayDecide ? (
        <div className={styles.decide}>
          <Button onClick={props.onReturn} disabled={props.busy} danger>
            退回
          </Button>
          <Button type="primary" onClick={props.onApprove} loading={props.busy}>
            通过
          </Button>
        </div>
      ) : null}
      {detail.mayReopen ? <Reopen key={detail.version} detail={detail} /> : null}
    </>
  );
}

/** An approved report is corrected only after it was opened again, with a reason. */
function Reopen({ detail }: { detail: ReportDetail }) {
  const [asking, setAsking] = useState(false);
  if (asking) return <ReopenForm detail={detail} onClose={() => setAsking(false)} />;
  return (
    <div className={styles.reopen}>
      <p className={styles.reopenText}>
        数据有误需要更正的，先重新打开；更正稿审核通过前，第{detail.approvedRevision}稿继续有效。
      </p>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        重新打开
      </button>
    </div>
  );
}

/** Conversation and change log; the log is read when it is asked for. */
function Aside({ detail }: { detail: ReportDetail }) {
  const [logOpen, setLogOpen] = useState(false);
  return (
    <div className={styles.aside}>
      {detail.mayMessage ? (
        <Conversation key={`${detail.unitCode} ${detail.period} ${detail.version}`} detail={detail} />
      ) : null}
      <details onToggle={(event) => setLogOpen(event.currentTarget.open)}>
        <summary>逐项修改记录</summary>
        {logOpen ? <ChangeLog unit={detail.unitCode} period={detail.period} /> : null}
      </details>
    </div>
  );
}
