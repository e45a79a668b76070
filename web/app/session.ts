import { createContext, useContext } from 'react';
import type { SessionReply } from '../../server/accounts/schema.ts';
import { latestReportable } from '../../server/rules/periods.ts';
import type { Permission } from '../../server/rules/permissions.ts';

/**
 * Who is signed in, handed down by the shell. A context and not the query itself: when the session ends, pages that
 * still stand for a moment keep the session they were drawn with.
 */
export const SessionContext = createContext<SessionReply | null>(null);

/**
 * The session. Inside the shell somebody is always signed in (router.tsx sees to it before a page shows).
 * @throws when used outside the shell
 */
export function useSession(): SessionReply {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside the signed-in shell');
  return session;
}

/** May this user do that? */
export function useCan(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

/**
 * The period of the URL, else the one to open with: on leadership pages the newest this user can see the city's figure
 * of, on pages about the own work (`own`) the newest that can be reported on the business date.
 */
export function usePeriod(search: { period?: string }, options: { own?: boolean } = {}): string {
  return periodToOpen(useSession(), search, options);
}

/** As `usePeriod`, for those who have the session at hand. */
export function periodToOpen(
  { today, defaultPeriod }: SessionReply,
  search: { period?: string },
  { own = false } = {},
): string {
  return (
    search.period ?? (own ? null : defaultPeriod) ?? latestReportable(today) ?? `${today.slice(0, 4)}-02`
  );
}
