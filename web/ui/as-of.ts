import { useNavigate, useSearch } from '@tanstack/react-router';
import { isReportable, latestReportable } from '../../server/rules/periods.ts';
import { type AsOfSearch, isPastDay } from '../app/search.ts';
import { usePeriod, useSession } from '../app/session.ts';

/** The past day the page looks back at (截至某日); undefined = today, as things are. */
export function useAsOf(): string | undefined {
  const { asOf } = useSearch({ strict: false }) as AsOfSearch;
  const { today } = useSession();
  return asOf !== undefined && asOf < today && isPastDay(asOf) ? asOf : undefined;
}

/** Part of a link's search that keeps the day looked back at. */
export const asOfSearch = (asOf: string | undefined): AsOfSearch => (asOf === undefined ? {} : { asOf });

/** As `usePeriod`, but on a past day never newer than the newest period that was over then. */
export function usePeriodAsOf(search: { period?: string }, options: { own?: boolean } = {}): string {
  const asOf = useAsOf();
  const period = usePeriod(search, options);
  if (search.period !== undefined || asOf === undefined || isReportable(period, asOf)) return period;
  return latestReportable(asOf) ?? '2025-02';
}

type ViewState = Record<string, string | undefined>;

/** The view on another day: a period that was not over then gives way, and the list of revisions closes. */
export function onDay(view: ViewState, asOf: string | undefined): Record<string, string> {
  const { asOf: _day, revisions: _list, period, ...rest } = view;
  const isOver = period !== undefined && (asOf === undefined || isReportable(period, asOf));
  const next = { ...rest, period: isOver ? period : undefined, asOf };
  return Object.fromEntries(
    Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/**
 * Changes the view state of the page shown, without leaving or scrolling it. From one past day to another (a date
 * being typed) takes the place of the step before; 后退 then leads to today.
 */
export function useViewChange(): (change: (view: ViewState) => ViewState) => void {
  const navigate = useNavigate();
  const isPast = useAsOf() !== undefined;
  return (change) => {
    const search = (view: object) => change(view as ViewState) as never;
    void navigate({ to: '.', search, replace: isPast, resetScroll: false });
  };
}
