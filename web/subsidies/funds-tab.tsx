import { useQuery } from '@tanstack/react-query';
import type { SpendingReply } from '../../server/funds/schema.ts';
import { spendingQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { QueryView } from '../ui/states.tsx';
import { ClauseCard, UnitCard } from './breakdown-cards.tsx';
import { FlowCard } from './flow-card.tsx';
import { ForecastCard } from './forecast-card.tsx';
import { FundCards } from './fund-cards.tsx';
import styles from './funds-tab.module.css';
import { MonthsCard } from './months-card.tsx';

function Sections({ spending, isOwn }: { spending: SpendingReply; isOwn: boolean }) {
  if (isOwn) {
    return (
      <div className={styles.grid}>
        <div className={styles.left}>
          <FundCards spending={spending} isOwn />
          <MonthsCard spending={spending} />
        </div>
        <ClauseCard spending={spending} className={styles.right} />
        <ForecastCard className={styles.whole} />
      </div>
    );
  }
  return (
    <div className={styles.grid}>
      <div className={styles.left}>
        <FundCards spending={spending} isOwn={false} />
      </div>
      <ClauseCard spending={spending} className={styles.right} />
      <UnitCard spending={spending} className={styles.left} />
      <FlowCard spending={spending} className={styles.right} />
      <MonthsCard spending={spending} className={styles.left} />
      <ForecastCard className={styles.right} />
    </div>
  );
}

/** 资金: budgets and what they carry, by clause and county, month by month, and until 2027. */
export function FundsTab({ year }: { year: number | null }) {
  const { user } = useSession();
  const query = useQuery(spendingQuery(year));
  return (
    <QueryView query={query} height={900}>
      {(spending) => <Sections spending={spending} isOwn={user.role === 'county'} />}
    </QueryView>
  );
}
