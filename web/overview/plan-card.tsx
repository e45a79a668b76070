import type { UseQueryResult } from '@tanstack/react-query';
import type { TrajectoryReply } from '../../server/progress/schema.ts';
import { TrajectoryChart } from '../intensity/trajectory-chart.tsx';
import { trajectoryFile } from '../intensity/trajectory-file.ts';
import { Card } from '../ui/card.tsx';
import { QueryView } from '../ui/states.tsx';
import { landingFinding } from './findings.ts';

const HEIGHT = 252;

/** 到2027年: the city's course against the targets of Attachment 2 and the plan's −13 %. */
export function PlanCard({
  query,
  className,
}: {
  query: UseQueryResult<TrajectoryReply>;
  className?: string | undefined;
}) {
  return (
    <Card
      title={query.data ? landingFinding(query.data) : '到2027年'}
      className={className}
      file={query.data && trajectoryFile(query.data)}
      note="2024年=100。实线为已结束年度，点线为推算；虚线为附件2年度目标连乘；短横线为规划总目标（下降13%）。规上工业，指数。来源：附件2；市工信局录入的全市数。"
    >
      <QueryView query={query} height={HEIGHT}>
        {(trajectory) => <TrajectoryChart trajectory={trajectory} height={HEIGHT} />}
      </QueryView>
    </Card>
  );
}
