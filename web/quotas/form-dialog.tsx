import {
  createContext,
  type FormEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { ApiError } from '../api/client.ts';
import styles from './form-dialog.module.css';
import { type FormFailure, failureOf } from './form-failure.ts';

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

/** Where the fields of a dialog say that they print their own faults. @returns how to take it back */
type Register = (names: readonly string[]) => () => void;

const RegisterContext = createContext<Register | null>(null);

/** Tells the dialog around that a control prints the faults of these fields; does nothing outside a dialog. */
export function useOwnFaults(...names: readonly string[]): void {
  const register = useContext(RegisterContext);
  const key = names.join('\n');
  useEffect(() => register?.(key.split('\n')), [register, key]);
}

function useRegister() {
  const [shown, setShown] = useState<readonly (readonly string[])[]>([]);
  const register = useCallback<Register>((names) => {
    setShown((before) => [...before, names]);
    return () => setShown((before) => before.filter((other) => other !== names));
  }, []);
  return { shown: shown.flat(), register };
}

function Failure({ failure: { message, more } }: { failure: FormFailure }) {
  return (
    <div className={styles.failed} role="alert">
      <p>{message}</p>
      {more.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </div>
  );
}

/** After each refused attempt the first field at fault is in view with the cursor in it; without one, what was said. */
function useFirstFault(dialog: RefObject<HTMLDialogElement | null>, error: unknown) {
  const [attempt, setAttempt] = useState(0);
  // looks again after every attempt and every answer
  useEffect(() => {
    if (attempt === 0) return;
    const field = dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const shown = field ?? (error ? dialog.current?.querySelector('[role="alert"]') : null);
    field?.focus({ preventScroll: true });
    shown?.scrollIntoView({ block: 'center' });
  }, [attempt, error, dialog]);
  return () => setAttempt((before) => before + 1);
}

/** A small form in a modal dialog: Escape leaves, Enter saves. */
export function FormDialog(props: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const onAttempt = useFirstFault(dialog, props.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (props.isBusy) return;
    props.onSubmit();
    onAttempt();
  };
  const { shown, register } = useRegister();
  const failure = failureOf(props.error, shown);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={headingId} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        <h2 id={headingId}>{props.title}</h2>
        <RegisterContext value={register}>{props.children}</RegisterContext>
        {failure ? <Failure failure={failure} /> : null}
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
  /** what the form itself finds wrong before sending */
  fault?: string | undefined;
  error: unknown;
  /** name of the field in the API's error reply */
  name: string;
  children: (control: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode;
}

/** A labelled control with its own fault in words. */
export function Field({ label, hint, fault: ownFault, error, name, children }: FieldProps) {
  const id = useId();
  useOwnFaults(name);
  const fault = ownFault ?? (error instanceof ApiError ? error.fields[name]?.message : undefined);
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
