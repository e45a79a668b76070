import { useState } from 'react';
import type { Indicator, IndicatorListReply } from '../../server/targets/schema.ts';
import { useCan } from '../app/session.ts';
import { Card } from '../ui/card.tsx';
import { CitationLine } from './citation-line.tsx';
import { indicatorsFinding, targetInWords } from './findings.ts';
import { TargetForm } from './target-form.tsx';
import styles from './targets.module.css';

/** A target that the plan prints is not edited; one that came later (or is still to come) is. */
function setLater(indicator: Indicator, planDocument: string): boolean {
  return (
    indicator.target === null || (indicator.targetSource !== null && indicator.targetSource !== planDocument)
  );
}

function Row({ indicator, planDocument }: { indicator: Indicator; planDocument: string }) {
  const mayEdit = useCan('indicators.write');
  const [editing, setEditing] = useState(false);
  const later = setLater(indicator, planDocument);
  return (
    <>
      <tr>
        <th scope="row">{indicator.name}</th>
        <td className={`num ${indicator.target === null ? styles.open : styles.target}`}>
          {targetInWords(indicator)}
          {mayEdit && later ? (
            <button
              type="button"
              className={`linkButton noPrint ${styles.edit}`}
              aria-expanded={editing}
              onClick={() => setEditing((was) => !was)}
            >
              {indicator.target === null ? '补录' : '修改'}
            </button>
          ) : null}
        </td>
        <td className="num">{indicator.dueYear ?? '逐年'}</td>
        <td className={styles.nowrap}>{indicator.comparedWith}</td>
        <td className={styles.nowrap}>{indicator.clause}</td>
        <td className={styles.assumption}>
          {later && indicator.targetSource ? `目标来源：${indicator.targetSource}。` : ''}
          {indicator.note}
        </td>
      </tr>
      {editing ? (
        <tr>
          <td colSpan={6}>
            <TargetForm indicator={indicator} onDone={() => setEditing(false)} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** The plan's city-wide targets; one that the province sets later can be entered by the bureau with its source. */
export function IndicatorsCard({ list }: { list: IndicatorListReply }) {
  return (
    <Card title={indicatorsFinding(list.indicators)} note={<CitationLine citation={list.citation} />}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard on a phone */}
      <section className={styles.scroll} aria-label="全市指标表" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col" className="num">
                目标
              </th>
              <th scope="col" className="num">
                期限
              </th>
              <th scope="col">对比</th>
              <th scope="col">原文出处</th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {list.indicators.map((indicator) => (
              <Row key={indicator.id} indicator={indicator} planDocument={list.citation.document} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
