import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client.ts';
import styles from './states.module.css';

/** Space held for what is still loading, so that nothing jumps; appears only after a moment. */
export function Loading({ height }: { height: number }) {
  return (
    <div className={styles.loading} style={{ minHeight: height }} role="status">
      <span>正在读取…</span>
    </div>
  );
}

function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return '页面出错，请重试；仍不行请联系管理员。';
}

/** What failed, in the server's words, and a retry. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className={styles.failed} role="alert">
      <p>
        <strong>没有读到数据。</strong>
        {messageOf(error)}
      </p>
      <button type="button" className="button" onClick={onRetry}>
        重试
      </button>
    </div>
  );
}

/** Nothing here yet, and what to do next. */
export function Empty({ title, next }: { title: ReactNode; next?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {next ? <p>{next}</p> : null}
    </div>
  );
}

interface QueryViewProps<T> {
  query: UseQueryResult<T>;
  /** pixels held while loading */
  height: number;
  children: (data: T) => ReactNode;
}

/** Draws the three states of a query: loading, failed, data. Data already shown stays when a refresh fails. */
export function QueryView<T>({ query, height, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading height={height} />;
}
