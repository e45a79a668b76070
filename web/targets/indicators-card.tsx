import { useState } from 'react';
import type { Citation } from '../../server/http/schemas.ts';
import type { Indicator } from '../../server/targets/schema.ts';
import { useCan } from '../app/session.ts';
import { minus } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { ActualForm } from './actual-form.tsx';
import { CitationLine, citationLines } from './citation-line.tsx';
import { targetInWords } from './findings.ts';
import { TargetForm } from './target-form.tsx';
import styles from './targets.module.css';

/** A target that its document prints is not edited; one that came later (or is still to come) is. */
const setLater = ({ targetSource, document }: Indicator) => targetSource !== document;

/** Newest value entered with its year, and beside it what the platform counts; the source stands in the title. */
function NewestActual({ indicator }: { indicator: Indicator }) {
  const newest = indicator.actuals.at(-1);
  const { computed } = indicator;
  return (
    <>
      {newest ? (
        <span title={`数据来源：${newest.source}`}>
          {minus(newest.value)} <small>{newest.year}年</small>
        </span>
      ) : computed ? null : (
        <span className={styles.open}>未录入</span>
      )}
      {computed ? (
        <span className={styles.computed} title={`数据来源：${computed.source}（${computed.asOf}）`}>
          {minus(computed.value)} <small>平台测算</small>
        </span>
      ) : null}
    </>
  );
}

type Editing = 'target' | 'actual' | null;

function Row({ indicator }: { indicator: Indicator }) {
  const mayEdit = useCan('indicators.write');
  const [editing, setEditing] = useState<Editing>(null);
  const later = setLater(indicator);
  const toggle = (what: Editing) => setEditing((now) => (now === what ? null : what));
  const edit = (what: 'target' | 'actual', label: string) => (
    <button
      type="button"
      className={`linkButton noPrint ${styles.edit}`}
      aria-expanded={editing === what}
      onClick={() => toggle(what)}
    >
      {label}
      <span className="visuallyHidden">：{indicator.name}</span>
    </button>
  );
  return (
    <>
      <tr>
        <th scope="row">{indicator.name}</th>
        <td className={`num ${indicator.target === null ? styles.open : styles.target}`}>
          {targetInWords(indicator)}
          {mayEdit && later ? edit('target', indicator.target === null ? '补录' : '修改') : null}
        </td>
        <td className={`num ${styles.nowrap}`}>
          <NewestActual indicator={indicator} />
          {mayEdit ? edit('actual', '录入') : null}
        </td>
        <td className="num">{indicator.dueYear ?? '未写年份'}</td>
        <td className={styles.nowrap}>{indicator.comparedWith}</td>
        <td className={styles.nowrap}>{indicator.clause}</td>
        <td className={styles.assumption}>
          {later && indicator.targetSource ? `目标来源：${indicator.targetSource}。` : ''}
          {indicator.note}
        </td>
      </tr>
      {editing === null ? null : (
        <tr>
          <td colSpan={7}>
            {editing === 'target' ? (
              <TargetForm indicator={indicator} onDone={() => setEditing(null)} />
            ) : (
              <ActualForm indicator={indicator} onDone={() => setEditing(null)} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}

interface IndicatorsCardProps {
  title: string;
  label: string;
  indicators: readonly Indicator[];
  citation: Citation;
}

/** Indicators of one document with target and newest actual value; the bureau enters what is not printed. */
export function IndicatorsCard({ title, label, indicators, citation }: IndicatorsCardProps) {
  return (
    <Card
      title={title}
      file={{ title: label, sources: citationLines(citation), internal: false }}
      note={<CitationLine citation={citation} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard on a phone */}
      <section className={`${styles.scroll} sideways`} aria-label={label} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col" className="num">
                目标
              </th>
              <th scope="col" className="num">
                最新实际
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
            {indicators.map((indicator) => (
              <Row key={indicator.id} indicator={indicator} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
