import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, type RefObject, useContext, useEffect, useMemo, useState } from 'react';
import type { OverviewSearch } from '../app/search.ts';
import { readCompare, toggleCompare } from './compare-choice.ts';
import { unitAt } from './unit-at.ts';

/** The one unit that tiles, ranking and quotas are about. */
export interface Choice {
  /** opened in place, kept in the URL (?unit=) */
  chosen: string | undefined;
  /** the one pointed at or focused, else the chosen one */
  shown: string | undefined;
  /** undefined closes */
  choose: (code: string | undefined) => void;
  /** codes side by side, kept in the URL (?compare=) */
  compare: readonly string[];
  /** puts a unit beside the others, or takes it away */
  toggle: (code: string) => void;
}

const nothing = () => {};

/** Outside the overview nothing is chosen. */
export const ChoiceContext = createContext<Choice>({
  chosen: undefined,
  shown: undefined,
  choose: nothing,
  compare: [],
  toggle: nothing,
});

export const useChoice = (): Choice => useContext(ChoiceContext);

/** The state behind the context: choice and comparison from the URL, the pointer's unit from `box`. */
export function useChoiceState(box: RefObject<HTMLElement | null>): Choice {
  const { unit: chosen, compare: compared } = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const [pointed, setPointed] = useState<string>();
  const actions = useMemo(() => {
    const choose = (code: string | undefined) =>
      void navigate({
        search: ({ unit: _before, ...others }: OverviewSearch) =>
          code === undefined ? others : { ...others, unit: code },
        resetScroll: false,
        replace: true,
      });
    const toggle = (code: string) =>
      void navigate({
        search: ({ compare, ...others }: OverviewSearch) => {
          const codes = toggleCompare(readCompare(compare), code);
          return codes.length === 0 ? others : { ...others, compare: codes.join(',') };
        },
        resetScroll: false,
        replace: true,
      });
    return { choose, toggle };
  }, [navigate]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const stop = new AbortController();
    const listen = (kind: string, act: (event: Event) => void) =>
      element.addEventListener(kind, act, { signal: stop.signal });
    listen('pointermove', (event) => {
      // a finger chooses, it does not point
      if ((event as PointerEvent).pointerType !== 'touch') setPointed(unitAt(event));
    });
    listen('pointerleave', () => setPointed(undefined));
    listen('focusin', (event) => setPointed(unitAt(event)));
    listen('focusout', () => setPointed(undefined));
    return () => stop.abort();
  }, [box]);

  return useMemo(
    () => ({ chosen, shown: pointed ?? chosen, compare: readCompare(compared), ...actions }),
    [chosen, pointed, compared, actions],
  );
}
