import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { TrajectoryReply } from '../../server/progress/schema.ts';
import { trajectoryQuery } from '../api/queries.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { QueryView } from '../ui/states.tsx';
import { trajectoryFinding } from './findings.ts';
import { ProgressBullet, ScenarioList } from './scenario-list.tsx';
import styles from './trajectory-card.module.css';
import { TrajectoryChart } from './trajectory-chart.tsx';
import { trajectoryFile } from './trajectory-file.ts';

const CHART_HEIGHT = 320;

const NOTE =
  '单位：指数，2024年=100。实线为已结束年度，点线为推算（本年累计视作全年）；虚线为附件2年度目标连乘。目标出自《行动方案》附件2，实际数为各单位上报并审核的单位工业增加值能耗。';

interface TrajectoryCardProps {
  unit: string;
  period: string;
  /** the 还需 sentence stands elsewhere on the page */
  needElsewhere?: boolean;
  /** controls at the right of the title */
  actions?: ReactNode;
  /** a way on, e.g. to the county page */
  link?: ReactNode;
  className?: string | undefined;
}

function Side({
  trajectory,
  needElsewhere,
  link,
}: Pick<TrajectoryCardProps, 'needElsewhere' | 'link'> & { trajectory: TrajectoryReply }) {
  return (
    <div className={styles.side}>
      {needElsewhere ? null : <p className={styles.need}>{trajectory.sentence}</p>}
      <ScenarioList trajectory={trajectory} />
      <ProgressBullet trajectory={trajectory} />
      {needElsewhere ? null : <p className={styles.slope}>{trajectory.slopeSentence}</p>}
      {link}
    </div>
  );
}

/** Course of one unit to 2027: the landings under three scenarios, what is still needed (还需) and how much is done. */
export function TrajectoryCard({
  unit,
  period,
  needElsewhere = false,
  actions,
  link,
  className,
}: TrajectoryCardProps) {
  const query = useQuery(trajectoryQuery(unit, period, useAsOf()));
  return (
    <Card
      title={query.data ? trajectoryFinding(query.data) : '到2027年的走势'}
      actions={actions}
      {...(query.data ? { file: trajectoryFile(query.data) } : {})}
      note={NOTE}
      className={className}
    >
      <QueryView query={query} height={CHART_HEIGHT}>
        {(trajectory) => (
          <div className={styles.body}>
            <TrajectoryChart trajectory={trajectory} height={CHART_HEIGHT} withScenarios />
            <Side trajectory={trajectory} needElsewhere={needElsewhere} link={link} />
          </div>
        )}
      </QueryView>
    </Card>
  );
}
