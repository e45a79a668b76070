import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { periodsQuery, reportQuery } from '../api/queries.ts';
import { useCan, useSession } from '../app/session.ts';
import { Empty, Failed, Loading, QueryView } from '../ui/states.tsx';
import styles from './entry.module.css';
import { EntryReport } from './entry-report.tsx';
import { ReportExtras } from './report-extras.tsx';
import { entryUnit } from './shape-entry.ts';

const ImportPanel = lazy(async () => ({ default: (await import('./import-panel.tsx')).ImportPanel }));

/** 数据填报: one report of one unit and period. A county writes its own, the bureau that of 全市. */
export function EntryPage() {
  const { user } = useSession();
  const mayRead = useCan('reports.read');
  const search = useSearch({ strict: false });
  const periods = useQuery(periodsQuery);
  const unit = entryUnit(user, search.unit);
  if (!mayRead) return <Empty title="本页供县区和市工信局填报使用" next="您的账号没有填报权限。" />;
  if (unit === null) return <Empty title="暂无所管单位" next="请联系管理员设定所管县（市、区）后再填报。" />;
  return (
    <div className={styles.page}>
      <QueryView query={periods} height={560}>
        {({ latest }) => {
          const period = search.period ?? latest;
          if (period === null)
            return <Empty title="规划期尚未开始填报" next="2025年1–2月结束后可填报第一期。" />;
          return <OneReport key={`${unit} ${period}`} unit={unit} period={period} />;
        }}
      </QueryView>
    </div>
  );
}

/** An open report, or another one of an officer with several units. */
function mayImport(detail: ReportDetail, units: number): boolean {
  const isOpen = detail.status === null || detail.status === 'draft' || detail.status === 'returned';
  return detail.mayWrite && detail.reportable && (isOpen || units > 1);
}

function OneReport({ unit, period }: { unit: string; period: string }) {
  const navigate = useNavigate();
  const { user } = useSession();
  // Always read afresh on arrival and never behind the officer's back: the editor starts from this answer.
  const query = useQuery({
    ...reportQuery(unit, period),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  /** counts how often the report moved on; each time the page begins anew from the newest answer */
  const [turn, setTurn] = useState({ count: 0, announced: '' });
  const begin = (announced: string) => setTurn(({ count }) => ({ count: count + 1, announced }));
  const reload = async () => {
    await query.refetch();
    begin('已重新读取');
  };
  const show = (change: { period?: string; unit?: string }) =>
    void navigate({ to: '/entry', search: (before) => ({ ...before, ...change }) });

  if (query.data) {
    const detail = query.data;
    return (
      <>
        <EntryReport
          key={turn.count}
          detail={detail}
          announced={turn.announced}
          onPeriod={(next) => show({ period: next })}
          onUnit={(next) => show({ unit: next })}
          onMoved={(_newest, announced) => begin(announced)}
          onReload={() => void reload()}
        />
        {mayImport(detail, user.units.length) ? (
          <FromSheet>
            <ImportPanel detail={detail} onImported={() => void reload()} />
          </FromSheet>
        ) : null}
        <ReportExtras key={`extras ${turn.count}`} detail={detail} />
      </>
    );
  }
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading height={560} />;
}

/** Figures from an officer's own table; its code loads when it is asked for. */
function FromSheet({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.fromSheet} aria-label="从表格导入">
      <p className={styles.sheetHint}>
        数据已有表格的，可以{' '}
        <button type="button" className="linkButton" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起表格导入' : '下载模板、导入表格'}
        </button>
      </p>
      {open ? <Suspense fallback={<Loading height={120} />}>{children}</Suspense> : null}
    </section>
  );
}
