import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { ProgressReply } from '../../server/progress/schema.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import { progressQuery, quotaPaceQuery, trajectoryQuery } from '../api/queries.ts';
import { formatDay } from '../format.ts';
import { RuleSetSelect } from '../intensity/rule-set-select.tsx';
import { asOfSearch, useAsOf, usePeriodAsOf } from '../ui/as-of.ts';
import { AsOfBar } from '../ui/as-of-bar.tsx';
import { AsOfField } from '../ui/as-of-field.tsx';
import { Card } from '../ui/card.tsx';
import { preloadCharts } from '../ui/chart.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { Loading, QueryView } from '../ui/states.tsx';
import { CountyTiles } from './county-tiles.tsx';
import { tilesFinding } from './findings.ts';
import { showsInternal } from './internal.ts';
import { MoneyCard } from './money-card.tsx';
import styles from './overview-page.module.css';
import { PlanCard } from './plan-card.tsx';
import { QuotaCard } from './quota-card.tsx';
import { RankingCard } from './ranking-card.tsx';
import { ReportingCard } from './reporting-card.tsx';
import { YearCard } from './year-card.tsx';

preloadCharts();

const CountyMap = lazy(async () => ({ default: (await import('../map/county-map.tsx')).CountyMap }));
const ReportingThen = lazy(async () => ({ default: (await import('./reporting-then.tsx')).ReportingThen }));
const TILES_HEIGHT = 410;
const mapHeight = () => (window.innerWidth < 600 ? 320 : TILES_HEIGHT);

function eyebrow(progress: ProgressReply | undefined): string {
  if (!progress) return '全市规上工业';
  const { city, label } = progress;
  const reported = city.reportedAt === null ? '' : ` · 全市数 ${formatDay(city.reportedAt)}报送`;
  return `全市规上工业 · ${label}${reported}`;
}

function Headline({ progress }: { progress: ProgressReply }) {
  return Object.entries(progress.headline.parts).map(([place, part]) => (
    <span key={place} className={styles[part.tone]}>
      {part.text}
    </span>
  ));
}

function Head({ query, period }: { query: UseQueryResult<ProgressReply>; period: string }) {
  const navigate = useNavigate({ from: '/' });
  const { ruleSet, ...others } = useSearch({ from: '/' });
  const asOf = useAsOf();
  const progress = query.data;
  return (
    <PageHead
      eyebrow={eyebrow(progress)}
      title={progress ? <Headline progress={progress} /> : <span className={styles.titleSpace}>总览</span>}
      internal={progress ? showsInternal(progress) : false}
      tags={progress?.referenceOnly ? <span className="tag">1–2月仅供参考</span> : null}
      actions={
        <>
          <RuleSetSelect
            value={ruleSet}
            onChange={(chosen) =>
              void navigate({ search: chosen === undefined ? others : { ...others, ruleSet: chosen } })
            }
          />
          <PeriodSelect
            value={period}
            asOf={asOf}
            onChange={(chosen) => void navigate({ search: (old) => ({ ...old, period: chosen }) })}
          />
          <AsOfField />
        </>
      }
    />
  );
}

function PlacesCard({ progress }: { progress: ProgressReply }) {
  const kept = asOfSearch(useAsOf());
  const navigate = useNavigate({ from: '/' });
  const { view, ...others } = useSearch({ from: '/' });
  const onMap = view === 'map';
  const toggle = () =>
    void navigate({ search: onMap ? others : { ...others, view: 'map' }, resetScroll: false });
  return (
    <Card
      title={tilesFinding(progress.units)}
      actions={
        <button type="button" className="linkButton noPrint" onClick={toggle}>
          {onMap ? '切换方格图' : '切换示意图'}
        </button>
      }
      note={
        onMap
          ? '示意图仅表示位置，不作为行政区划界线依据；经开区以圆点表示。'
          : `方格按地理位置排列，经开区单列。数字为${progress.label}单位工业增加值能耗同比，%。`
      }
    >
      {onMap ? (
        <Suspense fallback={<Loading height={mapHeight()} />}>
          <CountyMap
            units={progress.units}
            height={mapHeight()}
            onSelect={(code) =>
              void navigate({
                to: '/counties/$code',
                params: { code },
                search: { period: progress.period, ...kept },
              })
            }
          />
        </Suspense>
      ) : (
        <CountyTiles units={progress.units} period={progress.period} />
      )}
    </Card>
  );
}

interface QueryCardProps<T> {
  query: UseQueryResult<T>;
  /** title while there is nothing to find yet */
  title: string;
  height: number;
  className: string | undefined;
  children: (data: T) => ReactNode;
}

/** The place of a card: its frame stands while the data is on its way or has failed. */
function QueryCard<T>({ query, title, height, className, children }: QueryCardProps<T>) {
  return (
    <div className={className}>
      {query.data === undefined ? (
        <Card title={title}>
          <QueryView query={query} height={height}>
            {() => null}
          </QueryView>
        </Card>
      ) : (
        children(query.data)
      )}
    </div>
  );
}

interface ReportingProps {
  period: string;
  progress: UseQueryResult<ProgressReply>;
  asOf: string | undefined;
}

/** 报送 as it is, with what is due; on a past day as it stood then. */
function Reporting({ period, progress, asOf }: ReportingProps) {
  if (asOf === undefined) {
    return <ReportingCard period={period} units={progress.data?.units} className={styles.reporting} />;
  }
  return (
    <QueryCard query={progress} title="报送" height={240} className={styles.reporting}>
      {(data) => (
        <Suspense fallback={<Loading height={240} />}>
          <ReportingThen progress={data} asOf={asOf} />
        </Suspense>
      )}
    </QueryCard>
  );
}

/** 总览: is the city on course this year and for 2027, who is behind, who has not reported. */
export function OverviewPage() {
  const search = useSearch({ from: '/' });
  const period = usePeriodAsOf(search);
  const asOf = useAsOf();
  const progress = useQuery(progressQuery(period, search.ruleSet, asOf));
  const trajectory = useQuery(trajectoryQuery(CITY_CODE, period, asOf));
  const quotas = useQuery(quotaPaceQuery(asOf));
  return (
    <>
      <AsOfBar ruleSet={search.ruleSet} />
      <Head query={progress} period={period} />
      <div className={styles.grid}>
        <QueryCard query={progress} title="今年" height={305} className={styles.year}>
          {(data) => <YearCard progress={data} trajectory={trajectory.data} />}
        </QueryCard>
        <PlanCard query={trajectory} className={styles.plan} />
        <MoneyCard year={Number(period.slice(0, 4))} className={styles.money} />
        <QueryCard query={progress} title="各单位当年等级" height={580} className={styles.places}>
          {(data) => <PlacesCard progress={data} />}
        </QueryCard>
        <QueryCard query={progress} title="与年度目标的差" height={560} className={styles.ranking}>
          {(data) => <RankingCard units={data.units} period={data.period} label={data.label} />}
        </QueryCard>
        <div className={styles.side}>
          <QuotaCard query={quotas} />
          <Reporting period={period} progress={progress} asOf={asOf} />
        </div>
      </div>
    </>
  );
}
