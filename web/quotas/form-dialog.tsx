import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { ApiError } from '../api/client.ts';
import styles from './form-dialog.module.css';

interface FormDialogProps {
  title: string;
  /** the last failed attempt, if any */
  error: unknown;
  isBusy: boolean;
  submitWord: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** What went wrong as a whole; faults of single fields stand beside the fields. */
function messageOf(error: unknown): string | null {
  if (!error) return null;
  if (!(error instanceof ApiError)) return '没有保存成功，请重试。';
  if (error.code === 'version_conflict') return `${error.message}本页已更新为最新数据，请核对后再保存。`;
  return Object.keys(error.fields).length > 0 ? '没有保存，请更正标红的内容。' : error.message;
}

/** A small form in a modal dialog: Escape leaves, Enter saves. */
export function FormDialog(props: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!props.isBusy) props.onSubmit();
  };
  const message = messageOf(props.error);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={headingId} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        <h2 id={headingId}>{props.title}</h2>
        {props.children}
        {message ? (
          <p className={styles.failed} role="alert">
            {message}
          </p>
        ) : null}
        <div className={styles.buttons}>
          <button type="button" className="button" onClick={props.onClose}>
            取消
          </button>
          <button type="submit" className="button primary" disabled={props.isBusy}>
            {props.isBusy ? '正在保存…' : props.submitWord}
          </button>
        </div>
      </form>
    </dialog>
  );
}

interface FieldProps {
  label: string;
  hint?: string;
  error: unknown;
  /** name of the field in the API's error reply */
  name: string;
  children: (control: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode;
}

/** A labelled control with its own fault in words. */
export function Field({ label, hint, error, name, children }: FieldProps) {
  const id = useId();
  const fault = error instanceof ApiError ? error.fields[name]?.message : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-note`, 'aria-invalid': fault !== undefined })}
      <span id={`${id}-note`} className={fault ? styles.fault : styles.hint}>
        {fault ?? hint ?? ''}
      </span>
    </div>
  );
}
