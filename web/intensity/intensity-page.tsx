import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ProgressHistoryReply, ProgressReply } from '../../server/progress/schema.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';
import { intensityTargetsQuery, progressHistoryQuery, progressQuery, ruleSetsQuery } from '../api/queries.ts';
import type { IntensitySearch } from '../app/search.ts';
import { asOfSearch, useAsOf, usePeriodAsOf } from '../ui/as-of.ts';
import { AsOfBar } from '../ui/as-of-bar.tsx';
import { AsOfField } from '../ui/as-of-field.tsx';
import { Card } from '../ui/card.tsx';
import { preloadCharts } from '../ui/chart.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { heatFinding, progressFinding } from './findings.ts';
import { computedLine, newestKnown, shapeHeat, yearsOf } from './heat-shape.ts';
import { HeatLegend, HeatTable } from './heat-table.tsx';
import styles from './intensity-page.module.css';
import { multiplesFinding, shapeMultiples } from './multiples-shape.ts';
import { RuleSetSelect } from './rule-set-select.tsx';
import { SmallMultiples } from './small-multiples.tsx';
import { TrajectoryCard } from './trajectory-card.tsx';
import { YearTabs } from './year-tabs.tsx';

const route = getRouteApi('/intensity');

/** Height of the heat table with its 15 rows, held while it loads. */
const TABLE_HEIGHT = 570;

interface View {
  period: string;
  unit: string;
  ruleSet: string | undefined;
}

type Change = (change: { [K in keyof IntensitySearch]?: string | undefined }) => void;

/** Changes part of the view state in the URL; `undefined` takes a part out. */
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

interface Replies {
  progress: ProgressReply;
  history: ProgressHistoryReply;
  targets: IntensityTargetsReply;
}

/** In words which rules the lamps follow. */
function useRuleNote(ruleSetId: string | undefined): string {
  const { data } = useQuery(ruleSetsQuery);
  const ruleSet = data?.ruleSets.find((candidate) => candidate.id === (ruleSetId ?? data.defaultId));
  return ruleSet ? ruleSet.note : '';
}

/** Newest period of a year that the history knows. */
function latestOf(history: ProgressHistoryReply, year: number): string {
  return history.periods.filter((period) => period.startsWith(String(year))).at(-1) ?? `${year}-12`;
}

function Sections({ replies, view, change }: { replies: Replies; view: View; change: Change }) {
  const { progress, history, targets } = replies;
  const year = Number(view.period.slice(0, 4));
  const table = shapeHeat(history, targets, year);
  const multiples = shapeMultiples(progress, targets, table);
  const ruleNote = useRuleNote(view.ruleSet);
  const kept = asOfSearch(useAsOf());
  return (
    <>
      <Card
        title={heatFinding(table, view.period)}
        actions={
          <YearTabs
            years={yearsOf(history)}
            value={year}
            onChange={(chosen) => change({ period: latestOf(history, chosen) })}
          />
        }
        file={{
          title: `${table.year}年各单位各期单位工业增加值能耗同比`,
          sources: ['年度目标：附件2表一。负数为下降，单位：%。', computedLine(table)],
          internal: true,
        }}
        note={`各期为1月起累计同比（%），负数为下降；年度目标出自附件2。1–2月仅供参考。${ruleNote}`}
      >
        <HeatTable
          table={table}
          progress={progress}
          chosen={{ unit: view.unit, period: view.period }}
          onChoose={change}
        />
        <div className={styles.legend}>
          <HeatLegend />
        </div>
      </Card>
      <TrajectoryCard
        unit={view.unit}
        period={view.period}
        className={styles.trajectory}
        link={
          <p className="noPrint">
            <Link to="/counties/$code" params={{ code: view.unit }} search={{ period: view.period, ...kept }}>
              {view.unit === CITY_CODE ? '看全市情况' : '看本单位全部情况'} →
            </Link>
          </p>
        }
      />
      <Card
        title={multiplesFinding(multiples)}
        note="每图一个单位，2024—2027年，纵轴刻度相同；虚线为附件2目标路径，点线为本年推算。数字为规划期累计降幅与应达数（%）。"
      >
        <SmallMultiples
          multiples={multiples}
          year={year}
          chosen={view.unit}
          onChoose={(unit) => change({ unit })}
        />
      </Card>
    </>
  );
}

function isInternal(progress: ProgressReply | undefined): boolean {
  const shown = progress ? [progress.city, ...progress.units] : [];
  return shown.some((unit) => unit.actualPct !== null && unit.releasedAt === null);
}

/** 能耗强度: every unit in every period against its target, and where 2027 lands. */
export function IntensityPage() {
  const search = route.useSearch();
  const change = useChange();
  const period = usePeriodAsOf(search);
  const asOf = useAsOf();
  const view: View = { period, unit: search.unit ?? CITY_CODE, ruleSet: search.ruleSet };
  const progress = useQuery({
    ...progressQuery(period, search.ruleSet, asOf),
    placeholderData: keepPreviousData,
  });
  const history = useQuery({
    ...progressHistoryQuery(search.ruleSet, asOf),
    placeholderData: keepPreviousData,
  });
  const targets = useQuery(intensityTargetsQuery);
  useEffect(preloadCharts, []);
  const failed = [progress, history, targets].find((query) => query.isError && query.data === undefined);
  return (
    <div className={styles.page}>
      <AsOfBar ruleSet={search.ruleSet} />
      <PageHead
        eyebrow={`单位工业增加值能耗 · ${progress.data?.label ?? ''}${progress.data?.referenceOnly ? '（参考）' : ''}`}
        title={
          progress.data
            ? progressFinding(progress.data, history.data ? newestKnown(history.data) : null)
            : '能耗强度'
        }
        internal={isInternal(progress.data)}
        actions={
          <>
            <RuleSetSelect value={search.ruleSet} onChange={(ruleSet) => change({ ruleSet })} />
            <PeriodSelect value={period} asOf={asOf} onChange={(chosen) => change({ period: chosen })} />
            <AsOfField />
            <button type="button" className="button" onClick={() => window.print()}>
              打印
            </button>
          </>
        }
      />
      {failed ? <Failed error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {progress.data && history.data && targets.data ? (
        <div className={styles.stack}>
          <Sections
            replies={{ progress: progress.data, history: history.data, targets: targets.data }}
            view={view}
            change={change}
          />
        </div>
      ) : null}
      {!failed && !(progress.data && history.data && targets.data) ? <Loading height={TABLE_HEIGHT} /> : null}
    </div>
  );
}
