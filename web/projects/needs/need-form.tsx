import { useState } from 'react';
import type { NeedDetail } from '../../../server/needs/schema.ts';
import { NEED_KIND_LABELS, NEED_KINDS, type NeedKind } from '../../../server/rules/need-steps.ts';
import { changeNeed, publishNeed } from '../../api/changes.ts';
import { useSession } from '../../app/session.ts';
import { formatFullDate } from '../../format.ts';
import { DateField } from '../../quotas/date-field.tsx';
import { Field, FormDialog } from '../../quotas/form-dialog.tsx';
import { parseWan, wanInput } from '../../subsidies/wan-text.ts';
import { FirmChoice } from '../firms/firm-choice.tsx';
import { AreaField, MoneyField, moneyFault } from './need-fields.tsx';
import { useNeedChange } from './use-need-change.ts';

/** The form as typed. */
interface Draft {
  firmId: string;
  kind: NeedKind;
  title: string;
  content: string;
  budget: string;
  answerBy: string;
}

const EMPTY: Draft = { firmId: '', kind: 'technology', title: '', content: '', budget: '', answerBy: '' };

const draftOf = (need: NeedDetail): Draft => ({
  firmId: String(need.firmId),
  kind: need.kind,
  title: need.title,
  content: need.content,
  budget: wanInput(need.budgetFen),
  answerBy: need.answerBy,
});

interface FieldsProps {
  draft: Draft;
  error: unknown;
  onChange: (part: Partial<Draft>) => void;
}

function FirmField({ draft, error, onChange }: FieldsProps) {
  return (
    <Field label="企业" hint="先在“重点用能企业”登记，才能在此选择" name="firmId" error={error}>
      {(control) => (
        <FirmChoice control={control} value={draft.firmId} onChange={(firmId) => onChange({ firmId })} />
      )}
    </Field>
  );
}

/** What is asked for; not changed any more once somebody has answered. */
function AskedFields({ draft, error, onChange }: FieldsProps) {
  return (
    <>
      <Field label="需求类别" name="kind" error={error}>
        {(control) => (
          <select
            {...control}
            className="field"
            value={draft.kind}
            onChange={(event) => onChange({ kind: event.target.value as NeedKind })}
          >
            {NEED_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {NEED_KIND_LABELS[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="需求名称" hint="如：循环水泵变频节能改造" name="title" error={error}>
        {(control) => (
          <input
            {...control}
            className="field"
            maxLength={100}
            value={draft.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <AreaField
        label="需求内容"
        hint="写明现状、要求、实施时间；企业名称、内容、预算将随公告印发，请勿填写商业秘密"
        name="content"
        error={error}
        value={draft.content}
        onChange={(content) => onChange({ content })}
      />
      <MoneyField
        label="预算（万元）"
        hint="未定的留空，公告写作“面议”"
        name="budgetFen"
        error={error}
        value={draft.budget}
        onChange={(budget) => onChange({ budget })}
      />
    </>
  );
}

interface NeedFormProps {
  /** null = a new one */
  need: NeedDetail | null;
  onClose: () => void;
  onSaved: (need: NeedDetail) => void;
}

/** Publishes a need, or changes one that is open. */
export function NeedForm({ need, onClose, onSaved }: NeedFormProps) {
  const { today } = useSession();
  const [draft, setDraft] = useState<Draft>(() => (need === null ? EMPTY : draftOf(need)));
  const input = () => ({
    kind: draft.kind,
    title: draft.title,
    content: draft.content,
    budgetFen: draft.budget.trim() === '' ? null : parseWan(draft.budget),
    answerBy: draft.answerBy,
  });
  const change = useNeedChange(
    () =>
      need === null
        ? publishNeed({ firmId: Number(draft.firmId) || 1, ...input() })
        : changeNeed(need.id, { version: need.version, ...input() }),
    onSaved,
  );
  const fields = {
    draft,
    error: change.error,
    onChange: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
  };
  const answered = need !== null && need.offers > 0;
  return (
    <FormDialog
      title={need === null ? '发布需求' : `修改需求：${need.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord={need === null ? '发布' : '保存'}
      onSubmit={() => {
        if (moneyFault(draft.budget) === undefined) change.mutate();
      }}
      onClose={onClose}
    >
      {need === null ? <FirmField {...fields} /> : null}
      {answered ? <p className="small">已有服务商应答，只能调整应答截止日。</p> : <AskedFields {...fields} />}
      <DateField
        label="应答截止日"
        hint={need === null ? '最后一天，含当天；已过的不能登记应答' : `现为${formatFullDate(need.answerBy)}`}
        name="answerBy"
        error={change.error}
        example={need?.answerBy ?? `${today.slice(0, 4)}-12-31`}
        value={draft.answerBy}
        onChange={(answerBy) => fields.onChange({ answerBy })}
      />
    </FormDialog>
  );
}
