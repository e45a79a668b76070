import type { Account, HandOverReply, OneTimePasswordReply } from '../../server/accounts/schema.ts';
import { SessionsDialog } from '../sign-in/sessions-dialog.tsx';
import { DepartmentDialog } from './department-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { OneTimePasswordDialog } from './one-time-password-dialog.tsx';
import { PasswordDaysDialog } from './password-days-dialog.tsx';
import { accountTitle } from './shape-accounts.ts';
import { UnitsDialog } from './units-dialog.tsx';

/** Which dialog stands open over the list of accounts. */
export type OpenDialog =
  | { kind: 'new' }
  | { kind: 'units' | 'department' | 'handOver' | 'sessions'; account: Account }
  | { kind: 'password'; reply: OneTimePasswordReply }
  | { kind: 'days'; days: number };

interface AccountDialogsProps {
  open: OpenDialog | null;
  accounts: readonly Account[];
  /** what a department account may belong to */
  departments: readonly string[];
  /** opens another one, or none */
  onOpen: (dialog: OpenDialog | null) => void;
  /** something was changed: what to say, '' where a dialog says it */
  onChanged: (words: string) => void;
  /** the administrator's own session was ended */
  onSignedOut: () => void;
}

/** The dialog that is open, if any. */
export function AccountDialogs({
  open,
  accounts,
  departments,
  onOpen,
  onChanged,
  onSignedOut,
}: AccountDialogsProps) {
  if (open === null) return null;
  const close = () => onOpen(null);
  const showPassword = (reply: OneTimePasswordReply) => {
    onOpen({ kind: 'password', reply });
    onChanged('');
  };
  const handedOver = ({ from, to, oneTimePassword }: HandOverReply) => {
    if (oneTimePassword !== null) return showPassword({ account: to, oneTimePassword });
    close();
    onChanged(`${from.displayName}的所管单位已移交给${to.displayName}`);
  };
  const done = (words: string) => {
    close();
    onChanged(words);
  };
  switch (open.kind) {
    case 'new':
      return (
        <NewAccountDialog
          accounts={accounts}
          departments={departments}
          onCancel={close}
          onCreated={showPassword}
        />
      );
    case 'units':
      return (
        <UnitsDialog
          account={open.account}
          accounts={accounts}
          onCancel={close}
          onDone={({ displayName }) => done(`${displayName}的所管单位已更新`)}
        />
      );
    case 'department':
      return (
        <DepartmentDialog
          account={open.account}
          departments={departments}
          onCancel={close}
          onDone={({ displayName, department }) => done(`${displayName}的所在部门为${department}`)}
        />
      );
    case 'handOver':
      return (
        <HandOverDialog account={open.account} accounts={accounts} onCancel={close} onDone={handedOver} />
      );
    case 'sessions':
      return (
        <SessionsDialog
          account={{ id: open.account.id, title: accountTitle(open.account) }}
          onClose={close}
          onSignedOut={onSignedOut}
        />
      );
    case 'password':
      return <OneTimePasswordDialog reply={open.reply} onClose={close} />;
    case 'days':
      return <PasswordDaysDialog days={open.days} onCancel={close} onDone={() => done('密码有效期已更新')} />;
  }
}
