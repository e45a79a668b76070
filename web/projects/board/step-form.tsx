import { useState } from 'react';
import type { ProjectDetail } from '../../../server/projects/schema.ts';
import {
  figuresNeeded,
  figuresTaken,
  PROJECT_STEP_RULES,
  type ProjectStep,
} from '../../../server/rules/project-steps.ts';
import { takeProjectStep, uploadProjectFile } from '../../api/changes.ts';
import { useSession } from '../../app/session.ts';
import { DateField } from '../../quotas/date-field.tsx';
import { Field, FormDialog } from '../../quotas/form-dialog.tsx';
import { FigureFields } from './figure-fields.tsx';
import { type Faults, type StepDraft, stepInput } from './form-shape.ts';
import { FILE_FORMATS } from './project-files.tsx';
import { useProjectChange } from './use-project-change.ts';

const NOTES: Readonly<Record<ProjectStep, { label: string; hint: string }>> = {
  diagnose: { label: '诊断结论', hint: '可不填' },
  scheme: { label: '方案要点', hint: '可不填' },
  start: { label: '开工情况', hint: '可不填' },
  accept: { label: '验收结论', hint: '可不填' },
  evaluate: { label: '后评价结论', hint: '写明节能量和效益是否达到预期' },
  note: { label: '进展情况', hint: '写明已做的工作和存在的困难' },
  stop: { label: '终止原因', hint: '记入项目经过；以后可以恢复' },
  resume: { label: '恢复说明', hint: '可不填' },
  sendBack: { label: '退回原因', hint: '县（市、区）可见' },
};

/** Steps that change who is in charge or bring figures; the others take a note only. */
const WITH_PERSON: ReadonlySet<ProjectStep> = new Set<ProjectStep>([
  'diagnose',
  'scheme',
  'start',
  'accept',
  'evaluate',
  'resume',
]);

interface StepFormProps {
  step: ProjectStep;
  detail: ProjectDetail;
  draft: StepDraft;
  onDraft: (draft: StepDraft) => void;
  onClose: (isDone: boolean) => void;
}

/** The acceptance report, sent before the step itself; one already there need not be sent again. */
function ReportField({
  detail,
  error,
  onFile,
}: {
  detail: ProjectDetail;
  error: unknown;
  onFile: (file: File | null) => void;
}) {
  const known = detail.files.filter(({ stage }) => stage === 'accepted').map(({ name }) => name);
  const hint =
    known.length === 0 ? `${FILE_FORMATS.formats}，不超过5 MB` : `已上传：${known.join('、')}，可再加一份`;
  return (
    <Field label="验收报告" hint={hint} name="file" error={error}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept={FILE_FORMATS.accept}
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
        />
      )}
    </Field>
  );
}

/** Note of a step, asked for where the step cannot do without. */
function NoteField({
  step,
  draft,
  error,
  onDraft,
}: Pick<StepFormProps, 'step' | 'draft' | 'onDraft'> & { error: unknown }) {
  const { label, hint } = NOTES[step];
  return (
    <Field label={label} hint={hint} name="note" error={error}>
      {(control) => (
        <textarea
          {...control}
          className="field"
          rows={3}
          maxLength={2000}
          aria-required={PROJECT_STEP_RULES[step].noteNeeded !== null}
          value={draft.note}
          onChange={(event) => onDraft({ ...draft, note: event.target.value })}
        />
      )}
    </Field>
  );
}

function useStep({ step, detail, draft, onClose }: Omit<StepFormProps, 'onDraft'>) {
  const [faults, setFaults] = useState<Faults>({});
  const [file, setFile] = useState<File | null>(null);
  const change = useProjectChange(
    async () => {
      const read = stepInput(draft, step, detail.version);
      if (!read.ok) throw new Error('unread step');
      if (file !== null) {
        await uploadProjectFile(detail.id, 'accepted', file);
        // sent once, whatever becomes of the step
        setFile(null);
      }
      return takeProjectStep(detail.id, read.input);
    },
    () => onClose(true),
  );
  const submit = () => {
    const read = stepInput(draft, step, detail.version);
    setFaults(read.ok ? {} : read.faults);
    if (read.ok) change.mutate();
  };
  return { change, faults, submit, setFile };
}

/** One step in the life of a project: when, who, which figures, what to say. */
export function StepForm({ step, detail, draft, onDraft, onClose }: StepFormProps) {
  const { label } = PROJECT_STEP_RULES[step];
  const { today } = useSession();
  const { change, faults, submit, setFile } = useStep({ step, detail, draft, onClose });
  const { error } = change;
  const names = figuresTaken(step);
  return (
    <FormDialog
      title={`${label}：${detail.name}`}
      error={error}
      isBusy={change.isPending}
      submitWord={`确认${label}`}
      onSubmit={submit}
      onClose={() => onClose(false)}
    >
      <DateField
        label="日期"
        name="on"
        error={error}
        example={today}
        value={draft.on}
        onChange={(on) => onDraft({ ...draft, on })}
      />
      {WITH_PERSON.has(step) ? (
        <Field label="责任人（可不填）" name="person" error={error}>
          {(control) => (
            <input
              {...control}
              className="field"
              maxLength={60}
              value={draft.person}
              onChange={(event) => onDraft({ ...draft, person: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {names.length > 0 ? (
        <FigureFields
          names={names}
          needed={figuresNeeded(step, detail.kinds)}
          texts={draft.figures}
          faults={faults}
          error={error}
          onChange={(figures) => onDraft({ ...draft, figures })}
        />
      ) : null}
      {step === 'accept' ? <ReportField detail={detail} error={error} onFile={setFile} /> : null}
      <NoteField step={step} draft={draft} error={error} onDraft={onDraft} />
    </FormDialog>
  );
}
