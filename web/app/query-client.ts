import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';

/** A refused request stays refused; a lost connection or a failing server is tried again, twice. */
function mayRetry(failures: number, error: Error): boolean {
  const lost = error instanceof ApiError && (error.status === 0 || error.status >= 500);
  return lost && failures < 2;
}

/**
 * The one query client. A 401 on any read means that the session is over: it forgets the session, and the shell leads to
 * the sign-in page and back. Changes report their own 401 where they happen.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (!(error instanceof ApiError) || error.status !== 401) return;
        client.setQueryData(sessionQuery.queryKey, null);
      },
    }),
    defaultOptions: {
      queries: { retry: mayRetry, staleTime: 15_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}
