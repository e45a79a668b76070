import { useId } from 'react';
import styles from './note-field.module.css';

interface NoteFieldProps {
  value: string;
  /** how many doubts stand at the fields above */
  asked: number;
  /** doubts about the report as a whole, in words */
  general: readonly string[];
  /** worth knowing about the report as a whole */
  hints: readonly string[];
  /** submitting was tried without the note that is needed */
  missing: boolean;
  error: string | null;
  onChange: (note: string) => void;
}

/** The note (说明): voluntary, and required as soon as something looks wrong. One field, so nothing typed moves. */
export function NoteField({ value, asked, general, hints, missing, error, onChange }: NoteFieldProps) {
  const id = useId();
  const isRequired = asked > 0 || general.length > 0;
  const problem = error ?? (missing ? '有提示时须填写说明后才能提交。' : null);
  return (
    <div className={isRequired ? `${styles.note} ${styles.required}` : styles.note}>
      <label htmlFor={id}>
        {isRequired ? (
          <>
            <b>▲ 请说明</b> {asked > 0 ? `上面标▲的${asked}处提示。` : ''}
            {general.join('；')}
          </>
        ) : (
          <>
            说明 <span>选填</span>
          </>
        )}
      </label>
      {hints.map((hint) => (
        <p key={hint} className={styles.hint}>
          {hint}
        </p>
      ))}
      <textarea
        id={id}
        name="note"
        data-step=""
        rows={isRequired ? 3 : 1}
        maxLength={2000}
        value={value}
        required={isRequired}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-said`}
        placeholder={isRequired ? '写明原因，如检修、复产、退库、口径调整；有措施的一并写明' : ''}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={`${id}-said`} aria-live="polite">
        {problem === null ? null : <p className={styles.error}>{problem}</p>}
      </div>
    </div>
  );
}
