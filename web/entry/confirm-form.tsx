import { useEffect, useRef, useState } from 'react';
import type { ReportFeedback } from '../../server/reports/schema.ts';
import {
  FIGURE_FIELDS,
  FIGURE_SPECS,
  type FigureField,
  INTENSITY_FIELDS,
} from '../../server/rules/figures.ts';
import { MISSING, minus } from '../format.ts';
import { checkContextOf } from './check-context.ts';
import styles from './confirm-form.module.css';
import entry from './entry.module.css';
import { type EntryChecks, entryChecks, secondPage } from './entry-checks.ts';
import { FeedbackSource } from './feedback-source.tsx';
import { FieldLabel } from './figure-input.tsx';
import { FormField } from './form-field.tsx';
import { focusOn, onFormKey } from './form-keys.ts';
import type { KeptFormProps } from './form-props.ts';
import { NoteField } from './note-field.tsx';
import { ResultPanel } from './result-panel.tsx';
import { SaveStatus } from './save-status.tsx';
import { SecondPage } from './second-page.tsx';

interface ConfirmFormProps extends KeptFormProps {
  feedback: ReportFeedback;
  /** the figures are not right: the officer changes and explains them */
  onEdit: () => void;
}

/** The statistics bureau's figures, filled in: one key confirms and hands them in. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { detail, feedback, keeper, state, onSubmitted, onEdit } = props;
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const context = checkContextOf(detail);
  const [left, setLeft] = useState<ReadonlySet<FigureField>>(new Set());
  const fedBack = FIGURE_FIELDS.filter((field) => feedback.figures[field] !== null);
  const seen = new Set([...INTENSITY_FIELDS, ...fedBack, ...left]);
  const checks = entryChecks(state.figures, context, { left: seen, tried });
  const second = secondPage(detail.plan.dueFields, state.figures).filter((field) => !fedBack.includes(field));
  const first = useRef(checks.stop);

  useEffect(() => {
    if (first.current !== null) focusOn(form.current, first.current);
    else form.current?.querySelector<HTMLElement>('[type="submit"]')?.focus({ preventScroll: true });
  }, []);

  const confirm = async () => {
    setTried(true);
    if (checks.stop !== null) return focusOn(form.current, checks.stop);
    const submitted = await keeper.submit('confirm');
    if (submitted !== null) onSubmitted(submitted);
  };

  return (
    <form
      ref={form}
      className={entry.columns}
      aria-label="确认统计反馈数"
      noValidate
      onKeyDown={(event) => onFormKey(event, form.current, () => void confirm())}
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <div className={entry.sheet}>
        <FeedbackSource feedback={feedback} />
        <dl className={styles.figures}>
          {fedBack.map((field) => (
            <FedBackFigure key={field} field={field} {...props} checks={checks} />
          ))}
        </dl>
        <SecondPage
          fields={second}
          due={detail.plan.dueFields}
          input={(field) => (
            <FormField
              key={field}
              field={field}
              {...props}
              checks={checks}
              onLeave={() => setLeft((before) => new Set(before).add(field))}
            />
          )}
        />
        {checks.asked > 0 || checks.general.length > 0 || state.figures.note !== '' ? (
          <NoteField
            value={state.figures.note}
            asked={checks.asked}
            general={checks.general}
            hints={checks.generalHints}
            missing={tried && checks.noteMissing}
            error={state.fieldErrors.note?.message ?? null}
            onChange={(note) => keeper.edit({ note })}
          />
        ) : null}
        <div className={entry.foot}>
          <SaveStatus
            save={state.save}
            idle="核对无误即可报送，不必重填"
            keptLocally={state.keptLocally}
            unsent={state.unsent}
            signInHref={props.signInHref}
            onRetry={() => void keeper.flush()}
            onReload={props.onReload}
          />
          <button type="button" className="button" disabled={state.submitting} onClick={onEdit}>
            有差异，修改并说明
          </button>
          <button
            type="submit"
            className={`button primary ${entry.submit}`}
            data-step=""
            aria-keyshortcuts="Control+Enter"
            disabled={state.submitting}
          >
            {confirmWords(state.submitting, detail.signOff?.required === true)}
          </button>
        </div>
      </div>
      <ResultPanel figures={checks.figures} context={context} title="按反馈数算出来是这样" />
    </form>
  );
}

function confirmWords(submitting: boolean, asksSignOff: boolean): string {
  if (submitting) return '正在报送…';
  return asksSignOff ? '确认无误并提交签核' : '确认无误并报送';
}

/** One fed-back figure with what it was before, and what looks unusual. */
function FedBackFigure({
  field,
  detail,
  feedback,
  checks,
}: ConfirmFormProps & { field: FigureField; checks: EntryChecks }) {
  const before = (report: typeof detail.previous) => {
    const text = report?.figures[field] ?? null;
    return text === null ? MISSING : minus(text);
  };
  return (
    <div className={styles.figure}>
      <dt>
        <FieldLabel field={field} /> <span>{FIGURE_SPECS[field].unit}</span>
      </dt>
      <dd className={styles.value}>{minus(feedback.figures[field] ?? MISSING)}</dd>
      <dd className={styles.before}>
        上期 <b>{before(detail.previous)}</b>　上年同期 <b>{before(detail.samePeriodLastYear)}</b>
      </dd>
      {(checks.warnings[field] ?? []).map((warning) => (
        <dd key={warning} className={styles.warning}>
          {warning}
        </dd>
      ))}
      {(checks.hints[field] ?? []).map((hint) => (
        <dd key={hint} className={styles.hint}>
          {hint}
        </dd>
      ))}
    </div>
  );
}
