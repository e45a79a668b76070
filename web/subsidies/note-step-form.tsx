import { useState } from 'react';
import type { CaseDetail, CaseStep } from '../../server/cases/schema.ts';
import { takeStep } from '../api/changes.ts';
import { formatWan } from '../format.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import styles from './case-steps.module.css';
import { useMoneyChange } from './use-money-change.ts';
import { STEP_WORDS } from './words.ts';

type NoteStep = Exclude<CaseStep, 'approve' | 'pay' | 'publishNotice'>;

interface NoteWords {
  label: string;
  hint: string;
  isRequired: boolean;
  reasons?: readonly string[];
}

const REASONS = [
  '材料不齐，请补充',
  '与其他事项重复，请核对',
  '主体信息有误',
  '不符合条款条件',
  '信用核查未通过',
];

const NOTES: Readonly<Record<NoteStep, NoteWords>> = {
  countyCheck: { label: '初审意见', hint: '可不填', isRequired: false },
  creditCheck: { label: '核查结论', hint: '写明信用状况和是否重复申报', isRequired: true },
  handle: { label: '经办意见', hint: '可不填；审批须由另一人办理', isRequired: false },
  endorse: { label: '审批意见', hint: '可不填', isRequired: false },
  object: { label: '异议内容', hint: '写明异议人、异议事项和收到日期', isRequired: true },
  close: { label: '办结说明', hint: '未全额拨付而办结的，须说明原因', isRequired: false },
  return: { label: '退回原因', hint: '申报单位可见', isRequired: true, reasons: REASONS },
  resubmit: { label: '补正说明', hint: '可不填', isRequired: false },
  cancel: { label: '撤销原因', hint: '撤销后不可恢复，记录保留', isRequired: true, reasons: REASONS },
  clearFlag: { label: '核实情况', hint: '写明核实结果，提示随即解除', isRequired: true },
};

interface FormProps {
  step: CaseStep;
  detail: CaseDetail;
  onClose: () => void;
}

/** A step that takes a note at most; checking credit, objecting, returning and cancelling need one. */
export function NoteStepForm({ step, detail, onClose }: FormProps) {
  const words = NOTES[step as NoteStep];
  const unpaid = (detail.approvedFen ?? 0) - detail.paidFen;
  const isRequired = words.isRequired || (step === 'close' && unpaid > 0);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const text = note.trim();
  const change = useMoneyChange(
    () => takeStep(detail.id, { version: detail.version, step, note: text === '' ? null : text }),
    onClose,
  );
  const isMissing = isTried && isRequired && text === '';
  const submit = () => {
    setTried(true);
    if (!isRequired || text !== '') change.mutate();
  };
  return (
    <FormDialog
      title={`${STEP_WORDS[step]}：${detail.beneficiaryName}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord={`确认${STEP_WORDS[step]}`}
      onSubmit={submit}
      onClose={onClose}
    >
      {step === 'close' && unpaid > 0 ? (
        <p className={styles.amount}>尚有{formatWan(unpaid)}万元未拨付。</p>
      ) : null}
      <Field
        label={words.label}
        hint={words.hint}
        fault={isMissing ? `请填写${words.label}` : undefined}
        name="note"
        error={change.error}
      >
        {(control) => (
          <>
            <textarea
              {...control}
              aria-required={isRequired}
              className="field"
              rows={3}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            {words.reasons ? (
              <span>
                {words.reasons.map((reason) => (
                  <button
                    key={reason}
                    type="button"
                    className="linkButton small"
                    style={{ marginRight: 12 }}
                    onClick={() =>
                      setNote((before) => (before.trim() === '' ? reason : `${before}；${reason}`))
                    }
                  >
                    {reason}
                  </button>
                ))}
              </span>
            ) : null}
          </>
        )}
      </Field>
    </FormDialog>
  );
}
