import { Link } from '@tanstack/react-router';
import { POLICIES } from '../../server/rules/subsidies/catalogue.ts';
import { Card } from '../ui/card.tsx';
import { dueText, targetText } from './amount-words.ts';
import { targetsFinding } from './findings.ts';
import styles from './tables.module.css';

/** The figures and aims the documents set, each with its clause. The plan's own stand under 规划目标. */
export function TargetsView() {
  const rows = POLICIES.flatMap((policy) =>
    policy.clauses.flatMap((clause) => clause.targets.map((target) => ({ policy, clause, target }))),
  );
  return (
    <Card
      title={targetsFinding()}
      file={{ title: '文件所定目标', sources: ['各文件条款见表内出处。'], internal: false }}
      note={
        <>
          “以上”含本数。行动计划自身的目标见
          <Link to="/targets" className={styles.inline}>
            规划目标
          </Link>
          。
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard on a phone */}
      <section className={`${styles.scroll} sideways`} aria-label="文件所定目标表" tabIndex={0}>
        <table className={`${styles.table} ${styles.narrow}`}>
          <thead>
            <tr>
              <th scope="col">目标</th>
              <th scope="col" className="num">
                数值
              </th>
              <th scope="col">时限</th>
              <th scope="col">出处</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ policy, clause, target }) => (
              <tr key={target.id}>
                <th scope="row">{target.indicator}</th>
                <td className="num">
                  <strong className={target.value === null ? styles.open : ''}>{targetText(target)}</strong>
                </td>
                <td className={styles.nowrap}>{dueText(target)}</td>
                <td className={styles.nowrap}>
                  <Link to="/policies" search={{ policy: policy.id, clause: clause.id }}>
                    {policy.shortTitle} {clause.cite}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
