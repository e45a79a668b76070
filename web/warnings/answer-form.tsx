import { WARNING_CAUSE_LABELS, WARNING_CAUSES } from '../../server/rules/warning-causes.ts';
import type { WarningDetail } from '../../server/warnings/schema.ts';
import { takeWarningStep } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { formatFullDate } from '../format.ts';
import { DateField } from '../quotas/date-field.tsx';
import { Field, FormDialog, useOwnFaults } from '../quotas/form-dialog.tsx';
import { type AnswerDraft, answerInput, emptyMeasure, type MeasureDraft } from './answer-shape.ts';
import { MeasureSubject, type Subjects, useSubjects } from './measure-subject.tsx';
import { useWarningChange } from './use-warning-change.ts';
import styles from './warnings.module.css';

interface AnswerFormProps {
  detail: WarningDetail;
  draft: AnswerDraft;
  onDraft: (draft: AnswerDraft) => void;
  onClose: () => void;
}

function Causes({ draft, onDraft, error }: Pick<AnswerFormProps, 'draft' | 'onDraft'> & { error: unknown }) {
  useOwnFaults('causes', 'measures');
  const fault = error instanceof ApiError ? error.fields.causes?.message : undefined;
  return (
    <fieldset className={styles.causes}>
      <legend>原因类别（可多选）</legend>
      {WARNING_CAUSES.map((cause) => (
        <label key={cause}>
          <input
            type="checkbox"
            checked={draft.causes.includes(cause)}
            onChange={(event) =>
              onDraft({
                ...draft,
                causes: event.target.checked
                  ? [...draft.causes, cause]
                  : draft.causes.filter((other) => other !== cause),
              })
            }
          />
          {WARNING_CAUSE_LABELS[cause]}
        </label>
      ))}
      {fault ? <span className={styles.fault}>{fault}</span> : null}
    </fieldset>
  );
}

interface MeasureProps {
  measure: MeasureDraft;
  index: number;
  subjects: Subjects;
  error: unknown;
  latest: string;
  onChange: (measure: MeasureDraft) => void;
  onRemove: (() => void) | null;
}

function Measure({ measure, index, subjects, error, latest, onChange, onRemove }: MeasureProps) {
  const at = (field: string) => `measures.${index}.${field}`;
  return (
    <fieldset className={styles.measure}>
      <legend>措施{index + 1}</legend>
      <Field label="内容" name={at('text')} error={error}>
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={2}
            maxLength={500}
            value={measure.text}
            onChange={(event) => onChange({ ...measure, text: event.target.value })}
          />
        )}
      </Field>
      <div className={styles.pair}>
        <Field label="责任人（部门）" name={at('responsible')} error={error}>
          {(control) => (
            <input
              {...control}
              className="field"
              maxLength={60}
              value={measure.responsible}
              onChange={(event) => onChange({ ...measure, responsible: event.target.value })}
            />
          )}
        </Field>
        <DateField
          label="完成时限"
          name={at('dueOn')}
          error={error}
          example={latest}
          value={measure.dueOn}
          onChange={(dueOn) => onChange({ ...measure, dueOn })}
        />
      </div>
      <MeasureSubject measure={measure} index={index} subjects={subjects} error={error} onChange={onChange} />
      {onRemove ? (
        <button type="button" className="linkButton small" onClick={onRemove}>
          删除这项措施
        </button>
      ) : null}
    </fieldset>
  );
}

/** 答复: causes, chosen and in words, and measures with who, until when, which firm and which project. */
export function AnswerForm({ detail, draft, onDraft, onClose }: AnswerFormProps) {
  const subjects = useSubjects(detail.unitCode);
  const change = useWarningChange(
    () => takeWarningStep(detail.id, answerInput(draft, detail.version)),
    onClose,
  );
  const { error } = change;
  const setMeasure = (index: number, measure: MeasureDraft) =>
    onDraft({ ...draft, measures: draft.measures.map((other, at) => (at === index ? measure : other)) });
  return (
    <FormDialog
      title={`答复：${detail.number ?? detail.label}`}
      error={error}
      isBusy={change.isPending}
      submitWord="提交答复"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <Causes draft={draft} onDraft={onDraft} error={error} />
      <Field label="原因说明" name="causeText" error={error}>
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={4}
            maxLength={2000}
            value={draft.causeText}
            onChange={(event) => onDraft({ ...draft, causeText: event.target.value })}
          />
        )}
      </Field>
      <p className="small">整改期限{formatFullDate(detail.remedyDueOn)}，各项措施的完成时限不能晚于该日。</p>
      {draft.measures.map((measure, index) => (
        <Measure
          key={measure.key}
          measure={measure}
          index={index}
          subjects={subjects}
          error={error}
          latest={detail.remedyDueOn}
          onChange={(next) => setMeasure(index, next)}
          onRemove={
            draft.measures.length < 2
              ? null
              : () => onDraft({ ...draft, measures: draft.measures.filter(({ key }) => key !== measure.key) })
          }
        />
      ))}
      <button
        type="button"
        className="button"
        onClick={() => onDraft({ ...draft, measures: [...draft.measures, emptyMeasure(draft.measures)] })}
      >
        增加一项措施
      </button>
    </FormDialog>
  );
}
