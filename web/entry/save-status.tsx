import { formatClock } from '../format.ts';
import type { SaveState } from './draft-keeper.ts';
import styles from './save-status.module.css';

interface SaveStatusProps {
  save: SaveState;
  keptLocally: boolean;
  /** address of the sign-in page which leads back here */
  signInHref: string;
  onRetry: () => void;
}

/** Where the typed text is safe right now, in words. */
export function SaveStatus({ save, keptLocally, signInHref, onRetry }: SaveStatusProps) {
  const kept = keptLocally ? '内容已保留在本机' : '本机无法保存，请勿关闭页面';
  return (
    <div className={styles.status} role="status" data-save={save.kind}>
      {save.kind === 'idle' ? <span className={styles.quiet}>边填边存，不必另存</span> : null}
      {save.kind === 'saving' ? <span className={styles.quiet}>正在保存…</span> : null}
      {save.kind === 'saved' ? <span className={styles.ok}>✓ 已自动保存 {formatClock(save.at)}</span> : null}
      {save.kind === 'localOnly' ? <span className={styles.warn}>有数字无法识别，{kept}</span> : null}
      {save.kind === 'offline' ? (
        <span className={styles.warn}>
          等待网络，{kept}{' '}
          <button type="button" className="linkButton" onClick={onRetry}>
            立即重试
          </button>
        </span>
      ) : null}
      {save.kind === 'signedOut' ? (
        <span className={styles.warn}>
          登录已过期，{kept} <a href={signInHref}>重新登录</a>
        </span>
      ) : null}
      {save.kind === 'refused' ? (
        <span className={styles.bad}>
          {save.message}
          {keptLocally ? '' : '本机无法保存，请勿关闭页面。'}
        </span>
      ) : null}
    </div>
  );
}
