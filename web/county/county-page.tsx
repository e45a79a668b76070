import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ProgressHistoryReply, ProgressReply, UnitProgress } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { periodLabel } from '../../server/rules/periods.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';
import {
  FIRST_UNITS,
  intensityTargetsQuery,
  progressHistoryQuery,
  progressQuery,
  quotaPaceQuery,
  UNITS_PAGE,
  type UnitsAsked,
} from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { shapeHeat, yearsOf } from '../intensity/heat-shape.ts';
import { TrajectoryCard } from '../intensity/trajectory-card.tsx';
import { asOfSearch, useAsOf, usePeriodAsOf } from '../ui/as-of.ts';
import { AsOfBar } from '../ui/as-of-bar.tsx';
import { AsOfField } from '../ui/as-of-field.tsx';
import { Card } from '../ui/card.tsx';
import type { CardFile } from '../ui/card-file.ts';
import { preloadCharts } from '../ui/chart.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import styles from './county-page.module.css';
import { CourseChart } from './course-chart.tsx';
import { type CourseShape, courseFinding, shapeCourse } from './course-shape.ts';
import { FactsCard } from './facts-card.tsx';
import { countyHeadline } from './findings.ts';
import { QuotaCard } from './quota-card.tsx';
import { RosterCard } from './roster-card.tsx';
import { StatusCard } from './status-card.tsx';
import { YearCard } from './year-card.tsx';

const route = getRouteApi('/counties/$code');

const COURSE_HEIGHT = 260;

const unitsOf = (progress: ProgressReply): UnitProgress[] => [progress.city, ...progress.units];

function cellsOf(pace: QuotaPaceReply, code: string): QuotaPaceReply['totals'] | null {
  if (code === CITY_CODE) return pace.totals;
  return pace.units.find((unit) => unit.code === code)?.cells ?? null;
}

interface Replies {
  progress: ProgressReply;
  history: ProgressHistoryReply;
  targets: IntensityTargetsReply;
  pace: QuotaPaceReply;
}

/** The course of a unit as a file; which months are released the history does not say: it counts as internal. */
function courseFile(course: CourseShape, name: string, asOf: string | null): CardFile {
  return {
    title: `${name}${course.year}年各期单位工业增加值能耗同比`,
    sources: ['年度目标：附件2表一。实际：各单位报送、市工信局审核的数据。'],
    internal: true,
    definition: '单位工业增加值能耗1月起累计同比，负数为下降。',
    unit: '%',
    scope: '规上工业',
    asOf: asOf ?? undefined,
    table: {
      columns: [
        { label: '统计期', kind: 'text' },
        { label: `${course.year}年同比%`, kind: 'number' },
        { label: '年度目标%', kind: 'number' },
        { label: `${course.year - 1}年同比%`, kind: 'number' },
      ],
      rows: course.labels.map((label, index) => [
        label,
        course.actual[index]?.actualPct ?? null,
        course.targetPct,
        course.lastYear[index] ?? null,
      ]),
    },
  };
}

function CourseCard({ unit, replies }: { unit: UnitProgress; replies: Replies }) {
  const { history, targets, progress } = replies;
  const year = Number(progress.period.slice(0, 4));
  const hasYearBefore = yearsOf(history).includes(year - 1);
  const before = hasYearBefore ? shapeHeat(history, targets, year - 1) : null;
  const course = shapeCourse(shapeHeat(history, targets, year), before, unit.code);
  return (
    <Card
      title={courseFinding(course)}
      file={courseFile(course, unit.name, history.asOf)}
      note={`单位：%。各期为1月起累计同比，负数为下降。绿线为${year}年，虚线为年度目标${before ? `，灰线为${year - 1}年` : ''}；空心为待审核。来源：各单位报送、市工信局审核的数据；年度目标出自附件2表一。`}
    >
      <CourseChart course={course} name={unit.name} height={COURSE_HEIGHT} />
    </Card>
  );
}

function Sections({ unit, replies }: { unit: UnitProgress; replies: Replies }) {
  const { progress, targets, pace } = replies;
  const cells = cellsOf(pace, unit.code);
  return (
    <div className={styles.grid}>
      <YearCard
        unit={unit}
        label={progress.label}
        {...(unit.isCity ? { headlineGapPct: progress.city.headlineGapPct } : {})}
      />
      <FactsCard unit={unit} label={progress.label} targets={targets} />
      <div className={styles.status}>
        <StatusCard unit={unit} period={progress.period} dueOn={unit.dueOn} />
      </div>
      <div className={styles.course}>
        <CourseCard unit={unit} replies={replies} />
      </div>
      {cells ? (
        <div className={styles.quotas}>
          <QuotaCard code={unit.code} name={unit.name} cells={cells} />
        </div>
      ) : null}
      <TrajectoryCard unit={unit.code} period={progress.period} className={styles.full} />
      {unit.isCity ? null : (
        <div className={styles.full}>
          <RosterCard code={unit.code} asOf={pace.asOf} />
        </div>
      )}
    </div>
  );
}

