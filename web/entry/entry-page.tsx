import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CITY_CODE } from '../../server/rules/units.ts';
import { periodsQuery, reportQuery } from '../api/queries.ts';
import { useCan, useSession } from '../app/session.ts';
import { Empty, Failed, Loading, QueryView } from '../ui/states.tsx';
import styles from './entry.module.css';
import { EntryReport } from './entry-report.tsx';

/** 数据填报: one report of one unit and period. A county writes its own, the bureau that of 全市. */
export function EntryPage() {
  const { user } = useSession();
  const mayRead = useCan('reports.read');
  const search = useSearch({ strict: false });
  const periods = useQuery(periodsQuery);
  const unit = search.unit ?? user.unitCodes[0] ?? CITY_CODE;
  if (!mayRead) return <Empty title="本页供县区和市工信局填报使用" next="您的账号没有填报权限。" />;
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

function OneReport({ unit, period }: { unit: string; period: string }) {
  const navigate = useNavigate();
  // Always read afresh on arrival and never behind the officer's back: the editor starts from this answer.
  const query = useQuery({
    ...reportQuery(unit, period),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const goTo = (next: string) =>
    void navigate({ to: '/entry', search: (before) => ({ ...before, period: next }) });
  if (query.data) return <EntryReport detail={query.data} onPeriod={goTo} />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading height={560} />;
}
