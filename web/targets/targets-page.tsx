import { useQuery } from '@tanstack/react-query';
import { breakdownQuery, indicatorsQuery, intensityTargetsQuery, quotaTargetsQuery } from '../api/queries.ts';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { BreakdownCard } from './breakdown-card.tsx';
import { indicatorsFinding, ofPlan, provincialFinding } from './findings.ts';
import { IndicatorsCard } from './indicators-card.tsx';
import { IntensityTargetsCard } from './intensity-targets-card.tsx';
import { QuotaTargetsCard } from './quota-targets-card.tsx';
import styles from './targets.module.css';

/** 规划目标: what the plan asks for, figure by figure with its place in the document, and the breakdown checked. */
export function TargetsPage() {
  const intensity = useQuery(intensityTargetsQuery());
  const quotas = useQuery(quotaTargetsQuery);
  const indicators = useQuery(indicatorsQuery);
  const breakdown = useQuery(breakdownQuery);
  return (
    <>
      <PageHead
        eyebrow={intensity.data?.citation.document ?? '规划目标'}
        title="到2027年，全市单位工业增加值能耗比2024年下降13%，目标分解到14个单位和七类标杆。"
      />
      <div className={styles.page}>
        <div className={styles.tables}>
          <QueryView query={intensity} height={620}>
            {(data) => <IntensityTargetsCard targets={data} />}
          </QueryView>
          <QueryView query={quotas} height={620}>
            {(data) => <QuotaTargetsCard targets={data} />}
          </QueryView>
        </div>
        <QueryView query={breakdown} height={420}>
          {(data) => <BreakdownCard breakdown={data} />}
        </QueryView>
        <QueryView query={indicators} height={520}>
          {(data) => (
            <>
              <IndicatorsCard
                title={indicatorsFinding(ofPlan(data, true))}
                label="全市指标表"
                indicators={ofPlan(data, true)}
                citation={data.citation}
              />
              <IndicatorsCard
                title={provincialFinding(ofPlan(data, false))}
                label="省级目标表"
                indicators={ofPlan(data, false)}
                citation={{ document: ofPlan(data, false)[0]?.document ?? '', place: '一至三', note: null }}
              />
            </>
          )}
        </QueryView>
      </div>
    </>
  );
}
