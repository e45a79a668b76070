import { useQuery } from '@tanstack/react-query';
import type { ProgressReply } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { previousPeriod } from '../../server/rules/periods.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { progressQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { formatCount } from '../format.ts';
import { statusWords } from '../quotas/bullet-shape.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { FlipMark } from '../ui/flip-mark.tsx';
import { Lamp, LampMark } from '../ui/lamp.tsx';
import { type LampChange, shapeChanges } from './changes-shape.ts';
import { quotaFinding } from './findings.ts';
import { useMoneyFinding } from './money-card.tsx';
import { useNext } from './next-card.tsx';
import { nextFinding, whenWords } from './next-shape.ts';
import quota from './quota-card.module.css';
import { QuotaBullet } from './quota-card.tsx';
import styles from './wall-page.module.css';
import { fitLines } from './wall-shape.ts';

/** Lines that fit into a list at the bottom of the wall. */
const MOST_LINES = 4;

/** The seven quotas of the city. */
export function WallQuotas({ pace }: { pace: QuotaPaceReply | undefined }) {
  if (!pace) return <Card title="标杆">{null}</Card>;
  return (
    <Card title={quotaFinding(pace.totals)}>
      <ul className={styles.quotas}>
        {QUOTA_COLUMNS.map((column) => {
          const cell = pace.totals[column.key];
          return (
            <li key={column.key} className={quota.row}>
              <span>{column.key === 'efficiencyLeader' ? column.kindLabel : column.label}</span>
              <QuotaBullet cell={cell} />
              <span className={quota.count}>
                <strong>{formatCount(cell.stock)}</strong>
                <span className="muted"> /{formatCount(cell.quota)}</span>
              </span>
              <LampMark lamp={cell.lamp} label={statusWords(cell, column.measure)} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** '二级 → 一级 加重'; the move where the lamp stayed. */
function ChangeText({ change: { from, to, isWorse, move, ...change } }: { change: LampChange }) {
  if (from === to || from === 'none' || to === 'none') return move?.words;
  return (
    <>
      <Lamp lamp={from} /> → <Lamp lamp={to} /> <FlipMark unit={change} /> {isWorse ? '加重' : '减轻'}
    </>
  );
}

/** 与上期相比, the weightiest lines. */
export function WallChanges({ progress, ruleSet }: { progress: ProgressReply; ruleSet: string | undefined }) {
  const previous = previousPeriod(progress.period);
  const asOf = useAsOf();
  const { data } = useQuery({
    ...progressQuery(previous ?? progress.period, ruleSet, asOf),
    enabled: previous !== null,
  });
  if (previous === null)
    return <Card title="与上期相比：本期为本年首期">1–2月从1月起重新累计，仅供参考。</Card>;
  if (!data) return <Card title="与上期相比">{null}</Card>;
  const shape = shapeChanges(progress, data);
  const lines = [
    ...[...(shape.city ? [shape.city] : []), ...shape.lamps].map((change) => ({
      ...change,
      text: <ChangeText change={change} />,
    })),
    ...shape.moves.map((move) => ({ ...move, text: move.words })),
  ];
  const { shown, rest } = fitLines(lines, MOST_LINES, shape.others);
  return (
    <Card title={shape.title}>
      <ul className={styles.lines}>
        {shown.map(({ code, name, text }) => (
          <li key={code}>
            <b>{name}</b>
            <span>{text}</span>
          </li>
        ))}
        {rest === null ? null : <li className="muted">{rest}</li>}
      </ul>
    </Card>
  );
}

/** 下一步, the most urgent lines, and the money in a sentence. */
export function WallNext({ year }: { year: number }) {
  const { today } = useSession();
  const { lines } = useNext();
  const money = useMoneyFinding(year);
  const { shown, rest } = fitLines(lines ?? [], MOST_LINES);
  return (
    <Card title={lines ? nextFinding(lines, today) : '下一步'}>
      <ul className={styles.lines}>
        {shown.map((line) => (
          <li key={line.key}>
            <b className={line.isOverdue ? styles.overdue : undefined}>{whenWords(line, today)}</b>
            <span>{line.short ?? line.text}</span>
          </li>
        ))}
        {rest === null ? null : <li className="muted">{rest}</li>}
        <li className={styles.money}>{money}</li>
      </ul>
    </Card>
  );
}
