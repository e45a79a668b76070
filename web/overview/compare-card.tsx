import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ProgressReply, TrajectoryReply, UnitProgress } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { trajectoryQuery } from '../api/queries.ts';
import { formatCount, formatNumber, formatPct, formatPoints } from '../format.ts';
import { statusWords } from '../quotas/bullet-shape.ts';
import { asOfSearch, useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { FLIP_NOTE, FlipMark } from '../ui/flip-mark.tsx';
import { Lamp, LampMark } from '../ui/lamp.tsx';
import { RemedyMark } from '../ui/remedy-mark.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { progressSource, Sourced } from '../ui/source-card.tsx';
import { Loading } from '../ui/states.tsx';
import { statusWord } from '../ui/status-words.ts';
import { useChoice } from './choice.ts';
import styles from './compare-card.module.css';
import { CompareChart } from './compare-chart.tsx';
import { MOST_COMPARED } from './compare-choice.ts';
import { compareFinding, shapeCompare } from './compare-shape.ts';

const CHART_HEIGHT = 400;

interface RowProps {
  label: string;
  units: readonly UnitProgress[];
  children: (unit: UnitProgress) => ReactNode;
}

function Row({ label, units, children }: RowProps) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {units.map((unit) => (
        <td key={unit.code} data-unit={unit.code}>
          {children(unit)}
        </td>
      ))}
    </tr>
  );
}

function FigureRows({ units, label }: { units: readonly UnitProgress[]; label: string }) {
  const decimals = (unit: UnitProgress) => unit.actualDecimals ?? 1;
  return (
    <>
      <Row label="当年同比，%" units={units}>
        {(unit) =>
          unit.actualPct === null ? (
            <span className="muted">{statusWord(unit.status)}</span>
          ) : (
            <Sourced source={progressSource(unit, `${unit.name}${label}单位工业增加值能耗同比`)}>
              {formatPct(unit.actualPct, decimals(unit), { sign: true })}
            </Sourced>
          )
        }
      </Row>
      <Row label="年度目标，%" units={units}>
        {(unit) => formatPct(unit.targetPct)}
      </Row>
      <Row label="与目标差，百分点" units={units}>
        {(unit) => formatPoints(unit.gapPct, decimals(unit), { sign: true })}
      </Row>
      <Row label="当年等级" units={units}>
        {(unit) => (
          <>
            <Lamp lamp={unit.annualLamp} /> <FlipMark unit={unit} /> {unit.provisional ? '待审 ' : ''}
            <RemedyMark remedy={unit.remedy} />
          </>
        )}
      </Row>
      <Row label="规划期累计，%" units={units}>
        {(unit) => formatPct(unit.cumulativePct, 1, { sign: true })}
      </Row>
      <Row label="累计应达，%" units={units}>
        {(unit) => formatPct(unit.cumulativeTargetPct)}
      </Row>
      <Row label="规划期等级" units={units}>
        {(unit) => <Lamp lamp={unit.planLamp} />}
      </Row>
    </>
  );
}

function QuotaTableRows({ units, pace }: { units: readonly UnitProgress[]; pace: QuotaPaceReply }) {
  return QUOTA_COLUMNS.map((column) => (
    <Row key={column.key} label={`${column.label}，${column.measure}`} units={units}>
      {({ code }) => {
        const cell = pace.units.find((unit) => unit.code === code)?.cells[column.key];
        if (!cell || cell.quota === null) return <span className="muted">无任务</span>;
        return (
          <>
            {formatCount(cell.stock)}
            <span className="muted"> /{cell.quota}</span>{' '}
            <LampMark lamp={cell.lamp} label={statusWords(cell, column.measure)} />
          </>
        );
      }}
    </Row>
  ));
}

/** A third unit can be put beside the two. */
function AddUnit({ units }: { units: readonly UnitProgress[] }) {
  const { compare, toggle } = useChoice();
  if (compare.length >= MOST_COMPARED) return null;
  return (
    <select
      className="field noPrint"
      aria-label="添加对比单位"
      value=""
      onChange={(event) => toggle(event.target.value)}
    >
      <option value="">添加单位…</option>
      {units
        .filter((unit) => !compare.includes(unit.code))
        .map((unit) => (
          <option key={unit.code} value={unit.code}>
            {unit.name}
          </option>
        ))}
    </select>
  );
}

