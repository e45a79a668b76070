import { useEffect, useId, useRef } from 'react';
import type { FigureField } from '../../server/rules/figures.ts';
import styles from './field-panels.module.css';
import { ABSENT_REASONS, FIELD_LABELS } from './field-words.ts';

/** Longest remark the server takes. */
const MAX_REMARK = 500;

interface FieldCommentProps {
  field: FigureField;
  text: string;
  focusAtOnce: boolean;
  readOnly: boolean;
  onChange: (text: string | undefined) => void;
  /** left without a word: the field folds away */
  onClose: () => void;
}

/** A remark on one value (备注), one line under its field. */
export function FieldComment({ field, text, focusAtOnce, readOnly, onChange, onClose }: FieldCommentProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusAtOnce) input.current?.focus();
  }, [focusAtOnce]);
  return (
    <label className={styles.comment}>
      <span>
        <span className="visuallyHidden">{FIELD_LABELS[field]}</span>备注
      </span>
      <input
        ref={input}
        className="field"
        name={`${field}-comment`}
        maxLength={MAX_REMARK}
        autoComplete="off"
        value={text}
        readOnly={readOnly}
        data-step=""
        placeholder="只说明这一项，如口径、企业增减"
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        onBlur={onClose}
      />
    </label>
  );
}

interface AbsentReasonProps {
  id: string;
  field: FigureField;
  reason: string;
  invalid: boolean;
  readOnly: boolean;
  onChange: (reason: string) => void;
  onLeave: () => void;
}

/** Why there is no value (无数据原因), in place of the number. */
export function AbsentReason({ id, field, reason, invalid, readOnly, onChange, onLeave }: AbsentReasonProps) {
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current?.value === '') input.current.focus();
  }, []);
  return (
    <>
      <input
        ref={input}
        id={id}
        name={field}
        className={styles.absent}
        list={list}
        maxLength={MAX_REMARK}
        autoComplete="off"
        data-step=""
        value={reason}
        readOnly={readOnly}
        required
        aria-invalid={invalid}
        aria-describedby={`${id}-about ${id}-said`}
        placeholder="无数据原因，如统计部门尚未反馈"
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      />
      <datalist id={list}>
        {ABSENT_REASONS.map((usual) => (
          <option key={usual} value={usual} />
        ))}
      </datalist>
    </>
  );
}
