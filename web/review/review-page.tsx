import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { App, Button, Drawer, Grid } from 'antd';
import { useMemo, useState } from 'react';
import type { ReportListReply, ReportSummary } from '../../server/reports/schema.ts';
import { reportsQuery } from '../api/queries.ts';
import { useCan, usePeriod } from '../app/session.ts';
import { formatDate } from '../format.ts';
import { AntdProvider } from '../ui/antd-provider.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { isReleasable, releaseCount, releaseText } from '../ui/release-words.ts';
import { Empty, QueryView } from '../ui/states.tsx';
import { CompletenessBar } from './completeness-bar.tsx';
import { QueueTable } from './queue-table.tsx';
import { ReportPanel } from './report-panel.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import styles from './review.module.css';
import {
  completenessOf,
  nextWaiting,
  queueOrder,
  releasedAsApproved,
  reviewHeadline,
} from './shape-review.ts';
import { useDecisions } from './use-decisions.ts';

/** 审核: who has reported, what looks wrong, approve or return, release. For the bureau only. */
export function ReviewPage() {
  const mayDecide = useCan('reports.decide');
  const period = usePeriod(useSearch({ strict: false }), { own: true });
  const list = useQuery({ ...reportsQuery(period), enabled: mayDecide });
  if (!mayDecide) return <Empty title="本页供市工信局审核使用" next="您的账号没有审核权限。" />;
  return (
    <AntdProvider>
      <QueryView query={list} height={640}>
        {(reply) => <Review key={period} list={reply} />}
      </QueryView>
    </AntdProvider>
  );
}

function Review({ list }: { list: ReportListReply }) {
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const { lg = true } = Grid.useBreakpoint();
  const queue = useMemo(() => queueOrder(list.reports), [list.reports]);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [returning, setReturning] = useState<readonly string[] | null>(null);

  const open = (unit: string | undefined, period = list.period) => {
    const { unit: _closed, ...rest } = search;
    void navigate({
      to: '/review',
      search: { ...rest, period, ...(unit ? { unit } : {}) },
      resetScroll: false,
    });
  };
  const { decide, release, isReleasing } = useDecisions(list, (decided) => {
    setSelected((before) => before.filter((unit) => !decided.has(unit)));
    setReturning(null);
    if (openUnit !== null && decided.has(openUnit)) open(nextWaiting(queue, decided) ?? undefined);
  });

  const openUnit = search.unit ?? (lg ? (queue[0]?.unitCode ?? null) : null);
  const waiting = selected.filter((code) => isWaiting(list, code));
  const reportsOf = (units: readonly string[]) =>
    list.reports.filter((report) => units.includes(report.unitCode));
  const approve = (units: readonly string[]) =>
    decide.mutate({ outcome: 'approved', reason: null, reasonIds: [], reports: reportsOf(units) });
  const openSummary = list.reports.find((report) => report.unitCode === openUnit);
  const openName = openSummary?.unitName ?? '';

  const panel =
    openUnit === null ? null : (
      <ReportPanel
        key={openUnit}
        unit={openUnit}
        period={list.period}
        summary={openSummary}
        busy={decide.isPending}
        onApprove={() => approve([openUnit])}
        onReturn={() => setReturning([openUnit])}
      />
    );

  return (
    <>
      <PageHead
        internal
        eyebrow={`审核 · ${list.label} · ${dueWords(list)}`}
        title={reviewHeadline(completenessOf(list.reports))}
        actions={
          <>
            <PeriodSelect value={list.period} onChange={(period) => open(undefined, period)} />
            <ReleaseButton list={list} busy={isReleasing} onRelease={release} />
          </>
        }
      />
      <CompletenessBar list={list} />
      <div className={styles.columns}>
        <section className={styles.queue} aria-label="审核队列">
          <BulkBar
            count={waiting.length}
            busy={decide.isPending}
            onReturn={() => setReturning(waiting)}
            onApprove={() => approve(waiting)}
          />
          <QueueTable
            queue={queue}
            openUnit={openUnit}
            selected={waiting}
            onSelect={setSelected}
            onOpen={(unit) => open(unit)}
          />
        </section>
        {lg ? (
          <section className={styles.panel} aria-label={`${openName}报表`}>
            {panel}
          </section>
        ) : (
          <Drawer
            open={openUnit !== null}
            size="min(100vw, 560px)"
            title={openName}
            onClose={() => open(undefined)}
          >
            {panel}
          </Drawer>
        )}
      </div>
      {returning === null ? null : (
        <ReturnDialog
          names={reportsOf(returning).map((report) => report.unitName)}
          busy={decide.isPending}
          onCancel={() => setReturning(null)}
          onReturn={(reasonIds, reason) =>
            decide.mutate({ outcome: 'returned', reason, reasonIds, reports: reportsOf(returning) })
          }
        />
      )}
    </>
  );
}

