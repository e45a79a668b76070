import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { ApiError } from '../api/client.ts';
import styles from './shell.module.css';

/** Something on the page threw: say so, offer a retry, keep the address. */
export function CrashPage({ error }: ErrorComponentProps) {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  const message = error instanceof ApiError ? error.message : '页面没有正常显示，已填内容保留在本机。';
  return (
    <main className={styles.plain}>
      <h1>页面暂时打不开</h1>
      <p role="alert">{message}</p>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          reset();
          void router.invalidate();
        }}
      >
        重试
      </button>
    </main>
  );
}

export function NotFoundPage() {
  return (
    <div className={styles.plain}>
      <h1>没有这个页面</h1>
      <p>地址可能已经改变。</p>
      <Link to="/" className="button">
        返回首页
      </Link>
    </div>
  );
}

/** The account may not see this page. */
export function DeniedPage() {
  return (
    <div className={styles.plain}>
      <h1>您的账号没有查看本页的权限</h1>
      <p>如需查看，请联系系统管理员。</p>
      <Link to="/" className="button">
        返回首页
      </Link>
    </div>
  );
}
