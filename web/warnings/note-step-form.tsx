import { useState } from 'react';
import { WARNING_STEP_RULES, type WarningStep } from '../../server/rules/warning-steps.ts';
import type { WarningDetail } from '../../server/warnings/schema.ts';
import { takeWarningStep } from '../api/changes.ts';
import { formatFullDate } from '../format.ts';
import { DateField } from '../quotas/date-field.tsx';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { useWarningChange } from './use-warning-change.ts';
import styles from './warnings.module.css';

type NoteStep = Exclude<WarningStep, 'answer'>;

interface NoteWords {
  label: string;
  hint: string;
  isRequired: boolean;
}

const NOTES: Readonly<Record<NoteStep, NoteWords>> = {
  submit: { label: '送签说明', hint: '可不填；签发须由另一人办理', isRequired: false },
  issue: { label: '签发意见', hint: '可不填；签发后编号，正文不能再改', isRequired: false },
  sendBack: { label: '修改意见', hint: '拟稿人可见', isRequired: true },
  dismiss: { label: '原因', hint: '记入台账', isRequired: true },
  acceptAnswer: { label: '意见', hint: '可不填', isRequired: false },
  rejectAnswer: { label: '退回原因', hint: '县（市、区）可见，并有至少3个工作日重新答复', isRequired: true },
  progress: { label: '整改进展', hint: '写明已做的工作和成效', isRequired: true },
  requestClosing: { label: '整改完成情况', hint: '写明各项措施落实情况和最新数据', isRequired: true },
  close: { label: '核查情况', hint: '写明核查结论；销号后归档', isRequired: true },
  rejectClosing: { label: '退回原因', hint: '县（市、区）可见', isRequired: true },
  extendAnswer: { label: '延期原因', hint: '县（市、区）可见', isRequired: true },
  extend: { label: '延期原因', hint: '县（市、区）可见', isRequired: true },
};

/** Which deadline a step moves. */
const MOVED: Partial<Record<NoteStep, { field: 'answerDueOn' | 'remedyDueOn'; word: string }>> = {
  extendAnswer: { field: 'answerDueOn', word: '答复期限' },
  extend: { field: 'remedyDueOn', word: '整改期限' },
};

interface FormProps {
  step: NoteStep;
  detail: WarningDetail;
  onClose: () => void;
}

interface DoneProps {
  detail: WarningDetail;
  done: readonly number[];
  onDone: (done: number[]) => void;
}

function DoneMeasures({ detail, done, onDone }: DoneProps) {
  return (
    <fieldset className={styles.causes}>
      <legend>已完成的措施</legend>
      {detail.measures.map((measure, index) =>
        measure.doneOn !== null ? null : (
          <label key={measure.text}>
            <input
              type="checkbox"
              checked={done.includes(index)}
              onChange={(event) =>
                onDone(event.target.checked ? [...done, index] : done.filter((other) => other !== index))
              }
            />
            {measure.text}
          </label>
        ),
      )}
    </fieldset>
  );
}

/** A step that takes a note, and where it needs them a new date or the measures done. */
export function NoteStepForm({ step, detail, onClose }: FormProps) {
  const words = NOTES[step];
  const moved = MOVED[step];
  const { label } = WARNING_STEP_RULES[step];
  const [note, setNote] = useState('');
  const [done, setDone] = useState<number[]>([]);
  const [dueOn, setDue] = useState('');
  const [isTried, setTried] = useState(false);
  const text = note.trim();
  const extra = {
    ...(step === 'progress' ? { doneMeasures: done } : {}),
    ...(moved ? { [moved.field]: dueOn } : {}),
  };
  const change = useWarningChange(
    () =>
      takeWarningStep(detail.id, {
        version: detail.version,
        step,
        note: text === '' ? null : text,
        ...extra,
      }),
    onClose,
  );
  return (
    <FormDialog
      title={`${label}：${detail.unitName}${detail.label}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord={`确认${label}`}
      onSubmit={() => {
        setTried(true);
        if (!words.isRequired || text !== '') change.mutate();
      }}
      onClose={onClose}
    >
      {moved ? (
        <DateField
          label={`新的${moved.word}`}
          hint={`原期限${formatFullDate(detail[moved.field])}`}
          name={moved.field}
          error={change.error}
          example={detail[moved.field]}
          value={dueOn}
          onChange={setDue}
        />
      ) : null}
      {step === 'progress' && detail.measures.some(({ doneOn }) => doneOn === null) ? (
        <DoneMeasures detail={detail} done={done} onDone={setDone} />
      ) : null}
      <Field
        label={words.label}
        hint={words.hint}
        fault={isTried && words.isRequired && text === '' ? `请填写${words.label}` : undefined}
        name="note"
        error={change.error}
      >
        {(control) => (
          <textarea
            {...control}
            aria-required={words.isRequired}
            className="field"
            rows={4}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
