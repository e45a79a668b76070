import type { QueryClient } from '@tanstack/react-query';
import type { SessionReply } from '../../server/accounts/schema.ts';
import { previousPeriod } from '../../server/rules/periods.ts';
import type { Permission } from '../../server/rules/permissions.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import {
  intensityTargetsQuery,
  periodsQuery,
  progressHistoryQuery,
  progressQuery,
  quotaPaceQuery,
  remindersQuery,
  reportsQuery,
  ruleSetsQuery,
  sessionQuery,
  spendingQuery,
  trajectoryQuery,
  warningsQuery,
} from '../api/queries.ts';
import type { CountySearch, IntensitySearch, OverviewSearch } from './search.ts';
import { periodToOpen } from './session.ts';

/** A read of queries.ts, whatever it reads. */
interface Read {
  queryKey: readonly unknown[];
}

/**
 * Starts all first reads of a page at once, while its code loads, and waits for none. What a page does not ask for here
 * it asks for when it is drawn: later, but no less.
 */
export function startReads(
  { queryClient }: { queryClient: QueryClient },
  reads: (session: SessionReply) => readonly Read[],
): void {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  if (!session) return;
  const bell = session.permissions.includes('tasks.read') ? [remindersQuery] : [];
  for (const read of [...reads(session), ...bell]) void queryClient.prefetchQuery(read as never);
}

const ifMay = (session: SessionReply, needs: Permission, reads: readonly Read[]) =>
  session.permissions.includes(needs) ? reads : [];

/** Reads of the overview (总览), the figures of its first cards in front. */
export function overviewReads(session: SessionReply, search: OverviewSearch): Read[] {
  const { ruleSet, asOf } = search;
  const period = periodToOpen(session, search);
  const previous = previousPeriod(period);
  return [
    progressQuery(period, ruleSet, asOf),
    trajectoryQuery(CITY_CODE, period, asOf),
    quotaPaceQuery(asOf),
    spendingQuery(Number(period.slice(0, 4))),
    ...(previous === null ? [] : [progressQuery(previous, ruleSet, asOf)]),
    reportsQuery(period),
    periodsQuery,
    ruleSetsQuery,
    ...ifMay(session, 'warnings.read', [warningsQuery]),
  ];
}

/** Reads of 能耗强度; its tabs beyond the first ask for their own. */
export function intensityReads(session: SessionReply, search: IntensitySearch): Read[] {
  const { ruleSet, asOf } = search;
  return [
    progressQuery(periodToOpen(session, search), ruleSet, asOf),
    progressHistoryQuery(ruleSet, asOf),
    intensityTargetsQuery(),
    ruleSetsQuery,
    periodsQuery,
  ];
}

/** Reads of a unit's page (县页). */
export function countyReads(session: SessionReply, code: string, search: CountySearch): Read[] {
  const { asOf } = search;
  const period = periodToOpen(session, search, { own: session.user.unitCodes.includes(code) });
  return [
    progressQuery(period, undefined, asOf),
    progressHistoryQuery(undefined, asOf),
    intensityTargetsQuery(),
    quotaPaceQuery(asOf),
    trajectoryQuery(code, period, asOf),
    periodsQuery,
  ];
}
