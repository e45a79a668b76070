import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { signOut } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import { formatDate } from '../format.ts';
import { useDismiss } from '../ui/use-dismiss.ts';
import { userTitle } from './navigation.ts';
import { useSession } from './session.ts';
import styles from './shell.module.css';
import { isDark, setDark } from './theme.ts';

/** Loaded when first asked for: the shell stays light. */
const SessionsDialog = lazy(async () => ({
  default: (await import('../sign-in/sessions-dialog.tsx')).SessionsDialog,
}));

/** Leads to the sign-in page and forgets what this user has read. */
function useLeave() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await navigate({ to: '/sign-in', search: {} });
    queryClient.setQueryData(sessionQuery.queryKey, null);
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  };
}

/** Days before the password expires from which the menu says so. */
const NOTICE_DAYS = 7;

/** '密码将于12月1日到期' in the last week; null before. */
function expiryNotice(expiresOn: string | null, today: string): string | null {
  if (expiresOn === null) return null;
  const days = (Date.parse(expiresOn) - Date.parse(today)) / 86_400_000;
  if (days > NOTICE_DAYS) return null;
  return days <= 0 ? '密码已到期，下次登录须修改' : `密码将于${formatDate(expiresOn)}到期`;
}

/** Who is signed in; password, sessions, dark mode, sign out. */
export function UserMenu({ onThemeChange }: { onThemeChange: () => void }) {
  const { user, password, today } = useSession();
  const [open, setOpen] = useState(false);
  const [listing, setListing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [close] = useState(() => () => setOpen(false));
  const box = useDismiss(open, close);
  const leave = useLeave();
  const notice = expiryNotice(password.expiresOn, today);

  const closeList = () => {
    setListing(false);
    box.current?.querySelector('button')?.focus();
  };
  const signOutHere = async () => {
    try {
      await signOut();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) {
        setFailure('退出未成功，请检查网络后重试。');
        return;
      }
    }
    await leave();
  };

  return (
    <div className={styles.user} ref={box}>
      <button
        type="button"
        className={styles.userButton}
        aria-label={`当前用户：${userTitle(user)}`}
        aria-expanded={open}
        aria-controls="user-menu"
        onClick={() => setOpen((was) => !was)}
      >
        {userTitle(user)}
        <span aria-hidden="true"> ▾</span>
      </button>
      {open ? (
        <div className={styles.menu} id="user-menu">
          <p>
            {user.displayName}
            <span className="muted">（{user.username}）</span>
          </p>
          {notice ? <p>{notice}</p> : null}
          <Link to="/help" className={styles.helpInMenu} onClick={close}>
            帮助
          </Link>
          <Link to="/password" onClick={close}>
            修改密码
          </Link>
          <button
            type="button"
            onClick={() => {
              setListing(true);
              close();
            }}
          >
            登录情况
          </button>
          <button
            type="button"
            onClick={() => {
              setDark(!isDark());
              onThemeChange();
              close();
            }}
          >
            {isDark() ? '浅色显示' : '深色显示（大屏）'}
          </button>
          <button type="button" onClick={() => void signOutHere()}>
            退出
          </button>
          {failure ? <p role="alert">{failure}</p> : null}
        </div>
      ) : null}
      {listing ? (
        <Suspense fallback={null}>
          <SessionsDialog account={null} onClose={closeList} onSignedOut={() => void leave()} />
        </Suspense>
      ) : null}
    </div>
  );
}
