import { Input, Modal } from 'antd';
import { useState } from 'react';
import styles from './review.module.css';
import { COMMON_REASONS, toggleReason } from './review-words.ts';

interface ReturnDialogProps {
  /** names of the units whose reports go back */
  names: readonly string[];
  busy: boolean;
  onCancel: () => void;
  onReturn: (reason: string) => void;
}

/** Asks for the reason of a return; without one nothing goes back. Mount it only while it is open. */
export function ReturnDialog({ names, busy, onCancel, onReturn }: ReturnDialogProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = reason.trim() === '';
  const confirm = () => {
    setTried(true);
    if (!isMissing) onReturn(reason.trim());
  };
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
      <div className={styles.reasons}>
        {COMMON_REASONS.map((common) => (
          <button
            key={common}
            type="button"
            className={styles.reason}
            aria-pressed={reason.includes(common)}
            onClick={() => setReason(toggleReason(reason, common))}
          >
            {common}
          </button>
        ))}
      </div>
      <Input.TextArea
        aria-label="退回意见"
        autoFocus
        rows={4}
        maxLength={1000}
        showCount
        value={reason}
        status={tried && isMissing ? 'error' : ''}
        placeholder="写明需要核对或补充的内容，填报人员会在填报页顶部看到"
        onChange={(event) => setReason(event.target.value)}
      />
      <p className={styles.dialogError} role="alert">
        {tried && isMissing ? '请填写退回意见。' : ''}
      </p>
    </Modal>
  );
}
