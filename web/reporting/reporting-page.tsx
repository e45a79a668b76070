import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PLAN_YEARS } from '../../server/rules/periods.ts';
import { feedbackQuery, periodsQuery, reportingQuery, reportsQuery } from '../api/queries.ts';
import type { ReportingSearch } from '../app/search.ts';
import { useCan, usePeriod, useSession } from '../app/session.ts';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { Empty } from '../ui/states.tsx';
import { CollectionTab } from './collection-tab.tsx';
import { FeedbackTab } from './feedback-tab.tsx';
import { overviewFinding } from './feedback-words.ts';
import { PeriodsTab } from './periods-tab.tsx';
import { newestOpen, periodsHeadline } from './periods-words.ts';
import { qualityHeadline } from './quality-shape.ts';
import { QualityTab } from './quality-tab.tsx';

const route = getRouteApi('/reporting');

const TABS = {
  feedback: '统计反馈',
  periods: '报送期',
  quality: '报送质量',
  collection: '采集方式',
} as const;
type Tab = keyof typeof TABS;

const tabOf = (text: string | undefined): Tab =>
  text !== undefined && text in TABS ? (text as Tab) : 'feedback';

function Tabs({ current, search }: { current: Tab; search: ReportingSearch }) {
  return (
    <nav className="pageTabs noPrint" aria-label="报送管理">
      {(Object.keys(TABS) as Tab[]).map((tab) => (
        <Link
          key={tab}
          to="/reporting"
          search={{ ...search, tab }}
          aria-current={tab === current ? 'page' : undefined}
          activeProps={{}}
        >
          {TABS[tab]}
        </Link>
      ))}
    </nav>
  );
}

/** The headline of the tab shown, from what it has read. */
function useHeadline(tab: Tab, period: string, year: number): string {
  const feedback = useQuery({ ...feedbackQuery(period), enabled: tab === 'feedback' }).data;
  const periods = useQuery({ ...periodsQuery, enabled: tab === 'periods' }).data;
  const reporting = useQuery({ ...reportingQuery(year), enabled: tab === 'quality' }).data;
  const { today } = useSession();
  const newest = periods ? newestOpen(periods.periods)?.period : undefined;
  const reports = useQuery({ ...reportsQuery(newest ?? period), enabled: newest !== undefined }).data
    ?.reports;
  if (tab === 'feedback') return feedback ? overviewFinding(feedback) : '统计反馈';
  if (tab === 'periods') return periods ? periodsHeadline(periods.periods, today, reports) : '报送期';
  if (tab === 'quality') return reporting ? qualityHeadline(reporting) : '报送质量';
  return '每项数据多久采集一次、从哪里来、何时截止。';
}

function yearOf(text: string | undefined, otherwise: number): number {
  const year = Number(text);
  return PLAN_YEARS.some((known) => known === year) ? year : otherwise;
}

function YearSelect({ year, onChange }: { year: number; onChange: (year: string) => void }) {
  return (
    <select
      className="field"
      aria-label="年度"
      value={String(year)}
      onChange={(event) => onChange(event.target.value)}
    >
      {PLAN_YEARS.map((value) => (
        <option key={value} value={value}>
          {value}年
        </option>
      ))}
    </select>
  );
}

/** 报送管理: what the statistics bureau fed back, periods and due dates, completeness and timeliness, how it is collected. */
export function ReportingPage() {
  const mayWrite = useCan('periods.write');
  if (!mayWrite) return <Empty title="本页供市工信局管理报送使用" next="您的账号没有报送管理权限。" />;
  return <Reporting />;
}

function Reporting() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = tabOf(search.tab);
  const period = usePeriod(search, { own: true });
  const year = yearOf(search.year, Number(period.slice(0, 4)));
  const headline = useHeadline(tab, period, year);
  const go = (next: ReportingSearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  return (
    <>
      <PageHead
        eyebrow={`报送管理 · ${TABS[tab]}`}
        title={headline}
        internal={tab === 'feedback'}
        actions={
          <>
            {tab === 'feedback' ? (
              <PeriodSelect value={period} onChange={(next) => go({ period: next })} />
            ) : null}
            {tab === 'periods' || tab === 'quality' ? (
              <YearSelect year={year} onChange={(next) => go({ year: next })} />
            ) : null}
          </>
        }
      />
      <Tabs current={tab} search={search} />
      {tab === 'feedback' ? <FeedbackTab key={period} period={period} /> : null}
      {tab === 'periods' ? <PeriodsTab key={year} year={year} /> : null}
      {tab === 'quality' ? <QualityTab year={year} /> : null}
      {tab === 'collection' ? <CollectionTab /> : null}
    </>
  );
}