function Courses({ courses }: { courses: readonly (TrajectoryReply | undefined)[] }) {
  const known = courses.filter((course) => course !== undefined);
  if (known.length < courses.length) return <Loading height={CHART_HEIGHT} />;
  return <CompareChart shape={shapeCompare(known)} height={CHART_HEIGHT} />;
}

function CompareTable({ units, progress, pace, courses }: CompareCardProps & CompareTableProps) {
  const kept = asOfSearch(useAsOf());
  const { toggle } = useChoice();
  const courseOf = (code: string) => courses.find((course) => course?.code === code);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visuallyHidden">指标</span>
          </th>
          {units.map((unit) => (
            <th key={unit.code} scope="col" data-unit={unit.code}>
              <Link
                to="/counties/$code"
                params={{ code: unit.code }}
                search={{ period: progress.period, ...kept }}
              >
                {unit.name}
              </Link>{' '}
              <button
                type="button"
                className="linkButton noPrint"
                aria-label={`移出${unit.name}`}
                onClick={() => toggle(unit.code)}
              >
                移出
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <FigureRows units={units} label={progress.label} />
        <Row label="2027年指数（推算，2024年=100）" units={units}>
          {({ code }) => formatNumber(courseOf(code)?.landings?.keepPace ?? null, 1)}
        </Row>
        {pace ? <QuotaTableRows units={units} pace={pace} /> : null}
      </tbody>
    </table>
  );
}

interface CompareTableProps {
  units: readonly UnitProgress[];
  courses: readonly (TrajectoryReply | undefined)[];
}

interface CompareCardProps {
  progress: ProgressReply;
  pace: QuotaPaceReply | undefined;
}

/** Two or three units side by side: courses with their names, figures, lamps, quotas. */
export function CompareCard({ progress, pace }: CompareCardProps) {
  const { compare } = useChoice();
  const asOf = useAsOf();
  const units = compare
    .map((code) => progress.units.find((unit) => unit.code === code))
    .filter((unit) => unit !== undefined);
  const courses = useQueries({
    queries: units.map((unit) => trajectoryQuery(unit.code, progress.period, asOf)),
  }).map((query) => query.data);
  const box = useRef<HTMLDivElement>(null);
  const first = useRef(true);

  // chosen on this page: the comparison comes into view; restored from the address: the page stays at its top
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice of units is the reason to look
  useEffect(() => {
    if (!first.current) box.current?.scrollIntoView({ block: 'nearest' });
    first.current = false;
  }, [compare.join()]);

  return (
    <div ref={box} className={styles.box}>
      <Card
        title={compareFinding(units)}
        actions={<AddUnit units={progress.units} />}
        file={{
          title: `${progress.label}单位对比`,
          sources: ['年度目标、标杆任务：附件2。实际：各单位报送、市工信局审核的数据。'],
          internal: units.some((unit) => unit.actualPct !== null && unit.releasedAt === null),
          definition:
            '能耗强度指数以2024年为100，由各年单位工业增加值能耗同比连乘；本年以累计数视作全年（推算）。',
          scope: '规上工业',
          ...(asOf === undefined ? {} : { asOf }),
        }}
        note={`${progress.label}，规上工业。左图为单位工业增加值能耗指数（2024年=100），点线为推算，虚线为附件2年度目标连乘；右表标杆为现有数/2027年目标。来源：附件2；各单位报送、市工信局审核的数据。${units.some((unit) => unit.mayFlip) ? FLIP_NOTE : ''}`}
      >
        <div className={styles.sides}>
          <Courses courses={courses} />
          <Sideways label="对比表">
            <CompareTable units={units} progress={progress} pace={pace} courses={courses} />
          </Sideways>
        </div>
      </Card>
    </div>
  );
}
