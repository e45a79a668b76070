import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { UnitProgress } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { trajectoryQuery } from '../api/queries.ts';
import { countyHeadline, cumulativeWords, gapPart, STATUS_WORDS } from '../county/findings.ts';
import { formatPct } from '../format.ts';
import { TrajectoryChart } from '../intensity/trajectory-chart.tsx';
import { asOfSearch, useAsOf } from '../ui/as-of.ts';
import { FLIP_NOTE, FlipMark } from '../ui/flip-mark.tsx';
import { Lamp } from '../ui/lamp.tsx';
import { RemedyMark } from '../ui/remedy-mark.tsx';
import { progressSource, Sourced } from '../ui/source-card.tsx';
import { QueryView } from '../ui/states.tsx';
import { useChoice } from './choice.ts';
import { QuotaRows } from './quota-card.tsx';
import styles from './unit-panel.module.css';

const CHART_HEIGHT = 168;

function Figures({ unit, label }: { unit: UnitProgress; label: string }) {
  const isMissing = unit.actualPct === null;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>当年同比</dt>
        <dd>
          <Lamp lamp={unit.annualLamp} {...(isMissing ? { word: STATUS_WORDS[unit.status] } : {})} />
          <FlipMark unit={unit} />
          {isMissing ? null : (
            <strong>
              <Sourced source={progressSource(unit, `${unit.name}${label}单位工业增加值能耗同比`)}>
                {formatPct(unit.actualPct, unit.actualDecimals ?? 1, { sign: true })}%
              </Sourced>
            </strong>
          )}
          <span className="muted">目标{formatPct(unit.targetPct)}%</span>
        </dd>
        {isMissing ? null : <dd className={styles.words}>{gapPart(unit).text}</dd>}
        {unit.remedy === null ? null : (
          <dd>
            <RemedyMark remedy={unit.remedy} />
          </dd>
        )}
      </div>
      <div>
        <dt>规划期累计</dt>
        <dd>
          <Lamp lamp={unit.planLamp} />
        </dd>
        <dd className={styles.words}>{cumulativeWords(unit)}</dd>
      </div>
    </dl>
  );
}

function CompareButton({ code }: { code: string }) {
  const { compare, toggle } = useChoice();
  const isIn = compare.includes(code);
  return (
    <>
      <button type="button" className="button" aria-pressed={isIn} onClick={() => toggle(code)}>
        {isIn ? '移出对比' : '加入对比'}
      </button>
      {isIn && compare.length === 1 ? <span className="muted">再选1个单位即可对比</span> : null}
    </>
  );
}

interface UnitPanelProps {
  unit: UnitProgress;
  period: string;
  /** '2026年1–10月' */
  label: string;
  cells: QuotaPaceReply['totals'] | null;
  /** chosen on this page, not brought by its address: the panel takes the focus and comes into view */
  isFresh: boolean;
}

/** A county opened in place: its sentence, both lamps, the figures with their sources, the course, the way to its page. */
export function UnitPanel({ unit, period, label, cells, isFresh }: UnitPanelProps) {
  const asOf = useAsOf();
  const { choose } = useChoice();
  const course = useQuery(trajectoryQuery(unit.code, period, asOf));
  const panel = useRef<HTMLElement>(null);
  const { code } = unit;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another unit is another panel
  useEffect(() => {
    if (!isFresh) return;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isFresh, code]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      choose(undefined);
      document.querySelector<HTMLElement>(`li[data-unit="${code}"] a`)?.focus({ preventScroll: true });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [choose, code]);

  return (
    <section ref={panel} className={styles.panel} aria-label={`${unit.name}情况`} tabIndex={-1}>
      <header className={styles.head}>
        <h2>
          {countyHeadline(unit, label, cells)
            .map((part) => part.text)
            .join('')}
        </h2>
        <button
          type="button"
          className={styles.close}
          aria-label={`关闭${unit.name}（Esc）`}
          onClick={() => choose(undefined)}
        >
          ×
        </button>
      </header>
      <Figures unit={unit} label={label} />
      <QueryView query={course} height={CHART_HEIGHT + 22}>
        {(trajectory) => (
          <>
            <p className={styles.sentence}>{trajectory.sentence}</p>
            <TrajectoryChart trajectory={trajectory} height={CHART_HEIGHT} />
          </>
        )}
      </QueryView>
      {cells ? (
        <div className={styles.quotas}>
          <QuotaRows cells={cells} unit={code} />
        </div>
      ) : null}
      <p className={styles.note}>
        {label}
        ，规上工业；折线为能耗强度指数，2024年=100，虚线为附件2年度目标连乘，点线为推算。同比、目标为%。来源：年度目标为附件2表一，实际为单位报送、市工信局审核的数据。
        {unit.mayFlip ? FLIP_NOTE : null}
      </p>
      <p className={styles.links}>
        <CompareButton code={code} />
        <Link to="/counties/$code" params={{ code }} search={{ period, ...asOfSearch(asOf) }}>
          打开{unit.name}页面
        </Link>
      </p>
    </section>
  );
}
