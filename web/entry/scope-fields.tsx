import type { ReactNode } from 'react';
import {
  DEDUCTION_LABELS,
  EDITION_LABELS,
  ENERGY_SCOPE_LABELS,
  type Figures,
  SOURCE_LABELS,
} from '../../server/rules/figures.ts';
import styles from './scope-fields.module.css';
import { scopeWords } from './scope-words.ts';

interface ScopeFieldsProps {
  figures: Figures;
  /** the scope is not that of the period before: figures of different scope cannot be chained */
  differs: boolean;
  /** why the edition cannot be accepted */
  editionError: string | null;
  onChange: (change: Partial<Figures>) => void;
  /** further optional fields inside the same fold */
  children: ReactNode;
}

/** Source, scope and edition, folded away: they rarely change from one period to the next. */
export function ScopeFields({ figures, differs, editionError, onChange, children }: ScopeFieldsProps) {
  return (
    <details className={styles.fold} {...(editionError === null ? {} : { open: true })}>
      <summary>
        <span>口径：{scopeWords(figures)}</span>
        {differs ? <span className={styles.differs}>▲ 与上期口径不同</span> : null}
        <span className={styles.more}>修改口径、填上年同期修订数</span>
      </summary>
      <div className={styles.grid}>
        <Choice
          label="数据来源"
          value={figures.source}
          labels={SOURCE_LABELS}
          onChange={(source) => onChange({ source })}
        />
        <Choice
          label="报表类别"
          name="edition"
          error={editionError}
          value={figures.edition}
          labels={EDITION_LABELS}
          onChange={(edition) => onChange({ edition })}
        />
        <Choice
          label="电力折算"
          value={figures.energyScope}
          labels={ENERGY_SCOPE_LABELS}
          onChange={(energyScope) => onChange({ energyScope })}
        />
        <Choice
          label="原料用能"
          value={figures.feedstockDeducted}
          labels={DEDUCTION_LABELS}
          onChange={(feedstockDeducted) => onChange({ feedstockDeducted })}
        />
        <Choice
          label="可再生能源"
          value={figures.renewablesDeducted}
          labels={DEDUCTION_LABELS}
          onChange={(renewablesDeducted) => onChange({ renewablesDeducted })}
        />
      </div>
      {children}
    </details>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  name?: string;
  error?: string | null;
  value: T;
  labels: Readonly<Record<T, string>>;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, name, error = null, value, labels, onChange }: ChoiceProps<T>) {
  const options = Object.keys(labels) as T[];
  return (
    <label className={styles.choice}>
      <span>{label}</span>
      <select
        className="field"
        name={name}
        aria-invalid={error !== null}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {labels[option]}
          </option>
        ))}
      </select>
      {error === null ? null : <span className={styles.error}>{error}</span>}
    </label>
  );
}