interface BulkBarProps {
  count: number;
  busy: boolean;
  onReturn: () => void;
  onApprove: () => void;
}

/** Decides on all ticked reports at once. */
function BulkBar({ count, busy, onReturn, onApprove }: BulkBarProps) {
  return (
    <div className={styles.bulk}>
      <span>{count > 0 ? `已选${count}份` : '勾选待审报表可一并处理，需重点核对的排在前面'}</span>
      <Button danger disabled={count === 0 || busy} onClick={onReturn}>
        批量退回
      </Button>
      <Button type="primary" disabled={count === 0} loading={busy && count > 0} onClick={onApprove}>
        批量通过
      </Button>
    </div>
  );
}

const STATE_WORDS = { notYet: '，尚未开始', open: '', closed: '，已停止填报' } as const;

function dueWords(list: ReportListReply): string {
  const extended = list.reports.filter((report) => report.extension !== null).length;
  const more = extended > 0 ? `（${extended}个单位延期）` : '';
  return `${formatDate(list.dueOn)}截止${more}${STATE_WORDS[list.periodState]}`;
}

function isWaiting(list: ReportListReply, unit: string): boolean {
  return list.reports.some((report) => report.unitCode === unit && report.status === 'submitted');
}

interface ReleaseButtonProps {
  list: ReportListReply;
  busy: boolean;
  onRelease: () => Promise<unknown>;
}

/** 未公布 → 已公布, after saying what that means. */
function ReleaseButton({ list, busy, onRelease }: ReleaseButtonProps) {
  const { modal } = App.useApp();
  const open = list.reports.filter((report) => !report.isCity && report.approvedRevision === null).length;
  const what = releaseText(releaseCount(list.reports, isReleasable));
  const corrected = releasedAsApproved(list.reports);
  const ask = () =>
    modal.confirm({
      title: `公布${list.label}数据？`,
      content: (
        <>
          <p>将公布{what}（均已审核）。公布后各县区可互相看到，公布时间记入审计日志，不能撤回。</p>
          {corrected.length > 0 ? (
            <p>{corrected.join('、')}正在更正，本次按原审核稿公布；更正稿审核通过后可再次公布。</p>
          ) : null}
          {open > 0 ? <p>还有{open}个单位未审核通过，本次不公布；审核通过后可再次公布。</p> : null}
        </>
      ),
      okText: `公布${what}`,
      cancelText: '取消',
      onOk: onRelease,
    });
  return (
    <Button onClick={ask} disabled={list.releasable === 0} loading={busy}>
      {list.released ? releasedWord(list) : `公布本期（${what}）`}
    </Button>
  );
}

function releasedWord(list: ReportListReply): string {
  const isReleased = ({ releasedRevision }: Pick<ReportSummary, 'releasedRevision'>) =>
    releasedRevision !== null;
  if (list.reports.every(isReleased)) return '本期已公布';
  return `已公布${releaseText(releaseCount(list.reports, isReleased))}`;
}
