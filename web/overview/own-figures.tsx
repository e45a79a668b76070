import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatPct, formatPoints } from '../format.ts';
import { Lamp } from '../ui/lamp.tsx';
import styles from './reporting-card.module.css';

/** A county officer's own unit against its targets. */
export function OwnFigures({ unit }: { unit: UnitProgress }) {
  const decimals = unit.actualDecimals ?? 1;
  return (
    <dl className={styles.own}>
      <div>
        <dt>当年同比</dt>
        <dd>
          <strong>{formatPct(unit.actualPct, decimals, { sign: true })}%</strong>
          <Lamp lamp={unit.annualLamp} />
        </dd>
      </div>
      <div>
        <dt>年度目标</dt>
        <dd>{formatPct(unit.targetPct)}%</dd>
      </div>
      <div>
        <dt>与目标差</dt>
        <dd>{formatPoints(unit.gapPct, decimals, { sign: true })}个百分点</dd>
      </div>
      <div>
        <dt>规划期累计</dt>
        <dd>
          {formatPct(unit.cumulativePct, 1, { sign: true })}%
          <Lamp lamp={unit.planLamp} />
        </dd>
      </div>
      <div>
        <dt>累计应达</dt>
        <dd>{formatPct(unit.cumulativeTargetPct)}%</dd>
      </div>
    </dl>
  );
}
