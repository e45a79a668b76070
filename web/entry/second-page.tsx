import type { ReactNode } from 'react';
import type { FigureField } from '../../server/rules/figures.ts';
import styles from './entry.module.css';

interface SecondPageProps {
  fields: readonly FigureField[];
  due: readonly FigureField[];
  input: (field: FigureField) => ReactNode;
}

/** 本期其他指标: only in the periods they are due; a value or the reason for none. */
export function SecondPage({ fields, due, input }: SecondPageProps) {
  if (fields.length === 0) return null;
  const count = fields.filter((field) => due.includes(field)).length;
  return (
    <fieldset className={styles.second}>
      <legend>
        本期其他指标
        <span>
          {count > 0 ? `本期应填${count}项；没有数据的，点“无数据”注明原因` : '本期不要求填报，已填的保留'}
        </span>
      </legend>
      <div className={styles.fields}>{fields.map(input)}</div>
    </fieldset>
  );
}
