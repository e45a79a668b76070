import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Account } from '../../server/accounts/schema.ts';
import { changeAccount, resetPassword, unlockAccount } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { accountSettingsQuery, accountsQuery, sessionQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { QueryView } from '../ui/states.tsx';
import { AccountDialogs, type OpenDialog } from './account-dialogs.tsx';
import { AccountsTable } from './accounts-table.tsx';
import styles from './admin.module.css';
import { accountTitle, passwordDaysWords } from './shape-accounts.ts';

/** Users: create, give and hand over units, correct the department, end sessions, reset the password, unlock, disable and enable. */
export function AccountsTab() {
  const { user, today } = useSession();
  const { message } = App.useApp();
  const query = useQuery(accountsQuery);
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const { run, reload, busy } = useAccountChange();
  const actions = useActions(run, setOpen);
  const queries = useQueryClient();
  const changed = (words: string) => {
    if (words !== '') void message.success(words);
    void reload();
  };
  return (
    <QueryView query={query} height={520}>
      {({ accounts, departments }) => (
        <>
          <div className={styles.toolbar}>
            <p>{accountsWords(accounts)}</p>
            <PasswordDays onChange={(days) => setOpen({ kind: 'days', days })} />
            <Button type="primary" onClick={() => setOpen({ kind: 'new' })}>
              新建账号
            </Button>
          </div>
          <AccountsTable accounts={accounts} ownId={user.id} today={today} busy={busy} {...actions} />
          <AccountDialogs
            open={open}
            accounts={accounts}
            departments={departments}
            onOpen={setOpen}
            onChanged={changed}
            onSignedOut={() => queries.setQueryData(sessionQuery.queryKey, null)}
          />
        </>
      )}
    </QueryView>
  );
}

/** What the buttons of a row do. */
function useActions(run: Run, onOpen: (dialog: OpenDialog) => void) {
  const { modal } = App.useApp();
  const reset = (account: Account) => {
    modal.confirm({
      title: `重置${accountTitle(account)}的密码？`,
      content: '原密码立即失效，该账号的所有登录都会退出；新的一次性密码只显示一次。',
      okText: '重置密码',
      cancelText: '取消',
      onOk: () =>
        run(
          async () => onOpen({ kind: 'password', reply: await resetPassword(account.id, account.version) }),
          '',
        ),
    });
  };
  const toggle = (account: Account) => {
    const change = () =>
      run(
        () => changeAccount(account.id, { version: account.version, disabled: !account.disabled }),
        `${account.username}已${account.disabled ? '启用' : '停用'}`,
      );
    if (account.disabled) return void change();
    modal.confirm({
      title: `停用${accountTitle(account)}？`,
      content:
        '该账号将立即退出且不能再登录，已报送的数据和审计记录不受影响，可随时重新启用。换人请用“移交”。',
      okText: '停用',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: change,
    });
  };
  return {
    onUnits: (account: Account) => onOpen({ kind: 'units', account }),
    onDepartment: (account: Account) => onOpen({ kind: 'department', account }),
    onHandOver: (account: Account) => onOpen({ kind: 'handOver', account }),
    onSessions: (account: Account) => onOpen({ kind: 'sessions', account }),
    onReset: reset,
    onToggle: toggle,
    onUnlock: (account: Account) =>
      void run(() => unlockAccount(account.id), `${account.username}已解除锁定`),
  };
}

/** How long passwords hold, and changing it. */
function PasswordDays({ onChange }: { onChange: (days: number) => void }) {
  const settings = useQuery(accountSettingsQuery).data;
  if (!settings) return null;
  return (
    <span>
      {passwordDaysWords(settings.passwordDays)}{' '}
      <button type="button" className="linkButton" onClick={() => onChange(settings.passwordDays)}>
        修改有效期
      </button>
    </span>
  );
}

type Run = (action: () => Promise<unknown>, done: string) => Promise<unknown>;

/** Runs one change, says how it went, and reads the accounts again either way. */
function useAccountChange() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const reload = () => queries.invalidateQueries({ queryKey: accountsQuery.queryKey });
  const change = useMutation({
    mutationFn: ({ action }: { action: () => Promise<unknown>; done: string }) => action(),
    onSuccess: (_, { done }) => {
      if (done !== '') void message.success(done);
    },
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: reload,
  });
  const run: Run = (action, done) => change.mutateAsync({ action, done }).catch(() => undefined);
  return { run, reload, busy: change.isPending };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) return '操作未成功，请重试。';
  return error.code === 'version_conflict'
    ? '该账号刚被他人修改，已读取最新内容，请核对后再操作。'
    : error.message;
}

function accountsWords(accounts: readonly Account[]): string {
  const disabled = accounts.filter((account) => account.disabled).length;
  const locked = accounts.filter((account) => account.lockedUntil !== null).length;
  const parts = [`共${accounts.length}个账号`];
  if (disabled > 0) parts.push(`${disabled}个已停用`);
  if (locked > 0) parts.push(`${locked}个被锁定`);
  return parts.join('，');
}
