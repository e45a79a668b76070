import type { AwardResult } from '../../server/rules/subsidies/model.ts';
import { factLabel } from '../../server/rules/subsidies/vocabulary.ts';
import { MISSING } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { COMPARED, type Comparison } from './assess.ts';
import styles from './compare-card.module.css';
import { awardAmount, comparedName, comparisonFinding, policyTag, totalText } from './findings.ts';

/** Why there is no amount, short; the long reason is the title. */
function reasonOf(result: AwardResult): { words: string; long: string } {
  switch (result.outcome) {
    case 'missingFacts':
      return { words: '缺情况', long: `尚缺：${result.missingFacts.map(factLabel).join('；')}` };
    case 'discretionary':
      return { words: '未写金额', long: '文件未写金额，由人工议定' };
    case 'notInForce':
    case 'notEligible':
      return { words: '不符合', long: result.failedConditions.map(({ words }) => words).join('；') };
    case 'eligible':
      return { words: '', long: '' };
  }
}

interface CellProps {
  best: AwardResult | null;
  /** The one highest of its row. */
  isMost?: boolean;
}

/** What one document gives for the matter of a row. */
export function AmountCell({ best, isMost = false }: CellProps) {
  if (best === null) {
    return (
      <td className={`num ${styles.blank}`}>
        <span title="该文件没有这一项">{MISSING}</span>
      </td>
    );
  }
  if (best.outcome === 'eligible') {
    return (
      <td className={isMost ? `num ${styles.most}` : 'num'}>
        <strong>{awardAmount(best)}</strong>
        <small>{best.clause}</small>
      </td>
    );
  }
  const { words, long } = reasonOf(best);
  return (
    <td className="num">
      <span className="muted" title={long}>
        {words}
      </span>
      <small>{best.clause}</small>
    </td>
  );
}

interface CompareProps {
  comparison: Comparison;
  /** Day of assessment. */
  date: string;
}

/** The same achievement under the four documents with amounts, each as if it applied here. */
export function CompareCard({ comparison, date }: CompareProps) {
  return (
    <Card
      className={styles.compare}
      title={comparisonFinding(comparison, date)}
      file={{
        title: `四份文件奖补对照（${date}）`,
        sources: ['按“假定在该地、在有效期内”测算，仅作对照。'],
        internal: false,
      }}
      note="各列都按“假定在该地、在有效期内”测算，仅作对照，不计入预计可得；缺情况、未写金额的不计入合计；南昌文件已失效，昌江为征求意见稿。"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard on a phone */}
      <section className={`${styles.scroll} sideways`} aria-label="四份文件对照表" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">事项</th>
              {COMPARED.map((id) => (
                <th key={id} scope="col" className="num">
                  {comparedName(id)}
                  <small>{policyTag(id, date)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {comparison.rows.map(({ matter, label, cells }) => (
              <tr key={matter}>
                <th scope="row">{label}</th>
                {COMPARED.map((id) => (
                  <AmountCell key={id} best={cells[id].best} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">各自合计</th>
              {COMPARED.map((id) => (
                <td key={id} className="num">
                  <strong>{comparison.totals[id] === 0 ? MISSING : totalText(comparison, id)}</strong>
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </Card>
  );
}
