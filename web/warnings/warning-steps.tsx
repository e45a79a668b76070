import { useState } from 'react';
import { WARNING_STEP_RULES, type WarningStep } from '../../server/rules/warning-steps.ts';
import type { WarningDetail } from '../../server/warnings/schema.ts';
import { AnswerForm } from './answer-form.tsx';
import { type AnswerDraft, emptyAnswer } from './answer-shape.ts';
import { DraftForm } from './draft-form.tsx';
import { NoteStepForm } from './note-step-form.tsx';
import styles from './warnings.module.css';

type Open = WarningStep | 'edit';

/** Steps against the flow: at the end of the row. */
const AGAINST: ReadonlySet<WarningStep> = new Set<WarningStep>([
  'sendBack',
  'dismiss',
  'rejectAnswer',
  'rejectClosing',
  'extendAnswer',
  'extend',
]);

/** What the server lets this viewer do now, each with its form. */
export function WarningSteps({ detail }: { detail: WarningDetail }) {
  const [open, setOpen] = useState<Open | null>(null);
  // kept while the form is shut, so that Escape loses nothing
  const [answer, setAnswer] = useState<AnswerDraft>(() => emptyAnswer(detail));
  const onwards = detail.steps.filter((step) => !AGAINST.has(step));
  const against = detail.steps.filter((step) => AGAINST.has(step));
  if (detail.steps.length === 0 && !detail.mayEdit) return null;
  const close = () => setOpen(null);
  return (
    <div className={styles.steps}>
      {[...onwards, ...against].map((step) => (
        <button
          key={step}
          type="button"
          className={step === onwards[0] ? 'button primary' : 'button'}
          onClick={() => setOpen(step)}
        >
          {WARNING_STEP_RULES[step].label}
        </button>
      ))}
      {detail.mayEdit ? (
        <button type="button" className="button" onClick={() => setOpen('edit')}>
          修改正文
        </button>
      ) : null}
      {open === 'edit' ? <DraftForm detail={detail} onClose={close} /> : null}
      {open === 'answer' ? (
        <AnswerForm detail={detail} draft={answer} onDraft={setAnswer} onClose={close} />
      ) : null}
      {open !== null && open !== 'edit' && open !== 'answer' ? (
        <NoteStepForm step={open} detail={detail} onClose={close} />
      ) : null}
    </div>
  );
}
