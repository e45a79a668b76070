import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { ReportDetail, ReportListReply, ReportSummary } from '../../server/reports/schema.ts';
import { decideReports, releasePeriod } from '../api/changes.ts';
import { ApiError, get } from '../api/client.ts';
import { formatDateTime } from '../format.ts';
import { isReleasable, releaseCount, releaseText } from '../ui/release-words.ts';

export interface Decision {
  outcome: 'approved' | 'returned';
  /** what was written beside the chosen reasons; null for an approval */
  reason: string | null;
  reasonIds: string[];
  reports: readonly ReportSummary[];
}

/** What somebody else did to a report in the meantime, in words; '' where nothing is known. */
export function whatChanged(newest: ReportDetail, seen: ReportSummary): string {
  const last = newest.revisions.at(-1);
  const decision = last?.decision;
  if (!last) return '';
  if (last.revision > seen.latestRevision) {
    return `${newest.unitName}：${last.submittedBy}于${formatDateTime(last.submittedAt)}重新提交了第${last.revision}稿。`;
  }
  if (decision) {
    const outcome = decision.outcome === 'approved' ? '审核通过' : '退回';
    return `${newest.unitName}：${decision.decidedBy}已于${formatDateTime(decision.decidedAt)}${outcome}。`;
  }
  if (newest.version !== seen.version) return `${newest.unitName}：填报人员正在修改，尚未重新提交。`;
  return '';
}

async function explainConflict(period: string, reports: readonly ReportSummary[]): Promise<string[]> {
  const newest = await Promise.all(
    reports.map(async (seen) =>
      whatChanged(await get<ReportDetail>(`/reports/${seen.unitCode}/${period}`), seen),
    ),
  );
  return newest.filter((sentence) => sentence !== '');
}

/** Approving, returning and releasing, with what to say afterwards. Decisions on several reports are all or none. */
export function useDecisions(list: ReportListReply, onDecided: (units: ReadonlySet<string>) => void) {
  const { period } = list;
  const queries = useQueryClient();
  const { message, modal } = App.useApp();

  const reload = () =>
    Promise.all(
      ['reports', 'progress', 'periods', 'reminders', 'feedback'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );

  const decide = useMutation({
    mutationFn: ({ outcome, reason, reasonIds, reports }: Decision) =>
      decideReports(period, {
        outcome,
        reason,
        reasonIds,
        items: reports.map(({ unitCode, version }) => ({ unitCode, version })),
      }),
    onSuccess: (_, { outcome, reports }) => {
      const what = reports.length === 1 ? (reports[0]?.unitName ?? '') : `${reports.length}份`;
      void message.success(outcome === 'approved' ? `${what}已审核通过` : `${what}已退回`);
      onDecided(new Set(reports.map((report) => report.unitCode)));
    },
    onError: async (error, { reports }) => {
      if (!(error instanceof ApiError) || error.status !== 409) return void message.error(wordsOf(error));
      const changes = await explainConflict(period, reports).catch(() => []);
      modal.warning({
        title: '没有执行：报送内容已经变化',
        content: changes.length > 0 ? changes.join('\n') : error.message,
        okText: '查看最新内容',
      });
    },
    onSettled: reload,
  });

  const release = useMutation({
    mutationFn: (_what: string) => releasePeriod(period),
    onSuccess: (_, what) => void message.success(`已公布${what}`),
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: reload,
  });

  return {
    decide,
    isReleasing: release.isPending,
    /** makes public what the list shown says can be */
    release: () => release.mutateAsync(releaseText(releaseCount(list.reports, isReleasable))),
  };
}

function wordsOf(error: unknown): string {
  return error instanceof ApiError ? error.message : '操作未成功，请重试。';
}
