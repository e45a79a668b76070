import { useQuery } from '@tanstack/react-query';
import { WARNING_CAUSE_LABELS, WARNING_CAUSES } from '../../server/rules/warning-causes.ts';
import type { WarningDetail } from '../../server/warnings/schema.ts';
import { takeWarningStep } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { beneficiariesQuery } from '../api/queries.ts';
import { useCan } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { DateField } from '../quotas/date-field.tsx';
import { Field, FormDialog, useOwnFaults } from '../quotas/form-dialog.tsx';
import { type AnswerDraft, answerInput, emptyMeasure, type MeasureDraft } from './answer-shape.ts';
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

/** Firms of the unit (受益主体) a measure may name; empty where there are none. */
function useFirms(unitCode: string) {
  const mayRead = useCan('beneficiaries.write');
  const { data } = useQuery({ ...beneficiariesQuery(), enabled: mayRead });
  return (data?.beneficiaries ?? []).filter(({ treasuryUnit, statisticsUnit, registeredUnit }) =>
    [treasuryUnit, statisticsUnit, registeredUnit].includes(unitCode),
  );
}

interface MeasureProps {
  measure: MeasureDraft;
  index: number;
  firms: ReturnType<typeof useFirms>;
  error: unknown;
  latest: string;
  onChange: (measure: MeasureDraft) => void;
  onRemove: (() => void) | null;
}

function Measure({ measure, index, firms, error, latest, onChange, onRemove }: MeasureProps) {
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
      {firms.length > 0 ? (
        <Field label="涉及企业（可不选）" name={at('beneficiaryId')} error={error}>
          {(control) => (
            <select
              {...control}
              className="field"
              value={measure.beneficiaryId ?? ''}
              onChange={(event) =>
                onChange({
                  ...measure,
                  beneficiaryId: event.target.value === '' ? null : Number(event.target.value),
                })
              }
            >
              <option value="">不涉及单个企业</option>
              {firms.map(({ id, name, annualTce }) => (
                <option key={id} value={id}>
                  {name}
                  {annualTce === null ? '' : `（年耗${annualTce}吨标准煤）`}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      {onRemove ? (
        <button type="button" className="linkButton small" onClick={onRemove}>
          删除这项措施
        </button>
      ) : null}
    </fieldset>
  );
}

/** 答复: causes, chosen and in words, and measures with who, until when and which firm. */
export function AnswerForm({ detail, draft, onDraft, onClose }: AnswerFormProps) {
  const firms = useFirms(detail.unitCode);
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
          firms={firms}
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
