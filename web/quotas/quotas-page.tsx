import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { quotaPaceQuery, type UnitsAsked } from '../api/queries.ts';
import type { QuotasSearch } from '../app/search.ts';
import { useCan } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { UnitsChoice, useUnitsChoice } from '../ui/units-choice.tsx';
import { CandidatesTab } from './candidates-tab.tsx';
import { quotaHeadline } from './findings.ts';
import { MatrixTab } from './matrix-tab.tsx';
import { RegisterTab } from './register-tab.tsx';

const route = getRouteApi('/quotas');

const TABS = { matrix: '任务与进度', register: '称号名单', candidates: '培育名单' } as const;
type Tab = keyof typeof TABS;

const tabOf = (text: string | undefined): Tab =>
  text === 'register' || text === 'candidates' ? text : 'matrix';

function Tabs({ current, search }: { current: Tab; search: QuotasSearch }) {
  const { column, unit } = search;
  const kept = {
    ...(column === undefined ? {} : { column }),
    ...(unit === undefined ? {} : { unit }),
  };
  return (
    <nav className="pageTabs noPrint" aria-label="绿色标杆">
      {(Object.keys(TABS) as Tab[]).map((tab) => (
        <Link
          key={tab}
          to="/quotas"
          search={{ ...kept, tab }}
          aria-current={tab === current ? 'page' : undefined}
          activeProps={{}}
        >
          {TABS[tab]}
        </Link>
      ))}
    </nav>
  );
}

interface TabBodyProps {
  tab: Tab;
  pace: QuotaPaceReply;
  units: UnitsAsked;
  search: QuotasSearch;
  onSearch: (search: QuotasSearch) => void;
}

function TabBody({ tab, units, ...props }: TabBodyProps) {
  const mayWrite = useCan('roster.write');
  if (tab === 'register') return <RegisterTab {...props} mayWrite={mayWrite} />;
  if (tab === 'candidates') return <CandidatesTab pace={props.pace} mayWrite={mayWrite} />;
  return <MatrixTab {...props} units={units} mayWrite={mayWrite} />;
}

/**
 * 绿色标杆: the quota matrix of 14 units × 7 columns and its pace by lists, the register of titles behind it, and the
 * candidates.
 */
export function QuotasPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const units = useUnitsChoice();
  const query = useQuery(quotaPaceQuery(undefined, units.asked));
  const tab = tabOf(search.tab);
  return (
    <>
      <PageHead
        eyebrow={`绿色制造标杆 · 截至${query.data ? formatFullDate(query.data.asOf) : '—'} · 对照2027年目标`}
        title={query.data ? quotaHeadline(query.data) : '绿色标杆'}
        actions={
          <button type="button" className="button" onClick={() => window.print()}>
            打印
          </button>
        }
      />
      <Tabs current={tab} search={search} />
      {tab === 'matrix' ? <UnitsChoice {...units} query={query} /> : null}
      <QueryView query={query} height={640}>
        {(pace) => (
          <TabBody
            tab={tab}
            pace={pace}
            units={units.asked}
            search={search}
            onSearch={(next) => void navigate({ search: next, resetScroll: false })}
          />
        )}
      </QueryView>
    </>
  );
}
