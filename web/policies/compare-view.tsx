import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { factSearch } from '../calculator/answers.ts';
import { COMPARED } from '../calculator/assess.ts';
import { AmountCell } from '../calculator/compare-card.tsx';
import { comparedName, policyTag } from '../calculator/findings.ts';
import { Card } from '../ui/card.tsx';
import { compareFinding } from './findings.ts';
import { probeRows } from './shape-compare.ts';
import styles from './tables.module.css';

/** The same achievement across the documents with amounts: what the bureau sets its own against. */
export function CompareView({ today }: { today: string }) {
  const rows = useMemo(() => probeRows(today), [today]);
  return (
    <Card
      title={compareFinding(rows)}
      file={{
        title: '同一成果在四份文件中的奖补',
        sources: ['按“假定在该地、在有效期内、一般条件都满足”测算，仅作对照。'],
        internal: false,
      }}
      note="每格按“假定在该地、在有效期内、一般条件都满足”测算，仅作对照；加底色的为该行最高。斜线格表示该文件没有这一项。南昌文件已失效，昌江为征求意见稿。"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard on a phone */}
      <section className={`${styles.scroll} sideways`} aria-label="同一成果在四份文件中的奖补" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">成果</th>
              {COMPARED.map((id) => (
                <th key={id} scope="col" className="num">
                  {comparedName(id)}
                  <small>{policyTag(id, today)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, facts, cells, most }) => (
              <tr key={label}>
                <th scope="row">
                  <Link to="/calculator" search={factSearch(facts)}>
                    {label}
                  </Link>
                </th>
                {COMPARED.map((id) => (
                  <AmountCell
                    key={id}
                    best={cells[id].best}
                    isMost={most.length === 1 && most.includes(id)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
