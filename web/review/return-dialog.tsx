import { Input, Modal } from 'antd';
import { useState } from 'react';
import { RETURN_REASONS, type ReturnReasonId, returnText } from '../../server/rules/return-reasons.ts';
import styles from './return-dialog.module.css';
import { returnProblem } from './review-words.ts';

interface ReturnDialogProps {
  /** names of the units whose reports go back */
  names: readonly string[];
  busy: boolean;
  onCancel: () => void;
  onReturn: (reasonIds: ReturnReasonId[], written: string) => void;
}

/** Asks for the reasons of a return; without one nothing goes back. Mount it only while it is open. */
export function ReturnDialog({ names, busy, onCancel, onReturn }: ReturnDialogProps) {
  const [chosen, setChosen] = useState<readonly ReturnReasonId[]>([]);
  const [written, setWritten] = useState('');
  const [tried, setTried] = useState(false);
  const problem = returnProblem(chosen, written);
  const confirm = () => {
    setTried(true);
    if (problem === null) onReturn([...chosen], written.trim());
  };
  const toggle = (id: ReturnReasonId) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const read = returnText(chosen, written);
  return (
    <Modal
      open
      title={`退回${names.length > 3 ? `${names.length}个单位` : names.join('、')}的报送`}
      okText="退回"
      okButtonProps={{ danger: true }}
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={confirm}
    >
      <fieldset className={styles.reasons}>
        <legend>退回原因（可多选）</legend>
        {RETURN_REASONS.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className={styles.reason}
            aria-pressed={chosen.includes(id)}
            onClick={() => toggle(id)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <Input.TextArea
        aria-label="退回意见"
        autoFocus
        rows={3}
        maxLength={1000}
        showCount
        value={written}
        status={tried && problem !== null ? 'error' : ''}
        placeholder="补充说明：哪一项、哪里不对，要补什么（选了原因可不填）"
        onChange={(event) => setWritten(event.target.value)}
      />
      <p className={styles.dialogError} role="alert">
        {tried && problem !== null ? problem : ''}
      </p>
      {read === '' ? null : (
        <p className={styles.readBy}>
          <b>填报人员将看到：</b>
          {read}
        </p>
      )}
    </Modal>
  );
}
