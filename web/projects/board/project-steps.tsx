import { useState } from 'react';
import type { ProjectDetail } from '../../../server/projects/schema.ts';
import { PROJECT_STEP_RULES, type ProjectStep } from '../../../server/rules/project-steps.ts';
import { useSession } from '../../app/session.ts';
import { unclaimedAward } from './detail-shape.ts';
import { type StepDraft, stepDraft } from './form-shape.ts';
import { OpenCase } from './project-awards.tsx';
import styles from './project-detail.module.css';
import { ProjectForm } from './project-form.tsx';
import { StepForm } from './step-form.tsx';

/** Steps beside or against the flow: plain, at the end of the row. */
const BESIDE: ReadonlySet<ProjectStep> = new Set<ProjectStep>(['note', 'stop', 'sendBack']);

/** What the server lets this viewer do now, each with its form; what was typed is kept while a form is shut. */
export function ProjectSteps({ detail }: { detail: ProjectDetail }) {
  const { today } = useSession();
  const [open, setOpen] = useState<ProjectStep | 'edit' | null>(null);
  const [drafts, setDrafts] = useState<Partial<Record<ProjectStep, StepDraft>>>({});
  const onwards = detail.steps.filter((step) => !BESIDE.has(step));
  const beside = detail.steps.filter((step) => BESIDE.has(step));
  const unclaimed = unclaimedAward(detail);
  if (detail.steps.length === 0 && !detail.mayEdit && unclaimed === null) return null;
  const close = () => setOpen(null);
  return (
    <div className={`${styles.steps} noPrint`}>
      {unclaimed === null ? null : unclaimed.mayOpen ? (
        <OpenCase detail={detail} award={unclaimed} isNext />
      ) : (
        <p className={styles.unclaimed}>
          奖补尚未申报（{unclaimed.clause} {unclaimed.title}）
        </p>
      )}
      {[...onwards, ...beside].map((step) => (
        <button
          key={step}
          type="button"
          className={step === onwards[0] && unclaimed === null ? 'button primary' : 'button'}
          onClick={() => setOpen(step)}
        >
          {PROJECT_STEP_RULES[step].label}
        </button>
      ))}
      {detail.mayEdit ? (
        <button type="button" className="button" onClick={() => setOpen('edit')}>
          修改项目
        </button>
      ) : null}
      {open === 'edit' ? <ProjectForm project={detail} firmId="" onClose={close} /> : null}
      {open !== null && open !== 'edit' ? (
        <StepForm
          step={open}
          detail={detail}
          draft={drafts[open] ?? stepDraft(detail, open, today)}
          onDraft={(draft) => setDrafts({ ...drafts, [open]: draft })}
          onClose={(isDone) => {
            if (isDone) setDrafts({});
            close();
          }}
        />
      ) : null}
    </div>
  );
}
