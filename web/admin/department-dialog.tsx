import { Modal } from 'antd';
import { useId, useState } from 'react';
import type { Account } from '../../server/accounts/schema.ts';
import { changeAccount } from '../api/changes.ts';
import styles from './admin.module.css';
import { NO_PROBLEMS, problemsOf } from './form-problems.ts';
import { accountTitle } from './shape-accounts.ts';

interface DepartmentDialogProps {
  account: Account;
  /** what a department account may belong to */
  departments: readonly string[];
  onCancel: () => void;
  onDone: (account: Account) => void;
}

/** Corrects the department of a department account. Mount it only while it is open. */
export function DepartmentDialog({ account, departments, onCancel, onDone }: DepartmentDialogProps) {
  const known = departments.find((name) => name === account.department);
  const id = useId();
  const [chosen, setChosen] = useState(known ?? '');
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (chosen === '') return setProblems({ fields: { department: '请选择所在部门。' }, message: '' });
    setBusy(true);
    try {
      onDone(await changeAccount(account.id, { version: account.version, department: chosen }));
    } catch (error) {
      setProblems(problemsOf(error, ['department']));
    } finally {
      setBusy(false);
    }
  };
  const fault = problems.fields.department ?? problems.message;
  return (
    <Modal
      open
      width={480}
      title={`${accountTitle(account)}的所在部门`}
      okText="保存"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => void save()}
    >
      <label htmlFor={id}>所在部门</label>
      <p>
        <select
          id={id}
          className="field"
          value={chosen}
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-fault`}
          onChange={(event) => setChosen(event.target.value)}
        >
          {chosen === '' ? <option value="">请选择</option> : null}
          {departments.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </p>
      {known === undefined ? (
        <p className={styles.caution}>“{account.department}”不在任务台账的责任部门中，请改选。</p>
      ) : null}
      <p id={`${id}-fault`} className={styles.fault} role="alert">
        {fault}
      </p>
      <p className={styles.hint}>该账号下一次操作起生效，无须重新登录；已写的进展报告和草稿留在原部门。</p>
    </Modal>
  );
}
