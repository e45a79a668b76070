import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { periodLabel } from '../../server/rules/periods.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import {
  causesQuery,
  gradesQuery,
  intensityTargetsQuery,
  progressHistoryQuery,
  progressQuery,
  trajectoryQuery,
  type UnitsAsked,
} from '../api/queries.ts';
import type { IntensitySearch } from '../app/search.ts';
import { useCan, useSession } from '../app/session.ts';
import { useAsOf, usePeriodAsOf } from '../ui/as-of.ts';
import { AsOfBar } from '../ui/as-of-bar.tsx';
import { AsOfField } from '../ui/as-of-field.tsx';
import { preloadCharts } from '../ui/chart.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { UnitsChoice, useUnitsChoice } from '../ui/units-choice.tsx';
import { CourseTab } from './course-tab.tsx';
import { tabFinding } from './findings.ts';
import { HeatTab } from './heat-tab.tsx';
import styles from './intensity-page.module.css';
import {
  type Change,
  isDenied,
  isInternal,
  type Replies,
  TABS,
  type Tab,
  type TabProps,
  tabOf,
  type View,
} from './intensity-tabs.ts';
import { RuleSetSelect } from './rule-set-select.tsx';

const CausesTab = lazy(async () => ({ default: (await import('./causes/causes-tab.tsx')).CausesTab }));
const GradesTab = lazy(async () => ({ default: (await import('./grades/grades-tab.tsx')).GradesTab }));

const route = getRouteApi('/intensity');

/** Lines of each tab's headline on a desktop. */
const LINES: Record<Tab, number> = { heat: 2, course: 1, causes: 1, grades: 2 };

/** Height of a tab's first card, held while it loads. */
const TAB_HEIGHT = 570;

function useChange(): Change {
  const navigate = route.useNavigate();
  return (change) => {
    void navigate({
      search: (before) =>
        Object.fromEntries(
          Object.entries({ ...before, ...change }).filter((entry) => entry[1] !== undefined),
        ) as IntensitySearch,
      resetScroll: false,
    });
  };
}

function Tabs({ current, search }: { current: Tab; search: IntensitySearch }) {
  const mayCauses = useCan('causes.read');
  const tabs = (Object.keys(TABS) as Tab[]).filter((tab) => tab !== 'causes' || mayCauses);
  return (
    <nav className="pageTabs noPrint" aria-label="能耗强度">
      {tabs.map((tab) => (
        <Link
          key={tab}
          to="/intensity"
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

function TabOf({ tab, units, ...props }: TabProps & { tab: Tab; units: UnitsAsked }) {
  const { view, change } = props;
  const asOf = useAsOf();
  if (tab === 'heat') return <HeatTab {...props} />;
  if (tab === 'course') return <CourseTab {...props} />;
  if (tab === 'causes') return <CausesTab key={view.period} period={view.period} />;
  return (
    <GradesTab
      period={view.period}
      ruleSet={view.ruleSet}
      asOf={asOf}
      units={units}
      unit={view.unit}
      change={change}
    />
  );
}

/** The headline of the tab shown, from what it has read. */
function useHeadline(tab: Tab, view: View, units: UnitsAsked, replies: Partial<Replies>): string {
  const asOf = useAsOf();
  const causes = useQuery({ ...causesQuery(view.period, asOf), enabled: tab === 'causes' }).data;
  const course = useQuery({
    ...trajectoryQuery(view.unit, view.period, asOf),
    enabled: tab === 'course',
    placeholderData: keepPreviousData,
  }).data;
  const grades = useQuery({
    ...gradesQuery(view.period, view.ruleSet, asOf, units),
    enabled: tab === 'grades',
    placeholderData: keepPreviousData,
  }).data;
  return tabFinding(tab, { ...replies, causes, course, grades });
}

/** 能耗强度: every unit against its target, where 2027 lands, what moved the city, and what each grade rests on. */
export function IntensityPage() {
  const search = route.useSearch();
  const change = useChange();
  const mayCauses = useCan('causes.read');
  const tab = tabOf(search.tab, mayCauses);
  const period = usePeriodAsOf(search);
  const asOf = useAsOf();
  const { role } = useSession().user;
  const units = useUnitsChoice();
  const view: View = { period, unit: search.unit ?? CITY_CODE, ruleSet: search.ruleSet };
  const progress = useQuery({
    ...progressQuery(period, search.ruleSet, asOf, units.asked),
    placeholderData: keepPreviousData,
  });
  const history = useQuery({
    ...progressHistoryQuery(search.ruleSet, asOf, units.asked),
    placeholderData: keepPreviousData,
  });
  const targets = useQuery({
    ...intensityTargetsQuery(units.asked),
    placeholderData: keepPreviousData,
  });
  useEffect(() => {
    // the table of the first tab has none
    if (tab !== 'heat') preloadCharts();
  }, [tab]);
  const headline = useHeadline(tab, view, units.asked, {
    ...(progress.data ? { progress: progress.data } : {}),
    ...(history.data ? { history: history.data } : {}),
  });
  const isComing = tab === 'heat' ? !progress.data : headline === TABS[tab];
  const failed = [progress, history, targets].find((query) => query.isError && query.data === undefined);
  const loading = <Loading height={TAB_HEIGHT} />;
  return (
    <div className={styles.page}>
      <AsOfBar ruleSet={search.ruleSet} />
      <PageHead
        eyebrow={`单位工业增加值能耗 · ${periodLabel(period)}${progress.data?.referenceOnly ? '（参考）' : ''} · ${TABS[tab]}`}
        title={headline}
        linesToCome={isComing ? LINES[tab] : undefined}
        internal={progress.data ? isInternal(tab, progress.data) : role !== 'county'}
        actions={
          <>
            <PeriodSelect value={period} asOf={asOf} onChange={(chosen) => change({ period: chosen })} />
            <AsOfField />
            <button type="button" className="button" onClick={() => window.print()}>
              打印
            </button>
          </>
        }
      />
      <div className={styles.tabs}>
        <Tabs current={tab} search={search} />
        {tab === 'causes' ? null : (
          <span className={`${styles.rules} noPrint`}>
            <RuleSetSelect wide value={search.ruleSet} onChange={(ruleSet) => change({ ruleSet })} />
          </span>
        )}
      </div>
      {isDenied(search.tab, mayCauses) ? (
        <p role="status" className={styles.denied}>
          “原因分析”供市工信局和市领导查看，本账号无此权限；以下为热力表。
        </p>
      ) : null}
      {tab === 'causes' ? null : <UnitsChoice {...units} query={progress} />}
      {failed ? <Failed error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {progress.data && history.data && targets.data ? (
        <div className={styles.stack}>
          <Suspense fallback={loading}>
            <TabOf
              tab={tab}
              units={units.asked}
              replies={{ progress: progress.data, history: history.data, targets: targets.data }}
              view={view}
              search={search}
              change={change}
            />
          </Suspense>
        </div>
      ) : null}
      {!failed && !(progress.data && history.data && targets.data) ? loading : null}
    </div>
  );
}
