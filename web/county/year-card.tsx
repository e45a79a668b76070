import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatPct } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Lamp } from '../ui/lamp.tsx';
import { RemedyMark } from '../ui/remedy-mark.tsx';
import { progressSource, Sourced } from '../ui/source-card.tsx';
import { cumulativeWords, headlineWords, STATUS_WORDS, yearFinding } from './findings.ts';
import { shapeGauge } from './gauge-shape.ts';
import styles from './year-card.module.css';

function Gauge({ unit }: { unit: UnitProgress }) {
  const gauge = shapeGauge(unit.actualPct, unit.targetPct);
  const barClass = unit.provisional ? `${styles.fall} ${styles.provisional}` : styles.fall;
  return (
    <div aria-hidden="true">
      <div className={styles.bar}>
        <i className={barClass} style={{ width: `${gauge.fall * 100}%` }} />
        {gauge.tick === null ? null : <i className={styles.tick} style={{ left: `${gauge.tick * 100}%` }} />}
      </div>
      <div className={styles.scale}>
        <span>0</span>
        <span>−{gauge.endPct}%</span>
      </div>
    </div>
  );
}

function Doubts({ unit }: { unit: UnitProgress }) {
  const doubts = [
    unit.mayFlip ? '舍入内可能翻转' : null,
    unit.scopeMixed ? '各年口径不同，累计仅供参考' : null,
    unit.pendingRevision ? '另有修订待审核' : null,
  ].filter((doubt) => doubt !== null);
  if (doubts.length === 0) return null;
  return <p className={styles.doubts}>{doubts.join('；')}。</p>;
}

interface YearCardProps {
  unit: UnitProgress;
  label: string;
  /** city only: percentage points still to fall to −13 % */
  headlineGapPct?: number | null;
}

/** This year's figure with its lamp, the bar against the target, and the plan lamp beside it. */
export function YearCard({ unit, label, headlineGapPct }: YearCardProps) {
  const title = `${unit.name}${label}单位工业增加值能耗`;
  const word = unit.annualLamp === 'none' ? STATUS_WORDS[unit.status] : undefined;
  return (
    <Card title={yearFinding(unit)} className={styles.card}>
      <div className={styles.figure}>
        <span className={styles.lamps}>
          <Lamp lamp={unit.annualLamp} {...(word === undefined ? {} : { word })} />
          <RemedyMark remedy={unit.remedy} />
        </span>
        <Sourced source={progressSource(unit, title)}>
          <span className={styles.big}>
            {formatPct(unit.actualPct, unit.actualDecimals ?? 1, { sign: true })}
          </span>
          {unit.actualPct === null ? null : <span className={styles.unit}>%</span>}
        </Sourced>
        <span className={styles.target}>
          目标 {formatPct(unit.targetPct)}%{unit.basis === 'computed' ? ' · 测算' : ''}
        </span>
      </div>
      <Gauge unit={unit} />
      <div className={styles.plan}>
        <span className={styles.planHead}>规划期累计</span>
        <Lamp lamp={unit.planLamp} />
        <p>{cumulativeWords(unit)}</p>
      </div>
      {headlineGapPct === undefined ? null : <p>{headlineWords(headlineGapPct)}</p>}
      <Doubts unit={unit} />
    </Card>
  );
}
