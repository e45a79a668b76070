import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { spendingQuery } from '../api/queries.ts';
import type { SubsidiesSearch } from '../app/search.ts';
import { useCan, useSession } from '../app/session.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Loading } from '../ui/states.tsx';
import { spendingHeadline } from './findings.ts';
import { FundsTab } from './funds-tab.tsx';

const route = getRouteApi('/subsidies');

/** 事项 and 主体 bring the whole catalogue of awards and the forms: loaded when they are looked at. */
const CasesTab = lazy(async () => ({ default: (await import('./cases-tab.tsx')).CasesTab }));
const BeneficiariesTab = lazy(async () => ({
  default: (await import('./beneficiaries-tab.tsx')).BeneficiariesTab,
}));

const TABS = { funds: '资金', cases: '事项', beneficiaries: '主体' } as const;
type Tab = keyof typeof TABS;

/** 主体 names firms with their energy: for those who register them. */
const tabsFor = (mayRegister: boolean): readonly Tab[] =>
  mayRegister ? ['funds', 'cases', 'beneficiaries'] : ['funds', 'cases'];

const tabOf = (text: string | undefined, tabs: readonly Tab[]): Tab =>
  tabs.find((tab) => tab === text) ?? 'funds';

/** 'all' = every year; else the year of the address, else the one given. */
function yearOf(text: string | undefined, otherwise: number | null): number | null {
  if (text === 'all') return null;
  return text !== undefined && /^20\d\d$/.test(text) ? Number(text) : otherwise;
}

interface TabsProps {
  tabs: readonly Tab[];
  current: Tab;
  year: string | undefined;
}

function Tabs({ tabs, current, year }: TabsProps) {
  return (
    <nav className="pageTabs noPrint" aria-label="奖补资金">
      {tabs.map((tab) => (
        <Link
          key={tab}
          to="/subsidies"
          search={{ tab, ...(year === undefined ? {} : { year }) }}
          aria-current={tab === current ? 'page' : undefined}
          activeProps={{}}
        >
          {TABS[tab]}
        </Link>
      ))}
    </nav>
  );
}

interface YearSelectProps {
  year: number | null;
  years: readonly number[];
  onChange: (year: string) => void;
}

function YearSelect({ year, years, onChange }: YearSelectProps) {
  const all = [...new Set([...years, ...(year === null ? [] : [year])])].sort((a, b) => b - a);
  return (
    <select
      className="field"
      aria-label="年度"
      value={year === null ? 'all' : String(year)}
      onChange={(event) => onChange(event.target.value)}
    >
      {all.map((value) => (
        <option key={value} value={value}>
          {value}年
        </option>
      ))}
      <option value="all">全部年度</option>
    </select>
  );
}

/** 奖补资金: what the money is, what it carries, and each case from opening to payment. */
export function SubsidiesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { today, user } = useSession();
  const tabs = tabsFor(useCan('beneficiaries.write'));
  const tab = tabOf(search.tab, tabs);
  const year = yearOf(search.year, tab === 'funds' ? Number(today.slice(0, 4)) : null);
  const spending = useQuery(spendingQuery(year));
  const go = (next: SubsidiesSearch) => void navigate({ search: next, resetScroll: false });
  const whose = user.role === 'county' ? user.units.map(({ name }) => name).join('、') : '全市';
  return (
    <>
      <PageHead
        eyebrow={`奖补资金 · ${whose} · ${year === null ? '全部年度' : `${year}年`} · 预计可得均待审定`}
        title={
          spending.data ? spendingHeadline(spending.data, user.role === 'county' ? whose : '') : '奖补资金'
        }
        internal
        actions={
          <>
            {tab === 'beneficiaries' ? null : (
              <YearSelect
                year={year}
                years={spending.data?.years ?? []}
                onChange={(chosen) => go({ ...search, year: chosen })}
              />
            )}
            <a
              className="button"
              href={`/api/v1/funds/spending.csv${year === null ? '' : `?year=${year}`}`}
              download
            >
              导出CSV
            </a>
            <button type="button" className="button" onClick={() => window.print()}>
              打印
            </button>
          </>
        }
      />
      <Tabs tabs={tabs} current={tab} year={search.year} />
      {tab === 'funds' ? <FundsTab year={year} /> : null}
      <Suspense fallback={<Loading height={600} />}>
        {tab === 'cases' ? <CasesTab year={year} search={search} onSearch={go} /> : null}
        {tab === 'beneficiaries' ? <BeneficiariesTab /> : null}
      </Suspense>
    </>
  );
}
