import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { FIGURE_FIELDS, type FigureField, type Figures } from '../../server/rules/figures.ts';
import { formatDateTime } from '../format.ts';
import { checkContextOf } from './check-context.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import type { DraftKeeper, KeeperState } from './draft-keeper.ts';
import type { DraftStart } from './draft-start.ts';
import styles from './entry.module.css';
import { entryChecks, MAIN_FIELDS } from './entry-checks.ts';
import { FigureInput } from './figure-input.tsx';
import { NoteField } from './note-field.tsx';
import { ResultPanel } from './result-panel.tsx';
import { SaveStatus } from './save-status.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { scopeDiffersFrom } from './shape-entry.ts';
import { useDraftKeeper } from './use-draft-keeper.ts';

interface EntryEditorProps {
  detail: ReportDetail;
  start: DraftStart;
  storageKey: string;
  signInHref: string;
  /** the report is no longer open for writing: it was submitted, here or elsewhere */
  onSubmitted: (detail: ReportDetail) => void;
}

/** Keeps what is typed; shows the form, or both versions where the server moved on. */
export function EntryEditor(props: EntryEditorProps) {
  const { keeper, state } = useDraftKeeper(props.detail, props.start, props.storageKey);
  if (state.conflict === null) return <EntryForm {...props} keeper={keeper} state={state} />;
  const newest = state.conflict.detail;
  const takeTheirs = () => {
    keeper.takeTheirs();
    if (newest.draft === null && newest.status !== 'returned') props.onSubmitted(newest);
  };
  return (
    <ConflictPanel conflict={state.conflict} onTakeTheirs={takeTheirs} onKeepMine={() => keeper.keepMine()} />
  );
}

interface EntryFormProps extends EntryEditorProps {
  keeper: DraftKeeper;
  state: KeeperState;
}

/** The officer's form: numbers, what they amount to, a note where something looks wrong, submit. */
function EntryForm({ detail, start, signInHref, onSubmitted, keeper, state }: EntryFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState<ReadonlySet<FigureField>>(() => filledIn(state.figures));
  const [tried, setTried] = useState(false);

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('[data-step]')?.focus({ preventScroll: true });
  }, []);

  const context = checkContextOf(detail);
  const checks = entryChecks(state.figures, context, { left, tried });

  const submit = async () => {
    setTried(true);
    if (checks.stop !== null) return focusOn(form.current, checks.stop);
    const submitted = await keeper.submit();
    if (submitted !== null) onSubmitted(submitted);
  };

  const input = (field: FigureField) => (
    <FigureInput
      key={field}
      field={field}
      detail={detail}
      value={state.figures[field]}
      error={checks.errors[field] ?? state.fieldErrors[field]?.message ?? null}
      warnings={checks.warnings[field] ?? []}
      readOnly={state.submitting}
      onChange={(text) => keeper.edit({ [field]: text })}
      onLeave={() => setLeft((before) => (before.has(field) ? before : new Set(before).add(field)))}
    />
  );

  return (
    <form
      ref={form}
      className={styles.columns}
      aria-label="报送表"
      noValidate
      onKeyDown={(event) => onKey(event, form.current, () => void submit())}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.sheet}>
        {start.kind === 'local' ? (
          <p className={styles.restored}>已恢复本机保存的内容（{formatDateTime(start.typedAt)}），请核对。</p>
        ) : null}
        <div className={styles.fields}>{MAIN_FIELDS.map(input)}</div>
        <ScopeFields
          figures={checks.figures}
          differs={scopeDiffersFrom(checks.figures, detail.previous?.figures ?? null)}
          onChange={(change) => keeper.edit(change)}
        >
          <div className={styles.water}>{input('waterIntensityPct')}</div>
        </ScopeFields>
        <NoteField
          value={state.figures.note}
          asked={checks.asked}
          general={checks.general}
          missing={tried && checks.noteMissing}
          error={state.fieldErrors.note?.message ?? null}
          onChange={(note) => keeper.edit({ note })}
        />
        <FormFoot keeper={keeper} state={state} signInHref={signInHref} />
      </div>
      <ResultPanel figures={checks.figures} context={context} title="算出来是这样" />
    </form>
  );
}

/** Where the text is safe, and the button. */
function FormFoot({ keeper, state, signInHref }: Pick<EntryFormProps, 'keeper' | 'state' | 'signInHref'>) {
  return (
    <div className={styles.foot}>
      <SaveStatus
        save={state.save}
        keptLocally={state.keptLocally}
        signInHref={signInHref}
        onRetry={() => void keeper.flush()}
      />
      <button
        type="submit"
        className={`button primary ${styles.submit}`}
        data-step=""
        aria-keyshortcuts="Control+Enter"
        disabled={state.submitting}
      >
        {state.submitting ? '正在提交…' : '提交审核'}
      </button>
    </div>
  );
}

function filledIn(figures: Figures): ReadonlySet<FigureField> {
  return new Set(FIGURE_FIELDS.filter((field) => figures[field] !== null));
}

/** Focuses a field by its name, opening the fold it may lie in. */
function focusOn(form: HTMLFormElement | null, name: string): void {
  const field = form?.querySelector<HTMLElement>(`[name="${name}"]`);
  field?.closest('details')?.setAttribute('open', '');
  field?.focus();
}

/** Enter goes to the next step, Ctrl+Enter submits; Enter in the note stays a line break. */
function onKey(
  event: KeyboardEvent<HTMLFormElement>,
  form: HTMLFormElement | null,
  submit: () => void,
): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    submit();
    return;
  }
  if (!(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const steps = [...(form?.querySelectorAll<HTMLElement>('[data-step]') ?? [])].filter(
    (step) => step.closest('details:not([open])') === null,
  );
  const next = steps[steps.indexOf(event.target) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}
