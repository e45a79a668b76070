import { useState } from 'react';
import type { GradesReply, RuleSetEntry } from '../../../server/grading/schema.ts';
import { changeRuleSet, createRuleSet } from '../../api/changes.ts';
import { SelectField, TextField } from '../../quotas/certificate-fields.tsx';
import { DateField } from '../../quotas/date-field.tsx';
import { Field, FormDialog } from '../../quotas/form-dialog.tsx';
import styles from './grades.module.css';
import { bodyOf, KIND_WORDS, previewText, type RuleTexts, textsOf } from './rule-form-shape.ts';
import { useRulesChange } from './use-rules-change.ts';

interface FieldsProps {
  texts: RuleTexts;
  set: (change: Partial<RuleTexts>) => void;
  error: unknown;
}

function DocumentFields({ texts, set, error }: FieldsProps) {
  return (
    <>
      <TextField
        label="规则名称"
        name="name"
        error={error}
        value={texts.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label="印发文件名称"
        name="document"
        error={error}
        value={texts.document}
        onChange={(document) => set({ document })}
      />
      <TextField
        label="文号"
        hint="如 九工信发〔2026〕9号"
        name="documentNumber"
        error={error}
        value={texts.documentNumber}
        onChange={(documentNumber) => set({ documentNumber })}
      />
    </>
  );
}

/** What is yellow, from when, and whether it is the city's rule: fixed once it has begun. */
function CriteriaFields({ texts, set, error, reply }: FieldsProps & { reply: GradesReply }) {
  return (
    <>
      <SelectField
        label="未完成目标的，哪些为二级"
        hint="差距更大的和不降反升的一律为一级"
        name="yellowKind"
        error={error}
        value={texts.yellowKind}
        onChange={(kind) => set({ yellowKind: kind as RuleTexts['yellowKind'] })}
      >
        {Object.entries(KIND_WORDS).map(([kind, words]) => (
          <option key={kind} value={kind}>
            {words}
          </option>
        ))}
      </SelectField>
      {texts.yellowKind === 'anyFall' ? null : (
        <TextField
          label={texts.yellowKind === 'points' ? '二级界限（百分点）' : '二级界限（目标值的%）'}
          hint="最多两位小数；恰在界限上的为二级"
          name="yellowLimit"
          error={error}
          value={texts.yellowLimit}
          onChange={(yellowLimit) => set({ yellowLimit })}
        />
      )}
      <p className={styles.preview} role="status">
        {previewText(texts, reply)}
      </p>
      <DateField
        label="有效期起"
        name="validFrom"
        error={error}
        example="2026-12-01"
        value={texts.validFrom}
        onChange={(validFrom) => set({ validFrom })}
      />
      <Field label="现行规则" hint="不勾选的只供试算，不影响等级" name="inForce" error={error}>
        {(control) => (
          <span className={styles.inForce}>
            <input
              {...control}
              type="checkbox"
              checked={texts.inForce}
              onChange={(event) => set({ inForce: event.target.checked })}
            />
            有效期内各页面按此判定等级
          </span>
        )}
      </Field>
    </>
  );
}

interface RuleSetFormProps {
  /** null = a new one */
  entry: RuleSetEntry | null;
  /** the period shown, for the preview */
  reply: GradesReply;
  onClose: () => void;
}

/** 制定 / 修改本市预警规则, with a preview of the grades it would give. */
export function RuleSetForm({ entry, reply, onClose }: RuleSetFormProps) {
  const [texts, setTexts] = useState(() => textsOf(entry));
  const set = (part: Partial<RuleTexts>) => setTexts((before) => ({ ...before, ...part }));
  const change = useRulesChange(() => {
    const body = bodyOf(texts);
    return entry ? changeRuleSet(entry.id, { version: entry.version, ...body }) : createRuleSet(body);
  }, onClose);
  const fields = { texts, set, error: change.error };
  return (
    <FormDialog
      title={entry ? `修改“${entry.name}”` : '制定本市预警规则'}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <DocumentFields {...fields} />
      {entry?.begun ? (
        <p className={styles.preview}>
          该规则已经施行，分级标准、起始日期和现行状态不再修改；如需变更，请停用后另行制定。
        </p>
      ) : (
        <CriteriaFields {...fields} reply={reply} />
      )}
      <DateField
        label="有效期止"
        hint="没有规定的留空"
        name="validTo"
        error={change.error}
        example="2027-12-31"
        value={texts.validTo}
        onChange={(validTo) => set({ validTo })}
      />
      <TextField
        label="说明"
        hint="可不填"
        name="note"
        error={change.error}
        value={texts.note}
        onChange={(note) => set({ note })}
      />
    </FormDialog>
  );
}
