import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import type { ProgressReply, TrajectoryReply } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { periodLabel } from '../../server/rules/periods.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import { progressQuery, quotaPaceQuery, trajectoryQuery, type UnitsAsked } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { formatDay } from '../format.ts';
import { RuleSetSelect } from '../intensity/rule-set-select.tsx';
import { useAsOf, usePeriodAsOf } from '../ui/as-of.ts';
import { AsOfBar } from '../ui/as-of-bar.tsx';
import { AsOfField } from '../ui/as-of-field.tsx';
import { Card } from '../ui/card.tsx';
import type { CardFile } from '../ui/card-file.ts';
import { preloadCharts } from '../ui/chart.tsx';
import { FLIP_NOTE, flipText } from '../ui/flip-mark.tsx';
import { lampWord } from '../ui/lamp.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { Loading, QueryView } from '../ui/states.tsx';
import { UnitsChoice, useUnitsChoice } from '../ui/units-choice.tsx';
import { ChangesCard } from './changes-card.tsx';
import { ChoiceContext, useChoice, useChoiceState } from './choice.ts';
import { CountyTiles } from './county-tiles.tsx';
import { tilesFinding } from './findings.ts';
import { showsInternal } from './internal.ts';
import { MoneyCard } from './money-card.tsx';
import { NextCard } from './next-card.tsx';
import styles from './overview-page.module.css';
import { PlanCard } from './plan-card.tsx';
import { QuotaCard } from './quota-card.tsx';
import { RankingCard } from './ranking-card.tsx';
import { ReportingCard } from './reporting-card.tsx';
import { YearCard } from './year-card.tsx';

preloadCharts();

const CountyMap = lazy(async () => ({ default: (await import('../map/county-map.tsx')).CountyMap }));
const ReportingThen = lazy(async () => ({ default: (await import('./reporting-then.tsx')).ReportingThen }));
const UnitPanel = lazy(async () => ({ default: (await import('./unit-panel.tsx')).UnitPanel }));
const CompareCard = lazy(async () => ({ default: (await import('./compare-card.tsx')).CompareCard }));
const WallPage = lazy(async () => ({ default: (await import('./wall-page.tsx')).WallPage }));
const TILES_HEIGHT = 430;
const PANEL_HEIGHT = 460;
const mapHeight = () => (window.innerWidth < 600 ? 320 : TILES_HEIGHT);

function eyebrow(progress: ProgressReply | undefined, period: string): string {
  // as long as it will be
  if (!progress) return `全市规上工业 · ${periodLabel(period)} · 全市数正在读取`;
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
  const { role } = useSession().user;
  const progress = query.data;
  return (
    <PageHead
      eyebrow={eyebrow(progress, period)}
      title={progress ? <Headline progress={progress} /> : <span className={styles.titleSpace}>总览</span>}
      internal={progress ? showsInternal(progress) : role !== 'county'}
      tags={progress?.referenceOnly ? <span className="tag">1–2月仅供参考</span> : null}
      actions={
        <div className={styles.controls}>
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
          <button
            type="button"
            className={`button ${styles.toWall}`}
            onClick={() => void navigate({ search: (old) => ({ ...old, screen: 'wall' }) })}
          >
            大屏
          </button>
        </div>
      }
    />
  );
}

/** The tiles, or the sketch, as a file. */
function placesFile({ label, units, asOf }: ProgressReply): CardFile {
  return {
    title: `${label}各单位预警等级`,
    sources: ['附件2；各单位报送、市工信局审核的数据。'],
    internal: units.some((unit) => unit.actualPct !== null && unit.releasedAt === null),
    unit: '同比为%，与目标差为百分点',
    scope: '规上工业',
    asOf: asOf ?? undefined,
    table: {
      columns: [
        { label: '单位', kind: 'text' },
        { label: '同比%', kind: 'number' },
        { label: '年度目标%', kind: 'number' },
        { label: '与目标差', kind: 'number' },
        { label: '当年等级', kind: 'text' },
      ],
      rows: units.map((unit) => [
        unit.name,
        unit.actualPct,
        unit.targetPct,
        unit.gapPct,
        `${lampWord(unit.annualLamp)}${flipText(unit)}`,
      ]),
    },
  };
}

