import { useQuery } from '@tanstack/react-query';
import type { ProjectSummaryReply } from '../../../server/projects/summary/schema.ts';
import { projectSummaryQuery } from '../../api/queries.ts';
import { QueryView } from '../../ui/states.tsx';
import type { ProjectsTabProps } from '../tab-props.ts';
import { FunnelCard, StageDaysCard } from './funnel-card.tsx';
import styles from './overview.module.css';
import { SummaryCard } from './summary-card.tsx';
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

/** 概况: what the projects come to. The only tab of who sees sums alone; a county sees its own units. */
export function OverviewTab({ search, onSearch }: ProjectsTabProps) {
  const year = /^20\d\d$/.test(search.year ?? '') ? (search.year ?? null) : null;
  const query = useQuery(projectSummaryQuery(year));
  return (
    <QueryView query={query} height={900}>
      {(reply) => (
        <div className={styles.page}>
          <SummaryCard
            reply={reply}
            actions={<YearChoice reply={reply} onYear={(chosen) => onSearch({ ...search, year: chosen })} />}
          />
          <div className={styles.pair}>
            <FunnelCard reply={reply} />
            <StageDaysCard reply={reply} />
          </div>
          <GapsCard reply={reply} />
          <UnitsCard reply={reply} />
        </div>
      )}
    </QueryView>
  );
}
