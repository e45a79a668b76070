import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Account, OneTimePasswordReply } from '../../server/accounts/schema.ts';
import { changeAccount, resetPassword, unlockAccount } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { accountsQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { QueryView } from '../ui/states.tsx';
import { AccountsTable } from './accounts-table.tsx';
import styles from './admin.module.css';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { OneTimePasswordDialog } from './one-time-password-dialog.tsx';

/** Users: create, disable and enable, reset the password, unlock. */
export function AccountsTab() {
  const { user } = useSession();
  const { modal } = App.useApp();
  const query = useQuery(accountsQuery);
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<OneTimePasswordReply | null>(null);
  const { run, reload, busy } = useAccountChange();

  const created = (reply: OneTimePasswordReply) => {
    setCreating(false);
    setShown(reply);
    void reload();
  };
  const reset = (account: Account) =>
    modal.confirm({
      title: `重置${account.displayName}（${account.username}）的密码？`,
      content: '原密码立即失效，该账号的所有登录都会退出；新的一次性密码只显示一次。',
      okText: '重置密码',
      cancelText: '取消',
      onOk: () => run(async () => setShown(await resetPassword(account.id, account.version)), ''),
    });
  const toggle = (account: Account) => {
    const change = () =>
      run(
        () => changeAccount(account.id, { version: account.version, disabled: !account.disabled }),
        `${account.username}已${account.disabled ? '启用' : '停用'}`,
      );
    if (account.disabled) return void change();
    modal.confirm({
      title: `停用${account.displayName}（${account.username}）？`,
      content: '该账号将立即退出且不能再登录，已报送的数据和审计记录不受影响，可随时重新启用。',
      okText: '停用',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: change,
    });
  };
  const unlock = (account: Account) =>
    void run(() => unlockAccount(account.id), `${account.username}已解除锁定`);

  return (
    <QueryView query={query} height={520}>
      {({ accounts }) => (
        <>
          <div className={styles.toolbar}>
            <p>{accountsWords(accounts)}</p>
            <Button type="primary" onClick={() => setCreating(true)}>
              新建账号
            </Button>
          </div>
          <AccountsTable
            accounts={accounts}
            ownId={user.id}
            busy={busy}
            onReset={reset}
            onToggle={toggle}
            onUnlock={unlock}
          />
          {creating ? <NewAccountDialog onCancel={() => setCreating(false)} onCreated={created} /> : null}
          {shown ? <OneTimePasswordDialog reply={shown} onClose={() => setShown(null)} /> : null}
        </>
      )}
    </QueryView>
  );
}

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
  const run = (action: () => Promise<unknown>, done: string) =>
    change.mutateAsync({ action, done }).catch(() => undefined);
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
