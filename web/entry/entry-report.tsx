import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { periodLabel } from '../../server/rules/periods.ts';
import { reportQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { formatDateTime, formatFullDate } from '../format.ts';
import { Empty } from '../ui/states.tsx';
import { confirmable } from './confirmable.ts';
import { type DraftStart, draftStart } from './draft-start.ts';
import styles from './entry.module.css';
import { EntryEditor } from './entry-editor.tsx';
import { EntryHead } from './entry-head.tsx';
import type { EntryStage } from './head-words.ts';
import { localDraftKey, readLocalDraft } from './local-draft.ts';
import { ReportView } from './report-view.tsx';
import { openReturn } from './shape-entry.ts';
import { SigningView } from './signing-view.tsx';
import { browserStorage } from './use-draft-keeper.ts';

interface EntryReportProps {
  detail: ReportDetail;
  /** said to screen readers after something was done */
  announced: string;
  onPeriod: (period: string) => void;
  onUnit: (unit: string) => void;
  /** the report moved on: shows it anew */
  onMoved: (newest: ReportDetail, announced: string) => void;
  onReload: () => void;
}

/** Head, return reason, and the form or the report as it stands. */
export function EntryReport({ detail, announced, onPeriod, onUnit, onMoved, onReload }: EntryReportProps) {
  const { user } = useSession();
  const queries = useQueryClient();
  const storageKey = localDraftKey(user.username, detail.unitCode, detail.period);
  const [start] = useState(() => draftStart(detail, readLocalDraft(browserStorage(), storageKey)));
  const [stage, setStage] = useState<EntryStage>(() => stageOf(detail, start));
  const revision = detail.revisions.at(-1);

  const moved = (words: string) => (newest: ReportDetail) => {
    queries.setQueryData(reportQuery(detail.unitCode, detail.period).queryKey, newest);
    for (const key of ['reports', 'progress', 'periods', 'reminders']) {
      void queries.invalidateQueries({
        queryKey: [key],
        // this report was just answered in full
        predicate: ({ queryKey }) => queryKey[1] !== 'detail',
      });
    }
    window.scrollTo({ top: 0 });
    onMoved(newest, words);
  };

  return (
    <>
      <EntryHead detail={detail} stage={stage} onPeriod={onPeriod} onUnit={onUnit} />
      <p className="visuallyHidden" aria-live="polite">
        {announced}
      </p>
      <ReturnReason detail={detail} />
      <LeftBehind detail={detail} start={start} />
      {stage !== 'viewing' ? (
        <EntryEditor
          detail={detail}
          start={start}
          storageKey={storageKey}
          signInHref={`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`}
          onStage={(confirming) => setStage(confirming ? 'confirming' : 'editing')}
          onSubmitted={moved('提交成功')}
          onReload={onReload}
        />
      ) : detail.status === 'signing' && detail.draft !== null ? (
        <SigningView detail={detail} figures={detail.draft} onMoved={moved('已办理')} />
      ) : revision ? (
        <ReportView detail={detail} revision={revision} onMoved={moved('已办理')} />
      ) : (
        <NothingToShow detail={detail} />
      )}
    </>
  );
}

/** What is still open opens for writing; what the statistics bureau filled in asks for a confirmation only. */
function stageOf(detail: ReportDetail, start: DraftStart): EntryStage {
  if (!detail.mayWrite || !detail.reportable) return 'viewing';
  if (detail.status !== null && detail.status !== 'draft' && detail.status !== 'returned') return 'viewing';
  if (start.kind !== 'server') return 'editing';
  return confirmable(detail, start.figures) === null ? 'editing' : 'confirming';
}

/** Text typed in this browser that cannot be handed in now; it waits here. */
function LeftBehind({ detail, start }: { detail: ReportDetail; start: DraftStart }) {
  const isOpen = detail.status === null || detail.status === 'draft' || detail.status === 'returned';
  if (start.kind === 'server' || !detail.mayWrite || (isOpen && detail.reportable)) return null;
  return (
    <p className={styles.kept}>
      本机还留有未提交的内容（{formatDateTime(start.typedAt)}
      ）。本期现在不能修改；重新可以修改时，会在此处提示您选择版本。
    </p>
  );
}

/** Why the report came back or was opened again, where nobody can miss it. */
function ReturnReason({ detail }: { detail: ReportDetail }) {
  const returned = openReturn(detail);
  if (returned === null) return null;
  return (
    <section className={styles.returned} aria-label={returned.title}>
      <h2>{returned.title}</h2>
      <p>
        {returned.by} {formatDateTime(returned.at)}：<b>{returned.reason}</b>
      </p>
    </section>
  );
}

function NothingToShow({ detail }: { detail: ReportDetail }) {
  if (detail.periodState === 'notYet') {
    return (
      <Empty
        title={`${formatFullDate(detail.opensOn)}起可填报${periodLabel(detail.period)}数据`}
        next="累计数据在当期结束后才有，请先在右上角选择已开始填报的时期。"
      />
    );
  }
  if (detail.periodState === 'closed') {
    return (
      <Empty
        title={`${detail.unitName}没有报送本期数据，报送已截止`}
        next="确需补报的，请联系市工信局重新开放本期。"
      />
    );
  }
  return <Empty title={`${detail.unitName}还没有报送本期数据`} next="由该单位填报人员填写后提交。" />;
}