function PlacesCard({ progress }: { progress: ProgressReply }) {
  const { choose } = useChoice();
  const navigate = useNavigate({ from: '/' });
  const { view, ...others } = useSearch({ from: '/' });
  const onMap = view === 'map';
  const toggle = () =>
    void navigate({ search: onMap ? others : { ...others, view: 'map' }, resetScroll: false });
  return (
    <Card
      title={tilesFinding(progress.units)}
      file={placesFile(progress)}
      actions={
        <button type="button" className="linkButton noPrint" onClick={toggle}>
          {onMap ? '切换方格图' : '切换示意图'}
        </button>
      }
      note={
        onMap
          ? '示意图仅表示位置，不作为行政区划界线依据；经开区以圆点表示。'
          : `方格按地理方位排列，经开区单列。数字为${progress.label}规上工业单位工业增加值能耗同比，%；超、差为超过或尚差年度目标的百分点。${progress.units.some((unit) => unit.mayFlip) ? FLIP_NOTE : ''}点选单位可就地查看。来源：附件2；各单位报送、市工信局审核的数据。`
      }
    >
      {onMap ? (
        <Suspense fallback={<Loading height={mapHeight()} />}>
          <CountyMap units={progress.units} height={mapHeight()} onSelect={choose} />
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

interface SideProps extends ReportingProps {
  quotas: UseQueryResult<QuotaPaceReply>;
}

/** The unit opened in place, in the place of 报送 while it is open. */
function Slot({ quotas, ...reporting }: SideProps) {
  const { chosen } = useChoice();
  // the unit the page was opened with; another one was chosen here
  const [first] = useState(chosen);
  const [wasClosed, setWasClosed] = useState(false);
  if (chosen !== first && !wasClosed) setWasClosed(true);
  const data = reporting.progress.data;
  const unit = data?.units.find((candidate) => candidate.code === chosen);
  if (!data || !unit) return <Reporting {...reporting} />;
  return (
    <Suspense fallback={<Loading height={PANEL_HEIGHT} />}>
      <UnitPanel
        unit={unit}
        period={data.period}
        label={data.label}
        cells={quotas.data?.units.find(({ code }) => code === unit.code)?.cells ?? null}
        isFresh={wasClosed}
      />
    </Suspense>
  );
}

interface ReadsProps {
  period: string;
  asOf: string | undefined;
  ruleSet: string | undefined;
  units: UnitsAsked;
  progress: UseQueryResult<ProgressReply>;
  trajectory: UseQueryResult<TrajectoryReply>;
  quotas: UseQueryResult<QuotaPaceReply>;
}

/** The cards; tiles, ranking, quotas and the opened unit share one choice. */
function Cards({ period, asOf, ruleSet, units, progress, trajectory, quotas }: ReadsProps) {
  const box = useRef<HTMLDivElement>(null);
  const choice = useChoiceState(box);
  return (
    <ChoiceContext value={choice}>
      <div className={styles.grid} ref={box}>
        <QueryCard query={progress} title="今年" height={305} className={styles.year}>
          {(data) => <YearCard progress={data} trajectory={trajectory.data} />}
        </QueryCard>
        <PlanCard query={trajectory} className={styles.plan} />
        <MoneyCard year={Number(period.slice(0, 4))} className={styles.money} />
        <div className={styles.places}>
          <QueryCard query={progress} title="各单位当年等级" height={TILES_HEIGHT} className={styles.cell}>
            {(data) => <PlacesCard progress={data} />}
          </QueryCard>
          <QueryCard query={progress} title="与上期相比" height={150} className={styles.changes}>
            {(data) => <ChangesCard progress={data} ruleSet={ruleSet} units={units} />}
          </QueryCard>
        </div>
        <div className={styles.ranking}>
          <QueryCard query={progress} title="与年度目标的差" height={560} className={styles.cell}>
            {(data) => <RankingCard units={data.units} period={data.period} label={data.label} />}
          </QueryCard>
          <div className={styles.next}>
            <NextCard />
          </div>
        </div>
        <div className={styles.side}>
          <QuotaCard query={quotas} />
          <Slot period={period} progress={progress} asOf={asOf} quotas={quotas} />
        </div>
        {choice.compare.length > 1 && progress.data ? (
          <Suspense fallback={<Loading height={420} />}>
            <CompareCard progress={progress.data} pace={quotas.data} />
          </Suspense>
        ) : null}
      </div>
    </ChoiceContext>
  );
}

/** 总览: is the city on course this year and for 2027, who is behind, who has not reported. */
export function OverviewPage() {
  const search = useSearch({ from: '/' });
  const period = usePeriodAsOf(search);
  const asOf = useAsOf();
  const { ruleSet } = search;
  const units = useUnitsChoice();
  const progress = useQuery(progressQuery(period, ruleSet, asOf, units.asked));
  const trajectory = useQuery(trajectoryQuery(CITY_CODE, period, asOf));
  const quotas = useQuery(quotaPaceQuery(asOf, units.asked));
  if (search.screen === 'wall') {
    return (
      <Suspense fallback={null}>
        <WallPage
          progress={progress}
          trajectory={trajectory.data}
          pace={quotas.data}
          ruleSet={ruleSet}
          headline={progress.data ? <Headline progress={progress.data} /> : '总览'}
        />
      </Suspense>
    );
  }
  return (
    <>
      <AsOfBar ruleSet={ruleSet} />
      <Head query={progress} period={period} />
      <UnitsChoice {...units} query={progress} />
      <Cards
        period={period}
        asOf={asOf}
        ruleSet={ruleSet}
        units={units.asked}
        progress={progress}
        trajectory={trajectory}
        quotas={quotas}
      />
    </>
  );
}
