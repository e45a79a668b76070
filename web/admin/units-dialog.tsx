import { Modal } from 'antd';
import { useState } from 'react';
import type { Account, UnitChoice } from '../../server/accounts/schema.ts';
import { setAccountUnits } from '../api/changes.ts';
import styles from './admin.module.css';
import { NO_PROBLEMS, problemsOf } from './form-problems.ts';
import { accountTitle, leftAlone } from './shape-accounts.ts';
import { UnitPicker } from './unit-picker.tsx';

interface UnitsDialogProps {
  account: Account;
  accounts: readonly Account[];
  onCancel: () => void;
  onDone: (account: Account) => void;
}

/** What an officer holds, replaced as a whole. Mount it only while it is open. */
export function UnitsDialog({ account, accounts, onCancel, onDone }: UnitsDialogProps) {
  const [chosen, setChosen] = useState<UnitChoice[]>(
    account.units.map(({ code, maySignOff }) => ({ code, maySignOff })),
  );
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [busy, setBusy] = useState(false);
  const alone = leftAlone(accounts, account, chosen);
  const save = async () => {
    if (chosen.length === 0)
      return setProblems({
        fields: { units: '请至少选择一个县（市、区）；不再填报的，请停用账号。' },
        message: '',
      });
    setBusy(true);
    try {
      onDone(await setAccountUnits(account.id, { version: account.version, units: chosen }));
    } catch (error) {
      setProblems(problemsOf(error, ['units']));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={640}
      title={`${accountTitle(account)}的所管单位`}
      okText="保存"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => void save()}
    >
      <UnitPicker accounts={accounts} accountId={account.id} chosen={chosen} onChange={setChosen} />
      {alone.length > 0 ? (
        <p className={styles.caution}>保存后{alone.join('、')}将没有填报员；换人请用“移交”。</p>
      ) : null}
      <p className={styles.fault} role="alert">
        {problems.fields.units ?? problems.message}
      </p>
      <p className={styles.hint}>该账号下一次操作起生效，无须重新登录；草稿随单位保留。</p>
    </Modal>
  );
}
