import type { ReactNode } from 'react';
import type { ResultNote } from '../../server/rules/subsidies/model.ts';
import { type FactName, factLabel } from '../../server/rules/subsidies/vocabulary.ts';
import { controlId } from '../calculator/question-field.tsx';
import { formatWan } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/states.tsx';
import styles from './application-form.module.css';
import type { ApplicationState } from './application-shape.ts';

function resultTitle({ result }: ApplicationState): string {
  if (result.outcome === 'eligible') {
    return `预计可得（待审定）${result.kind === 'ceiling' ? '最高' : ''}${formatWan(result.amountFen)}万元`;
  }
  if (result.outcome === 'discretionary') return '条款未写金额，由人工议定';
  if (result.outcome === 'missingFacts') return '还缺情况，填完即可算出';
  return result.outcome === 'notInForce' ? '政策不在有效期内' : '不符合条件';
}

/** A heading with a list under it; nothing where the list is empty. */
function Part({ heading, items }: { heading: string; items: readonly { key: string; words: ReactNode }[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{heading}</h3>
      <ul className={styles.list}>
        {items.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
    </>
  );
}

/** Duties, risks and the readings that decide this very result; the others are in the full trace. */
function notesShown(notes: readonly ResultNote[]): readonly ResultNote[] {
  return notes.filter(({ kind, decisive }) => decisive || (kind !== 'budget' && kind !== 'reading'));
}

const linkTo = (name: FactName) => ({
  key: name,
  words: <a href={`#${controlId(name)}`}>{factLabel(name)}</a>,
});

/** What the application comes to, live. */
export function ApplicationResult({ state }: { state: ApplicationState | null }) {
  if (state === null) {
    return (
      <Card title="先选主体和事项">
        <Empty title="选定后逐项回答，金额随时算出" />
      </Card>
    );
  }
  const { result, missing, entry, displacedBy } = state;
  return (
    <Card
      title={resultTitle(state)}
      note={`依据《${entry.policy.title}》${entry.clause.cite}。条文不构成兑现承诺，金额以主管部门审定为准。`}
    >
      <div aria-live="polite">
        <ol className={styles.steps}>
          {result.steps.map((step) => (
            <li key={`${step.stage}${step.words}`}>
              <span>
                {step.words}
                <small>〔{step.clause}〕</small>
              </span>
              <strong>{formatWan(step.fen)}万元</strong>
            </li>
          ))}
        </ol>
        <Part
          heading="就高不重复"
          items={displacedBy === null ? [] : [{ key: 'displaced', words: displacedBy }]}
        />
        <Part heading="未满足" items={result.failedConditions.map(({ id, words }) => ({ key: id, words }))} />
        <Part heading="还缺" items={missing.map(linkTo)} />
        <Part heading="说明" items={notesShown(result.notes).map(({ words }) => ({ key: words, words }))} />
      </div>
    </Card>
  );
}
