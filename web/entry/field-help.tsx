import type { ReactNode } from 'react';
import { FIELD_HELP } from '../../server/rules/collection.ts';
import { FIGURE_SPECS, type FigureField } from '../../server/rules/figures.ts';
import styles from './field-panels.module.css';

/** What a figure means: definition, scope, unit, where it usually comes from, and the clause that asks for it. */
export function FieldHelp({ id, field }: { id: string; field: FigureField }) {
  const help = FIELD_HELP[field];
  const { unit, maxDecimals, example } = FIGURE_SPECS[field];
  return (
    <dl className={styles.help} id={id}>
      <Line term="含义">{help.definition}</Line>
      <Line term="口径">{help.scope}</Line>
      <Line term="单位">
        {unit}，最多{maxDecimals}位小数，如 {example}
      </Line>
      <Line term="来源">{help.usualSource}</Line>
      <Line term="依据">{help.clause}</Line>
    </dl>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
