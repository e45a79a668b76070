import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { SessionReply } from '../../server/accounts/schema.ts';
import { signIn } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { instanceQuery, sessionQuery } from '../api/queries.ts';
import { navigationFor } from '../app/navigation.ts';
import { Mark } from '../app/shell.tsx';
import styles from './sign-in.module.css';

const DEMO_ACCOUNTS = [
  { username: 'leader', who: '市领导' },
  { username: 'bureau', who: '市工信局' },
  { username: 'county-360402', who: '濂溪区填报员' },
  { username: 'dept-fgw', who: '市发改委' },
  { username: 'admin', who: '系统管理员' },
  { username: 'auditor', who: '审计员' },
] as const;
const DEMO_PASSWORD = 'Demo-2027!';

function DemoAccounts({ onChoose }: { onChoose: (username: string) => void }) {
  return (
    <section className={styles.demo} aria-label="演示账号">
      <p>
        <span className="tag water">演示数据</span> 各账号密码均为 <kbd>{DEMO_PASSWORD}</kbd>
      </p>
      <ul>
        {DEMO_ACCOUNTS.map(({ username, who }) => (
          <li key={username}>
            <button type="button" className="linkButton" onClick={() => onChoose(username)}>
              {who}
            </button>
            <span className="muted"> {username}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Forgets what another user may have left, remembers the session, and leads to `next` or the user's first page. */
function useArrive() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  return async (session: SessionReply) => {
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    queryClient.setQueryData(sessionQuery.queryKey, session);
    if (session.user.mustChangePassword) return router.navigate({ to: '/password' });
    if (next !== undefined) return router.history.push(next);
    const [home] = navigationFor(session.user);
    return router.navigate({ to: home.to, ...(home.search ? { search: home.search } : {}) });
  };
}

/** 登录. Says which of the two is wrong only as far as the server does; keeps the user name. */
export function SignInPage() {
  const instance = useQuery(instanceQuery);
  const { next } = useSearch({ from: '/sign-in' });
  const arrive = useArrive();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const usernameField = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => usernameField.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (username.trim() === '' || password === '') {
      setMessage('请输入用户名和密码。');
      return;
    }
    setBusy(true);
    setMessage(null);
    try {
      await arrive(await signIn(username.trim(), password));
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : '登录未成功，请重试。');
      // too many at once, or no connection: nothing is wrong with what was typed
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) setPassword('');
      passwordField.current?.focus();
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <h1>
          <Mark />
          九江绿色制造目标跟踪平台
        </h1>
        {next === undefined ? null : (
          <p className={styles.hint}>请登录后继续，登录后回到刚才的页面；已填内容保留在本机。</p>
        )}
        <label htmlFor={`${id}-user`}>用户名</label>
        <input
          id={`${id}-user`}
          ref={usernameField}
          className="field"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <label htmlFor={`${id}-password`}>密码</label>
        <input
          id={`${id}-password`}
          ref={passwordField}
          className="field"
          type="password"
          autoComplete="current-password"
          maxLength={256}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <p className={styles.message} role="alert">
          {message}
        </p>
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? '正在登录…' : '登录'}
        </button>
        {instance.data?.demo ? (
          <DemoAccounts
            onChoose={(chosen) => {
              setUsername(chosen);
              setPassword(DEMO_PASSWORD);
            }}
          />
        ) : (
          <p className={styles.help}>账号由系统管理员开通；忘记密码请联系系统管理员重置。</p>
        )}
      </form>
    </main>
  );
}
