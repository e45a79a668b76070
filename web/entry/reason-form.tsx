import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import styles from './reason-form.module.css';

interface ReasonFormProps {
  label: string;
  placeholder: string;
  submit: string;
  busy: boolean;
  failure: string | null;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
}

/** A reason in words before a step that needs one; Ctrl+Enter sends, Escape leaves. */
export function ReasonForm(props: ReasonFormProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  useEffect(() => area.current?.focus(), []);
  const missing = tried && reason.trim() === '' ? `请填写${props.label}。` : null;
  const problem = missing ?? props.failure;

  const send = () => {
    setTried(true);
    if (reason.trim() === '') area.current?.focus();
    else props.onSubmit(reason.trim());
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onCancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  };

  return (
    <form
      className={styles.form}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor={id}>{props.label}</label>
      <textarea
        ref={area}
        id={id}
        rows={3}
        maxLength={1000}
        value={reason}
        placeholder={props.placeholder}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-said`}
        onChange={(event) => setReason(event.target.value)}
      />
      <p id={`${id}-said`} className={styles.error} aria-live="polite">
        {problem}
      </p>
      <div className={styles.choose}>
        <button type="button" className="button" onClick={props.onCancel}>
          取消
        </button>
        <button type="submit" className="button primary" disabled={props.busy}>
          {props.busy ? '正在办理…' : props.submit}
        </button>
      </div>
    </form>
  );
}