interface ActionsProps {
  progress: ProgressReply | undefined;
  code: string;
  period: string;
}

function Actions({ progress, code, period }: ActionsProps) {
  const navigate = route.useNavigate();
  const asOf = useAsOf();
  const units = progress ? unitsOf(progress) : [];
  const go = (params: { code: string }, search: { period: string }) =>
    void navigate({
      to: '/counties/$code',
      params,
      search: { ...search, ...asOfSearch(asOf) },
      resetScroll: false,
    });
  return (
    <>
      <select
        className="field"
        aria-label="单位"
        value={code}
        onChange={(event) => go({ code: event.target.value }, { period })}
      >
        {units.some((unit) => unit.code === code) ? null : <option value={code}>请选择单位</option>}
        {units.map((unit) => (
          <option key={unit.code} value={unit.code}>
            {unit.name}
          </option>
        ))}
      </select>
      <PeriodSelect value={period} asOf={asOf} onChange={(chosen) => go({ code }, { period: chosen })} />
      <AsOfField />
      <button type="button" className="button" onClick={() => window.print()}>
        打印
      </button>
    </>
  );
}

function Headline({
  unit,
  progress,
  pace,
}: {
  unit: UnitProgress;
  progress: ProgressReply;
  pace: QuotaPaceReply | undefined;
}) {
  const parts = countyHeadline(unit, progress.label, pace ? cellsOf(pace, unit.code) : null);
  return parts.map((part) => (
    <span key={part.text} className={styles[part.tone]}>
      {part.text}
    </span>
  ));
}

/** The page of the units with this one: the first, or where it stands on another one it alone. */
function useUnitsWith(code: string, period: string, asOf: string | undefined): UnitsAsked {
  const first = useQuery(progressQuery(period, undefined, asOf)).data;
  if (first === undefined || first.total <= UNITS_PAGE) return FIRST_UNITS;
  return unitsOf(first).some((unit) => unit.code === code)
    ? FIRST_UNITS
    : { q: code.slice(0, 40), offset: 0 };
}

/** 县页: everything about one unit on one printable page. */
export function CountyPage() {
  const { code } = route.useParams();
  const { user } = useSession();
  const period = usePeriodAsOf(route.useSearch(), { own: user.unitCodes.includes(code) });
  const asOf = useAsOf();
  const units = useUnitsWith(code, period, asOf);
  const progress = useQuery({
    ...progressQuery(period, undefined, asOf, units),
    placeholderData: keepPreviousData,
  });
  const history = useQuery({
    ...progressHistoryQuery(undefined, asOf, units),
    placeholderData: keepPreviousData,
  });
  const targets = useQuery(intensityTargetsQuery(units));
  const pace = useQuery({ ...quotaPaceQuery(asOf, units), placeholderData: keepPreviousData });
  useEffect(preloadCharts, []);
  const unit = progress.data
    ? unitsOf(progress.data).find((candidate) => candidate.code === code)
    : undefined;
  const failed = [progress, history, targets, pace].find(
    (query) => query.isError && query.data === undefined,
  );
  const isReady = progress.data && history.data && targets.data && pace.data;
  return (
    <>
      <AsOfBar unit={code} />
      <PageHead
        eyebrow={`${unit?.name ?? '县（市、区）'} · ${periodLabel(period)}${progress.data?.referenceOnly ? '（参考）' : ''} · 规上工业`}
        title={
          unit && progress.data ? (
            <Headline unit={unit} progress={progress.data} pace={pace.data} />
          ) : (
            '县（市、区）情况'
          )
        }
        internal={
          unit
            ? unit.actualPct !== null && unit.releasedAt === null
            : !progress.data && user.role !== 'county'
        }
        actions={<Actions progress={progress.data} code={code} period={period} />}
      />
      {failed ? <Failed error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {progress.data && unit === undefined ? (
        <Empty title="没有这个单位" next="请在右上角选择单位，或从总览进入。" />
      ) : null}
      {isReady && unit ? (
        <Sections
          unit={unit}
          replies={{ progress: progress.data, history: history.data, targets: targets.data, pace: pace.data }}
        />
      ) : null}
      {!failed && !isReady ? <Loading height={700} /> : null}
    </>
  );
}
