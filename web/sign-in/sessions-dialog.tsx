import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { SessionEntry } from '../../server/accounts/schema.ts';
import { endSession, endSessionsOf, signOutEverywhere } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { sessionsQuery } from '../api/queries.ts';
import { formatDateTime, formatFullDateTime } from '../format.ts';
import { QueryView } from '../ui/states.tsx';
import styles from './sessions-dialog.module.css';
import { sessionsSentence, sourceWords } from './shape-sessions.ts';

interface SessionsDialogProps {
  /** whose sessions; null = one's own */
  account: { id: number; title: string } | null;
  onClose: () => void;
  /** called when the asking session itself has been ended */
  onSignedOut: () => void;
}

/** 登录情况: where an account is signed in, and ending one or all. Mount it only while it is open. */
export function SessionsDialog({ account, onClose, onSignedOut }: SessionsDialogProps) {
  const accountId = account?.id ?? null;
  const query = useQuery(sessionsQuery(accountId));
  const end = useEnding(accountId, onSignedOut);
  return (
    <Frame title={account ? `${account.title}的登录情况` : '登录情况'} onClose={onClose}>
      <QueryView query={query} height={120}>
        {({ sessions }) => (
          <>
            <p className={styles.sentence}>{sessionsSentence(sessions, account === null)}</p>
            <SessionList sessions={sessions} busy={end.isPending} onEnd={end.mutate} />
            <p className={styles.failed} role="alert">
              {end.isError ? failureOf(end.error) : ''}
            </p>
            <div className={styles.buttons}>
              <EndAll own={account === null} sessions={sessions} busy={end.isPending} onEnd={end.mutate} />
              <button type="button" className="button" onClick={onClose}>
                关闭
              </button>
            </div>
          </>
        )}
      </QueryView>
    </Frame>
  );
}

/** What is ended: one session, all others, or all of them. */
type Ending = { one: SessionEntry } | 'others' | 'all';

function useEnding(accountId: number | null, onSignedOut: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (what: Ending) => {
      if (what === 'others') return signOutEverywhere(true);
      if (what === 'all') return accountId === null ? signOutEverywhere(false) : endSessionsOf(accountId);
      return endSession(accountId, what.one.id);
    },
    onSuccess: (_, what) => {
      const isOut = what === 'all' ? accountId === null : what !== 'others' && what.one.current;
      if (isOut) onSignedOut();
    },
    onSettled: () =>
      Promise.all(
        ['sessions', 'accounts'].map((feature) => queries.invalidateQueries({ queryKey: [feature] })),
      ),
  });
}

function failureOf(error: unknown): string {
  if (!(error instanceof ApiError)) return '没有结束成功，请重试。';
  return error.code === 'not_found' ? '这处登录已经结束。' : error.message;
}

interface ListProps {
  sessions: readonly SessionEntry[];
  busy: boolean;
  onEnd: (what: Ending) => void;
}

function SessionList({ sessions, busy, onEnd }: ListProps) {
  return (
    <ul className={styles.list}>
      {sessions.map((one) => (
        <li key={one.id}>
          <div className={styles.what}>
            <p>
              <b>{one.browser ?? '未记录的浏览器'}</b>
              {'　'}
              {sourceWords(one.source)} {one.current ? <span className="tag water">当前登录</span> : null}
            </p>
            <small>
              {formatFullDateTime(one.signedInAt)}登录，最近使用 {formatDateTime(one.lastSeenAt)}
            </small>
          </div>
          <button
            type="button"
            className="button"
            disabled={busy}
            aria-label={`${one.current ? '退出' : '结束'}：${one.browser ?? ''}，${formatFullDateTime(one.signedInAt)}登录`}
            onClick={() => onEnd({ one })}
          >
            {one.current ? '退出' : '结束'}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Oneself: the others, or all; the administrator: all of the account. */
function EndAll({ own, sessions, busy, onEnd }: ListProps & { own: boolean }) {
  const hasOthers = sessions.some(({ current }) => !current);
  if (!own) {
    return sessions.length === 0 ? null : (
      <button type="button" className="button" disabled={busy} onClick={() => onEnd('all')}>
        结束全部登录
      </button>
    );
  }
  return (
    <>
      {hasOthers ? (
        <button type="button" className="button primary" disabled={busy} onClick={() => onEnd('others')}>
          结束其他登录
        </button>
      ) : null}
      <button type="button" className="button" disabled={busy} onClick={() => onEnd('all')}>
        全部退出（含这里）
      </button>
    </>
  );
}

/** A modal dialog: Escape leaves. */
function Frame({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={headingId} onClose={onClose}>
      <h2 id={headingId}>{title}</h2>
      {children}
    </dialog>
  );
}
