import { Modal } from 'antd';
import { useId, useState } from 'react';
import { setPasswordDays } from '../api/changes.ts';
import styles from './admin.module.css';
import { NO_PROBLEMS, problemsOf } from './form-problems.ts';

interface PasswordDaysDialogProps {
  /** days in force */
  days: number;
  onCancel: () => void;
  onDone: (days: number) => void;
}

/** How long passwords hold. Mount it only while it is open. */
export function PasswordDaysDialog({ days, onCancel, onDone }: PasswordDaysDialogProps) {
  const id = useId();
  const [text, setText] = useState(String(days));
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (!/^\d{1,4}$/.test(text.trim()))
      return setProblems({ fields: { passwordDays: '请填写整数天数，0 为不到期。' }, message: '' });
    setBusy(true);
    try {
      onDone((await setPasswordDays(days, Number(text.trim()))).passwordDays);
    } catch (error) {
      setProblems(problemsOf(error, ['passwordDays']));
    } finally {
      setBusy(false);
    }
  };
  const fault = problems.fields.passwordDays ?? problems.message;
  return (
    <Modal
      open
      width={440}
      title="密码有效期"
      okText="保存"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => void save()}
    >
      <label htmlFor={id}>天数（0 为不到期，其余 7–730）</label>
      <p>
        <input
          id={id}
          className="field"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={text}
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-fault`}
          onChange={(event) => setText(event.target.value)}
        />
      </p>
      <p id={`${id}-fault`} className={styles.fault} role="alert">
        {fault}
      </p>
      <p className={styles.hint}>
        到期的账号在下次登录时须先修改密码。等级保护2.0（GB/T 22239）要求口令定期更换，默认90天。
      </p>
    </Modal>
  );
}
