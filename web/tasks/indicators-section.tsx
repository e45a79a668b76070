import { useQuery } from '@tanstack/react-query';
import type { TaskDetail } from '../../server/tasks/schema.ts';
import { indicatorsQuery } from '../api/queries.ts';
import { Sideways } from '../ui/sideways.tsx';
import { actualText, targetText } from './shape-tasks.ts';
import { Sparkline } from './sparkline.tsx';
import styles from './tasks.module.css';

/** Indicators that measure a task: target, newest actual value, how it stands, the years so far. */
export function IndicatorsSection({ detail }: { detail: TaskDetail }) {
  const { data } = useQuery(indicatorsQuery);
  if (detail.indicators.length === 0) {
    return (
      <section className={styles.section} aria-label="指标">
        <h3>指标</h3>
        <p className="muted small">原文没有写明数量目标，完成情况以责任部门的进展报告为准。</p>
      </section>
    );
  }
  return (
    <section className={styles.section} aria-label="指标">
      <h3>指标</h3>
      <Sideways label="指标表">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col">目标</th>
              <th scope="col">实际</th>
              <th scope="col">情况</th>
              <th scope="col">历年</th>
            </tr>
          </thead>
          <tbody>
            {detail.indicators.map((indicator) => {
              const actuals = data?.indicators.find(({ id }) => id === indicator.id)?.actuals ?? [];
              return (
                <tr key={indicator.id}>
                  <th scope="row">
                    {indicator.name}
                    <small className={styles.under}>
                      {indicator.printed ? '任务原文所列' : '文件其他部分所列'}
                    </small>
                  </th>
                  <td className={styles.nowrap}>
                    {targetText(indicator)}
                    <small className={styles.under}>
                      {indicator.dueYear === null ? '未写年份' : `${indicator.dueYear}年`}
                    </small>
                  </td>
                  <td>
                    {actualText(indicator)}
                    {indicator.actual ? (
                      <small className={styles.under}>{indicator.actual.source}</small>
                    ) : null}
                  </td>
                  <td>{indicator.words}</td>
                  <td>
                    <Sparkline
                      name={indicator.name}
                      actuals={actuals}
                      target={indicator.target}
                      unit={indicator.unit}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Sideways>
    </section>
  );
}
