import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { signOut } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import { userTitle } from './navigation.ts';
import { useSession } from './session.ts';
import styles from './shell.module.css';
import { isDark, setDark } from './theme.ts';

/** Closes the menu on Escape and on a press outside it. */
function useDismiss(open: boolean, close: () => void) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      close();
      box.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [open, close]);
  return box;
}

/** Who is signed in; password, dark mode, sign out. */
export function UserMenu({ onThemeChange }: { onThemeChange: () => void }) {
  const { user } = useSession();
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [close] = useState(() => () => setOpen(false));
  const box = useDismiss(open, close);
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) {
        setFailure('退出未成功，请检查网络后重试。');
        return;
      }
    }
    await navigate({ to: '/sign-in', search: {} });
    queryClient.setQueryData(sessionQuery.queryKey, null);
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
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
          <Link to="/password" onClick={close}>
            修改密码
          </Link>
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
          <button type="button" onClick={() => void leave()}>
            退出
          </button>
          {failure ? <p role="alert">{failure}</p> : null}
        </div>
      ) : null}
    </div>
  );
}
