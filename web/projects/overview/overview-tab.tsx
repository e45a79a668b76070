import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProjectSummaryReply } from '../../../server/projects/summary/schema.ts';
import { projectSummaryQuery } from '../../api/queries.ts';
import { useCan } from '../../app/session.ts';
import { Card } from '../../ui/card.tsx';
import { Empty, QueryView } from '../../ui/states.tsx';
import { useFinding } from '../finding.ts';
import type { ProjectsTabProps } from '../tab-props.ts';
import { FunnelCard, StageDaysCard } from './funnel-card.tsx';
import styles from './overview.module.css';
import { gapsFinding, hasNoProject, savingFinding } from './overview-shape.ts';
import { GAP_NOTE, SummaryCard } from './summary-card.tsx';
import { GapsCard, UnitsCard } from './units-cards.tsx';

interface YearChoiceProps {
  reply: ProjectSummaryReply;
  onYear: (year: string) => void;
}

function YearChoice({ reply: { year, years }, onYear }: YearChoiceProps) {
  return (
    <select
      className="field noPrint"
      aria-label="年度"
      value={year}
      onChange={({ target }) => onYear(target.value)}
    >
      {[...new Set([year, ...years])]
        .sort((a, b) => b - a)
        .map((one) => (
          <option key={one} value={one}>
            {one}年
          </option>
        ))}
    </select>
  );
}

/** A unit without any project: its gap, and how the first project comes in. */
function NoProjects({ reply, actions }: { reply: ProjectSummaryReply; actions: ReactNode }) {
  const mayWrite = useCan('projects.write');
  const listed = reply.units[0]?.coverage.listed ?? 0;
  const firms = listed === 0 ? '' : `年耗千吨以上企业${listed}家，均未改造。`;
  return (
    <Card title={gapsFinding(reply)} actions={actions} note={GAP_NOTE}>
      <Empty
        title="本单位还没有改造项目"
        next={
          mayWrite ? (
            <>
              {firms}企业提出改造意愿后，到“改造项目”
              <Link to="/projects" search={{ tab: 'projects' }}>
                登记项目
              </Link>
              ，或
              <Link to="/projects" search={{ tab: 'projects', import: 'projects' }}>
                从表格导入
              </Link>
              。
            </>
          ) : (
            `${firms}企业提出改造意愿后，由所在县（市、区）登记。`
          )
        }
      />
    </Card>
  );
}

function Sums({ reply, actions }: { reply: ProjectSummaryReply; actions: ReactNode }) {
  if (hasNoProject(reply)) return <NoProjects reply={reply} actions={actions} />;
  return (
    <div className={styles.page}>
      <SummaryCard reply={reply} actions={actions} />
      <div className={styles.pair}>
        <FunnelCard reply={reply} />
        <StageDaysCard reply={reply} />
      </div>
      <GapsCard reply={reply} />
      <UnitsCard reply={reply} />
    </div>
  );
}

/** 概况: what the projects come to. The only tab of who sees sums alone; a county sees its own units. */
export function OverviewTab({ search, onSearch }: ProjectsTabProps) {
  const year = /^20\d\d$/.test(search.year ?? '') ? (search.year ?? null) : null;
  const query = useQuery(projectSummaryQuery(year));
  useFinding(query.data ? savingFinding(query.data) : null);
  return (
    <QueryView query={query} height={900}>
      {(reply) => (
        <Sums
          reply={reply}
          actions={<YearChoice reply={reply} onYear={(chosen) => onSearch({ ...search, year: chosen })} />}
        />
      )}
    </QueryView>
  );
}
