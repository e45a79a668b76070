import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { periodLabel, reportableFrom } from '../../server/rules/periods.ts';
import { reportQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { formatDateTime, formatFullDate } from '../format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { Empty } from '../ui/states.tsx';
import { type DraftStart, draftStart } from './draft-start.ts';
import styles from './entry.module.css';
import { EntryEditor } from './entry-editor.tsx';
import { localDraftKey, readLocalDraft } from './local-draft.ts';
import { ReportHistory } from './report-history.tsx';
import { ReportView } from './report-view.tsx';
import { dueWords, openReturn } from './shape-entry.ts';
import { browserStorage } from './use-draft-keeper.ts';

interface EntryReportProps {
  detail: ReportDetail;
  onPeriod: (period: string) => void;
}

/** Head, return reason, and the form or the report as it stands. */
export function EntryReport({ detail, onPeriod }: EntryReportProps) {
  const { user } = useSession();
  const queries = useQueryClient();
  const storageKey = localDraftKey(user.username, detail.unitCode, detail.period);
  const [start, setStart] = useState(() => draftStart(detail, readLocalDraft(browserStorage(), storageKey)));
  const [editing, setEditing] = useState(() => opensInEditor(detail, start));
  const [announced, setAnnounced] = useState('');
  const [showsHistory, setShowsHistory] = useState(false);
  const revision = detail.revisions.at(-1);
  const mayRevise = detail.mayWrite && detail.status === 'approved';

  const submitted = (newest: ReportDetail) => {
    queries.setQueryData(reportQuery(detail.unitCode, detail.period).queryKey, newest);
    void queries.invalidateQueries({ queryKey: ['reports'] });
    void queries.invalidateQueries({ queryKey: ['progress'] });
    void queries.invalidateQueries({ queryKey: ['periods'] });
    setStart(draftStart(newest, null));
    setEditing(false);
    setAnnounced('提交成功');
    window.scrollTo({ top: 0 });
  };
  const revise = () => {
    setAnnounced('');
    setStart(draftStart(detail, null));
    setEditing(true);
  };

  return (
    <>
      <EntryHead detail={detail} editing={editing} onPeriod={onPeriod} />
      <p className="visuallyHidden" aria-live="polite">
        {announced}
      </p>
      <ReturnReason detail={detail} />
      {detail.status === 'submitted' && start.kind !== 'server' ? (
        <p className={styles.kept}>
          本机还留有未提交的内容。本期正在审核，不能修改；如被退回，会在此处提示您选择版本。
        </p>
      ) : null}
      {editing ? (
        <EntryEditor
          detail={detail}
          start={start}
          storageKey={storageKey}
          signInHref={`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`}
          onSubmitted={submitted}
        />
      ) : revision ? (
        <ReportView detail={detail} revision={revision} onRevise={mayRevise ? revise : undefined} />
      ) : (
        <NothingToShow detail={detail} />
      )}
      {revision ? (
        <p className={styles.historyLink}>
          <button
            type="button"
            className="linkButton"
            aria-expanded={showsHistory}
            onClick={() => setShowsHistory(!showsHistory)}
          >
            {showsHistory ? '收起历史' : '查看历史'}
          </button>
        </p>
      ) : null}
      {showsHistory ? <ReportHistory unit={detail.unitCode} period={detail.period} /> : null}
    </>
  );
}

/** What is still open, or was typed here and never reached the server, opens for writing. */
function opensInEditor(detail: ReportDetail, start: DraftStart): boolean {
  if (!detail.mayWrite || !detail.reportable || detail.status === 'submitted') return false;
  const isOpen = detail.status === null || detail.status === 'draft' || detail.status === 'returned';
  return isOpen || start.kind !== 'server';
}

function EntryHead({
  detail,
  editing,
  onPeriod,
}: {
  detail: ReportDetail;
  editing: boolean;
  onPeriod: (period: string) => void;
}) {
  const due = dueWords(detail.dueOn, detail.today, detail.revisions.length > 0);
  const newest = detail.revisions.at(-1)?.revision ?? null;
  return (
    <PageHead
      eyebrow={
        <>
          {detail.unitName} · {periodLabel(detail.period)} ·{' '}
          <span className={due.overdue ? styles.overdue : undefined}>{due.text}</span>
        </>
      }
      title={titleOf(detail, editing)}
      internal={detail.reportable && (editing || detail.releasedRevision !== newest)}
      actions={<PeriodSelect value={detail.period} onChange={onPeriod} />}
    />
  );
}

/** The keys that submit; not shown on a phone, which has none. */
const BY_KEYS = (
  <span className={styles.keys}>
    按 <kbd className={styles.key}>Ctrl</kbd>＋<kbd className={styles.key}>Enter</kbd>{' '}
  </span>
);

function titleOf(detail: ReportDetail, editing: boolean): ReactNode {
  const count = detail.revisions.at(-1)?.revision ?? 0;
  if (editing && detail.status === 'returned') return <>请按退回意见修改，核对后{BY_KEYS}重新提交。</>;
  if (editing && count > 0) return <>正在修订，核对后{BY_KEYS}重新提交。</>;
  if (editing) return <>填三个数，核对后{BY_KEYS}提交。</>;
  if (!detail.reportable) return `${periodLabel(detail.period)}尚未结束，还不能填报。`;
  if (detail.status === 'submitted') return `第${count}次报送已提交，等待市工信局审核。`;
  if (detail.status === 'approved') {
    return detail.releasedRevision === null ? '本期数据已审核通过，尚未公布。' : '本期数据已审核通过并公布。';
  }
  if (detail.status === 'returned') return '本期已退回，等待填报单位修改。';
  return count > 0 ? '填报单位正在修订本期数据。' : '本期尚未报送。';
}

/** Why the last submission came back, where nobody can miss it. */
function ReturnReason({ detail }: { detail: ReportDetail }) {
  const returned = openReturn(detail);
  if (returned === null) return null;
  return (
    <section className={styles.returned} aria-label="退回意见">
      <h2>退回意见</h2>
      <p>
        {returned.by} {formatDateTime(returned.at)}：<b>{returned.reason}</b>
      </p>
    </section>
  );
}

function NothingToShow({ detail }: { detail: ReportDetail }) {
  if (!detail.reportable) {
    return (
      <Empty
        title={`${formatFullDate(reportableFrom(detail.period))}起可填报${periodLabel(detail.period)}数据`}
        next="累计数据在当期结束后才有，请先在右上角选择已结束的时期。"
      />
    );
  }
  return <Empty title={`${detail.unitName}还没有报送本期数据`} next="由该单位填报人员填写后提交。" />;
}
