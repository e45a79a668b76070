import { formatClock } from '../format.ts';
import type { SaveState } from './draft-keeper.ts';
import styles from './save-status.module.css';

interface SaveStatusProps {
  save: SaveState;
  keptLocally: boolean;
  /** submitting was tried and did not get through */
  unsent: boolean;
  /** said before anything was typed */
  idle?: string;
  /** address of the sign-in page which leads back here */
  signInHref: string;
  onRetry: () => void;
  /** reads the report afresh */
  onReload: () => void;
}

/** The report itself changed: only reading it again helps. */
const RELOAD: ReadonlySet<string> = new Set([
  'feedback_changed',
  'period_closed',
  'approved',
  'signing',
  'under_review',
]);

/** Where the typed text is safe right now, in words. */
export function SaveStatus(props: SaveStatusProps) {
  const { save, keptLocally, unsent, signInHref, onRetry, onReload, idle = '边填边存，不必另存' } = props;
  const kept = keptLocally ? '内容已保留在本机' : '本机无法保存，请勿关闭页面';
  return (
    <div className={styles.status} role="status" data-save={save.kind}>
      {save.kind === 'idle' ? <span className={styles.quiet}>{idle}</span> : null}
      {save.kind === 'saving' ? <span className={styles.quiet}>正在保存…</span> : null}
      {save.kind === 'saved' ? (
        <span className={styles.ok}>
          ✓ 已自动保存 {formatClock(save.at)}
          {unsent ? <b className={styles.warn}>；尚未提交，请再提交一次</b> : null}
        </span>
      ) : null}
      {save.kind === 'localOnly' ? <span className={styles.warn}>有数字无法识别，{kept}</span> : null}
      {save.kind === 'offline' ? (
        <span className={styles.warn}>
          等待网络连接，{unsent ? '尚未提交，联网后请再提交一次；' : ''}
          {kept}{' '}
          <button type="button" className="linkButton" onClick={onRetry}>
            立即重试
          </button>
        </span>
      ) : null}
      {save.kind === 'signedOut' ? (
        <span className={styles.warn}>
          登录已过期，{unsent ? '尚未提交，登录后请再提交一次；' : ''}
          {kept} <a href={signInHref}>重新登录</a>
        </span>
      ) : null}
      {save.kind === 'refused' ? (
        <span className={styles.bad}>
          {save.message}
          {keptLocally ? '' : '本机无法保存，请勿关闭页面。'}{' '}
          {RELOAD.has(save.code) ? (
            <button type="button" className="linkButton" onClick={onReload}>
              重新读取
            </button>
          ) : null}
        </span>
      ) : null}
    </div>
  );
}
