import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { isPolicyId, POLICIES, policyById } from '../../server/rules/subsidies/catalogue.ts';
import { type Policy, SUBSIDY_RULES_VERSION } from '../../server/rules/subsidies/model.ts';
import { breakdownQuery } from '../api/queries.ts';
import type { PoliciesSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { BreakdownCard } from '../targets/breakdown-card.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { ClausesView } from './clauses-view.tsx';
import { CompareView } from './compare-view.tsx';
import { libraryHeadline } from './findings.ts';
import { ReadingsView } from './readings-view.tsx';
import { TargetsView } from './targets-view.tsx';

const route = getRouteApi('/policies');

const VIEWS = [
  ['clauses', '逐条'],
  ['compare', '同一成果比较'],
  ['targets', '目标'],
  ['readings', '待明确的理解'],
  ['breakdown', '目标分解校核'],
] as const;
type View = (typeof VIEWS)[number][0];

function viewOf({ view }: PoliciesSearch): View {
  return VIEWS.find(([id]) => id === view)?.[0] ?? 'clauses';
}

/** The document asked for, or that of the clause asked for; else the city's own measures. */
function policyOf({ policy, clause }: PoliciesSearch): Policy {
  if (policy !== undefined && isPolicyId(policy)) return policyById(policy);
  const holder = POLICIES.find(({ clauses }) => clauses.some(({ id }) => id === clause));
  return holder ?? policyById('jiujiang');
}

function Breakdown() {
  const query = useQuery(breakdownQuery);
  return (
    <QueryView query={query} height={420}>
      {(data) => <BreakdownCard breakdown={data} />}
    </QueryView>
  );
}

/** 政策库: the five documents clause by clause, set side by side, with their targets and open readings. */
export function PoliciesPage() {
  const { today } = useSession();
  const search = route.useSearch();
  const view = viewOf(search);
  return (
    <>
      <PageHead
        eyebrow={`政策库 · 截至${formatFullDate(today)} · 规则版本${SUBSIDY_RULES_VERSION}`}
        title={libraryHeadline(today)}
        actions={
          <button type="button" className="button" onClick={() => window.print()}>
            打印
          </button>
        }
      />
      <nav className="pageTabs noPrint" aria-label="政策库栏目">
        {VIEWS.map(([id, label]) => (
          <Link
            key={id}
            to="/policies"
            search={id === 'clauses' ? {} : { view: id }}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={id === view ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      {view === 'clauses' ? (
        <ClausesView policy={policyOf(search)} clause={search.clause} today={today} />
      ) : null}
      {view === 'compare' ? <CompareView today={today} /> : null}
      {view === 'targets' ? <TargetsView /> : null}
      {view === 'readings' ? <ReadingsView /> : null}
      {view === 'breakdown' ? <Breakdown /> : null}
    </>
  );
}
