import { Checkbox, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { Account, HandOver, HandOverReply } from '../../server/accounts/schema.ts';
import { handOverUnits } from '../api/changes.ts';
import styles from './admin.module.css';
import { NO_PROBLEMS, problemsOf } from './form-problems.ts';
import { accountTitle, successorsOf } from './shape-accounts.ts';

interface HandOverDialogProps {
  account: Account;
  accounts: readonly Account[];
  onCancel: () => void;
  onDone: (reply: HandOverReply) => void;
}

type Kind = 'new' | 'known';

/** What is typed so far. */
interface Draft {
  units: string[];
  kind: Kind;
  userId: number | null;
  username: string;
  displayName: string;
  reason: string;
  disable: boolean;
}

const SHOWN = ['units', 'to', 'username', 'displayName', 'reason', 'disable'] as const;
type Shown = (typeof SHOWN)[number];

const REASONS = ['岗位调整', '人员离岗', '新人到岗', '退休'] as const;

/** What antd is told of a field with a fault. */
type FieldState = { help: string; validateStatus: 'error' } | Record<string, never>;

/** Faults that need no server to be seen. */
function missing(draft: Draft): Partial<Record<Shown, string>> {
  return {
    ...(draft.units.length === 0 ? { units: '请选择要移交的县（市、区）。' } : {}),
    ...(draft.kind === 'known' && draft.userId === null ? { to: '请选择接手人。' } : {}),
    ...(draft.kind === 'new' && draft.username.trim() === '' ? { username: '请填写用户名。' } : {}),
    ...(draft.kind === 'new' && draft.displayName.trim() === ''
      ? { displayName: '请填写接手人姓名或岗位。' }
      : {}),
    ...(draft.reason.trim() === '' ? { reason: '请填写移交原因。' } : {}),
  };
}

function handOverOf(account: Account, draft: Draft): HandOver {
  const nothingLeft = draft.units.length === account.units.length;
  return {
    version: account.version,
    to:
      draft.kind === 'known' && draft.userId !== null
        ? { userId: draft.userId }
        : { username: draft.username.trim(), displayName: draft.displayName.trim() },
    units: draft.units,
    reason: draft.reason.trim(),
    disable: nothingLeft && draft.disable,
  };
}

/** What is typed, what is wrong with it, and sending it. */
function useHandOver(account: Account, onDone: (reply: HandOverReply) => void) {
  const [draft, setDraft] = useState<Draft>({
    units: account.units.map(({ code }) => code),
    kind: 'new',
    userId: null,
    username: '',
    displayName: '',
    reason: '',
    disable: true,
  });
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const confirm = async () => {
    const fields = missing(draft);
    setProblems({ fields, message: '' });
    if (Object.keys(fields).length > 0) return;
    setBusy(true);
    try {
      onDone(await handOverUnits(account.id, handOverOf(account, draft)));
    } catch (error) {
      setProblems(problemsOf(error, SHOWN));
    } finally {
      setBusy(false);
    }
  };
  const field = (name: Shown): FieldState => {
    const fault = problems.fields[name];
    return fault === undefined ? {} : { help: fault, validateStatus: 'error' };
  };
  return { draft, set, problems, busy, confirm, field };
}

/** Hands units over (移交) to another officer or to a new account. Mount it only while it is open. */
export function HandOverDialog({ account, accounts, onCancel, onDone }: HandOverDialogProps) {
  const successors = successorsOf(accounts, account);
  const { draft, set, problems, busy, confirm, field } = useHandOver(account, onDone);
  return (
    <Modal
      open
      width={560}
      title={`移交${accountTitle(account)}的所管单位`}
      okText="移交"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => void confirm()}
    >
      <Form layout="vertical" requiredMark={false} component={false}>
        <Form.Item {...field('units')}>
          <fieldset className={styles.units}>
            <legend>移交哪些单位（签核权一并移交）</legend>
            <Checkbox.Group
              value={draft.units}
              options={account.units.map(({ code, name, maySignOff }) => ({
                value: code,
                label: maySignOff ? `${name}（可签核）` : name,
              }))}
              onChange={(units) => set({ units })}
            />
          </fieldset>
        </Form.Item>
        <Successor draft={draft} set={set} successors={successors} field={field} />
        <Form.Item label="移交原因" htmlFor="hand-over-reason" {...field('reason')}>
          <Input
            id="hand-over-reason"
            list="hand-over-reasons"
            autoComplete="off"
            maxLength={200}
            value={draft.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
          <datalist id="hand-over-reasons">
            {REASONS.map((reason) => (
              <option key={reason} value={reason} />
            ))}
          </datalist>
        </Form.Item>
        <OldAccount account={account} draft={draft} set={set} fault={problems.fields.disable} />
      </Form>
      <p className={styles.fault} role="alert">
        {problems.message}
      </p>
    </Modal>
  );
}

interface PartProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
}

interface SuccessorProps extends PartProps {
  successors: readonly Account[];
  field: (name: Shown) => FieldState;
}

/** Who takes over: a new account, or an officer who has one. */
function Successor({ draft, set, successors, field }: SuccessorProps) {
  return (
    <>
      <fieldset className={`${styles.units} ${styles.group}`}>
        <legend>接手人</legend>
        <Radio.Group value={draft.kind} onChange={(event) => set({ kind: event.target.value as Kind })}>
          <Radio value="new">新建账号</Radio>
          <Radio value="known" disabled={successors.length === 0}>
            已有账号的填报员
          </Radio>
        </Radio.Group>
      </fieldset>
      {draft.kind === 'known' ? (
        <Form.Item label="接手账号" htmlFor="hand-over-to" {...field('to')}>
          <Select
            id="hand-over-to"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="请选择"
            value={draft.userId}
            options={successors.map((other) => ({ value: other.id, label: accountTitle(other) }))}
            onChange={(userId) => set({ userId })}
          />
        </Form.Item>
      ) : (
        <>
          <Form.Item label="接手人用户名" htmlFor="hand-over-username" {...field('username')}>
            <Input
              id="hand-over-username"
              autoComplete="off"
              maxLength={32}
              placeholder="字母开头，3–32位"
              value={draft.username}
              onChange={(event) => set({ username: event.target.value })}
            />
          </Form.Item>
          <Form.Item label="接手人姓名或岗位" htmlFor="hand-over-name" {...field('displayName')}>
            <Input
              id="hand-over-name"
              autoComplete="off"
              maxLength={64}
              value={draft.displayName}
              onChange={(event) => set({ displayName: event.target.value })}
            />
          </Form.Item>
        </>
      )}
    </>
  );
}

/** What becomes of the old account; disabling it is a choice only where no unit is left to it. */
function OldAccount({
  account,
  draft,
  set,
  fault,
}: PartProps & { account: Account; fault: string | undefined }) {
  const kept = account.units.filter(({ code }) => !draft.units.includes(code));
  return (
    <>
      {kept.length === 0 ? (
        <Checkbox checked={draft.disable} onChange={(event) => set({ disable: event.target.checked })}>
          移交后停用 {account.username}
        </Checkbox>
      ) : (
        <p className={styles.hint}>
          {account.username} 仍管{kept.map(({ name }) => name).join('、')}。
        </p>
      )}
      {fault ? (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      ) : null}
      <p className={styles.hint}>报表、草稿和附件随单位保留；原账号的登录立即结束，双方各留一条审计记录。</p>
    </>
  );
}
