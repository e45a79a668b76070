import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ProgressReply } from '../../server/progress/schema.ts';
import { previousPeriod } from '../../server/rules/periods.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import { progressQuery, type UnitsAsked } from '../api/queries.ts';
import { formatPct } from '../format.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { FLIP_NOTE, FlipMark } from '../ui/flip-mark.tsx';
import { Lamp } from '../ui/lamp.tsx';
import { QueryView } from '../ui/states.tsx';
import styles from './changes-card.module.css';
import {
  type ChangesShape,
  type LampChange,
  type Move,
  shapeChanges,
  type UnitName,
} from './changes-shape.ts';
import { UnitLink } from './unit-link.tsx';

interface LineProps {
  unit: UnitName;
  period: string;
  children: ReactNode;
}

function Line({ unit, period, children }: LineProps) {
  return (
    <li className={styles.line} data-unit={unit.code}>
      {unit.code === CITY_CODE ? (
        <b>{unit.name}</b>
      ) : (
        <UnitLink code={unit.code} period={period}>
          {unit.name}
        </UnitLink>
      )}
      <span>{children}</span>
    </li>
  );
}

/** '降幅收窄0.2个百分点 −2.1 → −1.9' */
function MoveText({ move }: { move: Move }) {
  const figure = (pct: number) => formatPct(pct, move.decimals, { sign: true });
  return (
    <>
      {move.words}
      <span className="muted">
        {' '}
        {figure(move.before)} → {figure(move.now)}
        {move.provisional ? '（待审核）' : ''}
      </span>
    </>
  );
}

/** '二级 → 一级 加重，降幅收窄0.6个百分点'; one lamp where it stayed. */
function ChangeText({ change }: { change: LampChange }) {
  const changed = change.from !== change.to;
  return (
    <>
      {changed ? (
        <>
          <Lamp lamp={change.from} /> →{' '}
        </>
      ) : null}
      <Lamp lamp={change.to} /> <FlipMark unit={change} />
      {changed && change.from !== 'none' && change.to !== 'none'
        ? change.isWorse
          ? ' 加重'
          : ' 减轻'
        : null}
      {change.move ? (
        <>
          ，<MoveText move={change.move} />
        </>
      ) : null}
    </>
  );
}

function Changes({ shape, period }: { shape: ChangesShape; period: string }) {
  const names = (units: readonly UnitName[]) => units.map(({ name }) => name).join('、');
  return (
    <>
      <ul>
        {[...(shape.city ? [shape.city] : []), ...shape.lamps].map((change) => (
          <Line key={change.code} unit={change} period={period}>
            <ChangeText change={change} />
          </Line>
        ))}
        {shape.moves.map((move) => (
          <Line key={move.code} unit={move} period={period}>
            <MoveText move={move} />
          </Line>
        ))}
      </ul>
      {shape.others > 0 ? <p className={styles.names}>另有{shape.others}个单位变动较小。</p> : null}
      {shape.appeared.length > 0 ? (
        <p className={styles.names}>本期新有数据：{names(shape.appeared)}</p>
      ) : null}
      {shape.missing.length > 0 ? <p className={styles.names}>本期尚无数据：{names(shape.missing)}</p> : null}
    </>
  );
}

interface ChangesCardProps {
  progress: ProgressReply;
  ruleSet: string | undefined;
  /** those that `progress` is of */
  units: UnitsAsked;
}

/** 与上期相比: lamps that changed, the largest moves, and who has a figure now or not yet. */
export function ChangesCard({ progress, ruleSet, units }: ChangesCardProps) {
  const { period } = progress;
  const previous = previousPeriod(period);
  const asOf = useAsOf();
  const query = useQuery({
    ...progressQuery(previous ?? period, ruleSet, asOf, units),
    enabled: previous !== null,
  });
  if (previous === null) {
    return (
      <Card title="与上期相比：本期为本年首期">
        <p>
          1–2月数据从1月起重新累计，与上年1–12月不可比；且仅供参考，不作通报依据。{period.slice(0, 4)}
          年1–3月起可与上期相比。
        </p>
      </Card>
    );
  }
  const shape = query.data ? shapeChanges(progress, query.data) : null;
  return (
    <Card
      title={shape?.title ?? '与上期相比'}
      note={
        shape && (
          <>
            {shape.note}来源：附件2；各单位报送、市工信局审核的数据。
            {[...shape.lamps, shape.city].some((one) => one?.mayFlip) ? FLIP_NOTE : null}
          </>
        )
      }
    >
      <QueryView query={query} height={150}>
        {() => (shape ? <Changes shape={shape} period={period} /> : null)}
      </QueryView>
    </Card>
  );
}
