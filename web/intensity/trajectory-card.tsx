import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { TrajectoryReply } from '../../server/progress/schema.ts';
import { trajectoryQuery } from '../api/queries.ts';
import { formatNumber, formatPct } from '../format.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { QueryView } from '../ui/states.tsx';
import { trajectoryFinding } from './findings.ts';
import styles from './trajectory-card.module.css';
import { TrajectoryChart } from './trajectory-chart.tsx';
import { shapeScenarios } from './trajectory-shape.ts';

const CHART_HEIGHT = 280;

function Scenarios({ trajectory }: { trajectory: TrajectoryReply }) {
  const rows = shapeScenarios(trajectory);
  if (rows.length === 0) return null;
  return (
    <table className={styles.scenarios}>
      <caption>2027年落点（2024年=100）</caption>
      <thead className="visuallyHidden">
        <tr>
          <th scope="col">情景</th>
          <th scope="col">指数</th>
          <th scope="col">比2024年（%）</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" title={row.explanation}>
              {row.label}
            </th>
            <td className="num">{formatNumber(row.index, 1)}</td>
            <td className="num">{formatPct(row.changePct, 1, { sign: true })}%</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ trajectory, link }: { trajectory: TrajectoryReply; link: ReactNode }) {
  return (
    <div className={styles.side}>
      <p className={styles.need}>{trajectory.sentence}</p>
      <Scenarios trajectory={trajectory} />
      {trajectory.progressShare === null ? null : (
        <p className={styles.share}>
          规划期目标完成度<strong>{formatPct(trajectory.progressShare * 100)}%</strong>（按对数折算）
        </p>
      )}
      {link}
    </div>
  );
}

interface TrajectoryCardProps {
  unit: string;
  period: string;
  /** a way on, e.g. to the county page */
  link?: ReactNode;
  className?: string | undefined;
}

/** Course of one unit to 2027 with what is still needed (还需) and the landings under three scenarios. */
export function TrajectoryCard({ unit, period, link, className }: TrajectoryCardProps) {
  const query = useQuery(trajectoryQuery(unit, period, useAsOf()));
  return (
    <Card
      title={query.data ? trajectoryFinding(query.data) : '到2027年的走势'}
      note="2024年=100。实线为已结束年度，点线为推算（本年累计视作全年）；虚线为附件2年度目标连乘。"
      className={className}
    >
      <QueryView query={query} height={CHART_HEIGHT}>
        {(trajectory) => (
          <div className={styles.body}>
            <TrajectoryChart trajectory={trajectory} height={CHART_HEIGHT} />
            <Side trajectory={trajectory} link={link} />
          </div>
        )}
      </QueryView>
    </Card>
  );
}
