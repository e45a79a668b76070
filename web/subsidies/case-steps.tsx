import { lazy, Suspense, useState } from 'react';
import type { CaseDetail, CaseStep } from '../../server/cases/schema.ts';
import styles from './case-steps.module.css';
import { NoteStepForm } from './note-step-form.tsx';
import { NoticeForm, PaymentForm } from './payment-forms.tsx';
import { STEP_WORDS } from './words.ts';

/** Needs the rules module for the ways of funding; loads when somebody approves. */
const ApprovalForm = lazy(async () => ({ default: (await import('./approval-form.tsx')).ApprovalForm }));

/** Needs the rules module for the questions; loads when somebody corrects an application. */
const ResubmitForm = lazy(async () => ({ default: (await import('./resubmit-form.tsx')).ResubmitForm }));

interface StepFormProps {
  step: CaseStep;
  detail: CaseDetail;
  onClose: () => void;
}

function StepForm({ step, detail, onClose }: StepFormProps) {
  if (step === 'approve') return <ApprovalForm detail={detail} onClose={onClose} />;
  if (step === 'resubmit' && detail.origin === 'application') {
    return <ResubmitForm detail={detail} onClose={onClose} />;
  }
  if (step === 'pay') return <PaymentForm detail={detail} onClose={onClose} />;
  if (step === 'publishNotice') return <NoticeForm detail={detail} onClose={onClose} />;
  return <NoteStepForm step={step} detail={detail} onClose={onClose} />;
}

/** Steps against the flow: plain, at the end of the row. */
const AGAINST: ReadonlySet<CaseStep> = new Set<CaseStep>(['object', 'return', 'cancel']);

/** The steps the server lets this viewer take now, each with its small form. */
export function CaseSteps({ detail }: { detail: CaseDetail }) {
  const [step, setStep] = useState<CaseStep | null>(null);
  const onwards = detail.steps.filter((candidate) => !AGAINST.has(candidate));
  const against = detail.steps.filter((candidate) => AGAINST.has(candidate));
  if (detail.steps.length === 0) return null;
  return (
    <div className={`${styles.steps} noPrint`}>
      {[...onwards, ...against].map((candidate) => (
        <button
          key={candidate}
          type="button"
          className={candidate === onwards[0] ? 'button primary' : 'button'}
          onClick={() => setStep(candidate)}
        >
          {STEP_WORDS[candidate]}
        </button>
      ))}
      {step === null ? null : (
        <Suspense fallback={null}>
          <StepForm step={step} detail={detail} onClose={() => setStep(null)} />
        </Suspense>
      )}
    </div>
  );
}
