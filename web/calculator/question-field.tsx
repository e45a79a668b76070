import { useEffect, useId, useState } from 'react';
import { parseDate } from '../../server/rules/date-text.ts';
import { type FactName, factDefinition } from '../../server/rules/subsidies/vocabulary.ts';
import { answerToTyped, isMoney, typedToAnswer } from './answers.ts';
import styles from './question-field.module.css';
import { askedAs } from './topics.ts';

interface FieldProps {
  fact: FactName;
  /** the answer as it stands in the address; '' = none */
  answer: string;
  error?: string | undefined;
  onAnswer: (text: string) => void;
}

/** Where a "still missing" link leads. */
export function controlId(fact: FactName): string {
  return `fact-${fact}`;
}

/** The place of the two benchmark documents is no place to apply from. */
const ELSEWHERE: ReadonlySet<string> = new Set(['360100', '360202']);

/** Options of a choice; “无” is the absence of an answer and needs no button of its own. */
function optionsOf(fact: FactName, answer: string): { value: string; label: string }[] {
  const { type, values = {} } = factDefinition(fact);
  if (type === 'boolean') return ['1', '0'].map((value) => ({ value, label: value === '1' ? '是' : '否' }));
  return Object.entries(values)
    .filter(([value]) => value === answer || (value !== 'none' && !ELSEWHERE.has(value)))
    .map(([value, label]) => ({ value, label }));
}

/** Up to so many options stand side by side as buttons. */
const FEW = 3;

function Toggles({ fact, answer, onAnswer, labelId }: FieldProps & { labelId: string }) {
  const options = optionsOf(fact, answer);
  return (
    <fieldset className={styles.toggles} aria-labelledby={labelId}>
      {options.map(({ value, label }, index) => (
        <button
          key={value}
          type="button"
          {...(index === 0 ? { id: controlId(fact) } : {})}
          aria-pressed={value === answer}
          onClick={() => onAnswer(value === answer ? '' : value)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

function Choice({ fact, answer, onAnswer }: FieldProps) {
  return (
    <select
      id={controlId(fact)}
      className={`field ${styles.select}`}
      value={answer}
      onChange={(event) => onAnswer(event.target.value)}
    >
      <option value="">请选择</option>
      {optionsOf(fact, answer).map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** A number or a date: as typed while it is being typed, tidied on leaving. */
function Typed({ fact, answer, error, onAnswer, noteId }: FieldProps & { noteId: string }) {
  const { type, unit } = factDefinition(fact);
  const isDate = type === 'date';
  const [text, setText] = useState(() => answerToTyped(fact, answer));
  const answerOf = (typed: string) =>
    isDate ? (parseDate(typed) ?? typed.trim()) : typedToAnswer(fact, typed);
  useEffect(() => {
    setText((typed) => (answerOf(typed) === answer ? typed : answerToTyped(fact, answer)));
  });
  return (
    <span className={styles.typed}>
      <input
        id={controlId(fact)}
        className={`field ${isDate ? styles.date : styles.number}`}
        inputMode={isDate ? 'numeric' : 'decimal'}
        autoComplete="off"
        placeholder={isDate ? '如 2026-09-18' : ''}
        aria-invalid={error !== undefined}
        aria-describedby={noteId}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onAnswer(answerOf(event.target.value));
        }}
        onBlur={() => setText(answerToTyped(fact, answer))}
      />
      {isDate ? null : <span className={styles.unit}>{isMoney(fact) ? '万元' : unit}</span>}
      {fact.endsWith('PaidYuan') && answer === '' ? (
        <button type="button" className="linkButton" onClick={() => onAnswer('0')}>
          没有
        </button>
      ) : null}
    </span>
  );
}

/** One question with its control and its own fault in words. */
export function QuestionField(props: FieldProps) {
  const { fact, answer, error } = props;
  const id = useId();
  const { label, type } = factDefinition(fact);
  const words = askedAs(fact) ?? label;
  const isToggle = type === 'boolean' || (type === 'choice' && optionsOf(fact, answer).length <= FEW);
  return (
    <div className={styles.question}>
      {isToggle ? (
        <span id={`${id}-label`} title={label}>
          {words}
        </span>
      ) : (
        <label htmlFor={controlId(fact)} title={label}>
          {words}
        </label>
      )}
      {isToggle ? (
        <Toggles {...props} labelId={`${id}-label`} />
      ) : type === 'choice' ? (
        <Choice {...props} />
      ) : (
        <Typed {...props} noteId={`${id}-note`} />
      )}
      <span id={`${id}-note`} className={styles.fault} role={error ? 'alert' : undefined}>
        {error ?? ''}
      </span>
    </div>
  );
}
