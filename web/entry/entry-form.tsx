import { useEffect, useRef, useState } from 'react';
import type { FigureField } from '../../server/rules/figures.ts';
import { formatDateTime } from '../format.ts';
import { checkContextOf } from './check-context.ts';
import styles from './entry.module.css';
import { entryChecks, firstPage, leftAtStart, secondPage } from './entry-checks.ts';
import { FeedbackSource } from './feedback-source.tsx';
import { FormField } from './form-field.tsx';
import { focusOn, onFormKey } from './form-keys.ts';
import type { KeptFormProps } from './form-props.ts';
import { NoteField } from './note-field.tsx';
import { PasteNotice } from './paste-notice.tsx';
import { ResultPanel } from './result-panel.tsx';
import { SaveStatus } from './save-status.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { SecondPage } from './second-page.tsx';
import { scopeDiffersFrom } from './shape-entry.ts';
import { usePaste } from './use-paste.ts';

/** The officer's form: numbers, what they amount to, a note where something looks wrong, submit. */
export function EntryForm(props: KeptFormProps) {
  const { detail, onSubmitted, keeper, state } = props;
  const form = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState(() => leftAtStart(detail, state.figures));
  const [tried, setTried] = useState(false);
  const leave = (...fields: FigureField[]) =>
    setLeft((before) =>
      fields.every((field) => before.has(field)) ? before : new Set([...before, ...fields]),
    );

  useEffect(() => {
    const first = form.current?.querySelector<HTMLInputElement>('[data-step]');
    first?.focus({ preventScroll: true });
    if (first instanceof HTMLInputElement) first.select();
  }, []);

  const context = checkContextOf(detail);
  const checks = entryChecks(state.figures, context, { left, tried });
  const main = firstPage(detail.plan.dueFields, state.figures);
  const second = secondPage(detail.plan.dueFields, state.figures);
  const paste = usePaste({
    detail,
    keeper,
    figures: state.figures,
    fields: [...main, ...second],
    onFilled: leave,
  });

  const submit = async () => {
    setTried(true);
    if (checks.stop !== null) return focusOn(form.current, checks.stop);
    const submitted = await keeper.submit();
    if (submitted !== null) onSubmitted(submitted);
  };

  const input = (field: FigureField) => (
    <FormField key={field} field={field} {...props} checks={checks} onLeave={() => leave(field)} />
  );

  return (
    <form
      ref={form}
      className={styles.columns}
      aria-label="报送表"
      noValidate
      onKeyDown={(event) => onFormKey(event, form.current, () => void submit())}
      onPaste={paste.onPaste}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.sheet}>
        <FormNotices {...props} />
        <PasteNotice paste={paste} />
        {main.length > 0 ? <div className={styles.fields}>{main.map(input)}</div> : null}
        <p className={`${styles.sheetHint} ${styles.keys}`}>
          在 Excel 或 WPS 中复制一行，可直接粘贴到填报格。
        </p>
        <ScopeFields
          figures={checks.figures}
          editionError={checks.edition}
          differs={scopeDiffersFrom(checks.figures, detail.previous?.figures ?? null)}
          onChange={(change) => keeper.edit(change)}
        >
          <div className={styles.inFold}>{input('samePeriodEnergyWanTce')}</div>
        </ScopeFields>
        <SecondPage fields={second} due={detail.plan.dueFields} input={input} />
        <NoteField
          value={state.figures.note}
          asked={checks.asked}
          general={checks.general}
          hints={checks.generalHints}
          missing={tried && checks.noteMissing}
          error={state.fieldErrors.note?.message ?? null}
          onChange={(note) => keeper.edit({ note })}
        />
        <FormFoot {...props} />
      </div>
      <ResultPanel figures={checks.figures} context={context} title="算出来是这样" />
    </form>
  );
}

/** Where the figures on screen come from, where that needs saying. */
function FormNotices({ detail, start, state }: KeptFormProps) {
  return (
    <>
      {start.kind === 'local' ? (
        <p className={styles.restored}>已恢复本机保存的内容（{formatDateTime(start.typedAt)}），请核对。</p>
      ) : null}
      {state.takenOver ? (
        <p className={styles.restored} role="status">
          {state.takenOver.by ?? '同事'}于{formatDateTime(state.takenOver.at)}
          修改了这份草稿，已载入最新内容。
        </p>
      ) : null}
      {detail.feedback ? <FeedbackSource feedback={detail.feedback} /> : null}
    </>
  );
}

/** Where the text is safe, and the button. */
function FormFoot({ detail, keeper, state, signInHref, onReload }: KeptFormProps) {
  const asksSignOff = detail.signOff?.required === true;
  return (
    <div className={styles.foot}>
      <SaveStatus
        save={state.save}
        keptLocally={state.keptLocally}
        unsent={state.unsent}
        signInHref={signInHref}
        onRetry={() => void keeper.flush()}
        onReload={onReload}
      />
      <button
        type="submit"
        className={`button primary ${styles.submit}`}
        data-step=""
        aria-keyshortcuts="Control+Enter"
        disabled={state.submitting}
      >
        {state.submitting ? '正在提交…' : asksSignOff ? '提交签核' : '提交审核'}
      </button>
    </div>
  );
}
